import { Input } from 'antd';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface SpokenAnswer {
  label: string;
  words: string;
  /** Said before: recorded, or written down. */
  given: boolean;
  change: (words: string) => void;
  done: () => void;
  leave: () => void;
}

/** F2: what the customer says in their own words, as whoever calls writes it down: Enter goes on, Shift and Enter begins a line. */
export function SpokenAnswer({ label, words, given, change, done, leave }: SpokenAnswer) {
  const { t } = useTranslation();
  if (given) return words ? <q>{words}</q> : <p className="quiet">{t('hand.recordedBefore')}</p>;
  const pressed = (event: KeyboardEvent) => {
    // Enter that picks a character ends no answer.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) done();
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Input.TextArea
      autoSize={{ minRows: 1, maxRows: 5 }}
      maxLength={500}
      aria-label={label}
      placeholder={t('hand.spokenHint')}
      value={words}
      onChange={({ target }) => change(target.value)}
      onKeyDown={pressed}
    />
  );
}
