import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import type { Fieldwork } from '../../../domain/contracts/fieldwork.ts';
import { ApplianceParts, FieldworkView } from '../ticket/fieldwork-view.tsx';
import { useQueued } from './queue/field-context.tsx';
import { visitWork } from './queue/overlay.ts';
import { useDeedWords } from './queue-strip.tsx';

/** What is written down of this visit so far, and what of it the hotline has not heard yet. */
export function JobFieldwork({
  detail,
  fieldwork,
}: {
  detail: TicketDetail;
  fieldwork: Fieldwork | undefined;
}) {
  const { t } = useTranslation();
  const words = useDeedWords();
  const waiting = useQueued().filter(
    ({ ticketId, deed }) => ticketId === detail.card.id && deed.kind !== 'action',
  );
  const work = visitWork(fieldwork, detail);
  const empty = !work || (work.quotes.length + work.parts.length + work.photos.length === 0 && !work.closing);
  if (empty && waiting.length === 0 && !fieldwork?.applianceParts.length) return null;
  return (
    <section className="panel job-fieldwork">
      {waiting.map(({ order, deed }) => (
        <p key={order}>
          {words(deed)} <span className="soon">{t('field.waiting')}</span>
        </p>
      ))}
      {work && <FieldworkView work={work} />}
      {fieldwork && <ApplianceParts fieldwork={fieldwork} />}
    </section>
  );
}
