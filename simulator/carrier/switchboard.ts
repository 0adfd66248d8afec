import { Call, callParams, MAX_DOCUMENTS, type OutboundWishes, type Target } from './call.ts';
import type { Carrier } from './carrier.ts';
import { CarrierError } from './errors.ts';
import { Interrupted } from './line.ts';
import { parseTwiml, readDocument } from './twiml/parse.ts';
import { performDocument } from './twiml/perform.ts';
import type { Outcome } from './twiml/stage.ts';
import type { EndStatus, Pace } from './types.ts';

/** Seconds that a number of which nothing is known rings before it counts as not answered. */
const UNHEARD_RING_S = 4;
const APPLICATION_ERROR = 'We are sorry, an application error has occurred. Goodbye.';

/** Starts and ends calls. */
export class Switchboard {
  private readonly carrier: Carrier;
  /** Outbound calls that wait for their turn, when the carrier has a rate. */
  private readonly queue: Call[] = [];
  private queueTimer: NodeJS.Timeout | undefined;

  constructor(carrier: Carrier) {
    this.carrier = carrier;
  }

  close(): void {
    clearInterval(this.queueTimer);
    for (const call of this.carrier.calls.values()) {
      call.callback = undefined;
      call.line.interrupt({ kind: 'hangup', by: 'phone' });
    }
  }

  /** Somebody dials the hotline. */
  dial(from: string, to: string, pace: Pace): Call {
    const { hotlineUrl } = this.carrier.options;
    const call = new Call({
      direction: 'inbound',
      from,
      to,
      pace,
      fallback: { url: `${hotlineUrl}/twilio/fallback`, method: 'POST' },
      callback: { url: `${hotlineUrl}/twilio/status`, method: 'POST', events: new Set(['completed']) },
    });
    this.carrier.calls.set(call.sid, call);
    call.startedAt = call.createdAt;
    this.carrier.tell(call, { type: 'dialled', from, to, pace });
    const first: Target = { kind: 'document', method: 'POST', url: `${hotlineUrl}/twilio/voice`, params: {} };
    void this.conduct(call, first).then((status) => this.finish(call, status));
    return call;
  }

  /** The app asked for a call; it starts after the REST answer, in its turn. */
  place(
    from: string,
    to: string,
    wishes: OutboundWishes,
    callback: Call['callback'],
    fallback: Call['fallback'],
  ): Call {
    const { numbers, options, calls } = this.carrier;
    const pace = numbers.get(to)?.pace ?? numbers.get('*')?.pace ?? options.pace ?? 'real';
    const call = new Call({
      direction: 'outbound-api',
      from,
      to,
      pace,
      fallback,
      callback,
      outbound: wishes,
    });
    calls.set(call.sid, call);
    if (!options.callsPerSecond) {
      setImmediate(() => this.start(call));
      return call;
    }
    this.queue.push(call);
    this.queueTimer ??= setInterval(() => this.startNext(), 1000 / options.callsPerSecond);
    return call;
  }

  private startNext(): void {
    const call = this.queue.shift();
    if (call) {
      this.start(call);
    } else {
      clearInterval(this.queueTimer);
      this.queueTimer = undefined;
    }
  }

  private start(call: Call): void {
    const { outbound } = call;
    if (!outbound || call.over) return;
    const limit = setTimeout(() => this.hangUp(call, 'app'), outbound.timeLimit * 1000);
    void this.ring(call, outbound)
      .then((status) => status ?? this.conduct(call, outbound.target))
      .then((status) => this.finish(call, status))
      .finally(() => clearTimeout(limit));
  }

  /** Rings the number. Gives how the call ended, or undefined when it was answered. */
  private async ring(
    call: Call,
    { timeout, machineDetection }: OutboundWishes,
  ): Promise<EndStatus | undefined> {
    const { carrier } = this;
    const { numbers, hub } = carrier;
    const heard = hub.hears(call.number);
    const onRing = numbers.get(call.to)?.onRing ?? numbers.get('*')?.onRing ?? (heard ? 'ring' : 'no-answer');
    this.advance(call, 'initiated');
    if (onRing === 'failed') return 'failed';
    this.advance(call, 'ringing');
    call.startedAt = new Date();
    call.waiting = { for: 'answer' };
    carrier.tell(call, { type: 'ring', from: call.from, to: call.to, timeout });
    try {
      if (onRing === 'busy') return 'busy';
      if (onRing === 'no-answer') {
        const seconds = Math.min(UNHEARD_RING_S, timeout);
        if (call.pace === 'real') await call.line.wait(seconds * 1000, () => undefined);
        return 'no-answer';
      }
      if (onRing === 'ring') {
        const done = await call.line.wait<'answer' | 'decline' | 'silence'>(timeout * 1000, ({ kind }) =>
          kind === 'answer' || kind === 'decline' || kind === 'silence' ? { done: kind } : undefined,
        );
        if (done === 'decline') return 'busy';
        if (done !== 'answer') return 'no-answer';
      }
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return call.line.interruption?.kind === 'hangup' && call.line.interruption.by === 'app'
        ? 'canceled'
        : 'no-answer';
    } finally {
      call.waiting = null;
    }
    call.answeredAt = new Date();
    call.byMachine = onRing === 'machine';
    if (machineDetection) {
      const machine = machineDetection === 'Enable' ? 'machine_start' : 'machine_end_beep';
      call.answeredBy = call.byMachine ? machine : 'human';
    }
    this.advance(call, 'in-progress');
    carrier.tell(call, { type: 'answered' });
    return undefined;
  }

