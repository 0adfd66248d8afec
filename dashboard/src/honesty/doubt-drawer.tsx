import { Button, Drawer, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoubtDetail } from '../../../domain/contracts/honesty.ts';
import { useDoubt } from '../api/honesty-queries.ts';
import { Recording } from '../parts/recording.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { groupPhone } from '../text/numbers.ts';
import { useAnswerWords } from '../ticket/use-answer-words.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { ticking } from '../time/words.ts';
import { useFigureWords } from './figure-words.ts';

/** One doubt with the calls that show it; headquarters confirms or dismisses it. */
export function DoubtDrawer({ id, close }: { id: number; close: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useDoubt(id);
  return (
    <Drawer
      open
      onClose={close}
      title={data ? t(`trade.doubtKind.${data.kind}`) : t('followup.view.honesty')}
      size="min(640px, 100vw)"
      mask={false}
      keyboard
    >
      {error && <TroubleAlert error={error} retry={() => refetch()} />}
      {data && <About doubt={data} />}
    </Drawer>
  );
}

function About({ doubt }: { doubt: DoubtDetail }) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const [verdict, setVerdict] = useState<'confirmed' | 'dismissed' | null>(null);
  const { kind, outlet, number, agent, state, reason, decidedAt, decidedBy, evidence, calls } = doubt;
  return (
    <>
      <p>
        {outlet?.name} {agent} {number && <span className="phone">{groupPhone(number)}</span>}
      </p>
      <p>
        <strong>{words(doubt)}</strong>
      </p>
      <p className="quiet">{t(`honesty.kindMeans.${kind}`)}</p>
      {state === 'open' ? (
        <Space className="doubt-actions">
          <Button danger onClick={() => setVerdict('confirmed')}>
            {t('honesty.confirm')}
          </Button>
          <Button onClick={() => setVerdict('dismissed')}>{t('honesty.dismiss')}</Button>
        </Space>
      ) : (
        <p className="doubt-actions">
          {t(`trade.doubtState.${state}`)} · {reason}{' '}
          <span className="quiet">
            {decidedBy} {decidedAt && <When at={decidedAt} />}
          </span>
        </p>
      )}
      <h3 className="recording-section">
        {t('honesty.evidence')} <span className="quiet">{calls}</span>
      </h3>
      <ul className="doubt-calls">
        {evidence.map((call) => (
          <Call key={call.obligationId} call={call} />
        ))}
      </ul>
      {verdict && <DecideDialog id={doubt.id} verdict={verdict} close={() => setVerdict(null)} />}
    </>
  );
}

function Call({ call }: { call: DoubtDetail['evidence'][number] }) {
  const { t } = useTranslation();
  const words = useAnswerWords();
  const { kind, ticket, customerName, number, settlement, settledAt, settledBy, seconds, answers } = call;
  return (
    <li>
      <div>
        {ticket && <TicketLink {...ticket} />} {customerName}{' '}
        <span className="phone">{groupPhone(number)}</span>
      </div>
      <div className="quiet">
        {[
          t(`trade.obligationKind.${kind}`),
          settlement && t(`trade.settlement.${settlement}`),
          settledBy,
          seconds !== null && ticking(seconds * 1000),
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        {settledAt && <When at={settledAt} />}
      </div>
      <div>
        {answers.map(({ question, value }) => (
          <span key={question} className="doubt-answer">
            {words.question(question)} <b>{words.value(question, value)}</b>
          </span>
        ))}
      </div>
      {call.recordings.map((recording) => (
        <Recording key={recording.id} {...recording} />
      ))}
    </li>
  );
}

function DecideDialog({
  id,
  verdict,
  close,
}: {
  id: number;
  verdict: 'confirmed' | 'dismissed';
  close: () => void;
}) {
  const { t } = useTranslation();
  const act = t(verdict === 'confirmed' ? 'honesty.confirm' : 'honesty.dismiss');
  return (
    <WriteDialog<{ reason: string }>
      title={act}
      effect={t(`honesty.effect.${verdict}`)}
      act={act}
      done={t('honesty.decided')}
      danger={verdict === 'confirmed'}
      path={`/api/doubts/${id}/decide`}
      bodyOf={({ reason }) => ({ reason, verdict })}
      close={close}
    >
      <Form.Item
        name="reason"
        label={t('honesty.reason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
      >
        <Input.TextArea rows={3} maxLength={500} placeholder={t('honesty.reasonHint')} autoFocus />
      </Form.Item>
    </WriteDialog>
  );
}
