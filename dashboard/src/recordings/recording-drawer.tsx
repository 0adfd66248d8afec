import { Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingView } from '../../../domain/contracts/recordings.ts';
import { useRecordingView } from '../api/queries.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Recording } from '../parts/recording.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { mayHold } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupPhone } from '../text/numbers.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { useNow } from '../time/clock.ts';
import { dayTime, ticking } from '../time/words.ts';
import { Hearings } from './hearings.tsx';
import { Retention } from './retention.tsx';

/** One recording: to be heard, with what was not recorded of it, who heard it, and how long it is kept. */
export function RecordingDrawer({ id, close }: { id: number; close: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useRecordingView(id);
  return (
    <Drawer open onClose={close} title={t('nav.recordings')} size="min(600px, 100vw)" mask={false} keyboard>
      {error && <TroubleAlert error={error} retry={() => refetch()} />}
      {data === null && <EmptyState title={t('recordings.notHere')} />}
      {data && <About recording={data} />}
    </Drawer>
  );
}

function About({ recording }: { recording: RecordingView }) {
  const { t } = useTranslation();
  const holds = mayHold(useMe());
  const [changing, setChanging] = useState(false);
  const { timeZone } = useReferenceData();
  const now = useNow();
  const { id, kind, direction, at, seconds, number, customerName, agents, tickets, hold, state } = recording;
  const over = state === 'kept' || state === 'deleting';
  const facts: [string, React.ReactNode][] = [
    [
      t('recordings.kind'),
      `${t(`trade.recordingKind.${kind}`)}${t('common.dot')}${t(`trade.direction.${direction}`)}`,
    ],
    [t('recordings.at'), <When key="at" at={at} />],
    [
      t('recordings.caller'),
      `${customerName ?? ''} ${number ? groupPhone(number) : t('calls.hidden')}`.trim(),
    ],
    [t('recordings.agents'), agents.map(({ name }) => name).join(t('common.comma')) || '–'],
    [
      t('recordings.tickets'),
      tickets.length > 0 ? tickets.map((ticket) => <TicketLink key={ticket.id} {...ticket} />) : '–',
    ],
    [t('recordings.state'), t(`trade.recordingState.${state}`)],
    [t('recordings.retain'), <Retention key="retain" recording={recording} />],
  ];
  if (hold) {
    const time = dayTime(hold.at, now, timeZone, t);
    facts.push([
      t('recordings.hold'),
      t('recordings.holdFact', { name: hold.by, time, reason: hold.reason }),
    ]);
  }
  return (
    <>
      <Recording id={id} seconds={over ? seconds : undefined} />
      <h3 className="recording-section">{t('recordings.facts')}</h3>
      <dl className="recording-facts">
        {facts.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{value}</dd>])}
      </dl>
      {holds && over && (
        <p style={{ marginTop: 12 }}>
          <Button danger={hold !== null} onClick={() => setChanging(true)}>
            {t(hold ? 'recordings.liftHold' : 'recordings.setHold')}
          </Button>
        </p>
      )}
      {kind === 'conversation' && <Pauses recording={recording} />}
      <Hearings id={id} />
      {changing && <HoldDialog recording={recording} close={() => setChanging(false)} />}
    </>
  );
}

function Pauses({ recording: { pauses } }: { recording: RecordingView }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="recording-section">{t('recordings.pauses')}</h3>
      {pauses.length === 0 && <p className="quiet">{t('recordings.noPauses')}</p>}
      <ul className="recording-list">
        {pauses.map(({ from, to, by, ending }) => (
          <li key={from}>
            <span>
              {to === null
                ? t('recordings.pauseGoing', { from: ticking(from * 1000) })
                : t('recordings.pause', { from: ticking(from * 1000), to: ticking(to * 1000) })}
            </span>
            <span className="quiet">
              {[by && t('recordings.pausedBy', { name: by }), ending && t(`recordings.ending.${ending}`)]
                .filter(Boolean)
                .join(t('common.comma'))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function HoldDialog({ recording: { id, hold }, close }: { recording: RecordingView; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog<{ reason: string }>
      title={t(hold ? 'recordings.liftHold' : 'recordings.setHold')}
      effect={t(hold ? 'recordings.liftEffect' : 'recordings.setEffect')}
      act={t(hold ? 'recordings.liftHold' : 'recordings.setHold')}
      done={t(hold ? 'recordings.liftDone' : 'recordings.setDone')}
      danger={hold !== null}
      method={hold ? 'DELETE' : 'POST'}
      path={`/api/recordings/${id}/hold`}
      bodyOf={({ reason }) => ({ reason })}
      close={close}
    >
      <Form.Item
        name="reason"
        label={t('recordings.reason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
      >
        <Input.TextArea rows={2} maxLength={300} placeholder={t('recordings.reasonHint')} autoFocus />
      </Form.Item>
    </WriteDialog>
  );
}
