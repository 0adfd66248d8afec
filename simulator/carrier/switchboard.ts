import { Call, type OutboundWishes, type Target } from './call.ts';
import type { Carrier } from './carrier.ts';
import { Conductor } from './conductor.ts';
import { record } from './recorder.ts';
import { type RingWishes, ring } from './ringing.ts';
import type { EndStatus, Pace } from './types.ts';

/** Starts and ends calls. */
export class Switchboard {
  private readonly carrier: Carrier;
  private readonly conductor: Conductor;
  /** Outbound calls that wait for their turn, when the carrier has a rate. */
  private readonly queue: Call[] = [];
  private queueTimer: NodeJS.Timeout | undefined;

  constructor(carrier: Carrier) {
    this.carrier = carrier;
    this.conductor = new Conductor(carrier, this);
  }

  close(): void {
    clearInterval(this.queueTimer);
    this.carrier.fallSilent();
    for (const call of this.carrier.calls.values()) {
      call.line.interrupt({ kind: 'hangup', by: 'phone' });
    }
  }

  /** Somebody dials the hotline. */
  dial(from: string, to: string, pace: Pace): Call {
    return this.receive(from, to, pace, { voice: '/twilio/voice', status: '/twilio/status' }, {});
  }

  /** A client's device calls its TwiML app, with parameters of its own. */
  connect(identity: string, pace: Pace, params: Record<string, string>): Call {
    const urls = { voice: '/twilio/desk', status: '/twilio/desk-status' };
    const { twimlAppSid } = this.carrier.clients.settings;
    const { To = '', ...others } = params;
    const sent = { ...others, ApplicationSid: twimlAppSid };
    return this.receive(`client:${identity}`, To, pace, urls, sent);
  }

  private receive(
    from: string,
    to: string,
    pace: Pace,
    urls: { voice: string; status: string },
    params: Record<string, string>,
  ): Call {
    const { hotlineUrl } = this.carrier.options;
    const call = new Call({
      direction: 'inbound',
      from,
      to,
      pace,
      fallback: { url: `${hotlineUrl}/twilio/fallback`, method: 'POST' },
      callback: { url: hotlineUrl + urls.status, method: 'POST', events: new Set(['completed']) },
    });
    this.carrier.calls.set(call.sid, call);
    call.startedAt = call.createdAt;
    this.carrier.tell(call, { type: 'dialled', from, to, pace });
    const first: Target = { kind: 'document', method: 'POST', url: hotlineUrl + urls.voice, params };
    void this.conductor.conduct(call, first).then((status) => this.finish(call, status));
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
    const { options, calls } = this.carrier;
    const call = new Call({
      direction: 'outbound-api',
      from,
      to,
      pace: this.paceOf(to, options.pace ?? 'real'),
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

  private paceOf(to: string, otherwise: Pace): Pace {
    const { numbers } = this.carrier;
    return numbers.get(to)?.pace ?? numbers.get('*')?.pace ?? otherwise;
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
    if (outbound.record) void call.answered.promise.then(() => this.recordWhole(call, outbound));
    void this.carry(call, outbound, outbound.target).finally(() => clearTimeout(limit));
  }

  /** What Record=true of the REST request asked for. */
  private recordWhole(call: Call, { recordingCallback }: OutboundWishes): void {
    record(this.carrier, call, {
      source: 'OutboundAPI',
      channels: 1,
      track: 'both',
      callback: recordingCallback,
    });
  }

  /** A leg that a Dial of another call asks for; `carry` has it ring. */
  leg(parent: Call, from: string, to: string, callback: Call['callback']): Call {
    const call = new Call({
      direction: 'outbound-dial',
      from,
      to,
      pace: this.paceOf(to, parent.pace),
      fallback: undefined,
      callback,
      parent,
    });
    this.carrier.calls.set(call.sid, call);
    return call;
  }

  /** Rings, goes on with `target` when it is answered, and ends the call. Gives how it ended. */
  async carry(call: Call, wishes: RingWishes, target: Target): Promise<EndStatus> {
    const status = (await ring(this.carrier, call, wishes)) ?? (await this.conductor.conduct(call, target));
    this.finish(call, status);
    return status;
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
    for (const recorder of call.recorders) recorder.stop();
    call.recorders.clear();
    const ended = { type: 'ended', status, duration: call.duration } as const;
    carrier.tell(call, call.error ? { ...ended, error: call.error } : ended);
    carrier.notifyStatus(call, 'completed');
    carrier.retire(call);
    call.ended.settle();
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
