import { AuditTrail, type Bystander } from '@sms111/api/audit';
import { KeyRing, seal, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { passwordPlace, type IdForm } from './link';

export interface NewLink {
  readonly id: string;
  readonly carrier: string;
  readonly host: string;
  readonly port: number;
  readonly systemId: string;
  readonly password: string;
  readonly window?: number;
  readonly idForm?: IdForm;
  readonly responseTimeoutMs?: number;
}

/** Enters links, or moves one to another address. */
@Injectable()
export class LinkRegister {
  constructor(
    private readonly keys: KeyRing,
    private readonly audit: AuditTrail,
  ) {}

  async put(tx: Tx, by: Actor | Bystander, link: NewLink): Promise<void> {
    const key = await this.keys.platformKey();
    await tx.execute(
      `INSERT INTO carrier_link (id, carrier, host, port, system_id, password_sealed, window_size, id_form, response_timeout_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port, system_id = excluded.system_id,
         password_sealed = excluded.password_sealed, window_size = excluded.window_size, id_form = excluded.id_form,
         response_timeout_ms = excluded.response_timeout_ms`,
      [
        link.id,
        link.carrier,
        link.host,
        link.port,
        link.systemId,
        seal(key.key, passwordPlace(link.id), Buffer.from(link.password)),
        link.window ?? 100,
        link.idForm ?? 'as-is',
        link.responseTimeoutMs ?? 30_000,
      ],
    );
    await this.audit.record(tx, by, {
      action: 'carrier-link.changed',
      object: { kind: 'carrier-link', id: link.id },
      detail: { carrier: link.carrier, host: link.host, port: link.port },
    });
  }
}
