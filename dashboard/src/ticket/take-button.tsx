import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { useWrite } from '../api/use-write.ts';
import { mayDispatch } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';

/** Takes a ticket in hand, gives it back, or says who has it and lets one take it over. */
export function TakeButton({ card, size = 'middle' }: { card: TicketCard; size?: 'small' | 'middle' }) {
  const { t } = useTranslation();
  const me = useMe();
  const { message, modal } = App.useApp();
  const act = useWrite<{ hold: boolean; over?: boolean }, unknown>();
  const { takenBy } = card;
  const mine = takenBy?.id === me.personId;
  if (!mayDispatch(me))
    return takenBy ? <span className="quiet">{t('take.heldBy', { name: takenBy.name })}</span> : null;
  const take = (body: { hold: boolean; over?: boolean }) =>
    act.mutate(
      { path: `/api/tickets/${card.id}/take`, body },
      {
        onError: (error) => void message.warning(error.code === 'stale' ? t('take.late') : t('take.failed')),
      },
    );
  const press = () => {
    if (mine) take({ hold: false });
    else if (!takenBy) take({ hold: true });
    else {
      modal.confirm({
        title: t('take.overTitle', { name: takenBy.name }),
        content: t('take.overEffect', { name: takenBy.name }),
        okText: t('take.over'),
        cancelText: t('common.back'),
        onOk: () => take({ hold: true, over: true }),
      });
    }
  };
  return (
    <Button size={size} danger={!takenBy && size === 'small'} loading={act.isPending} onClick={press}>
      {mine ? t('take.giveBack') : takenBy ? t('take.heldBy', { name: takenBy.name }) : t('take.take')}
    </Button>
  );
}
