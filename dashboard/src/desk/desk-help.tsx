import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { KeyList } from './key-list.tsx';

export function DeskHelp({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('desk.keys')} width={560}>
      <KeyList />
    </Modal>
  );
}
