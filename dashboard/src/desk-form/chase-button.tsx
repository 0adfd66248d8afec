import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { chaseSchema, TicketCard } from '../../../domain/contracts/api.ts';
import type { CallerBrief, DeskCaller } from '../../../domain/contracts/desk.ts';
import { useWrite } from '../api/use-write.ts';
import { isCounter } from '../counter/counter-brief.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useDraft } from './draft.ts';

type BriefTicket = CallerBrief['tickets'][number];

/** H8: the caller chases this one; once on a call. */
export function useChase(caller: DeskCaller) {
  const [, change] = useDraft(caller);
  const write = useWrite<z.input<typeof chaseSchema>, { card: TicketCard }>(({ card }) =>
    change({ outcome: { what: 'chased', ticketId: card.id, number: card.number } }),
  );
  const chase = (ticketId: number) => {
    if (write.isPending) return;
    const { contactId } = caller;
    const body = isCounter(contactId) ? {} : { contactId };
    write.mutate({ path: `/api/tickets/${ticketId}/chase`, body });
  };
  return { chase, busy: write.isPending, error: write.error };
}

export function ChaseButton({ ticket, caller }: { ticket: BriefTicket; caller: DeskCaller }) {
  const { t } = useTranslation();
  const [draft] = useDraft(caller);
  const { chase, busy, error } = useChase(caller);
  if (draft.outcome?.ticketId === ticket.id) {
    return draft.outcome.what === 'chased' && <span className="quiet">{t('deskForm.chasedNow')}</span>;
  }
  return (
    <>
      <Button size="small" loading={busy} onClick={() => chase(ticket.id)}>
        {t('deskForm.chase')}
      </Button>
      {error && <TroubleAlert error={error} />}
    </>
  );
}
