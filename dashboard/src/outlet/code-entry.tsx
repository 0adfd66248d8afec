import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeView } from '../../../domain/contracts/fieldwork.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useDeed } from './queue/field-context.tsx';

interface Asked {
  job: { id: number; number: string };
  purpose: 'completion' | 'quote';
  quoteRef?: string;
  /** No message went out by itself: it is asked for here. */
  sendFirst?: boolean;
  /** Null: it is on the phone, and is checked once there is a network. */
  done: (code: CodeView | null) => void;
}

/** Six digits that the customer has from a text message; nobody here sees them before the customer says them. */
export function CodeEntry({ job, purpose, quoteRef, sendFirst, done }: Asked) {
  const { t } = useTranslation();
  const deed = useDeed(job);
  const [code, setCode] = useState('');
  const [told, setTold] = useState<CodeView | 'waiting' | null>(null);
  const [busy, setBusy] = useState(false);
  const send = useWrite<{ purpose: string; quoteRef?: string }, CodeView>();
  const sent = send.isSuccess;
  const check = async (typed: string) => {
    setBusy(true);
    const outcome = await deed<CodeView>({
      step: 'code',
      body: { purpose, quoteRef, code: typed },
      deed: { kind: 'code', purpose },
    });
    setBusy(false);
    if (outcome.state === 'sent') {
      setTold(outcome.answer);
      done(outcome.answer);
    } else {
      setTold(outcome.state === 'waiting' ? 'waiting' : null);
      if (outcome.state === 'waiting') done(null);
    }
    setCode('');
  };
  const state = told && told !== 'waiting' ? told.state : null;
  return (
    <div className="code-entry">
      {send.error && <TroubleAlert error={send.error} />}
      {sent && !send.error && <Alert type="success" showIcon title={t('field.codeSent')} />}
      {told === 'waiting' && <Alert type="info" showIcon title={t('field.codeWaiting')} />}
      {state === 'confirmed' && <Alert type="success" showIcon title={t('field.codeRight')} />}
      {state === 'sent' && told !== 'waiting' && (
        <Alert type="error" showIcon title={t('field.codeWrong', { count: told?.triesLeft ?? 0 })} />
      )}
      {state === 'locked' && <Alert type="error" showIcon title={t('field.codeLocked')} />}
      {state !== 'confirmed' && state !== 'locked' && (
        <>
          {(!sendFirst || sent) && (
            <div className="code-row">
              <Input
                size="large"
                className="code-input"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                placeholder="······"
                aria-label={t('field.codeLabel')}
                value={code}
                onChange={({ target }) => setCode(target.value.replace(/\D/g, ''))}
              />
              <Button
                type="primary"
                size="large"
                loading={busy}
                disabled={code.length !== 6}
                onClick={() => void check(code)}
              >
                {t('field.codeCheck')}
              </Button>
            </div>
          )}
          <Button
            size="large"
            block
            loading={send.isPending}
            onClick={() =>
              send.mutate({ path: `/api/tickets/${job.id}/code/send`, body: { purpose, quoteRef } })
            }
          >
            {sendFirst && !sent ? t('field.codeSend') : t('field.codeSendAgain')}
          </Button>
        </>
      )}
    </div>
  );
}
