import type { Hotline } from './hotline.ts';
import { readPages } from './ticket-source.ts';

interface OutletRow {
  id: number;
  standing: string;
  openTickets: number;
}

const HQ = 'hq';

/** S4: headquarters, which stops the outlet with the most in hand, and lifts it again. */
export class Headquarters {
  stopped = 0;
  lifted = 0;
  private readonly hotline: Hotline;
  private readonly under: { id: number; before: string }[] = [];

  constructor(hotline: Hotline) {
    this.hotline = hotline;
  }

  /** Nothing when every outlet is idle. */
  async stopTheBusiest(): Promise<void> {
    const outlets = await readPages<OutletRow>(this.hotline, '/api/outlets', HQ);
    const working = outlets.filter(({ standing }) => standing === 'good' || standing === 'warned');
    const [busiest] = working.sort((a, b) => b.openTickets - a.openTickets);
    if (!busiest || busiest.openTickets === 0) return;
    await this.set(busiest.id, { standing: 'stopped', seen: busiest.standing, reason: '暗访发现多收费' });
    this.under.push({ id: busiest.id, before: busiest.standing });
    this.stopped += 1;
  }

  async liftAll(): Promise<void> {
    for (const { id, before } of this.under.splice(0)) {
      await this.set(id, { standing: before, seen: 'stopped', reason: '整改复查通过' });
      this.lifted += 1;
    }
  }

  private set(id: number, body: object): Promise<unknown> {
    return this.hotline.post(`/api/outlets/${id}/standing`, body, HQ);
  }
}
