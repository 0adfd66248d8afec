/** A customer of the demo province whose telephone can be used. */
export interface DemoCaller {
  number: string;
  name: string;
  district: string;
  note: string;
  openTicket: boolean;
}

export interface DemoClock {
  /** The hotline's time, ISO. */
  now: string;
  /** How far it is ahead of real time. */
  offsetMs: number;
  timeZone: string;
}

/** Asks the hotline; undefined when it is away or has no such thing, as outside the demo. */
async function ask<T>(path: string, body?: object): Promise<T | undefined> {
  try {
    const response = await fetch(`/api/demo/${path}`, {
      ...(body
        ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
        : {}),
    });
    const json = response.headers.get('content-type')?.includes('json');
    return response.ok && json ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}

export const hotline = {
  callers: (search: string) => ask<{ items: DemoCaller[] }>(`callers?search=${encodeURIComponent(search)}`),
  clock: () => ask<DemoClock>('clock'),
  moveClock: (to: { to: string } | { offsetMs: 0 }) => ask<DemoClock>('clock', to),
};
