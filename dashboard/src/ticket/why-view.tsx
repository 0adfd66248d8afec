import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleTag } from '../parts/rule-tag.tsx';
import { CandidateRows } from './candidate-rows.tsx';
import { chosenOf, type Decision } from './timeline.ts';
import { pointsText, useVerdictWords } from './use-verdict-words.ts';

/** D3: why this outlet, and why not the others: a sentence with the figures, then the list. */
export function WhyView({ decision, outletName }: { decision: Decision; outletName: string | null }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { verdict, outletId, policyVersionId } = decision;
  return (
    <div className="why">
      <Button
        type="link"
        size="small"
        icon={<DownOutlined rotate={open ? 180 : 0} />}
        iconPlacement="end"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('why.ask')}
      </Button>
      {open && (
        <div className="why-answer">
          <p>
            {decision.overruled ? (
              <Overruled decision={decision} outletName={outletName ?? ''} />
            ) : (
              <ByTheRules decision={decision} />
            )}{' '}
            {policyVersionId > 0 && (
              <span className="quiet">{t('why.policy', { version: policyVersionId })}</span>
            )}
          </p>
          {verdict.covering > 0 && <CandidateRows verdict={verdict} chosenId={outletId} />}
        </div>
      )}
    </div>
  );
}

function ByTheRules({ decision: { verdict, outletId } }: { decision: Decision }) {
  const { t } = useTranslation();
  const chosen = chosenOf(verdict, outletId);
  if (!chosen) {
    return (
      <>
        {verdict.covering === 0 ? t('why.noneCovers') : t('why.nobody', { covering: verdict.covering })}{' '}
        <RuleTag rule={verdict.covering === 0 ? 'D1' : 'D4'} />
      </>
    );
  }
  return (
    <>
      {t('why.chosen', {
        outlet: chosen.name,
        type: t(`trade.outletType.${chosen.type}`),
        precedence: t(`why.because.${chosen.precedence}`),
        km: chosen.distanceKm.toFixed(1),
        load: chosen.load,
        left: chosen.capacityLeft,
      })}{' '}
      {chosen.score !== undefined && t('why.points', { score: pointsText(chosen.score) })}{' '}
      <RuleTag rule={chosen.precedence === 'equal' ? 'D3' : 'D2'} />
    </>
  );
}

/** D5: a person chose; what the rules would have said, and what they say of that outlet. */
function Overruled({ decision, outletName }: { decision: Decision; outletName: string }) {
  const { t } = useTranslation();
  const words = useVerdictWords();
  const { verdict, outletId } = decision;
  const [first] = verdict.qualified;
  const ranked = chosenOf(verdict, outletId);
  const out = verdict.excluded.find((outlet) => outlet.outletId === outletId);
  const said = [t('why.overruled', { outlet: ranked?.name ?? out?.name ?? outletName })];
  if (first && ranked === first) said.push(t('why.asRules'));
  else {
    said.push(first ? t('why.wouldBe', { outlet: first.name }) : t('why.wouldBeNobody'));
    if (out) said.push(t('why.chosenExcluded', { reason: words.excluded(out) }));
    else if (ranked && first) said.push(t('why.chosenBehind', { reason: words.behind(first, ranked) }));
    else said.push(t('why.chosenOutside'));
  }
  return (
    <>
      {said.join(' ')} <RuleTag rule="D5" />
    </>
  );
}
