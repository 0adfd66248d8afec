import { BULK_LIMIT } from '../../../domain/contracts/board.ts';

/** Several tickets chosen for one act, and from which one a range begins. */
export interface Selection {
  ids: ReadonlySet<number>;
  from: number | null;
}
export const NOTHING: Selection = { ids: new Set(), from: null };

/** Adds one, or takes it out again. */
export function toggled({ ids }: Selection, id: number): Selection {
  const next = new Set(ids);
  if (!next.delete(id) && next.size < BULK_LIMIT) next.add(id);
  return { ids: next, from: id };
}

/** Adds all from where the last choice was made to this one, where both stand in one list. */
export function upTo(
  selection: Selection,
  id: number,
  lists: readonly (readonly { id: number }[])[],
): Selection {
  const { ids, from } = selection;
  for (const list of lists) {
    const end = list.findIndex((card) => card.id === id);
    if (end === -1) continue;
    const start = list.findIndex((card) => card.id === from);
    if (start === -1) break;
    const range = list.slice(Math.min(start, end), Math.max(start, end) + 1);
    return { ids: capped([...ids, ...range.map((card) => card.id)]), from };
  }
  return toggled(selection, id);
}

/** All of a list; or none of it, when all of it was chosen. */
export function toggledAll({ ids }: Selection, list: readonly { id: number }[]): Selection {
  const here = list.slice(0, BULK_LIMIT).map((card) => card.id);
  const all = here.length > 0 && here.every((id) => ids.has(id));
  const others = [...ids].filter((id) => !here.includes(id));
  return { ids: capped(all ? others : [...here, ...others]), from: null };
}

const capped = (ids: number[]): ReadonlySet<number> => new Set([...new Set(ids)].slice(0, BULK_LIMIT));
