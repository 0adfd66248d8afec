import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { groupTicket } from '../text/numbers.ts';
import { WriteDialog } from './write-dialog.tsx';

/** H8: the customer asks where it stays, at a counter or on a call that is over. */
export function ChaseDialog({ card, close }: { card: TicketCard; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog
      title={t('move.chase.title', { number: groupTicket(card.number) })}
      effect={t('move.chase.effect', { count: card.chaseCount + 1 })}
      act={t('move.chase.do')}
      done={t('move.chase.done')}
      path={`/api/tickets/${card.id}/chase`}
      bodyOf={() => ({})}
      close={close}
    >
      {null}
    </WriteDialog>
  );
}
