import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { HoursException, OpeningHours } from '../../../domain/contracts/setup.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { exactTime } from '../time/words.ts';
import { Field } from './field.tsx';
import { SpansField } from './spans-field.tsx';

const KINDS: HoursException['kind'][] = ['closed', 'hours', 'holiday', 'workday'];

interface Exceptions {
  hours: OpeningHours;
  disabled: boolean;
  onChange: (exceptions: HoursException[]) => void;
}

/** Days that go by their own rule. */
export function Exceptions({ hours: { exceptions }, disabled, onChange }: Exceptions) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const today = exactTime(useNow(), timeZone).slice(0, 10);
  const change = (index: number, with_: Partial<HoursException>) =>
    onChange(exceptions.map((one, at) => (at === index ? { ...one, ...with_ } : one)));
  return (
    <>
      <h2 className="pane-title">{t('setup.hours.exceptions')}</h2>
      <p className="quiet setup-small">{t('setup.hours.exceptionsMean')}</p>
      <ul className="setup-list">
        {exceptions.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: their order is what counts
          <li key={index} className="setup-entry">
            <Field name={t('setup.hours.exception.first')}>
              <DatePicker
                aria-label={t('setup.hours.exception.first')}
                allowClear={false}
                value={dayjs(one.from)}
                disabled={disabled}
                onChange={(_, value) => {
                  const from = String(value);
                  change(index, { from, to: one.to < from ? from : one.to });
                }}
              />
            </Field>
            <Field name={t('setup.hours.exception.last')}>
              <DatePicker
                aria-label={t('setup.hours.exception.last')}
                allowClear={false}
                value={dayjs(one.to)}
                minDate={dayjs(one.from)}
                disabled={disabled}
                onChange={(_, value) => change(index, { to: String(value) })}
              />
            </Field>
            <Field name={t('setup.hours.exception.kind')}>
              <Select
                aria-label={t('setup.hours.exception.kind')}
                value={one.kind}
                disabled={disabled}
                options={KINDS.map((value) => ({ value, label: t(`setup.hours.exception.kinds.${value}`) }))}
                onChange={(kind) =>
                  change(index, { kind, spans: kind === 'hours' ? [{ from: '09:00', to: '18:00' }] : [] })
                }
              />
            </Field>
            <Field name={t('setup.hours.exception.name')}>
              <Input
                aria-label={t('setup.hours.exception.name')}
                value={one.name}
                maxLength={40}
                disabled={disabled}
                placeholder={t('setup.hours.exception.nameHint')}
                onChange={({ target: { value } }) => change(index, { name: value })}
              />
            </Field>
            {!disabled && (
              <Button danger type="text" onClick={() => onChange(exceptions.filter((_, at) => at !== index))}>
                {t('setup.hours.exception.remove')}
              </Button>
            )}
            {one.kind === 'hours' && (
              <SpansField
                label={one.name || one.from}
                value={one.spans}
                disabled={disabled}
                onChange={(spans) => change(index, { spans })}
              />
            )}
          </li>
        ))}
      </ul>
      {!disabled && (
        <Button
          onClick={() =>
            onChange([...exceptions, { from: today, to: today, kind: 'closed', spans: [], name: '' }])
          }
        >
          {t('setup.hours.exception.add')}
        </Button>
      )}
    </>
  );
}
