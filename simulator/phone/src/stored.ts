import { useState } from 'react';

/** State that the browser keeps; what cannot be read counts as never stored. */
export function useStored<T>(key: string, initial: T, isValid: (value: unknown) => value is T) {
  const name = `yixian.phone.${key}`;
  const [value, setValue] = useState<T>(() => {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
      return isValid(stored) ? stored : initial;
    } catch {
      return initial;
    }
  });
  const store = (next: T) => {
    localStorage.setItem(name, JSON.stringify(next));
    setValue(next);
  };
  return [value, store] as const;
}
