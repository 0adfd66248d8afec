import { Input } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';

export interface Suggestion<T> {
  key: string;
  value: T;
  label: string;
  detail?: ReactNode;
}

interface SuggestField<T> {
  id: string;
  label: string;
  text: string;
  type: (text: string) => void;
  suggestions: Suggestion<T>[];
  choose: (value: T) => void;
  /** Something was chosen, and the list need not open by itself. */
  settled: boolean;
  /** The list only helps, and what is typed stands by itself: Tab leaves it as it is. */
  free?: boolean;
  placeholder?: string;
  /** Id of the words that say what is wrong. */
  trouble?: string;
  /** Beside the text: what the choice means. */
  suffix?: ReactNode;
}

/**
 * A line to type in with a list below it, for whoever does not look at the keyboard: the list opens by itself,
 * Enter takes the marked line (and the form goes on to its next field), Tab takes it too once something was typed, Escape closes the list and keeps the text.
 */
export function SuggestField<T>({
  id,
  label,
  text,
  type,
  suggestions,
  choose,
  settled,
  free = false,
  placeholder,
  trouble,
  suffix,
}: SuggestField<T>) {
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(0);
  const shown = open && suggestions.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed moves the mark to the first line
  useEffect(() => setMarked(0), [text]);
  const take = (at: number) => {
    const suggestion = suggestions[at];
    if (suggestion) choose(suggestion.value);
    setOpen(false);
  };
  const pressed = (event: KeyboardEvent) => {
    // An input method is still writing the word.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move !== 0) {
      event.preventDefault();
      if (!shown) setOpen(true);
      else setMarked((at) => (at + move + suggestions.length) % suggestions.length);
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault();
      take(marked);
    } else if (event.key === 'Tab' && !event.shiftKey && shown && text.trim() !== '' && !settled && !free) {
      take(marked);
    } else if (event.key === 'Escape' && shown) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className="suggest">
      <Input
        id={id}
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${listId}-${marked}` : undefined}
        aria-invalid={trouble ? true : undefined}
        aria-describedby={trouble}
        status={trouble ? 'error' : undefined}
        value={text}
        placeholder={placeholder}
        // Always there: the field keeps the focus when what stands in it changes.
        suffix={<span>{suffix}</span>}
        maxLength={200}
        autoComplete="off"
        onChange={({ target }) => {
          type(target.value);
          setOpen(true);
        }}
        onFocus={({ target }) => {
          // What was chosen is typed over as a whole.
          if (settled) target.select();
          else setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={pressed}
      />
      {shown && (
        <div className="suggest-list" id={listId} role="listbox" aria-label={label}>
          {suggestions.map(({ key, label: words, detail }, at) => (
            <div
              key={key}
              id={`${listId}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === marked}
              className="suggest-option"
              ref={at === marked ? (line) => line?.scrollIntoView({ block: 'nearest' }) : undefined}
              onMouseDown={(event) => {
                event.preventDefault();
                take(at);
              }}
            >
              <span>{words}</span>
              {detail && <span className="suggest-detail">{detail}</span>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
