import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { AgentsTable } from './agents-table.tsx';
import { DayFigures } from './day-figures.tsx';
import { LineTable } from './line-table.tsx';
import { useWallboard, useWallboardRefusal } from './use-wallboard.ts';

/** The floor now: figures, the agents with what can be done about each, and who waits. */
export function Floor() {
  const { t } = useTranslation();
  const board = useWallboard();
  const refused = useWallboardRefusal();
  if (refused) return <EmptyState title={t('supervise.refused')} hint={t('supervise.refusedHint')} />;
  if (!board) return <PageSkeleton />;
  return (
    <>
      <DayFigures board={board} />
      <div className="floor">
        <AgentsTable board={board} />
        <LineTable board={board} />
      </div>
    </>
  );
}
