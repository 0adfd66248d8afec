import { type KeyboardEvent, useId, useRef } from 'react';
import { typedAs } from './pinyin.ts';

interface KeyChoice<V extends string> {
  label: string;
  options: readonly { value: V; label: string }[];
  value: V;
  choose: (value: V) => void;
  /** The first key; each option has the next one. */
  from?: number;
}

/** One of a few, by its key (shown beside it), by arrows, or by the letter that its name begins with. */
export function KeyChoice<V extends string>({ label, options, value, choose, from = 1 }: KeyChoice<V>) {
  const name = useId();
  const group = useRef<HTMLDivElement>(null);
  const take = (at: number) => {
    const option = options[at];
    if (!option) return;
    choose(option.value);
    group.current?.querySelectorAll<HTMLElement>('input')[at]?.focus();
  };
  const pressed = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
    if (ctrlKey || altKey || metaKey) return;
    if (/^\d$/.test(key)) take(Number(key) - from);
    if (!/^[a-z]$/i.test(key)) return;
    // The next one that begins so, when several do.
    const current = options.findIndex((option) => option.value === value);
    const order = options.map((_, at) => (current + 1 + at) % options.length);
    take(order.find((at) => typedAs(key, options[at]?.label.slice(0, 1) ?? '')) ?? -1);
  };
  return (
    <div className="key-choice" role="radiogroup" aria-label={label} ref={group} onKeyDown={pressed}>
      {options.map((option, at) => (
        <label key={option.value} className="key-option">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => choose(option.value)}
          />
          <kbd aria-hidden>{at + from}</kbd>
          {option.label}
        </label>
      ))}
    </div>
  );
}
