import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import type { PriceItemView } from '../../../domain/contracts/fieldwork.ts';
import {
  formatQuantity,
  lineFen,
  parseQuantity,
  type QuoteLine,
  quoteTotal,
} from '../../../domain/fieldwork/quote.ts';
import { formatFen, parseYuan } from '../../../domain/money.ts';
import { newKey } from '../api/client.ts';
import { usePrices } from '../api/queries.ts';
import { useLanguage } from '../i18n/language.ts';
import { useDeed } from './queue/field-context.tsx';
import { useToldOutcome } from './queue/told-outcome.ts';
import { Sheet } from './sheet.tsx';

interface Asked {
  detail: TicketDetail;
  close: () => void;
  /** The quote is made; the customer is asked next. */
  made: (quote: { ref: string; totalFen: number }) => void;
}

/** H5: what the work will cost, line by line, before it begins. Under warranty a line is said and costs nothing. */
export function QuoteSheet({ detail, close, made }: Asked) {
  const { t } = useTranslation();
  const { id, number } = detail.card;
  const deed = useDeed({ id, number });
  const told = useToldOutcome();
  const covered = detail.appliance?.underWarranty ?? false;
  const [lines, setLines] = useState<QuoteLine[]>([]);
  const [adding, setAdding] = useState<'list' | 'free' | null>('list');
  const [busy, setBusy] = useState(false);
  const total = quoteTotal(lines);
  const change = (at: number, over: Partial<QuoteLine>) =>
    setLines((before) => before.map((line, index) => (index === at ? { ...line, ...over } : line)));
  const add = (line: QuoteLine) => {
    setLines((before) => [...before, line]);
    setAdding(null);
  };
  const give = async () => {
    setBusy(true);
    const ref = newKey();
    const outcome = await deed({
      step: 'quotes',
      body: { ref, lines },
      deed: { kind: 'quote', ref, totalFen: total },
      kept: () => made({ ref, totalFen: total }),
    });
    told(outcome);
  };
  return (
    <Sheet title={t('trade.action.quote')} close={close}>
      {covered && <Alert type="info" showIcon className="sheet-alert" title={t('field.coveredHint')} />}
      <ul className="quote-lines">
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is where it stands
          <li key={at}>
            <LineEditor line={line} change={(over) => change(at, over)} />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('field.removeLine', { text: line.text })}
              onClick={() => setLines((before) => before.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      {adding === 'list' && <PriceChoice detail={detail} covered={covered} add={add} />}
      {adding === 'free' && <FreeLine covered={covered} add={add} />}
      <div className="quote-adding">
        <Button
          size="large"
          icon={<PlusOutlined />}
          onClick={() => setAdding(adding === 'list' ? null : 'list')}
        >
          {t('field.fromList')}
        </Button>
        <Button
          size="large"
          icon={<PlusOutlined />}
          onClick={() => setAdding(adding === 'free' ? null : 'free')}
        >
          {t('field.freeLine')}
        </Button>
      </div>
      <Button
        type="primary"
        size="large"
        block
        disabled={lines.length === 0}
        loading={busy}
        onClick={() => void give()}
      >
        {t('field.quoteDo', { yuan: formatFen(total) })}
      </Button>
    </Sheet>
  );
}

function LineEditor({ line, change }: { line: QuoteLine; change: (over: Partial<QuoteLine>) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(formatQuantity(line.quantityMilli));
  const set = (value: string) => {
    setText(value);
    const quantityMilli = parseQuantity(value);
    if (quantityMilli !== null) change({ quantityMilli });
  };
  return (
    <div className="quote-line">
      <b>{line.text}</b>
      <span className="quote-figures">
        ¥{formatFen(line.unitFen)} ×
        <Input
          size="large"
          inputMode="decimal"
          aria-label={t('field.quantityOf', { text: line.text })}
          status={parseQuantity(text) === null ? 'error' : undefined}
          value={text}
          onChange={({ target }) => set(target.value)}
        />
        {t(`fieldwork.unit.${line.unit}`)}
        <b>{line.covered ? '¥0.00' : `¥${formatFen(lineFen(line))}`}</b>
      </span>
      <Segmented
        size="large"
        value={line.covered ? 'covered' : 'charged'}
        options={[
          { value: 'charged', label: t('field.charged') },
          { value: 'covered', label: t('field.covered') },
        ]}
        onChange={(value) => change({ covered: value === 'covered' })}
      />
    </div>
  );
}

/** What the price list has for this product and kind of work. */
export function useListFor(detail: TicketDetail): PriceItemView[] {
  const { category, kind } = detail.card;
  const items = usePrices().data?.items ?? [];
  return items.filter(
    (item) =>
      (item.category === null || item.category === category) && (item.kind === null || item.kind === kind),
  );
}

export const usePriceName = () => {
  const language = useLanguage();
  return ({ name, nameEn }: Pick<PriceItemView, 'name' | 'nameEn'>) =>
    language === 'en' && nameEn ? nameEn : name;
};

function PriceChoice({
  detail,
  covered,
  add,
}: {
  detail: TicketDetail;
  covered: boolean;
  add: (line: QuoteLine) => void;
}) {
  const { t } = useTranslation();
  const items = useListFor(detail);
  const nameOf = usePriceName();
  if (items.length === 0) return <p className="quiet">{t('field.noPrices')}</p>;
  return (
    <div className="choices price-choices">
      {items.map((item) => (
        <button
          key={item.code}
          type="button"
          className="choice price"
          onClick={() =>
            add({
              sort: item.sort,
              code: item.code,
              text: nameOf(item),
              unit: item.unit,
              quantityMilli: 1000,
              unitFen: item.unitFen,
              covered,
              reason: null,
            })
          }
        >
          <span>{nameOf(item)}</span>
          <b>
            ¥{formatFen(item.unitFen)}/{t(`fieldwork.unit.${item.unit}`)}
          </b>
        </button>
      ))}
    </div>
  );
}

/** What the list does not have: in words, with a price and the reason for it. */
function FreeLine({ covered, add }: { covered: boolean; add: (line: QuoteLine) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [yuan, setYuan] = useState('');
  const [reason, setReason] = useState('');
  const unitFen = parseYuan(yuan);
  const whole = text.trim() !== '' && unitFen !== null && reason.trim().length >= 2;
  return (
    <div className="free-line">
      <Input
        size="large"
        maxLength={120}
        placeholder={t('field.freeText')}
        aria-label={t('field.freeText')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Input
        size="large"
        prefix="¥"
        inputMode="decimal"
        placeholder="0.00"
        aria-label={t('field.freePrice')}
        value={yuan}
        onChange={({ target }) => setYuan(target.value)}
      />
      <Input
        size="large"
        maxLength={200}
        placeholder={t('field.freeReason')}
        aria-label={t('field.freeReason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button
        size="large"
        disabled={!whole}
        onClick={() =>
          unitFen !== null &&
          add({
            sort: 'other',
            code: null,
            text: text.trim(),
            unit: 'piece',
            quantityMilli: 1000,
            unitFen,
            covered,
            reason: reason.trim(),
          })
        }
      >
        {t('field.addLine')}
      </Button>
    </div>
  );
}
