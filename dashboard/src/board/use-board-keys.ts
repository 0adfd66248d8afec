import { useEffect, useEffectEvent } from 'react';
import { type Columns, neighbour } from './columns.ts';

interface BoardKeys {
  columns: Columns;
  selected: number | null;
  select: (id: number | null) => void;
  open: (id: number, act?: 'assign') => void;
  focusSearch: () => void;
  showHelp: () => void;
}

/** The keys of the board (design: `/` search, `j k` move, Enter open, `a` assign, `?` all keys). */
export function useBoardKeys({ columns, selected, select, open, focusSearch, showHelp }: BoardKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const go = (step: { down?: number; right?: number }) => select(neighbour(columns, selected, step));
    const keys: Record<string, () => void> = {
      '/': focusSearch,
      '?': showHelp,
      j: () => go({ down: 1 }),
      k: () => go({ down: -1 }),
      h: () => go({ right: -1 }),
      l: () => go({ right: 1 }),
      Enter: () => selected !== null && open(selected),
      a: () => selected !== null && open(selected, 'assign'),
    };
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
    target.closest('input, textarea, select, [role="combobox"], [role="dialog"] form') !== null);

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a') !== null;
