import { useEffect, useEffectEvent } from 'react';

/** One letter does one thing, wherever nothing is typed and no dialog asks. */
export function useKey(letter: string, run: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key.toLowerCase() !== letter) return;
    const { target } = event;
    if (target instanceof Element && target.closest('input, textarea, select, [contenteditable], .ant-modal'))
      return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
