import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { groupCount, percent } from '../text/numbers.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { alarmOfLevel, alarmOfWait, listOfToday } from './figures.ts';

/** One figure of the line or of its day, and the list that it opens. */
export interface LineFigure {
  to: string;
  name: string;
  value: string;
  note?: ReactNode;
  alarm?: 'soon' | 'late' | undefined;
}

/**
 * The figures of the line and of its day, the same on the wall and on the floor.
 *
 * @param line where the callers in line are listed
 * @param level how the service level is written
 */
export function useLineFigures(board: Wallboard, line: string, level: (share: number) => string) {
  const { t } = useTranslation();
  const { today } = board;
  const time = (value: number | null) => (value === null ? '–' : ticking(value * 1_000));
  const answered = listOfToday({ outcome: 'answered' });
  const rescue = board.waitingRescue;
  return {
    waiting: {
      to: line,
      name: t('supervise.figure.waiting'),
      value: groupCount(board.waiting),
      note: rescue > 0 && t('supervise.rescueWaiting', { count: rescue }),
      alarm: rescue > 0 ? 'late' : undefined,
    },
    serviceLevel: {
      to: listOfToday({ late: 'true' }),
      name: t('supervise.figure.serviceLevel'),
      value: today.serviceLevel === null ? '–' : level(today.serviceLevel),
      note: t('supervise.within', { seconds: today.serviceLevelSeconds }),
      alarm: alarmOfLevel(today.serviceLevel),
    },
    offered: {
      to: listOfToday({}),
      name: t('supervise.figure.offered'),
      value: groupCount(today.offered),
    },
    answered: { to: answered, name: t('supervise.figure.answered'), value: groupCount(today.answered) },
    abandoned: {
      to: listOfToday({ outcome: 'abandoned' }),
      name: t('supervise.figure.abandoned'),
      value: groupCount(today.abandoned),
      note: today.abandonment !== null && t('supervise.ofOffered', { share: percent(today.abandonment) }),
    },
    callbacks: {
      to: listOfToday({ outcome: 'callback' }),
      name: t('supervise.figure.callbacks'),
      value: groupCount(board.callbacks),
    },
    averageWait: {
      to: answered,
      name: t('supervise.figure.averageWait'),
      value: time(today.averageWaitSeconds),
    },
    averageHandle: {
      to: answered,
      name: t('supervise.figure.averageHandle'),
      value: time(today.averageHandleSeconds),
    },
  } satisfies Record<string, LineFigure>;
}

/** How long the first in line waits: ticks, so whoever shows it draws it apart from the rest. */
export function useLongestWait(board: Wallboard, line: string): LineFigure {
  const { t } = useTranslation();
  const now = useSeconds();
  const waited = board.longestSince ? now - Date.parse(board.longestSince) : null;
  return {
    to: line,
    name: t('supervise.figure.longest'),
    value: waited === null ? '–' : ticking(waited),
    alarm: alarmOfWait(waited, board.today.serviceLevelSeconds),
  };
}
