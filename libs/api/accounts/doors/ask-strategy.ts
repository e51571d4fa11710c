import passport from 'passport';
import { Knock } from './knock';

/** A Passport strategy that is one question: who is behind this knock? `null` is nobody; a problem is thrown. */
export class AskStrategy extends passport.Strategy {
  constructor(private readonly ask: (knock: Knock) => Promise<object | null>) {
    super();
  }

  override authenticate(request: object): void {
    if (!(request instanceof Knock)) {
      this.error(new Error('a strategy was given something else than a knock'));
      return;
    }
    this.ask(request).then(
      found => (found ? this.success(found) : this.fail(401)),
      (fault: unknown) => this.error(fault),
    );
  }
}
