import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { isFieldKind } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useDayWords } from '../parts/when.tsx';
import { useNow } from '../time/clock.ts';
import { dayTime } from '../time/words.ts';

interface TellCaller {
  ticket: TicketDetail;
  chased: boolean;
  /** By when can be said already. */
  promise: boolean;
}

/** H4: what to say to the caller as it now stands: who comes, and when. */
export function TellCaller({ ticket, chased, promise }: TellCaller) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const { card, deadlines, visits, messages } = ticket;
  const at = (instant: string | null | undefined) => (instant ? dayTime(instant, now, timeZone, t) : '');
  const outlet = card.outletName ?? t('deskForm.tell.someOutlet');
  const appointment = at(visits.at(-1)?.appointmentAt);
  const dayWords = useDayWords();
  const planned = ticket.plannedDay && dayWords(ticket.plannedDay);
  const arrival = planned ? '' : at(deadlines.arrivalDueAt);
  const contact = deadlines.firstContactAt ? '' : at(deadlines.firstContactDueAt);
  const lines = [
    chased && t('deskForm.tell.chased', { count: card.chaseCount }),
    t(`deskForm.tell.${isFieldKind(card.kind) ? card.state : 'staff'}`, { outlet }),
    appointment && t('deskForm.tell.appointment', { time: appointment }),
    promise && !appointment && contact && t('deskForm.tell.contact', { time: contact }),
    !appointment && planned && t('deskForm.tell.planned', { day: planned }),
    promise && !appointment && arrival && t('deskForm.tell.arrival', { time: arrival }),
    messages.length > 0 && t('deskForm.tell.texted'),
  ].filter((line): line is string => Boolean(line));
  return (
    <div className="tell">
      <h3 className="pane-title">{t('deskForm.tell.title')}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line} className="say-line">
            {line}
          </li>
        ))}
      </ul>
    </div>
  );
}
