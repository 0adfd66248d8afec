import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatFen } from '../../../domain/money.ts';
import { CodeEntry } from './code-entry.tsx';
import { useDeed } from './queue/field-context.tsx';
import { useToldOutcome } from './queue/told-outcome.ts';
import { Sheet } from './sheet.tsx';
import { SignaturePad } from './signature-pad.tsx';

interface Asked {
  job: { id: number; number: string };
  quote: { ref: string; totalFen: number };
  close: () => void;
}

/** H5: the customer agrees before the work begins: signs on the screen, or says the code of a text message. */
export function ApproveSheet({ job, quote, close }: Asked) {
  const { t } = useTranslation();
  const deed = useDeed(job);
  const told = useToldOutcome();
  const [how, setHow] = useState<'signature' | 'code'>('signature');
  const [busy, setBusy] = useState(false);
  const { ref, totalFen } = quote;
  return (
    <Sheet title={t('field.approveTitle', { yuan: formatFen(totalFen) })} close={close}>
      <Segmented
        block
        size="large"
        value={how}
        options={(['signature', 'code'] as const).map((value) => ({
          value,
          label: t(`field.approveHow.${value}`),
        }))}
        onChange={setHow}
      />
      {how === 'signature' ? (
        <SignaturePad
          busy={busy}
          words={t('field.approveWords', { yuan: formatFen(totalFen) })}
          action={t('field.approveDo', { yuan: formatFen(totalFen) })}
          signed={async (signed) => {
            setBusy(true);
            const outcome = await deed({
              step: 'quotes/approve',
              body: { quoteRef: ref, signed },
              deed: { kind: 'approval', quoteRef: ref, name: signed.name },
              kept: close,
            });
            told(outcome, t('field.approved'));
          }}
        />
      ) : (
        <CodeEntry
          job={job}
          purpose="quote"
          quoteRef={ref}
          sendFirst
          done={(code) => code?.state === 'confirmed' && close()}
        />
      )}
      <Button type="text" size="large" block className="approve-later" onClick={close}>
        {t('field.approveLater')}
      </Button>
    </Sheet>
  );
}
