import type { TicketCard } from '../../domain/contracts/api.ts';
import type { Hotline } from './hotline.ts';

interface Page<T> {
  items: T[];
  next: string | null;
}

const PAGE = 200;

/** All pages of a list, until `enough` says that the rest is of no interest. */
export async function readPages<T>(
  hotline: Hotline,
  path: string,
  as: string,
  enough: (item: T) => boolean = () => false,
): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const glue = path.includes('?') ? '&' : '?';
    const from: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page: Page<T> = await hotline.get(`${path}${glue}limit=${PAGE}${from}`, as);
    for (const item of page.items) {
      if (enough(item)) return items;
      items.push(item);
    }
    cursor = page.next;
  }
  return items;
}

/** The tickets in these states that were opened since an instant, as the dispatcher sees them. */
export function ticketsSince(hotline: Hotline, since: Date, states: string): Promise<TicketCard[]> {
  return readPages<TicketCard>(
    hotline,
    `/api/tickets?state=${states}`,
    'dispatcher',
    ({ openedAt }) => new Date(openedAt) < since,
  );
}
