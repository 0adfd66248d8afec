import { useTranslation } from 'react-i18next';
import { DESK_ACTS, FORM_KEYS, KEY_OF } from './desk-keys.ts';

/** All keys of the desk, each with what it does. */
export function KeyList() {
  const { t } = useTranslation();
  const keys = [
    ...DESK_ACTS.map((act) => [KEY_OF[act].join(' / '), act] as const),
    ...FORM_KEYS,
    ['?', 'help'] as const,
  ];
  return (
    <dl className="key-list desk-keys">
      {keys.map(([key, act]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{t(`desk.key.${act}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
