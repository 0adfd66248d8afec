import { App, Button, Popconfirm, Segmented, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { SUPERVISION_MODES } from '../../../domain/vocabulary.ts';
import { mayTakeOver } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { useSupervise } from './use-supervise.tsx';

interface CallActs {
  entry: Wallboard['entries'][number];
  agentName: string;
}

/** Listen, whisper, barge in, take over. One listens first; being heard by the caller is asked twice. */
export function CallActs({ entry, agentName }: CallActs) {
  const { t } = useTranslation();
  const me = useMe();
  const { modal } = App.useApp();
  const { mine, hindrance, pending, join, takeOver, leave } = useSupervise();
  const { contactId } = entry;
  if (entry.personId === me.personId) return <span className="quiet">{t('supervise.ownCall')}</span>;
  if (mine?.contactId !== contactId) {
    return (
      <span className="call-acts">
        {SUPERVISION_MODES.map((mode) => {
          const button = (
            <Button
              size="small"
              disabled={hindrance !== null || pending}
              onClick={mode === 'barge' ? undefined : () => join(contactId, mode)}
            >
              {t(`supervise.act.${mode}`)}
            </Button>
          );
          return (
            <Tooltip key={mode} title={hindrance ?? t(`supervise.means.${mode}`)}>
              {mode === 'barge' ? (
                <Popconfirm
                  title={t('supervise.bargeSure', { name: agentName })}
                  okText={t('supervise.act.barge')}
                  cancelText={t('common.back')}
                  onConfirm={() => join(contactId, mode)}
                  disabled={hindrance !== null || pending}
                >
                  {button}
                </Popconfirm>
              ) : (
                button
              )}
            </Tooltip>
          );
        })}
      </span>
    );
  }
  const confirmBarge = () =>
    modal.confirm({
      title: t('supervise.bargeSure', { name: agentName }),
      okText: t('supervise.act.barge'),
      cancelText: t('common.back'),
      onOk: () => join(contactId, 'barge'),
    });
  const confirmTakeOver = () =>
    modal.confirm({
      title: t('supervise.takeOverSure'),
      content: t('supervise.takeOverMeans', { name: agentName }),
      okText: t('supervise.act.takeOver'),
      okButtonProps: { danger: true },
      cancelText: t('common.back'),
      onOk: () => takeOver(contactId),
    });
  return (
    <span className="call-acts" data-mine>
      <b className="on-it">{t('supervise.onIt')}</b>
      <Segmented
        size="small"
        value={mine.mode}
        disabled={pending}
        onChange={(mode) => (mode === 'barge' ? confirmBarge() : join(contactId, mode))}
        options={SUPERVISION_MODES.map((mode) => ({
          value: mode,
          label: <span title={t(`supervise.means.${mode}`)}>{t(`supervise.act.${mode}`)}</span>,
        }))}
      />
      <Tooltip title={mayTakeOver(me) ? null : t('supervise.noTakeOver')}>
        <Button size="small" danger disabled={pending || !mayTakeOver(me)} onClick={confirmTakeOver}>
          {t('supervise.act.takeOver')}
        </Button>
      </Tooltip>
      <Button size="small" onClick={leave}>
        {t('supervise.act.stop')}
      </Button>
    </span>
  );
}
