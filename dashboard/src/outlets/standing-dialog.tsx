import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutletOverview, SetStandingBody } from '../../../domain/contracts/outlets.ts';
import { mayWork, type Standing } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { instantOf } from '../time/instant-of.ts';

interface Values {
  reason: string;
  from?: string;
}

/** S4: confirmed with what follows from it, and never without a reason. The standing that it has calls off a plan. */
export function StandingDialog({
  outlet,
  to,
  close,
}: {
  outlet: OutletOverview;
  to: Standing;
  close: () => void;
}) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const { standing, effect } = outlet;
  const same = to === standing;
  const stops = mayWork(standing) && !mayWork(to);
  const lifts = !mayWork(standing) && mayWork(to);
  const words = same
    ? t('outlets.effectCallsOff')
    : stops
      ? t('outlets.effectStops', { moves: effect.moves, count: effect.inProgress })
      : t(lifts ? 'outlets.effectLifts' : 'outlets.effectWorks');
  const act = same ? t('outlets.callOff') : t(`outlets.act.${to}`);
  return (
    <WriteDialog<Values>
      title={t('outlets.title', { name: outlet.name, act })}
      effect={words}
      act={act}
      done={t('outlets.done')}
      danger={!mayWork(to)}
      path={`/api/outlets/${outlet.id}/standing`}
      refusals={{ stale: t('outlets.stale') }}
      bodyOf={({ reason, from }): SetStandingBody => ({
        standing: to,
        seen: standing,
        reason,
        ...(from ? { from: instantOf(from, timeZone) } : {}),
      })}
      close={close}
    >
      <Form.Item
        name="reason"
        label={t('outlets.reason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
      >
        <Input.TextArea rows={2} maxLength={500} autoFocus />
      </Form.Item>
      {!same && (
        <Form.Item name="from" label={t('outlets.from')} extra={t('outlets.fromNow')}>
          <Input type="datetime-local" />
        </Form.Item>
      )}
    </WriteDialog>
  );
}
