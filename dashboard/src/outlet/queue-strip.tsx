import { Alert, App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { groupTicket } from '../text/numbers.ts';
import { useNow } from '../time/clock.ts';
import { useFieldQueue, useQueued } from './queue/field-context.tsx';
import type { Deed, Queued } from './queue/types.ts';

/** A deed in few words. */
export function useDeedWords(): (deed: Deed) => string {
  const { t } = useTranslation();
  return (deed) => {
    switch (deed.kind) {
      case 'action':
        return t(`trade.action.${deed.action}`);
      case 'photo':
        return t('fieldwork.photo', { kind: t(`fieldwork.photoKind.${deed.photo}`) });
      case 'quote':
        return t('field.deed.quote');
      case 'approval':
        return t('field.deed.approval');
      case 'part':
        return t('field.deed.part', { name: deed.name });
      case 'code':
        return t('field.deed.code');
      case 'complete':
        return t('field.deed.complete');
      case 'end':
        return t(`trade.visitOutcome.${deed.outcome}`);
      default: {
        const never: never = deed;
        throw new Error(`unknown deed ${String(never)}`);
      }
    }
  };
}

/** How many deeds wait, since when; and what the hotline would not have, with what to do about it. */
export function QueueStrip({ ticketId }: { ticketId?: number }) {
  const { t } = useTranslation();
  const queue = useFieldQueue();
  const all = useQueued();
  const now = useNow();
  const items = ticketId === undefined ? all : all.filter((item) => item.ticketId === ticketId);
  const refused = items.filter(({ refusal }) => refusal !== null);
  const waiting = items.length - refused.length;
  const [first] = items;
  if (!first) return null;
  const minutes = Math.max(0, Math.floor((now - first.doneAt) / 60_000));
  return (
    <div className="queue-strip" role="status">
      {waiting > 0 && (
        <div className="queue-waiting">
          <span>
            <b>{t('field.queued', { count: waiting })}</b>{' '}
            <span className="quiet">
              {minutes > 0 ? t('field.queuedAge', { minutes }) : t('field.queuedNow')}
            </span>
          </span>
          <Button size="large" onClick={() => void queue.flush()}>
            {t('field.sendNow')}
          </Button>
        </div>
      )}
      {refused.map((item) => (
        <Refused key={item.order} item={item} behind={behind(items, item)} linked={ticketId === undefined} />
      ))}
    </div>
  );
}

/** How many of the same job stand behind it. */
const behind = (items: readonly Queued[], { ticketId, order }: Queued): number =>
  items.filter((item) => item.ticketId === ticketId && item.order > order && !item.refusal).length;

function Refused({ item, behind: after, linked }: { item: Queued; behind: number; linked: boolean }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const queue = useFieldQueue();
  const words = useDeedWords();
  const { deed, ticketId, ticketNumber, refusal, order } = item;
  const why =
    refusal?.status === 404 || refusal?.status === 403
      ? 'moved'
      : refusal?.status === 409
        ? 'state'
        : refusal?.code === 'code_missing'
          ? 'code'
          : 'invalid';
  const confirm = (title: string, work: () => Promise<void>) =>
    modal.confirm({
      title,
      content: t('field.discardEffect'),
      okText: t('field.discardDo'),
      okButtonProps: { danger: true, size: 'large' },
      cancelText: t('common.back'),
      cancelButtonProps: { size: 'large' },
      onOk: work,
    });
  return (
    <Alert
      type="error"
      showIcon
      title={
        <>
          {t('field.refused', { deed: words(deed) })}{' '}
          {linked && <Link to={`/o/${ticketId}`}>{groupTicket(ticketNumber)}</Link>}
        </>
      }
      description={
        <>
          <p>{t(`field.refusedWhy.${why}`)}</p>
          {refusal?.detail && <p className="quiet">{refusal.detail}</p>}
          <p>{t(after > 0 ? 'field.keptBehind' : 'field.keptHere', { count: after })}</p>
          <div className="queue-choices">
            <Button size="large" onClick={() => void queue.retry(order)}>
              {t('field.tryAgain')}
            </Button>
            <Button
              size="large"
              onClick={() =>
                confirm(t('field.discardTitle', { deed: words(deed) }), () => queue.discard(order))
              }
            >
              {t('field.discardOne')}
            </Button>
            {after > 0 && (
              <Button
                size="large"
                danger
                onClick={() =>
                  confirm(t('field.discardAllTitle', { count: after + 1 }), () => queue.discardJob(ticketId))
                }
              >
                {t('field.discardAll')}
              </Button>
            )}
          </div>
        </>
      }
    />
  );
}
