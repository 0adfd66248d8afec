import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Span } from '../../../domain/contracts/setup.ts';

const HALF_HOURS = Array.from({ length: 48 }, (_, index) => clock(index * 30));
const END_OF_DAY = '24:00';
const BEGINNINGS = HALF_HOURS.map((value) => ({ value, label: value }));
const ENDS = [...HALF_HOURS, END_OF_DAY].map((value) => ({ value, label: value }));

function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** 08:00–12:00、13:30–21:00 */
export const spanWords = (spans: Span[]): string => spans.map(({ from, to }) => `${from}–${to}`).join(', ');

/** As short as a day in a month has room for: 8–12, 13:30–21 */
export const shortSpans = (spans: Span[]): string =>
  spans.map(({ from, to }) => `${shortTime(from)}–${shortTime(to)}`).join(', ');
const shortTime = (time: string): string => time.replace(/^0(?=\d)/, '').replace(/:00$/, '');

interface SpansField {
  label: string;
  value: Span[];
  disabled: boolean;
  onChange: (spans: Span[]) => void;
}

/** Hours of one day; none is closed. */
export function SpansField({ label, value, disabled, onChange }: SpansField) {
  const { t } = useTranslation();
  const change = (index: number, with_: Partial<Span>) =>
    onChange(value.map((span, at) => (at === index ? { ...span, ...with_ } : span)));
  return (
    <div className="setup-spans">
      {value.length === 0 && <span className="quiet">{t('setup.hours.closed')}</span>}
      {value.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a span is nothing but its place in the day
        <span key={index} className="setup-span">
          <Select
            showSearch
            value={span.from}
            disabled={disabled}
            options={BEGINNINGS}
            aria-label={`${label} ${t('setup.hours.from')}`}
            onChange={(from) => change(index, { from })}
          />
          –
          <Select
            showSearch
            value={span.to}
            disabled={disabled}
            options={ENDS.filter(({ value: end }) => end !== span.from)}
            aria-label={`${label} ${t('setup.hours.to')}`}
            onChange={(to) => change(index, { to })}
          />
          {span.to <= span.from && <span className="quiet">{t('setup.hours.toNextDay')}</span>}
          {!disabled && (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={`${t('setup.hours.removeSpan')} ${label}`}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            />
          )}
        </span>
      ))}
      {!disabled && value.length < 6 && (
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          aria-label={`${t('setup.hours.addSpan')} ${label}`}
          onClick={() => onChange([...value, next(value)])}
        >
          {t('setup.hours.addSpan')}
        </Button>
      )}
    </div>
  );
}

/** After the last one, as far as there is room. */
function next(spans: Span[]): Span {
  const last = spans.at(-1);
  if (!last) return { from: '08:00', to: '21:00' };
  return last.to < '20:00' && last.to > last.from
    ? { from: last.to, to: '21:00' }
    : { from: '22:00', to: END_OF_DAY };
}
