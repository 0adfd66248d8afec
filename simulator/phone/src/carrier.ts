import type { Pace, PhoneEvent, TextMessage } from '../../carrier/types.ts';

/** A refusal by the carrier, or no carrier at all (status 0). */
export class CarrierRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${import.meta.env.BASE_URL}api/${path}`, {
      method,
      ...(body ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
  } catch {
    throw new CarrierRefusal(0, '');
  }
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : undefined) as T;
  throw new CarrierRefusal(response.status, errorIn(text));
}

function errorIn(text: string): string {
  try {
    return String(JSON.parse(text).error ?? '');
  } catch {
    return '';
  }
}

export type Action =
  | { name: 'keys'; body: { digits: string } }
  | { name: 'speech'; body: { text: string } }
  | { name: 'recording'; body: { seconds: number; text: string } }
  | { name: 'silence' | 'speaking' | 'answer' | 'decline' | 'hangup'; body?: undefined };

const dialPace: Pace = 'real';

export const carrier = {
  hotline: () => ask<{ number: string }>('GET', 'hotline'),
  dial: (from: string, to: string) => ask<{ sid: string }>('POST', 'calls', { from, to, pace: dialPace }),
  act: (sid: string, { name, body }: Action) => ask<void>('POST', `calls/${sid}/${name}`, body),
  timeline: (sid: string) => ask<{ timeline: PhoneEvent[] }>('GET', `calls/${sid}`),
  liveCalls: (number: string) =>
    ask<{ items: { sid: string }[] }>('GET', `calls?live=true&number=${encodeURIComponent(number)}`),
  text: (from: string, body: string) => ask<{ sid: string }>('POST', 'messages', { from, body }),
  messages: (number: string) =>
    ask<{ items: TextMessage[] }>('GET', `messages?number=${encodeURIComponent(number)}`),
};
