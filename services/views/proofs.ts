import { In } from 'typeorm';
import type { Proof, ProofBy, ProofPart } from '../../domain/contracts/followup.ts';
import { DomainError } from '../../domain/errors.ts';
import { FollowupProof, FollowupProofPart } from '../../entities/followup.ts';
import { Outlet } from '../../entities/network.ts';
import { Person, Unit } from '../../entities/organisation.ts';
import { Ticket } from '../../entities/ticket.ts';
import { addUp, PROOFS_KEPT } from '../followup/sum-ledger.ts';
import type { Tx } from '../transaction.ts';

/** F5: the latest looks at the whole ledger, the newest first. */
export async function listProofs(tx: Tx): Promise<Proof[]> {
  const proofs = await tx.find(FollowupProof, { order: { id: 'DESC' }, take: PROOFS_KEPT });
  const ticketIds = proofs.flatMap(({ repairs }) => repairs.flatMap(({ ticketId }) => ticketId ?? []));
  const tickets = await tx.find(Ticket, { where: { id: In(ticketIds) }, select: { id: true, number: true } });
  const people = await tx.find(Person, {
    where: { id: In(proofs.flatMap(({ madeBy }) => madeBy ?? [])) },
    select: { id: true, name: true },
  });
  const numbers = new Map(tickets.map(({ id, number }) => [id, { id, number }]));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return proofs.map(({ madeAt, madeBy, repairs, ...proof }) => ({
    ...proof,
    madeAt: madeAt.toISOString(),
    madeBy: madeBy === null ? null : (names.get(madeBy) ?? null),
    repairs: repairs.map(({ ticketId, ...repair }) => ({
      ...repair,
      ticket: ticketId === null ? null : (numbers.get(ticketId) ?? null),
    })),
  }));
}

const PART: Record<ProofBy, FollowupProofPart['part']> = {
  day: 'day',
  region: 'place',
  store: 'place',
  outlet: 'place',
  fault: 'fault',
};
type Place = Pick<FollowupProofPart, 'day' | 'regionId' | 'storeId' | 'outletId'>;
/** As much of a place as is told apart. */
const TOLD: Record<ProofBy, (part: FollowupProofPart) => Place> = {
  day: ({ day }) => ({ day, regionId: null, storeId: null, outletId: null }),
  region: ({ regionId }) => ({ day: null, regionId, storeId: null, outletId: null }),
  store: ({ regionId, storeId }) => ({ day: null, regionId, storeId, outletId: null }),
  outlet: (part) => part,
  fault: (part) => part,
};

/**
 * F5: what a proof's sums are made of: the latest day first, else the most first. An older proof has only its faults.
 *
 * @throws DomainError not_found
 */
export async function proofParts(
  tx: Tx,
  { proofId, by }: { proofId: number; by: ProofBy },
): Promise<{ kept: boolean; items: ProofPart[] }> {
  if (!(await tx.existsBy(FollowupProof, { id: proofId })))
    throw new DomainError('not_found', 'There is no such proof.');
  const parts = await tx.findBy(FollowupProofPart, { proofId, part: PART[by] });
  const groups = new Map<string, { place: Place; of: FollowupProofPart[] }>();
  for (const part of parts) {
    const { day, regionId, storeId, outletId } = TOLD[by](part);
    const key = [day, regionId, storeId, outletId].join();
    const group = groups.get(key) ?? { place: { day, regionId, storeId, outletId }, of: [] };
    group.of.push(part);
    groups.set(key, group);
  }
  const nameOf = await placeNames(
    tx,
    [...groups.values()].map(({ place }) => place),
  );
  const items = [...groups.values()].map(({ place, of }) => ({
    day: place.day,
    region: nameOf.unit(place.regionId),
    store: nameOf.unit(place.storeId),
    outlet: nameOf.outlet(place.outletId),
    ...addUp(of),
  }));
  const latest = (one: ProofPart, other: ProofPart) => ((one.day ?? '') < (other.day ?? '') ? 1 : -1);
  return {
    kept: await tx.existsBy(FollowupProofPart, { proofId, part: 'day' }),
    items: items.sort(by === 'day' ? latest : (one, other) => other.opened - one.opened),
  };
}

/** What units and outlets are called; one that is gone keeps its number. */
async function placeNames(tx: Tx, places: Place[]) {
  const named = (rows: { id: number; name: string; nameEn?: string }[]) => {
    const names = new Map(rows.map(({ id, name, nameEn = null }) => [id, { id, name, nameEn }]));
    return (id: number | null) =>
      id === null ? null : (names.get(id) ?? { id, name: `#${id}`, nameEn: null });
  };
  const unitIds = new Set(places.flatMap(({ regionId, storeId }) => [regionId ?? [], storeId ?? []].flat()));
  const outletIds = new Set(places.flatMap(({ outletId }) => outletId ?? []));
  return {
    unit: named(await tx.findBy(Unit, { id: In([...unitIds]) })),
    outlet: named(await tx.findBy(Outlet, { id: In([...outletIds]) })),
  };
}
