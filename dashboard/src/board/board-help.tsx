import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

const KEYS = [
  ['/', 'search'],
  ['j', 'down'],
  ['k', 'up'],
  ['h', 'left'],
  ['l', 'right'],
  ['Enter', 'open'],
  ['x', 'choose'],
  ['X', 'chooseAll'],
  ['a', 'assign'],
  ['o', 'outlets'],
  ['Esc', 'close'],
  ['?', 'help'],
] as const;

/** All keys. */
export function BoardHelp({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('board.keys')} width={380}>
      <dl className="key-list">
        {KEYS.map(([key, act]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`board.key.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
