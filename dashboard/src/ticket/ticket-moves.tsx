import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { Countdown } from '../parts/when.tsx';
import { dutiesOf } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { ChaseDialog } from './chase-dialog.tsx';
import { DetailsDialog } from './details-dialog.tsx';
import { nextMove, otherMoves, type StaffMove } from './next-move.ts';
import { useCloseTicket } from './open-ticket.ts';
import { PauseDialog, ResumeDialog } from './pause-dialog.tsx';
import { RescheduleDialog } from './reschedule-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { TakeButton } from './take-button.tsx';

/** What happens next: the one prominent button, or whom it waits for and until when. */
export function TicketMoves({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const { card, moves } = detail;
  const [params] = useSearchParams();
  const closeAct = useCloseTicket();
  const asked = params.get('do') === 'assign' && moves.includes('assign') ? 'assign' : null;
  const [open, setOpen] = useState<StaffMove | null>(asked);
  const atOutlet = dutiesOf(useMe()).includes('outlet') && moves.some((move) => OUTLET_MOVES.has(move));
  const next = nextMove(detail);
  const close = () => {
    setOpen(null);
    if (params.has('do')) closeAct('do');
  };
  return (
    <section className="ticket-moves">
      <p className="ticket-waits">
        {card.manualReason && card.state === 'manual'
          ? t(`trade.manualReason.${card.manualReason}`)
          : t(`trade.stateMeans.${card.state}`)}
        {card.paused && ` · ${t('ticket.pausedNow', { reason: t(`trade.waitReason.${card.paused}`) })}`}
        {!card.paused && card.dueAt && card.dueKind && (
          <>
            {' · '}
            {t(`trade.dueKind.${card.dueKind}`)} <Countdown until={card.dueAt} />
          </>
        )}
      </p>
      <div className="ticket-buttons">
        {next && (
          <Button type="primary" size="large" onClick={() => setOpen(next)}>
            {t(`move.${next}.do`)}
          </Button>
        )}
        {atOutlet && (
          <Link to={`/o/${card.id}`}>
            <Button type={next ? 'default' : 'primary'}>{t('move.atOutlet')}</Button>
          </Link>
        )}
        {moves.includes('take') && <TakeButton card={card} />}
        {otherMoves(detail).map((move) => (
          <Button key={move} danger={move === 'cancel'} onClick={() => setOpen(move)}>
            {t(`move.${move}.other`)}
          </Button>
        ))}
      </div>
      {open === 'assign' && <AssignDialog detail={detail} close={close} />}
      {open === 'details' && <DetailsDialog detail={detail} close={close} />}
      {open === 'reschedule' && <RescheduleDialog card={card} close={close} />}
      {open === 'pause' && <PauseDialog card={card} close={close} />}
      {open === 'resume' && <ResumeDialog card={card} close={close} />}
      {open === 'chase' && <ChaseDialog card={card} close={close} />}
      {open === 'cancel' && <CancelDialog card={card} close={close} />}
      {open === 'resolve' && <ResolveDialog card={card} close={close} />}
    </section>
  );
}

const OUTLET_MOVES = new Set<TicketDetail['moves'][number]>([
  'accept',
  'decline',
  'action',
  'complete',
  'call',
]);
