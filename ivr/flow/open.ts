import type { TicketPlace } from '../../services/intake/open-ticket.ts';
import type { Move } from './moves.ts';
import type { Memory, Reference, Wanted, Wish } from './types.ts';

/** The request at the address on file. */
export function atSite(memory: Memory): Memory {
  const { site: known } = memory.profile;
  if (!known) return memory;
  const { id: siteId, districtCode, address } = known;
  return { ...memory, wish: { ...memory.wish, siteId, districtCode, siteHasAddress: Boolean(address) } };
}

/** The request as it has been told becomes a ticket. */
export function open(memory: Memory, ref: Reference): Move {
  const { kind = 'repair', category: product = null, applianceId, brandId, description } = memory.wish;
  const ask: Wanted = {
    kind,
    category: product,
    place: placeOf(memory.wish, ref),
    applianceId,
    brandId,
    description,
    about: null,
  };
  if (kind === 'rescue') return { run: { name: 'call_rescue', ask }, heardBy: 'opened', memory };
  return { run: { name: 'open_ticket', ask }, heardBy: 'opened', memory };
}

/** D3: a spoken address is good enough to send someone when it was understood surely enough. */
function placeOf(wish: Wish, ref: Reference): TicketPlace | null {
  const { siteId, districtCode, siteHasAddress = false, spokenAddress = null, confidence = 0 } = wish;
  if (!districtCode) return null;
  if (siteId) return { siteId, districtCode, hasAddress: siteHasAddress };
  const sure = spokenAddress !== null && confidence >= ref.policy.dispatch.addressConfidence;
  return { districtCode, address: sure ? spokenAddress : null, spokenAddress };
}
