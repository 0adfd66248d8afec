import { UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../parts/trouble.tsx';
import { useMe, useSigning } from '../session/session.tsx';

/** Who I am here, and the way out. */
export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const { signOut } = useSigning();
  const { message } = App.useApp();
  const words = useProblemWords();
  const leave = () => signOut().catch((error: unknown) => message.error(words(error)));
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
