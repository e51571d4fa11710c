import {
  openSession,
  type CloseReason,
  type Session,
  type SessionHandlers,
  type SessionOptions,
  type SessionState,
} from '@sms111/smpp';

/** What a link is asked to do, whether one session or two stand behind it. */
export type LinkSession = Pick<Session, 'state' | 'submit' | 'query' | 'setRate' | 'drain' | 'close'>;

export interface PairOptions {
  /** With the settings that both sides share. */
  readonly session: SessionOptions;
  readonly receiver: { readonly host: string; readonly port: number };
}

const IS_UP: ReadonlySet<SessionState> = new Set<SessionState>(['connecting', 'binding', 'bound']);

/**
 * A transmitter and a receiver that live and end together: bound when both are; when one is lost, the other ends in good
 * order, so that nothing is submitted whose receipt cannot come.
 */
export class PairSession implements LinkSession {
  private readonly transmitter: Session;
  private readonly receiver: Session;
  private told: SessionState = 'connecting';
  private reason: CloseReason | undefined;

  constructor(
    { session, receiver }: PairOptions,
    private readonly handlers: SessionHandlers,
  ) {
    const { rate: _rate, ...shared } = session;
    const side = (other: () => Session): SessionHandlers => ({
      ...handlers,
      onState: (state, reason) => {
        if (state === 'closed') {
          this.reason ??= reason;
          void other().drain();
        }
        this.tell();
      },
    });
    this.transmitter = openSession(
      { ...session, bind: { ...session.bind, type: 'transmitter' } },
      side(() => this.receiver),
    );
    this.receiver = openSession(
      { ...shared, ...receiver, bind: { ...session.bind, type: 'receiver' } },
      side(() => this.transmitter),
    );
  }

  get state(): SessionState {
    const { transmitter, receiver } = this;
    const states = [transmitter.state, receiver.state];
    if (states.every(state => state === 'closed')) return 'closed';
    if (!states.every(state => IS_UP.has(state))) return 'draining';
    if (states.every(state => state === 'bound')) return 'bound';
    return states.includes('binding') || states.includes('bound') ? 'binding' : 'connecting';
  }

  submit: Session['submit'] = (pdus, settle, options) => this.transmitter.submit(pdus, settle, options);
  query: Session['query'] = fields => this.transmitter.query(fields);
  setRate: Session['setRate'] = perSecond => this.transmitter.setRate(perSecond);

  /** The transmitter first: its answers and their receipts may still come. */
  async drain(): Promise<CloseReason> {
    const reason = await this.transmitter.drain();
    await this.receiver.drain();
    return this.reason ?? reason;
  }

  close(): void {
    this.transmitter.close();
    this.receiver.close();
  }

  private tell(): void {
    const { state } = this;
    if (state === this.told) return;
    this.told = state;
    this.handlers.onState?.(state, state === 'closed' ? this.reason : undefined);
  }
}
