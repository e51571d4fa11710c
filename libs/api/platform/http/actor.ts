import type { Permission, Role } from '@sms111/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who acts: a person in a session, or an agency's system with a key. */
export interface Actor {
  readonly kind: 'person' | 'system';
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: string;
  readonly agencyId: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly sessionId: string | null;
  readonly address: string;
  readonly traceId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor;
  }
}

/** The actor that the guard admitted. On a public endpoint there is none: ask for `Visitor` instead. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('an endpoint without a signed-in actor asked for one');
  return actor;
});

/** Where a request comes from, on public endpoints. */
export interface Visitor {
  readonly address: string;
  readonly userAgent: string;
  readonly traceId: string;
}

export const visitorOf = (request: FastifyRequest): Visitor => ({
  address: request.ip,
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
  traceId: request.id,
});

export const CurrentVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Visitor =>
  visitorOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
