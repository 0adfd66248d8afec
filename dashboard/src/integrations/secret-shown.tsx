import { Alert, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** What is shown here once and never again. */
export function SecretShown({ title, secret, close }: { title: string; secret: string; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={title}
      okText={t('integration.secretKept')}
      onOk={close}
      closable={false}
      mask={{ closable: false }}
      cancelButtonProps={{ style: { display: 'none' } }}
    >
      <Alert type="warning" showIcon title={t('integration.shownOnce')} className="dialog-trouble" />
      <Typography.Paragraph copyable code className="secret">
        {secret}
      </Typography.Paragraph>
    </Modal>
  );
}
