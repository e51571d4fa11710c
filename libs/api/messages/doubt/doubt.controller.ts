import { CurrentActor, Db, Input, Route, type Actor } from '@sms111/api/platform';
import {
  countUnconfirmed,
  decideResolution,
  listResolutions,
  listUnconfirmed,
  resolveMessages,
  type InputOf,
} from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { ReadOnce } from '../read-once';
import { DecideResolution } from './decide-resolution';
import { DoubtViews } from './doubt.views';
import { ResolutionViews } from './resolution.views';
import { ResolveMessages } from './resolve-messages';

@Controller()
export class DoubtController {
  constructor(
    private readonly db: Db,
    private readonly doubt: DoubtViews,
    private readonly resolutions: ResolutionViews,
    private readonly resolving: ResolveMessages,
    private readonly deciding: DecideResolution,
    private readonly reads: ReadOnce,
  ) {}

  @Route(listUnconfirmed)
  async list(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof listUnconfirmed>) {
    return this.db.transaction(async tx => {
      const { carrier = null, link = null, batch = null, from = null, to = null, cursor = null } = query;
      await this.reads.record(tx, actor, {
        action: 'queue.doubt-listed',
        detail: { carrier, link, batch, from, to, cursor },
      });
      return this.doubt.list(tx, query);
    });
  }

  @Route(countUnconfirmed)
  count(@Input() { query }: InputOf<typeof countUnconfirmed>) {
    return this.doubt.count(this.db, query);
  }

  @Route(listResolutions)
  listResolutions(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof listResolutions>) {
    return this.resolutions.list(this.db, actor, query);
  }

  @Route(resolveMessages)
  resolve(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof resolveMessages>) {
    return this.db.transaction(tx => this.resolving.execute(tx, actor, body), 'by-key');
  }

  @Route(decideResolution)
  decide(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof decideResolution>) {
    return this.db.transaction(
      tx => this.deciding.execute(tx, actor, params.resolutionId, body.decision),
      'by-key',
    );
  }
}
