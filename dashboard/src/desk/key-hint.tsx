import { type DeskAct, KEY_OF } from './desk-keys.ts';

/** The key beside what it does. */
export function KeyHint({ act }: { act: DeskAct }) {
  return <kbd className="key-hint">{KEY_OF[act][0]}</kbd>;
}
