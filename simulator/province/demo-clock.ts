import type { Hotline } from './hotline.ts';

const HOUR_MS = 3_600_000;

/** The hotline's own time, which the demo lets move. Only forward. */
export class DemoClock {
  private readonly hotline: Hotline;
  private offsetMs = 0;
  timeZone = '';

  constructor(hotline: Hotline) {
    this.hotline = hotline;
  }

  /** Asks for the time; to be called first. */
  async read(): Promise<Date> {
    const { now, timeZone } = await this.hotline.get<{ now: string; timeZone: string }>('/api/demo/clock');
    this.offsetMs = Date.parse(now) - Date.now();
    this.timeZone = timeZone;
    return new Date(now);
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Puts it to an instant; nothing when that is past. */
  async moveTo(instant: Date): Promise<void> {
    if (instant <= this.now()) return;
    this.offsetMs = instant.getTime() - Date.now();
    // As a distance, so that a request that is repeated says the same.
    await this.hotline.post('/api/demo/clock', { offsetMs: this.offsetMs });
  }

  /** Whether it is an hour at which a hotline is open, wherever it is. */
  isDaytime(): boolean {
    const hour = this.hour(this.now());
    return hour >= 9 && hour < 17;
  }

  /** 'HH:mm' where the hotline is. */
  localTime(at: Date): string {
    const parts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    return new Intl.DateTimeFormat('en', { timeZone: this.timeZone, ...parts }).format(at);
  }

  private hour(at: Date): number {
    return Number(
      new Intl.DateTimeFormat('en', { timeZone: this.timeZone, hour: 'numeric', hourCycle: 'h23' }).format(
        at,
      ),
    );
  }

  /** The next ten in the morning, or half an hour on when it is before that. */
  nextMorning(): Date {
    let at = Math.ceil(this.now().getTime() / HOUR_MS) * HOUR_MS;
    while (this.hour(new Date(at)) !== 10) at += HOUR_MS / 2;
    return new Date(at);
  }
}
