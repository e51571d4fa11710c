import { AuditModule } from '@sms111/api/audit';
import { Module } from '@nestjs/common';
import { ExplainRoute } from './explain-route';
import { DecideImport } from './import/decide-import';
import { EndImport } from './import/end-import';
import { ImportLeases } from './import/import-lease';
import { TakeImportNews } from './import/import-news';
import { ImportSweep } from './import/import-sweep';
import { ImportViews } from './import/import.views';
import { ImportWorkshop } from './import/import-workshop';
import { ReceiveImport } from './import/receive-import';
import { RunImport } from './import/run-import';
import { TidySnapshots } from './import/tidy-snapshots';
import { LoadPrefixes } from './load-prefixes';
import { EndOverride } from './overrides/end-override';
import { OverrideViews } from './overrides/override.views';
import { PlaceOverride } from './overrides/place-override';
import { PortedBlocks } from './ported/ported-blocks';
import { NumberQuery } from './query/number-query';
import { RouteAnswers } from './query/route-answers';
import { Routes } from './routes';
import { RoutingController } from './routing.controller';
import { RoutingViews } from './routing.views';
import { SealedNumbers } from './sealed-number';
import { SetPolicy } from './set-policy';
import { CompareSnapshots } from './snapshots/compare-snapshots';
import { RollBack } from './snapshots/roll-back';
import { SnapshotViews } from './snapshots/snapshot.views';

/** The routes in memory, for whoever hands messages over. */
@Module({
  providers: [LoadPrefixes, NumberQuery, PortedBlocks, RouteAnswers, Routes, SealedNumbers],
  exports: [LoadPrefixes, NumberQuery, PortedBlocks, Routes, SealedNumbers],
})
export class RoutingModule {}

/** 號碼路由解析 as people see it; it reads the tables and holds no ported number in memory. */
@Module({
  imports: [AuditModule],
  controllers: [RoutingController],
  providers: [
    CompareSnapshots,
    DecideImport,
    EndOverride,
    ExplainRoute,
    ImportViews,
    NumberQuery,
    OverrideViews,
    PlaceOverride,
    PortedBlocks,
    ReceiveImport,
    RollBack,
    RoutingViews,
    SealedNumbers,
    SetPolicy,
    SnapshotViews,
  ],
  exports: [ReceiveImport, RollBack],
})
export class RoutingDeskModule {}

/** Imports of ported numbers, for workers. */
@Module({
  imports: [AuditModule, RoutingModule],
  providers: [EndImport, ImportLeases, ImportSweep, ImportWorkshop, RunImport, TakeImportNews, TidySnapshots],
  exports: [ImportSweep, RunImport, TakeImportNews],
})
export class PortedImportModule {}
