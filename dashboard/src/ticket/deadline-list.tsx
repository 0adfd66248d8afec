import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { isOpen } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { Countdown, When } from '../parts/when.tsx';
import { useNow } from '../time/clock.ts';
import { span } from '../time/words.ts';
import { type Deadline, deadlinesOf, workingLeft } from './deadlines.ts';

/** D6: each deadline, met or not, in working time; what is waited for; and who answers for what is late. */
export function DeadlineList({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const { unitName } = useReferenceData();
  const now = useNow();
  const rows = deadlinesOf(detail, now);
  if (rows.length === 0) return null;
  const { card, deadlines } = detail;
  const { answers } = deadlines;
  const open = isOpen(card.state);
  return (
    <div className="deadline-block">
      <p className="deadline-how quiet">
        {t(deadlines.working ? 'ticket.working' : 'ticket.elapsed')}
        {open && !card.paused && !deadlines.counts && deadlines.until && (
          <NotCounting until={deadlines.until} />
        )}{' '}
        <RuleTag rule="D6" />
      </p>
      {answers && (
        <p className="deadline-answers" data-state="late">
          {t('ticket.answers', { level: t(`trade.lateLevel.${answers.level}`) })}
          {[unitName(answers.unitId) || answers.placeName, answers.personName]
            .filter(Boolean)
            .map((who) => t('common.dot') + who)}
        </p>
      )}
      <ul className="deadlines" aria-label={t('ticket.deadlines')}>
        {rows.map((row) => (
          <li key={row.kind} data-state={row.state}>
            <b>{t(`trade.dueKind.${row.kind}`)}</b>
            <span>
              {t('ticket.by')} <When at={row.dueAt} />
            </span>
            <DeadlineState row={row} detail={detail} now={now} />
          </li>
        ))}
      </ul>
      <PauseList pauses={detail.pauses} />
    </div>
  );
}

function DeadlineState({ row, detail, now }: { row: Deadline; detail: TicketDetail; now: number }) {
  const { t } = useTranslation();
  const { kind, metAt, state, dueAt } = row;
  const { card, deadlines } = detail;
  const left = workingLeft(deadlines, now);
  const byWork = deadlines.working && kind === card.dueKind && left !== null;
  return (
    <span className="deadline-state">
      {metAt && t(state === 'metLate' ? 'ticket.metLate' : 'ticket.met')}
      {metAt && <When at={metAt} />}
      {!metAt && isOpen(card.state) && byWork && (
        <span>{t(left < 0 ? 'ticket.workingLate' : 'ticket.workingLeft', { span: span(left, t) })}</span>
      )}
      {!metAt && isOpen(card.state) && !byWork && !card.paused && <Countdown until={dueAt} />}
    </span>
  );
}

function NotCounting({ until }: { until: string }) {
  const { t } = useTranslation();
  return (
    <>
      {t('common.dot')}
      {t('ticket.notCounting')} <When at={until} />
    </>
  );
}

/** The times in which no deadline ran, the last one first: why, who said so, and what it came to. */
function PauseList({ pauses }: { pauses: TicketDetail['pauses'] }) {
  const { t } = useTranslation();
  if (pauses.length === 0) return null;
  return (
    <>
      <h4 className="pauses-title">{t('ticket.pauses')}</h4>
      <ul className="pauses" aria-label={t('ticket.pauses')}>
        {pauses.map((pause) => (
          <li key={pause.id} data-open={pause.endedAt === null || undefined}>
            <b>{t(`trade.waitReason.${pause.reason}`)}</b>
            <span>
              <When at={pause.startedAt} />
              {' – '}
              {pause.endedAt ? <When at={pause.endedAt} /> : t('ticket.pauseStill')}
              {!pause.endedAt && pause.until && (
                <>
                  {t('common.dot')}
                  {t('ticket.pauseUntil')} <When at={pause.until} />
                </>
              )}
            </span>
            <span className="quiet">
              {[
                pause.startedBy,
                pause.ending && t(`trade.waitEnding.${pause.ending}`),
                pause.endedBy !== pause.startedBy && pause.endedBy,
                pause.endedAt &&
                  (pause.movedSeconds > 0
                    ? t('ticket.pauseMoved', { span: span(pause.movedSeconds * 1_000, t) })
                    : t('ticket.pauseNotMoved')),
              ]
                .filter(Boolean)
                .join(t('common.dot'))}
            </span>
            {pause.note && <q>{pause.note}</q>}
          </li>
        ))}
      </ul>
    </>
  );
}
