import { ArrowLeftOutlined, SwapOutlined, TeamOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { consultEndSchema, DeskCall } from '../../../domain/contracts/desk.ts';
import { useDeskAct } from './desk-context.tsx';
import { KeyHint } from './key-hint.tsx';

type Next = z.infer<typeof consultEndSchema>['next'];

/** While somebody is asked: hand over, speak all three, or go back to the customer. */
export function ConsultBar({
  consulting: { name, answered },
}: {
  consulting: NonNullable<DeskCall['consulting']>;
}) {
  const { t } = useTranslation();
  const { act, busy } = useDeskAct();
  const end = (next: Next) => act({ path: '/consult-end', body: { next } });
  return (
    <div className="call-bar-acts">
      <span className="soon" role="status">
        {t(answered ? 'desk.consult.answered' : 'desk.consult.ringing', { name })}
      </span>
      <Button
        type={answered ? 'primary' : 'default'}
        icon={<SwapOutlined />}
        disabled={!answered || busy}
        title={t('desk.consult.handOverMeans')}
        onClick={() => end('hand_over')}
      >
        {t('desk.consult.handOver')}
        <KeyHint act="transfer" />
      </Button>
      <Button icon={<TeamOutlined />} disabled={!answered || busy} onClick={() => end('three_way')}>
        {t('desk.consult.threeWay')}
      </Button>
      <Button icon={<ArrowLeftOutlined />} disabled={busy} onClick={() => end('back')}>
        {t('desk.consult.back')}
        <KeyHint act="hold" />
      </Button>
    </div>
  );
}
