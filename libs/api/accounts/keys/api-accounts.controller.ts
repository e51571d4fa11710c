import { CurrentActor, Db, Input, Route, type Actor } from '@sms111/api/platform';
import { createApiKey, listApiAccounts, revokeApiKey, type InputOf } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { ApiAccountViews } from './api-account.views';
import { CreateApiKey } from './create-api-key';
import { RevokeApiKey } from './revoke-api-key';

@Controller()
export class ApiAccountsController {
  constructor(
    private readonly db: Db,
    private readonly views: ApiAccountViews,
    private readonly creating: CreateApiKey,
    private readonly revoking: RevokeApiKey,
  ) {}

  @Route(listApiAccounts)
  async list(@CurrentActor() actor: Actor) {
    return { items: await this.views.list(this.db, actor.unitId) };
  }

  @Route(createApiKey)
  create(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof createApiKey>) {
    return this.creating.execute(actor, params.accountId, body.label);
  }

  @Route(revokeApiKey)
  async revoke(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof revokeApiKey>) {
    await this.revoking.execute(actor, params.accountId, params.keyId);
    return undefined;
  }
}
