import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { useCloseTicket } from './open-ticket.ts';
import { TicketView } from './ticket-view.tsx';

/** The same everywhere: the list stays in sight and in use beside it. */
export function TicketDrawer() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const close = useCloseTicket();
  const id = Number(params.get('ticket'));
  const open = Number.isInteger(id) && id > 0;
  return (
    <Drawer
      open={open}
      onClose={() => close('ticket')}
      size="min(648px, 100vw)"
      mask={false}
      keyboard
      focusable={{ trap: false }}
      title={t('ticket.title')}
      rootClassName="ticket-drawer"
      destroyOnHidden
    >
      {open && <TicketView key={id} id={id} />}
    </Drawer>
  );
}
