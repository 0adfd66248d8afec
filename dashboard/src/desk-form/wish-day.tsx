import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useDayWords } from '../parts/when.tsx';
import { useNow } from '../time/clock.ts';
import { localTime } from '../time/words.ts';
import { FormRow } from './form-row.tsx';
import { KeyChoice } from './key-choice.tsx';

const DAYS = 6;

/** When: as soon as possible, or a day of this week; the key is how many days from now. */
export function WishDay({ value, choose }: { value: string; choose: (day: string) => void }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const words = useDayWords();
  const { dayNumber } = localTime(useNow(), timeZone);
  const days = Array.from({ length: DAYS }, (_, at) =>
    new Date((dayNumber + at) * 86_400_000).toISOString().slice(0, 10),
  );
  const weekday = new Intl.DateTimeFormat(useLanguage() === 'en' ? 'en' : 'zh-CN', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  const label = t('deskForm.when');
  return (
    <FormRow label={label}>
      <KeyChoice
        label={label}
        from={0}
        value={value}
        options={[
          { value: '', label: t('deskForm.soonest') },
          // 今天, 明天, then the day of the week: shorter, and how people say it.
          ...days.map((day, at) => ({
            value: day,
            label: at < 2 ? words(day) : weekday.format(new Date(day)),
          })),
        ]}
        choose={choose}
      />
    </FormRow>
  );
}
