import { useTranslation } from 'react-i18next';
import { HALF_DAYS, type HalfDay, type TicketKind } from '../../../domain/vocabulary.ts';
import { useAreaWindows } from '../api/visit-queries.ts';
import { FormRow } from './form-row.tsx';
import { KeyChoice } from './key-choice.tsx';

interface WishHalf {
  kind: TicketKind;
  category: string | null;
  districtCode: string | null;
  day: string;
  value: HalfDay | '';
  choose: (half: HalfDay | '') => void;
}

/** H6: which half of the day that was wished for; how many outlets of the place have room then is said beside it. */
export function WishHalf({ kind, category, districtCode, day, value, choose }: WishHalf) {
  const { t } = useTranslation();
  const known = category && districtCode ? { kind, category, districtCode } : null;
  const { data } = useAreaWindows(known);
  const label = t('deskForm.half');
  const free = (half: HalfDay) =>
    data?.windows.find((window) => window.day === day && window.half === half)?.free;
  const words = (half: HalfDay) => {
    const count = free(half);
    const name = t(`trade.halfDay.${half}`);
    if (!data) return name;
    return count ? t('deskForm.halfFree', { half: name, count }) : t('deskForm.halfFull', { half: name });
  };
  const full = value !== '' && data !== undefined && !free(value);
  return (
    <FormRow
      label={label}
      trouble={full ? t('deskForm.halfFullMeans') : undefined}
      troubleId="desk-half-trouble"
    >
      <KeyChoice
        label={label}
        from={0}
        value={value}
        options={[
          { value: '' as const, label: t('deskForm.anyHalf') },
          ...HALF_DAYS.map((half) => ({ value: half, label: words(half) })),
        ]}
        choose={choose}
      />
    </FormRow>
  );
}
