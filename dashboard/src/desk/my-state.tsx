import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BREAK_REASONS } from '../../../domain/vocabulary.ts';
import { usePhoneState, useSoftphone } from '../softphone/softphone-context.tsx';
import { groupPhone } from '../text/numbers.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { audioItems } from './audio-items.ts';
import { useDesk, useDeskAct } from './desk-context.tsx';
import { ReachDialog, sameState } from './reach-dialog.tsx';

/** My state, on every page: available, a break with its reason, signed out; during a call, what follows it. */
export function MyState() {
  const { t } = useTranslation();
  const desk = useDesk();
  const phone = useSoftphone();
  const sound = usePhoneState();
  const now = useSeconds();
  const { act, busy } = useDeskAct();
  const [choosing, setChoosing] = useState(false);
  if (!desk) return null;

  const during = desk.state === 'on_call' || desk.state === 'offered';
  const set = (body: object) => act({ path: '/state', body });
  const states: NonNullable<MenuProps['items']> = [
    {
      key: 'available',
      label: t(during ? 'desk.state.afterAvailable' : 'desk.state.available'),
      onClick: () => set({ state: 'available' }),
    },
    ...BREAK_REASONS.map((reason) => ({
      key: `break.${reason}`,
      label: `${t('desk.state.break')} ${t('common.dot')} ${t(`trade.breakReason.${reason}`)}`,
      onClick: () => set({ state: 'break', reason }),
    })),
    { key: 'signed_out', label: t('desk.state.signOut'), onClick: () => set({ state: 'signed_out' }) },
  ];
  const reach: NonNullable<MenuProps['items']> = [
    {
      key: 'browser',
      label: t('desk.state.browser'),
      onClick: () => set({ ...sameState(desk), reach: 'browser' }),
    },
    ...(desk.reachNumber
      ? [
          {
            key: 'number',
            label: t('desk.state.numberOf', { number: groupPhone(desk.reachNumber) }),
            onClick: () => set({ ...sameState(desk), reach: 'number', reachNumber: desk.reachNumber }),
          },
        ]
      : []),
    {
      key: 'other',
      label: t(desk.reachNumber ? 'desk.state.otherNumber' : 'desk.state.anyNumber'),
      onClick: () => setChoosing(true),
    },
  ];
  const chosen = during
    ? (desk.nextState ?? 'available')
    : desk.state === 'break'
      ? `break.${desk.reason}`
      : desk.state;
  const words = desk.reason ? t(`trade.breakReason.${desk.reason}`) : t(`trade.agentState.${desk.state}`);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          selectable: true,
          selectedKeys: [chosen, desk.reach],
          items: [
            {
              key: 'states',
              type: 'group',
              label: t(during ? 'desk.state.after' : 'desk.state.label'),
              children: states,
            },
            { key: 'reach', type: 'group', label: t('desk.state.reach'), children: reach },
            ...audioItems(sound, phone, t),
          ],
        }}
      >
        <Button
          className="my-state"
          data-state={desk.state}
          loading={busy}
          aria-label={t('desk.state.label')}
        >
          <i className="state-dot" data-state={desk.state} />
          <b>{words}</b>
          {desk.state !== 'signed_out' && (
            <span className="my-state-time">{ticking(now - Date.parse(desk.since))}</span>
          )}
          {during && desk.nextState && (
            <span className="quiet">{t(`desk.wrapUp.afterwards.${desk.nextState}`)}</span>
          )}
          <DownOutlined />
        </Button>
      </Dropdown>
      <ReachDialog open={choosing} close={() => setChoosing(false)} />
    </>
  );
}
