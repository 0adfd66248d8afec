import { type Call, MAX_DOCUMENTS, type Target } from './call.ts';
import type { Carrier } from './carrier.ts';
import { CarrierError, carrierError } from './errors.ts';
import { Interrupted } from './line.ts';
import type { Switchboard } from './switchboard.ts';
import { fetchDocument } from './twiml/fetch-document.ts';
import { parseTwiml } from './twiml/parse.ts';
import { performDocument } from './twiml/perform.ts';
import type { Outcome } from './twiml/stage.ts';
import type { EndStatus } from './types.ts';

const APPLICATION_ERROR = 'We are sorry, an application error has occurred. Goodbye.';

type Done = Exclude<Outcome, undefined> | { end: EndStatus };

/** Fetches and performs documents, one after another, until a call is over. */
export class Conductor {
  private readonly carrier: Carrier;
  private readonly switchboard: Switchboard;

  constructor(carrier: Carrier, switchboard: Switchboard) {
    this.carrier = carrier;
    this.switchboard = switchboard;
  }

  /** Gives how the call ended. */
  async conduct(call: Call, first: Target): Promise<EndStatus> {
    let target: Target = first;
    for (;;) {
      try {
        const outcome = await this.perform(call, target);
        if ('end' in outcome) return outcome.end;
        target = outcome;
      } catch (error) {
        if (error instanceof Interrupted) {
          const { interruption } = call.line;
          if (interruption?.kind !== 'redirect') return call.status === 'ringing' ? 'no-answer' : 'completed';
          call.line.resume();
          target = interruption.next as Target;
          continue;
        }
        const shown = carrierError(error);
        const fallback = this.fall(call, target, shown);
        if (!fallback) return this.breakDown(call, shown);
        target = fallback;
      }
    }
  }

  private async perform(call: Call, target: Target): Promise<Done> {
    const { carrier, switchboard } = this;
    const { line } = call;
    line.check();
    if (target.kind === 'work') return await target.run();
    if (++call.documents > MAX_DOCUMENTS) throw new CarrierError(11215, `A loop: ${MAX_DOCUMENTS} documents`);
    const stage = { carrier, switchboard, call, line, base: undefined };
    if (target.kind === 'inline') return await performDocument(stage, parseTwiml(target.twiml));
    if (target.kind === 'verbs') return await performDocument(stage, target.verbs);
    const fetched = await fetchDocument(stage, target);
    if ('sound' in fetched) throw new CarrierError(12300, 'A sound in the place of a document', target.url);
    return await performDocument({ ...stage, base: fetched.base }, fetched.verbs);
  }

  /** Shows the error; gives the fallback's document, unless it is that one which failed. */
  private fall(call: Call, failed: Target, error: CarrierError): Target | undefined {
    this.carrier.report(error, call);
    if (!call.fallback || failed.kind === 'fallback' || call.documents > MAX_DOCUMENTS) return undefined;
    const url = error.url ?? (failed.kind === 'document' ? failed.url : '');
    return { kind: 'fallback', ...call.fallback, params: { ErrorCode: String(error.code), ErrorUrl: url } };
  }

  /** Nothing answers for the app any more: the carrier says so itself and ends the call. */
  private breakDown(call: Call, error: CarrierError): EndStatus {
    call.error = { code: error.code, message: error.message };
    call.answeredAt ??= new Date();
    this.carrier.tell(call, {
      type: 'prompt',
      verb: 'carrier',
      text: APPLICATION_ERROR,
      language: 'en-US',
      voice: '',
      durationMs: 0,
    });
    return 'completed';
  }
}
