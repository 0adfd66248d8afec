import type { TicketCard } from '../../domain/contracts/api.ts';

/** A card for tests; what matters to the test is given. */
export const card = (id: number, given: Partial<TicketCard> = {}): TicketCard => ({
  id,
  number: String(100_000_000 + id),
  version: 1,
  kind: 'repair',
  priority: 'normal',
  state: 'new',
  stateSince: '2026-03-02T01:00:00.000Z',
  source: 'phone',
  category: 'air_conditioner',
  districtCode: '430102',
  regionId: 1,
  storeId: 2,
  outletId: null,
  outletName: null,
  openedAt: '2026-03-02T01:00:00.000Z',
  dueAt: null,
  dueKind: null,
  chaseCount: 0,
  resolutionNo: 0,
  reopenCount: 0,
  manualReason: null,
  takenBy: null,
  ...given,
});
