import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../domain/contracts/api.ts';
import { CONTACT_PURPOSES } from '../../../domain/vocabulary.ts';
import { TicketLink } from '../parts/ticket-link.tsx';

/** The tickets a call was about, and what was done with each. */
export function CallTickets({ contact }: { contact: ContactView }) {
  const { t } = useTranslation();
  if (contact.tickets.length === 0) return <span className="quiet">–</span>;
  return contact.tickets.map(({ id, number, purpose }) => {
    const known = CONTACT_PURPOSES.find((name) => name === purpose);
    return (
      <span key={`${id}${purpose}`} className="call-ticket">
        {known && t(`trade.purpose.${known}`)}
        <TicketLink id={id} number={number} />
      </span>
    );
  });
}
