import { Module } from '@nestjs/common';
import { LoadPrefixes } from './load-prefixes';
import { Routes } from './routes';

@Module({ providers: [Routes, LoadPrefixes], exports: [Routes, LoadPrefixes] })
export class RoutingModule {}
