import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { declineSchema } from '../../../domain/contracts/api.ts';
import { DECLINE_REASONS, type DeclineReason } from '../../../domain/vocabulary.ts';
import { useWrite } from '../api/use-write.ts';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { Sheet } from './sheet.tsx';

type Decline = z.infer<typeof declineSchema>;

/** Why not; the effect is named before it happens (D4). */
export function DeclineSheet({ ticketId, close }: { ticketId: number; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [reason, setReason] = useState<DeclineReason | null>(null);
  const [note, setNote] = useState('');
  const write = useWrite<Decline, unknown>(() => {
    void message.success(t('outlet.declined'));
    close();
  });
  const decline = () => {
    if (!reason) return;
    const text = note.trim();
    write.mutate({ path: `/api/tickets/${ticketId}/decline`, body: { reason, ...(text && { note: text }) } });
  };
  return (
    <Sheet
      title={t('outlet.declineWhy')}
      close={close}
      footer={
        <Button
          danger
          type="primary"
          size="large"
          block
          disabled={!reason}
          loading={write.isPending}
          onClick={decline}
        >
          {t('outlet.decline')}
        </Button>
      }
    >
      {write.error && <TroubleAlert error={write.error} kept={t('common.keptTyped')} />}
      <p className="quiet">
        {t('outlet.declineEffect')} <RuleTag rule="D4" />
      </p>
      <div className="choices">
        {DECLINE_REASONS.map((name) => (
          <button
            key={name}
            type="button"
            className="choice"
            aria-pressed={name === reason}
            onClick={() => setReason(name)}
          >
            <b>{t(`trade.declineReason.${name}`)}</b>
          </button>
        ))}
      </div>
      <Input.TextArea
        rows={2}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        placeholder={t('outlet.declineNote')}
        aria-label={t('outlet.declineNote')}
      />
    </Sheet>
  );
}
