import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Pulse } from '../../../domain/contracts/api.ts';
import { OBLIGATION_KINDS, OPEN_STATES } from '../../../domain/vocabulary.ts';
import { usePulse } from '../api/queries.ts';
import { dutiesOf, maySeeCoverage } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupCount, percent, shareText } from '../text/numbers.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { alarmOfLevel, listOfToday } from '../wallboard/figures.ts';
import { useLineNow } from '../wallboard/live-pulse.ts';

interface Figure {
  name:
    | 'waitingCallers'
    | 'serviceLevel'
    | 'liveCalls'
    | 'openTickets'
    | 'lateTickets'
    | 'warnedTickets'
    | 'climbedTickets'
    | 'missedVisits'
    | 'repliesWaiting'
    | 'manualTickets'
    | 'callbacksWaiting'
    | 'followupCoverage';
  /** The list behind it; several where not everybody may open the first. */
  to: string[] | ((pulse: Pulse) => string[]);
  value: (pulse: Pulse) => string;
  /** Red while true. */
  alarm?: (pulse: Pulse) => boolean;
  /** Only where there is room. */
  less?: boolean;
  /** Only for those to whom it says something. */
  shown?: (pulse: Pulse) => boolean;
}

/** What is counted beside the surveys. */
const CALLBACK_KINDS = OBLIGATION_KINDS.filter((kind) => kind !== 'survey');

const FIGURES: Figure[] = [
  {
    name: 'waitingCallers',
    to: ['/supervise#line', '/calls'],
    value: (pulse) => groupCount(pulse.waitingCallers),
    alarm: ({ longestWaitSince, now }) =>
      longestWaitSince !== null && Date.parse(now) - Date.parse(longestWaitSince) > LONG_WAIT_MS,
  },
  {
    name: 'serviceLevel',
    to: [listOfToday({ late: 'true' }), '/calls'],
    value: ({ serviceLevel }) => (serviceLevel === null ? '–' : percent(serviceLevel)),
    alarm: ({ serviceLevel }) => alarmOfLevel(serviceLevel) === 'late',
  },
  { name: 'liveCalls', to: ['/calls'], value: (pulse) => groupCount(pulse.liveCalls) },
  {
    name: 'openTickets',
    to: [`/tickets?state=${OPEN_STATES.join(',')}`],
    value: (pulse) => groupCount(pulse.openTickets),
    less: true,
  },
  {
    name: 'lateTickets',
    to: ['/tickets?late=true'],
    value: (pulse) => groupCount(pulse.lateTickets),
    alarm: (pulse) => pulse.lateTickets > 0,
  },
  {
    name: 'warnedTickets',
    to: ['/tickets?late=soon'],
    value: ({ answers }) => groupCount(answers?.warnedTickets ?? 0),
    shown: ({ answers }) => answers !== null,
  },
  {
    name: 'climbedTickets',
    to: ({ answers }) => [`/tickets?level=${answers?.level}`],
    value: ({ answers }) => groupCount(answers?.climbedTickets ?? 0),
    alarm: ({ answers }) => (answers?.climbedTickets ?? 0) > 0,
    shown: ({ answers }) => answers !== null,
  },
  {
    name: 'missedVisits',
    to: ['/board?missed=1', '/tickets?missed=true'],
    value: (pulse) => groupCount(pulse.missedVisits),
    alarm: () => true,
    shown: (pulse) => pulse.missedVisits > 0,
  },
  {
    name: 'repliesWaiting',
    to: ['/messages?tab=replies', '/tickets?reply=true'],
    value: (pulse) => groupCount(pulse.repliesWaiting),
    shown: (pulse) => pulse.repliesWaiting > 0,
  },
  {
    name: 'manualTickets',
    to: ['/tickets?state=manual'],
    value: (pulse) => groupCount(pulse.manualTickets),
    less: true,
  },
  {
    name: 'callbacksWaiting',
    to: [`/followups?view=all&kind=${CALLBACK_KINDS.join(',')}&state=open,dialling`],
    value: (pulse) => groupCount(pulse.callbacksWaiting),
  },
  {
    name: 'followupCoverage',
    to: ({ coverageFrom }) => [`/followups?view=coverage&from=${coverageFrom}`],
    value: ({ followupCoverage }) =>
      followupCoverage === null ? '–' : shareText(Math.round(followupCoverage * 1000), followupCoverage),
  },
];

/** A wait that should not be: a minute. */
const LONG_WAIT_MS = 60_000;

/** The line's pulse: always there, and each figure opens its list. */
export function PulseFigures() {
  const { t } = useTranslation();
  const me = useMe();
  const duties = dutiesOf(me);
  const { data: read } = usePulse();
  const lineNow = useLineNow();
  const pulse = read && { ...read, ...lineNow };
  const listOf = ({ name, to, shown }: Figure) => {
    if (name === 'followupCoverage' && !maySeeCoverage(me)) return undefined;
    if (shown && !(pulse && shown(pulse))) return undefined;
    const lists = typeof to !== 'function' ? to : pulse ? to(pulse) : [];
    return lists.find((path) => duties.some((duty) => path.startsWith(`/${duty}`)));
  };
  return (
    <section className="pulse" aria-label={t('pulse.label')}>
      {FIGURES.map((figure) => ({ ...figure, list: listOf(figure) })).map(
        ({ list, ...figure }) =>
          list && (
            <Link
              key={figure.name}
              to={list}
              className="pulse-figure"
              title={t(`pulse.means.${figure.name}`, { seconds: pulse?.serviceLevelSeconds ?? 15 })}
              data-less={figure.less}
              data-alarm={pulse && figure.alarm?.(pulse) ? 'late' : undefined}
            >
              <strong>{pulse ? figure.value(pulse) : '–'}</strong>
              <span>{t(`pulse.${figure.name}`)}</span>
              {figure.name === 'waitingCallers' && pulse?.longestWaitSince && (
                <LongestWait since={pulse.longestWaitSince} />
              )}
            </Link>
          ),
      )}
    </section>
  );
}

function LongestWait({ since }: { since: string }) {
  const { t } = useTranslation();
  const now = useSeconds();
  return <span>{t('pulse.longest', { time: ticking(now - Date.parse(since)) })}</span>;
}
