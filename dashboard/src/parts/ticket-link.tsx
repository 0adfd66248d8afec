import { Button } from 'antd';
import { groupTicket } from '../text/numbers.ts';
import { useOpenTicket } from '../ticket/open-ticket.ts';

/** A ticket's number; opens it in the drawer. */
export function TicketLink({ id, number }: { id: number; number: string }) {
  const open = useOpenTicket();
  return (
    <Button type="link" size="small" className="ticket-link" onClick={() => open(id)}>
      {groupTicket(number)}
    </Button>
  );
}
