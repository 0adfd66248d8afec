import { UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { newKey, write } from '../api/client.ts';
import { useDesk } from '../desk/desk-context.tsx';
import { useUnsent } from '../outlet/queue/field-context.tsx';
import { useProblemWords } from '../parts/trouble.tsx';
import { useMe, useSigning } from '../session/session.tsx';

/** Who I am here, and the way out: nobody leaves with a caller in hand, or stays in line for calls. */
export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const desk = useDesk();
  const { signOut } = useSigning();
  const { message, modal } = App.useApp();
  const unsent = useUnsent();
  const words = useProblemWords();
  const leave = async () => {
    if (desk?.state === 'on_call') return void message.warning(t('shell.callInHand'));
    if (unsent > 0 && !(await modal.confirm(leavingUnsent(t, unsent)))) return;
    try {
      if (desk && desk.state !== 'signed_out')
        await write('POST', '/api/desk/state', { state: 'signed_out' }, newKey());
      await signOut();
    } catch (error) {
      void message.error(words(error));
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: `${me.placeName} · ${me.roles.map((role) => t(`trade.role.${role}`)).join(t('common.comma'))}`,
          },
          { key: 'out', label: t('shell.signOut'), onClick: leave },
        ],
      }}
    >
      <Button type="text" size="small" icon={<UserOutlined />} className="user-menu">
        {me.name}
      </Button>
    </Dropdown>
  );
}

const leavingUnsent = (t: TFunction, count: number) => ({
  title: t('field.unsentTitle', { count }),
  content: t('field.unsentEffect'),
  okText: t('field.unsentDo'),
  cancelText: t('common.back'),
});
