import { useEffect, useEffectEvent } from 'react';

/** What can be done by key, wherever the typing is. */
export const DESK_ACTS = [
  'take',
  'decline',
  'hold',
  'mute',
  'transfer',
  'keypad',
  'recording',
  'hangUp',
  'done',
] as const;
export type DeskAct = (typeof DESK_ACTS)[number];

/** Function keys: they type nothing, so that they work from within the form. */
export const KEY_OF: Record<DeskAct, readonly string[]> = {
  take: ['F2', 'Alt+Enter'],
  decline: ['Shift+F2'],
  hold: ['F8'],
  mute: ['F9'],
  transfer: ['F10'],
  keypad: ['Shift+F10'],
  recording: ['Shift+F8'],
  // Two keys at once, so that no slip of a finger ends a call.
  hangUp: ['Shift+F4'],
  done: ['F4'],
};

/** Keys of the form itself, to be listed with the others (desk-form/use-desk-keys.ts). */
export const FORM_KEYS = [
  ['Ctrl+Enter', 'submit'],
  ['F7', 'chase'],
  ['F6', 'knowledge'],
] as const;

export type DeskActs = Partial<Record<DeskAct, () => void>>;

const named = (event: KeyboardEvent): string =>
  `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.key}`;

/** The keys of the desk: only those of `acts` do something now. */
export function useDeskKeys(acts: DeskActs, showHelp: (() => void) | null): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat) return;
    const key = named(event);
    const act = DESK_ACTS.find((name) => acts[name] && KEY_OF[name].includes(key));
    // A request that was begun comes before the end of wrap-up: there Ctrl+Enter takes it in.
    if (
      act === 'done' &&
      event.target instanceof Element &&
      event.target.closest('.request-form[data-begun]')
    )
      return;
    if (act) {
      event.preventDefault();
      acts[act]?.();
    } else if (showHelp && event.key === '?' && !isTyping(event.target)) {
      event.preventDefault();
      showHelp();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    // Before the form sees it.
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null);
