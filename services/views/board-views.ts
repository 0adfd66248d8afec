import { BOARD_VIEW_LIMIT, type BoardView } from '../../domain/contracts/board.ts';
import { DomainError } from '../../domain/errors.ts';
import { BoardView as Row } from '../../entities/board-view.ts';
import type { Tx } from '../transaction.ts';

/** A person's named views of the board, by name. */
export async function boardViewsOf(tx: Tx, personId: number): Promise<BoardView[]> {
  const rows = await tx.find(Row, { where: { personId }, order: { name: 'ASC', id: 'ASC' } });
  return rows.map(({ id, name, query }) => ({ id, name, query }));
}

/** Saves a view under a name; one of that name is replaced. */
export async function saveBoardView(
  tx: Tx,
  view: { personId: number; name: string; query: string },
  now: Date,
): Promise<BoardView> {
  const { personId, name } = view;
  const known = await tx.findOneBy(Row, { personId, name });
  if (!known && (await tx.countBy(Row, { personId })) >= BOARD_VIEW_LIMIT) {
    throw new DomainError('invalid', `${BOARD_VIEW_LIMIT} views are the most. Delete one first.`);
  }
  await tx.upsert(Row, { ...view, savedAt: now }, ['personId', 'name']);
  const { id, query } = await tx.findOneByOrFail(Row, { personId, name });
  return { id, name, query };
}

/** @throws DomainError not_found for a view that is not theirs */
export async function deleteBoardView(tx: Tx, { personId, id }: { personId: number; id: number }) {
  const { affected } = await tx.delete(Row, { id, personId });
  if (!affected) throw new DomainError('not_found', 'There is no such view.');
}
