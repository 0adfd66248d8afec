import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchField {
  value: string;
  change: (text: string) => void;
  input: RefObject<InputRef | null>;
}

/**
 * What is typed shows at once, however long the address takes to follow; and nothing is searched for while a
 * Chinese word is still being composed.
 */
export function SearchField({ value, change, input }: SearchField) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);
  const [composing, setComposing] = useState(false);
  return (
    <Input
      ref={input}
      className="board-search"
      prefix={<SearchOutlined />}
      suffix={<kbd>/</kbd>}
      allowClear
      placeholder={t('board.search')}
      aria-label={t('board.searchMeans')}
      title={t('board.searchMeans')}
      value={draft ?? value}
      onFocus={() => setDraft(value)}
      onBlur={() => setDraft(null)}
      onChange={(event) => {
        setDraft((before) => (before === null ? null : event.target.value));
        if (!composing) change(event.target.value);
      }}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={(event) => {
        setComposing(false);
        change(event.currentTarget.value);
      }}
      onPressEnter={(event) => event.currentTarget.blur()}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}
