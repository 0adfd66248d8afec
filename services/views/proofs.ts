import { In } from 'typeorm';
import type { Proof } from '../../domain/contracts/followup.ts';
import { FollowupProof } from '../../entities/followup.ts';
import { Person } from '../../entities/organisation.ts';
import { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';

const SHOWN = 31;

/** F5: the latest looks at the whole ledger, the newest first. */
export async function listProofs(tx: Tx): Promise<Proof[]> {
  const proofs = await tx.find(FollowupProof, { order: { id: 'DESC' }, take: SHOWN });
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
