import { useEffect, useEffectEvent } from 'react';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { neighbour } from './columns.ts';

interface BoardKeys {
  lists: readonly (readonly TicketCard[])[];
  selected: number | null;
  select: (id: number | null) => void;
  open: (id: number, act?: 'assign') => void;
  /** Tickets chosen for one act: how many, and what is done with them. */
  chosen: { size: number; toggle: (id: number) => void; all: (id: number) => void; clear: () => void };
  assignChosen: () => void;
  toggleOutlets: () => void;
  focusSearch: () => void;
  showHelp: () => void;
}

/** The keys of the board (design: `/` search, `j k` move, Enter open, `x` choose, `a` assign, `?` all keys). */
export function useBoardKeys(keysOf: BoardKeys): void {
  const { lists, selected, select, open, chosen } = keysOf;
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const go = (step: { down?: number; right?: number }) => select(neighbour(lists, selected, step));
    const atSelected = (act: (id: number) => void) => () => selected !== null && act(selected);
    const keys: Record<string, () => void> = {
      '/': keysOf.focusSearch,
      '?': keysOf.showHelp,
      j: () => go({ down: 1 }),
      k: () => go({ down: -1 }),
      h: () => go({ right: -1 }),
      l: () => go({ right: 1 }),
      Enter: atSelected((id) => open(id)),
      x: atSelected(chosen.toggle),
      X: atSelected(chosen.all),
      a: () => (chosen.size > 0 ? keysOf.assignChosen() : atSelected((id) => open(id, 'assign'))()),
      o: keysOf.toggleOutlets,
    };
    // Where nothing is chosen, Esc is the drawer's.
    if (chosen.size > 0) keys.Escape = chosen.clear;
    const act = keys[event.key];
    if (!act) return;
    // A button that has the focus is pressed with Enter by itself.
    if (event.key === 'Enter' && isPressable(event.target)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [role="combobox"], [role="dialog"] form, .ant-modal',
    ) !== null);

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a') !== null;