  private advance(call: Call, status: 'initiated' | 'ringing' | 'in-progress'): void {
    call.status = status;
    call.updatedAt = new Date();
    this.carrier.notifyStatus(call, status === 'in-progress' ? 'answered' : status);
  }

  /** Fetches and performs documents until the call is over. Gives how it ended. */
  private async conduct(call: Call, first: Target): Promise<EndStatus> {
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
        const shown = error instanceof CarrierError ? error : internalError(error);
        const fallback = this.fall(call, target, shown);
        if (!fallback) return this.breakDown(call, shown);
        target = fallback;
      }
    }
  }

  private async perform(call: Call, target: Target): Promise<Exclude<Outcome, undefined>> {
    const { carrier } = this;
    call.line.check();
    if (++call.documents > MAX_DOCUMENTS) throw new CarrierError(11215, `A loop: ${MAX_DOCUMENTS} documents`);
    if (target.kind === 'inline') {
      return await performDocument({ carrier, call, base: undefined }, parseTwiml(target.twiml));
    }
    const params = { ...callParams(call, carrier.options.accountSid), ...target.params };
    const answer = await call.line.during(carrier.webhooks.send({ ...target, params }, call.webhooks));
    let verbs: ReturnType<typeof readDocument>;
    try {
      verbs = readDocument(answer.contentType, answer.body, answer.tooLarge);
    } catch (error) {
      if (error instanceof CarrierError) throw new CarrierError(error.code, error.message, answer.url);
      throw error;
    }
    return await performDocument({ carrier, call, base: answer.url }, verbs);
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

  private finish(call: Call, status: EndStatus): void {
    const { carrier } = this;
    const now = new Date();
    call.status = status;
    call.endedAt = now;
    call.updatedAt = now;
    call.waiting = null;
    if (status === 'completed' && call.answeredAt) {
      call.duration = Math.max(1, Math.ceil((now.getTime() - call.answeredAt.getTime()) / 1000));
    }
    this.keepWholeRecording(call);
    const ended = { type: 'ended', status, duration: call.duration } as const;
    carrier.tell(call, call.error ? { ...ended, error: call.error } : ended);
    carrier.notifyStatus(call, 'completed');
    carrier.retire(call);
  }

  /** What Record=true of the REST request asked for. */
  private keepWholeRecording(call: Call): void {
    const { carrier } = this;
    if (!call.outbound?.record || !call.answeredAt) return;
    const recording = carrier.keepRecording(call, 'OutboundAPI', call.duration, '', call.answeredAt);
    const callback = call.outbound.recordingCallback;
    if (!callback?.events.has('completed')) return;
    const params = {
      AccountSid: carrier.options.accountSid,
      CallSid: call.sid,
      RecordingStatus: 'completed',
      RecordingSource: 'OutboundAPI',
      RecordingChannels: '1',
      RecordingStartTime: call.answeredAt.toUTCString().replace('GMT', '+0000'),
      ...carrier.recordingParams(recording),
    };
    void carrier.notify('recording', callback, params, call.webhooks, call);
  }

  /** Ends a call from either side; nothing when it is over. */
  hangUp(call: Call, by: 'phone' | 'app'): void {
    if (call.over) return;
    const queued = this.queue.indexOf(call);
    if (call.status === 'queued') {
      if (queued >= 0) this.queue.splice(queued, 1);
      this.finish(call, 'canceled');
      return;
    }
    call.line.interrupt({ kind: 'hangup', by });
  }

  /** The app puts another document in the place of the one in hand. */
  redirect(call: Call, next: Target): void {
    call.line.interrupt({ kind: 'redirect', next });
  }
}

/** A fault of the carrier itself ends one call, not all of them, and is not hidden. */
function internalError(error: unknown): CarrierError {
  console.error(error);
  return new CarrierError(12400, `The carrier failed: ${String(error)}`);
}
