import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseMode, useMode } from '../theme/mode.ts';

export function ModeSwitch() {
  const { t } = useTranslation();
  const other = useMode() === 'dark' ? 'light' : 'dark';
  return (
    <Button
      type="text"
      size="small"
      icon={other === 'dark' ? <MoonOutlined /> : <SunOutlined />}
      onClick={() => chooseMode(other)}
    >
      {t(`mode.${other}`)}
    </Button>
  );
}
