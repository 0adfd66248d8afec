import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { AgentPresence, agentStateChangeSchema } from '../../../domain/contracts/desk.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';

type Change = z.infer<typeof agentStateChangeSchema>;
const STATES = ['available', 'break', 'away', 'signed_out'] as const satisfies Change['state'][];

/** Changes an agent's state, with a reason that is kept. */
export function StateDialog({ agent, close }: { agent: AgentPresence; close: () => void }) {
  const { t } = useTranslation();
  return (
    <WriteDialog<Change>
      title={t('supervise.stateTitle', { name: agent.name })}
      effect={t('supervise.stateEffect')}
      act={t('supervise.changeState')}
      done={t('supervise.stateChanged')}
      path={`/api/agents/${agent.personId}/state`}
      bodyOf={(values) => values}
      close={close}
    >
      <Form.Item
        name="state"
        label={t('supervise.newState')}
        rules={[{ required: true, message: t('supervise.newStateNeeded') }]}
      >
        <Radio.Group
          optionType="button"
          options={STATES.filter((state) => state !== agent.state).map((state) => ({
            value: state,
            label: t(`trade.agentState.${state}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="why"
        label={t('supervise.why')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
      >
        <Input maxLength={200} placeholder={t('supervise.whyHint')} />
      </Form.Item>
    </WriteDialog>
  );
}
