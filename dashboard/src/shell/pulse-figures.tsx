import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Pulse } from '../../../domain/contracts/api.ts';
import { OPEN_STATES } from '../../../domain/vocabulary.ts';
import { usePulse } from '../api/queries.ts';
import { dutiesOf, maySeeCoverage } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupCount, percent } from '../text/numbers.ts';

interface Figure {
  name:
    | 'liveCalls'
    | 'openTickets'
    | 'lateTickets'
    | 'manualTickets'
    | 'callbacksWaiting'
    | 'followupCoverage';
  /** The list behind it. */
  to: string;
  value: (pulse: Pulse) => string;
  /** Red while true. */
  alarm?: (pulse: Pulse) => boolean;
}

const FIGURES: Figure[] = [
  { name: 'liveCalls', to: '/calls', value: (pulse) => groupCount(pulse.liveCalls) },
  {
    name: 'openTickets',
    to: `/tickets?state=${OPEN_STATES.join(',')}`,
    value: (pulse) => groupCount(pulse.openTickets),
  },
  {
    name: 'lateTickets',
    to: '/tickets?late=true',
    value: (pulse) => groupCount(pulse.lateTickets),
    alarm: (pulse) => pulse.lateTickets > 0,
  },
  { name: 'manualTickets', to: '/tickets?state=manual', value: (pulse) => groupCount(pulse.manualTickets) },
  { name: 'callbacksWaiting', to: '/followups', value: (pulse) => groupCount(pulse.callbacksWaiting) },
  {
    name: 'followupCoverage',
    to: '/followups?view=coverage',
    value: ({ followupCoverage }) => (followupCoverage === null ? '–' : percent(followupCoverage)),
  },
];

/** The line's pulse: always there, and each figure opens its list. */
export function PulseFigures() {
  const { t } = useTranslation();
  const me = useMe();
  const duties = dutiesOf(me);
  const opens = ({ name, to }: Figure) =>
    duties.some((duty) => to.startsWith(`/${duty}`)) && (name !== 'followupCoverage' || maySeeCoverage(me));
  const { data: pulse } = usePulse();
  return (
    <section className="pulse" aria-label={t('pulse.label')}>
      {FIGURES.filter(opens).map((figure) => (
        <Link
          key={figure.name}
          to={figure.to}
          className="pulse-figure"
          title={t(`pulse.means.${figure.name}`)}
          data-alarm={pulse && figure.alarm?.(pulse) ? 'late' : undefined}
        >
          <strong>{pulse ? figure.value(pulse) : '–'}</strong>
          <span>{t(`pulse.${figure.name}`)}</span>
        </Link>
      ))}
    </section>
  );
}
