import { expect } from 'chai';
import type { ObligationCount } from '../../../domain/contracts/followup.ts';
import { Contact } from '../../../entities/call.ts';
import { Obligation } from '../../../entities/followup.ts';
import { Ticket } from '../../../entities/ticket.ts';
import { MORNING, minutesIn } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

interface Page<T> {
  items: T[];
  next: string | null;
}

export type ListDesk = Awaited<ReturnType<typeof openListDesk>>;

/** Two regions, an agent who reads the lists, and rows to fill them with: complete but for what is given. */
export async function openListDesk() {
  const api: ApiServer = await startApi();
  const world: TwoRegions = await twoRegions(api);
  const { token } = await world.hire('agent', 'headquarters');
  let made = 0;

  const manager = () => api.database.dataSource.manager;
  const path = (list: string, query: Record<string, unknown>) =>
    `/api/${list}?${new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]))}`;
  async function items<T>(list: string, query: Record<string, unknown>, by = token): Promise<T[]> {
    const answer = await api.get<Page<T>>(path(list, query), by);
    expect(answer.status, answer.text).to.equal(200);
    return answer.body.items;
  }
  /** How many a list of owed calls says that it holds. */
  async function counted(query: Record<string, unknown>, by = token): Promise<number> {
    const { status, text, body } = await api.get<ObligationCount>(path('followups/count', query), by);
    expect(status, text).to.equal(200);
    return body.count;
  }
  /** Every page; `meanwhile` runs between them. */
  async function pages<T extends { id: number }>(
    list: string,
    query: Record<string, unknown>,
    meanwhile: () => Promise<unknown>,
  ): Promise<T[]> {
    const all: T[] = [];
    let cursor: string | null = null;
    do {
      const asked: Record<string, unknown> = { ...query, ...(cursor ? { cursor } : {}) };
      const { body }: { body: Page<T> } = await api.get<Page<T>>(path(list, asked), token);
      all.push(...body.items);
      cursor = body.next;
      if (cursor) await meanwhile();
    } while (cursor);
    return all;
  }

  async function ticket(over: Partial<Ticket> = {}): Promise<number> {
    made += 1;
    const { identifiers } = await manager().insert(Ticket, {
      number: String(500_000_000 + made),
      kind: 'repair',
      priority: 'normal',
      state: 'new',
      stateSince: MORNING,
      source: 'phone',
      contactNumber: '+8613911112222',
      category: 'television',
      districtCode: world.a.district,
      regionId: world.a.regionId,
      storeId: world.a.storeId,
      openedAt: MORNING,
      ...over,
    });
    return Number(identifiers[0]?.id);
  }
  async function obligation(over: Partial<Obligation> = {}): Promise<number> {
    made += 1;
    const { identifiers } = await manager().insert(Obligation, {
      dedupKey: `test-${made}`,
      kind: 'survey',
      number: '+8613911112222',
      language: 'zh',
      regionId: world.a.regionId,
      state: 'open',
      openedAt: MORNING,
      dueAt: minutesIn(60),
      ...over,
    });
    return Number(identifiers[0]?.id);
  }
  async function contact(over: Partial<Contact> = {}): Promise<number> {
    const { identifiers } = await manager().insert(Contact, {
      direction: 'inbound',
      number: '+8613911112222',
      startedAt: MORNING,
      ...over,
    });
    return Number(identifiers[0]?.id);
  }

  return { api, world, token, manager, path, items, counted, pages, ticket, obligation, contact };
}
