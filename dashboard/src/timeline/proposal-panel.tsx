import { App, Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayPlanView, PlanAccepted, PlanPart } from '../../../domain/contracts/day-plan.ts';
import { useWrite } from '../api/use-write.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useProblemWords } from '../parts/trouble.tsx';
import { groupTicket } from '../text/numbers.ts';
import { useNow } from '../time/clock.ts';
import { dayTime, span } from '../time/words.ts';
import { useJobWords } from './job-bar.tsx';
import { clockOf } from './scale.ts';

interface Proposal {
  plan: DayPlanView;
  nameOf: (technicianId: number | null) => string;
  mayPlan: boolean;
  close: () => void;
}

export const isChange = ({ change }: Pick<PlanPart, 'change'>): boolean =>
  change === 'placed' || change === 'moved' || change === 'retimed';

/** A plan beside how things are: what it would change, what that is worth, and what is to be done about it. */
export function ProposalPanel({ plan, nameOf, mayPlan, close }: Proposal) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useProblemWords();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const done = ({ accepted, stale, skipped }: PlanAccepted) =>
    message.success(
      t('timeline.accepted', { accepted }) +
        (stale > 0 ? t('timeline.acceptedStale', { stale }) : '') +
        (skipped > 0 ? t('timeline.acceptedSkipped', { skipped }) : ''),
    );
  const accept = useWrite<{ ticketIds?: number[]; technicianIds?: number[] }, PlanAccepted>(done);
  const settle = useWrite<object, unknown>(() => {
    message.info(t('timeline.closed'));
    close();
  });
  const say = (body: { ticketIds?: number[]; technicianIds?: number[] }) =>
    accept.mutate(
      { path: `/api/day-plans/${plan.id}/accept`, body },
      { onError: (error) => message.error(words(error)) },
    );
  const groups = useMemo(() => {
    const byTechnician = new Map<number, PlanPart[]>();
    for (const part of plan.parts.filter(isChange)) {
      const id = part.technicianId as number;
      byTechnician.set(id, [...(byTechnician.get(id) ?? []), part]);
    }
    return [...byTechnician];
  }, [plan]);
  const unplaced = plan.parts.filter(({ change }) => change === 'unplaced');
  const busy = accept.isPending || settle.isPending;
  const open = (part: PlanPart) => part.state === 'open' && !part.stale;
  return (
    <section className="plan-side" aria-label={t('timeline.proposal')}>
      <header className="plan-side-head">
        <h2>{t('timeline.proposal')}</h2>
      </header>
      <p className="plan-hint quiet">
        {t('timeline.proposedBy', { name: plan.askedBy, time: dayTime(plan.askedAt, now, timeZone, t) })}
      </p>
      {plan.figures && <Figures plan={plan} />}
      {mayPlan && (
        <div className="plan-acts">
          <Button
            type="primary"
            loading={accept.isPending}
            disabled={busy || !groups.some(([, parts]) => parts.some(open))}
            onClick={() => say({})}
          >
            {t('timeline.acceptAll')}
          </Button>
          <Button
            disabled={busy}
            onClick={() =>
              settle.mutate(
                { path: `/api/day-plans/${plan.id}/settle`, body: {} },
                { onError: (error) => message.error(words(error)) },
              )
            }
          >
            {t('timeline.close')}
          </Button>
        </div>
      )}
      <div className="plan-parts">
        {groups.length === 0 && <EmptyState title={t('timeline.noChange')} />}
        {groups.map(([technicianId, parts]) => (
          <section key={technicianId} className="plan-part-group">
            <header>
              <h3>{nameOf(technicianId)}</h3>
              {mayPlan && parts.filter(open).length > 0 && (
                <Button
                  size="small"
                  disabled={busy}
                  onClick={() => say({ technicianIds: [technicianId] })}
                  aria-label={t('timeline.acceptTechnician', {
                    name: nameOf(technicianId),
                    count: parts.filter(open).length,
                  })}
                >
                  {t('timeline.accept')} {parts.filter(open).length}
                </Button>
              )}
            </header>
            <ul>
              {parts.map((part) => (
                <Part
                  key={part.ticketId}
                  part={part}
                  nameOf={nameOf}
                  accept={mayPlan && open(part) ? () => say({ ticketIds: [part.ticketId] }) : null}
                  busy={busy}
                />
              ))}
            </ul>
          </section>
        ))}
        {unplaced.length > 0 && (
          <section className="plan-part-group">
            <header>
              <h3>{t('timeline.notPlaced')}</h3>
              <span className="quiet">{unplaced.length}</span>
            </header>
            <ul>
              {unplaced.map((part) => (
                <Part key={part.ticketId} part={part} nameOf={nameOf} accept={null} busy={busy} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  );
}

function Part({
  part,
  nameOf,
  accept,
  busy,
}: {
  part: PlanPart;
  nameOf: (id: number | null) => string;
  accept: (() => void) | null;
  busy: boolean;
}) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const { what, where } = useJobWords();
  const { gain, at, fromAt } = part;
  const before = fromAt
    ? t('timeline.from', { name: nameOf(part.fromTechnicianId), time: clockOf(fromAt, timeZone) })
    : '';
  const worth = gain
    ? gain.needed
      ? [t('timeline.gain.needed')]
      : [
          gain.lateMinutes > 0 ? t('timeline.gain.late', { minutes: gain.lateMinutes }) : '',
          gain.travelMinutes > 0 ? t('timeline.gain.travel', { minutes: gain.travelMinutes }) : '',
          gain.travelMinutes < 0 ? t('timeline.gain.moreTravel', { minutes: -gain.travelMinutes }) : '',
        ]
    : [];
  const notes = [
    part.reason ? t(`trade.unplacedReason.${part.reason}`) : t(`trade.planChange.${part.change}`),
    before,
    ...worth,
    part.offered && part.state === 'open' ? t('timeline.offered') : '',
  ].filter(Boolean);
  const settled = part.stale
    ? t('timeline.stale')
    : part.state !== 'open' && t(`trade.planPartState.${part.state}`);
  return (
    <li className="plan-part" data-state={part.stale ? 'stale' : part.state}>
      <b>{at ? clockOf(at, timeZone) : ''}</b>
      <div>
        <span>
          {groupTicket(part.number)} {what(part)} {where(part)}
        </span>
        <small>{notes.join(t('common.dot'))}</small>
      </div>
      {accept ? (
        <Button size="small" disabled={busy} onClick={accept}>
          {t('timeline.accept')}
        </Button>
      ) : (
        settled && <small className="quiet">{settled}</small>
      )}
    </li>
  );
}

function Figures({ plan: { figures, travel } }: { plan: DayPlanView }) {
  const { t } = useTranslation();
  if (!figures) return null;
  const long = (minutes: number) =>
    minutes < 60 ? t('timeline.figures.minutes', { count: minutes }) : span(minutes * 60_000, t);
  const rows = [
    ['placed', (f: typeof figures.present) => t('timeline.figures.ofJobs', f)],
    ['late', (f: typeof figures.present) => t('timeline.figures.count', { count: f.late })],
    ['lateMinutes', (f: typeof figures.present) => long(f.lateMinutes)],
    ['travel', (f: typeof figures.present) => long(f.travelMinutes)],
    ['distance', (f: typeof figures.present) => t('timeline.figures.km', { km: f.travelKm })],
  ] as const;
  return (
    <>
      <table className="plan-figures">
        <thead>
          <tr>
            <td />
            <th>{t('timeline.figures.now')}</th>
            <th>{t('timeline.figures.proposed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, say]) => (
            <tr key={name}>
              <th>{t(`timeline.figures.${name}`)}</th>
              <td>{say(figures.present)}</td>
              <td>{say(figures.proposed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {travel && <p className="plan-hint quiet">{t(`timeline.travelSource.${travel}`)}</p>}
    </>
  );
}
