import { useTranslation } from 'react-i18next';
import { AppointmentForm } from './appointment-form.tsx';
import type { RecordedAction } from './job-work.tsx';
import { Sheet } from './sheet.tsx';
import { SignaturePad } from './signature-pad.tsx';

interface Asked {
  ticketId: number;
  action: 'appointment' | 'signature';
  busy: boolean;
  close: () => void;
  record: (action: RecordedAction) => void;
}

/** The actions for which something is written down. */
export function ActionSheet({ ticketId, action, busy, close, record }: Asked) {
  const { t } = useTranslation();
  return (
    <Sheet title={t(`trade.action.${action}`)} close={close}>
      {action === 'appointment' ? (
        <AppointmentForm ticketId={ticketId} busy={busy} record={record} />
      ) : (
        <SignaturePad
          busy={busy}
          words={t('field.signWords')}
          action={t('outlet.signedDo')}
          signed={(signed) => record({ action, evidence: signed.name, signed })}
        />
      )}
    </Sheet>
  );
}
