import type { OnRing, Pace, PhoneEvent, Waiting, WebhookRecord } from '../carrier/types.ts';
import { type Hotline, Refused, Unreachable } from './hotline.ts';
import { sleep } from './pool.ts';

/** What one person does at a phone. */
export type Deed =
  | { do: 'keys'; digits: string }
  | { do: 'speech'; text: string; confidence?: number }
  | { do: 'recording'; seconds: number; text: string; hangup?: boolean }
  | { do: 'silence' | 'answer' | 'decline' | 'hangup' };

export interface PhoneCall {
  sid: string;
  number: string;
  direction: 'inbound' | 'outbound-api';
  status: string;
  waiting: Waiting | { for: 'answer' } | null;
  createdAt: string;
  error: { code: number; message: string } | null;
}
export interface WholeCall extends PhoneCall {
  timeline: PhoneEvent[];
  webhooks: WebhookRecord[];
}

const base = '/phone/api';

/** The phones of the province: the carrier's phone API, as the hotline's own address shows it. */
export class Phone {
  private readonly hotline: Hotline;

  constructor(hotline: Hotline) {
    this.hotline = hotline;
  }

  call(sid: string): Promise<WholeCall> {
    return this.hotline.get(`${base}/calls/${sid}`);
  }

  /** The newest 100 calls of a number. */
  async callsOf(number: string, { live }: { live?: boolean } = {}): Promise<PhoneCall[]> {
    const query = new URLSearchParams({ number, ...(live === undefined ? {} : { live: String(live) }) });
    return (await this.hotline.get<{ items: PhoneCall[] }>(`${base}/calls?${query}`)).items;
  }

  async liveCalls(): Promise<PhoneCall[]> {
    return (await this.hotline.get<{ items: PhoneCall[] }>(`${base}/calls?live=true`)).items;
  }

  /** Dials the hotline; undefined when nobody knows whether the carrier heard of it. */
  async dial(from: string): Promise<string | undefined> {
    const answer = await this.once('/calls', { from, pace: 'instant' });
    if (!answer) return undefined;
    if (!answer.ok) throw new Error(`dialling from ${from}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { sid: string }).sid;
  }

  /** A browser dials its app; undefined when nobody knows whether the carrier heard of it. */
  async connectClient(token: string, params: Record<string, string>): Promise<string | undefined> {
    const answer = await this.once('/clients/connect', { token, params, pace: 'instant' });
    if (!answer) return undefined;
    if (!answer.ok) throw new Error(`connecting a browser: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { sid: string }).sid;
  }

  /** 'done'; 'refused' when the call does not wait for that; 'unknown' when the answer got lost. */
  async act(sid: string, { do: deed, ...body }: Deed): Promise<'done' | 'refused' | 'unknown'> {
    const answer = await this.once(`/calls/${sid}/${deed}`, body);
    if (!answer || answer.status >= 500) return 'unknown';
    if (answer.ok) return 'done';
    if (answer.status === 409 || answer.status === 404) return 'refused';
    throw new Error(`${deed} on ${sid}: ${answer.status} ${await answer.text()}`);
  }

  setNumber(number: string, settings: { onRing?: OnRing; pace?: Pace }): Promise<unknown> {
    const path = `${base}/numbers/${encodeURIComponent(number)}`;
    return this.hotline.ask(path, { method: 'PUT', body: settings });
  }

  faults(): Promise<Record<string, unknown>> {
    return this.hotline.get(`${base}/faults`);
  }

  setFaults(faults: Record<string, unknown>): Promise<unknown> {
    return this.hotline.ask(`${base}/faults`, { method: 'PUT', body: faults });
  }

  /** Not repeated by itself: a key pressed twice is another thing than one pressed once. */
  private async once(path: string, body: object): Promise<Response | undefined> {
    try {
      return await fetch(this.hotline.url + base + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
    } catch {
      return undefined;
    }
  }

  /**
   * Hears everything that happens on all phones, until `signal` says stop. When the line to the carrier breaks it is
   * taken up again, and `onGap` is called: what happened meanwhile has to be asked for.
   *
   * @returns when the first connection stands
   */
  async listen(on: (event: PhoneEvent) => void, onGap: () => void, signal: AbortSignal): Promise<void> {
    let connected: () => void = () => {};
    const first = new Promise<void>((resolve) => {
      connected = resolve;
    });
    void (async () => {
      for (let times = 0; !signal.aborted; times++) {
        try {
          const answer = await fetch(`${this.hotline.url}${base}/events?number=*`, { signal });
          if (!answer.ok || !answer.body) throw new Error(`events: ${answer.status}`);
          connected();
          if (times > 0) onGap();
          await readEvents(answer.body, on);
        } catch {
          // Broken off or not to be had: again, in a moment.
        }
        if (!signal.aborted) await sleep(100);
      }
    })();
    await first;
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, on: (event: PhoneEvent) => void): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '));
      if (data) on(JSON.parse(data.slice(6)) as PhoneEvent);
    }
  }
}

/** Whether an error only says that the hotline could not be reached or said no. */
export const isOutside = (error: unknown): boolean =>
  error instanceof Refused || error instanceof Unreachable;
