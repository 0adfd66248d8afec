import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../domain/contracts/api.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useDayWords } from '../parts/when.tsx';
import { CandidateRows } from './candidate-rows.tsx';
import { OtherOutlet } from './other-outlet.tsx';

interface Choice {
  verdict: Verdict;
  regionId: number | null;
  /** Given by the form. */
  value?: number;
  onChange?: (outletId: number | undefined) => void;
}

/** D1–D3, D5: those that cover the place, in order; or, by overruling, any other that works. */
export function OutletChoice({ verdict, regionId, value, onChange }: Choice) {
  const { t } = useTranslation();
  const day = useDayWords();
  const { covering, qualified, excluded } = verdict;
  const listed = [...qualified, ...excluded].some(({ outletId }) => outletId === value);
  return (
    <div className="candidates">
      {covering === 0 ? (
        <EmptyState title={t('why.noneCovers')} hint={t('why.noneCoversHint')} />
      ) : (
        <>
          <p className="quiet">
            {t('why.summary', { covering, qualified: qualified.length, day: day(verdict.day) })}
          </p>
          <CandidateRows verdict={verdict} chosenId={value ?? null} choose={onChange} />
        </>
      )}
      <OtherOutlet regionId={regionId} value={listed ? undefined : value} choose={onChange} />
    </div>
  );
}
