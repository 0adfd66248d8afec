import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { dayTime } from '../time/words.ts';
import { chainOf, type Visit } from './chain.ts';
import type { VisitWork } from './fieldwork-view.tsx';
import { isOdd, useSpotWords } from './spot-words.ts';

/** The chain in a row: done, missing, still to come. Words and shapes say it too, not colour alone. */
export function ChainView({ visit, work }: { visit: Visit; work?: VisitWork }) {
  const { t } = useTranslation();
  const spot = useSpotWords();
  const { timeZone } = useReferenceData();
  const now = useNow();
  return (
    <ol className="chain">
      {chainOf(visit).map(({ action, state, at, by, evidence }) => (
        <Tooltip
          key={action}
          title={
            at
              ? [dayTime(at, now, timeZone, t), by, evidence, ...spot(work, action)]
                  .filter(Boolean)
                  .join(' · ')
              : t(`ticket.chain.${state === 'missing' ? 'missing' : 'open'}`)
          }
        >
          <li data-state={state}>
            <i aria-hidden="true">{state === 'done' ? '✓' : state === 'missing' ? '!' : ''}</i>
            {t(`trade.action.${action}`)}
            {isOdd(work, action) && <sup aria-hidden="true">•</sup>}
          </li>
        </Tooltip>
      ))}
    </ol>
  );
}
