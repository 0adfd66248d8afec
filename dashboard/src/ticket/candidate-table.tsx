import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../domain/contracts/api.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useDayWords } from '../parts/when.tsx';
import { CandidateRows } from './candidate-rows.tsx';

interface Candidates {
  verdict: Verdict;
  /** Given by the form. */
  value?: number;
  onChange?: (outletId: number) => void;
}

/** D1–D3: whom a dispatcher can choose from. */
export function CandidateTable({ verdict, value, onChange }: Candidates) {
  const { t } = useTranslation();
  const day = useDayWords();
  if (verdict.covering === 0) {
    return <EmptyState title={t('why.noneCovers')} hint={t('why.noneCoversHint')} />;
  }
  const counts = { covering: verdict.covering, qualified: verdict.qualified.length, day: day(verdict.day) };
  return (
    <div className="candidates">
      <p className="quiet">{t('why.summary', counts)}</p>
      <CandidateRows verdict={verdict} chosenId={value ?? null} choose={onChange} />
    </div>
  );
}
