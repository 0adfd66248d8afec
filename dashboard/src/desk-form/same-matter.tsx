import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';

interface SameMatter {
  tickets: CallerBrief['tickets'];
  /** Submitting was tried: it is asked outright. */
  asked: boolean;
  busy: boolean;
  chase: (ticketId: number) => void;
  another: () => void;
}

/** H8: what is open already for the same matter: chased with one key, or said to be another. */
export function SameMatter({ tickets, asked, busy, chase, another }: SameMatter) {
  const { t } = useTranslation();
  const { categoryName } = useReferenceData();
  if (tickets.length === 0) return null;
  return (
    <Alert
      type="warning"
      className="same-matter"
      role="status"
      title={
        <>
          {t(asked ? 'deskForm.sameAsked' : 'deskForm.same')} <RuleTag rule="H8" />
        </>
      }
      description={
        <ul className="plain-list">
          {tickets.map((ticket, at) => (
            <li key={ticket.id} className="pane-line">
              <span>
                <TicketLink id={ticket.id} number={ticket.number} /> {t(`trade.kind.${ticket.kind}`)}{' '}
                {categoryName(ticket.category)} · {t(`trade.state.${ticket.state}`)}
                {ticket.outletName && ` · ${ticket.outletName}`}
              </span>
              <Button
                size="small"
                type={at === 0 ? 'primary' : 'default'}
                loading={busy}
                onClick={() => chase(ticket.id)}
              >
                {t('deskForm.chase')} {at === 0 && <kbd>F7</kbd>}
              </Button>
            </li>
          ))}
          <li>
            <Button size="small" onClick={another}>
              {t('deskForm.another')} {asked && <kbd>Ctrl+Enter</kbd>}
            </Button>
          </li>
        </ul>
      }
    />
  );
}
