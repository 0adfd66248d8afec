import type { MenuProps } from 'antd';
import type { TFunction } from 'i18next';
import type { PhoneState, Softphone } from '../softphone/softphone.ts';

/** The choice of microphone and speaker, as part of a menu. */
export function audioItems(
  sound: PhoneState | null,
  phone: Softphone | null,
  t: TFunction,
): NonNullable<MenuProps['items']> {
  if (!sound || !phone) return [];
  const label = `${t('desk.audio.label')} ${t('common.dot')} ${t(`desk.phone.${sound.line}`)}`;
  if (sound.mode === 'simulated')
    return [
      {
        key: 'audio',
        type: 'group',
        label,
        children: [{ key: 'simulated', disabled: true, label: t('desk.audio.simulated') }],
      },
    ];
  const choice = (which: 'input' | 'output') => {
    const list = which === 'input' ? sound.devices?.inputs : sound.devices?.outputs;
    const chosen = which === 'input' ? sound.devices?.input : sound.devices?.output;
    if (!list?.length) return [];
    return [
      {
        key: which,
        label: t(`desk.audio.${which}`),
        children: list.map(({ id, label: name }) => ({
          key: `${which}.${id}`,
          label: (id === chosen ? '✓ ' : '') + (name || t('desk.audio.standard')),
          onClick: () => phone.choose(which, id),
        })),
      },
    ];
  };
  return [{ key: 'audio', type: 'group', label, children: [...choice('input'), ...choice('output')] }];
}
