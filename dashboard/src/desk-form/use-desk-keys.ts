import { useEffect, useRef } from 'react';

interface DeskKeys {
  submit: () => void;
  chase: () => void;
}

/** Ctrl+Enter and F7 wherever the hands are, except in a drawer or a dialog, which has its own. */
export function useDeskKeys(keys: DeskKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.repeat || event.isComposing || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest('.ant-drawer, .ant-modal')) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) latest.current.submit();
      else if (event.key === 'F7') latest.current.chase();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}
