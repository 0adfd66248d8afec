import { SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeskCall, DeskView } from '../../../domain/contracts/desk.ts';
import { groupPhone } from '../text/numbers.ts';
import { useDeskAct } from './desk-context.tsx';

/**
 * Who else is on the line besides customer and me: colleagues, outside numbers, supervisors where they are shown.
 * With all three speaking, the customer can be left to the others.
 */
export function Others({ desk, call }: { desk: DeskView; call: DeskCall }) {
  const { t } = useTranslation();
  const { act, busy } = useDeskAct();
  const others = call.members.filter(
    ({ party, personId }) => party !== 'customer' && personId !== desk.personId,
  );
  if (others.length === 0) return null;
  const third = !call.consulting && others.some(({ party }) => party !== 'supervisor');
  return (
    <span className="call-others">
      <span className="quiet">{t('desk.call.also')}</span>
      {others.map(({ callSid, party, label, mode }) => (
        <span key={callSid} className="state" data-mode={mode ?? undefined}>
          {[label ? groupPhone(label) : t(`trade.callParty.${party}`), mode && t(`trade.supervision.${mode}`)]
            .filter(Boolean)
            .join(` ${t('common.dot')} `)}
        </span>
      ))}
      {third && (
        <Button
          size="small"
          icon={<SwapOutlined />}
          disabled={busy}
          title={t('desk.consult.handOverMeans')}
          onClick={() => act({ path: '/consult-end', body: { next: 'hand_over' } })}
        >
          {t('desk.consult.handOver')}
        </Button>
      )}
    </span>
  );
}
