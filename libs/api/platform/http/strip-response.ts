import type { AnyEndpoint } from '@sms111/contracts';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { ENDPOINT } from './route';

/** Parses what a handler answers, so that nothing undeclared leaves the server. */
@Injectable()
export class StripResponse implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = Reflect.getMetadata(ENDPOINT, context.getHandler()) as AnyEndpoint;
    if (endpoint.download) return next.handle();
    return next.handle().pipe(map(value => endpoint.response.parse(value)));
  }
}
