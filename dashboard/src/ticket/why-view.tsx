import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleTag } from '../parts/rule-tag.tsx';
import { CandidateRows } from './candidate-rows.tsx';
import { chosenOf, type Decision } from './timeline.ts';

/** D3: why this outlet, and why not the others: a sentence with the figures, then the list. */
export function WhyView({ decision }: { decision: Decision }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { verdict, outletId } = decision;
  const chosen = chosenOf(verdict, outletId);
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
            {chosen
              ? t('why.chosen', {
                  outlet: chosen.name,
                  type: t(`trade.outletType.${chosen.type}`),
                  precedence: t(`why.because.${chosen.precedence}`),
                  km: chosen.distanceKm.toFixed(1),
                  load: chosen.load,
                  left: chosen.capacityLeft,
                })
              : verdict.covering === 0
                ? t('why.noneCovers')
                : t('why.nobody', { covering: verdict.covering })}{' '}
            <RuleTag rule={chosen && chosen.precedence !== 'equal' ? 'D2' : 'D3'} />
          </p>
          {verdict.covering > 0 && <CandidateRows verdict={verdict} chosenId={outletId} />}
        </div>
      )}
    </div>
  );
}
