import { useTranslation } from 'react-i18next';
import { TroubleAlert } from '../parts/trouble.tsx';
import { AppointmentForm } from './appointment-form.tsx';
import type { RecordedAction } from './job-work.tsx';
import { QuoteForm } from './quote-form.tsx';
import { Sheet } from './sheet.tsx';
import { SignatureForm } from './signature-form.tsx';

interface Asked {
  ticketId: number;
  action: 'appointment' | 'quote' | 'signature';
  close: () => void;
  record: (action: RecordedAction) => void;
  write: { error: Error | null; isPending: boolean };
}

const FORM = { appointment: AppointmentForm, quote: QuoteForm, signature: SignatureForm };

/** The actions for which something is written down. */
export function ActionSheet({ ticketId, action, close, record, write }: Asked) {
  const { t } = useTranslation();
  const Form = FORM[action];
  return (
    <Sheet title={t(`trade.action.${action}`)} close={close}>
      {write.error && <TroubleAlert error={write.error} kept={t('common.keptTyped')} />}
      <Form ticketId={ticketId} busy={write.isPending} record={record} />
    </Sheet>
  );
}
