import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MenuItem, SetupSounds } from '../../../domain/contracts/setup.ts';
import { LANGUAGES } from '../../../domain/vocabulary.ts';
import type { Editor } from './use-editor.ts';

const KEYS: MenuItem['key'][] = ['1', '2', '3', '4', '5', '6', '7', '8', '#'];
const WISHES: MenuItem['wish'][] = [
  'repair',
  'installation',
  'maintenance',
  'progress',
  'complaint',
  'chase',
  'campaign',
];
/** Told in a sentence of their own. */
const CONDITIONAL: MenuItem['wish'][] = ['chase', 'campaign'];
const FIXED = [
  { name: 'agent', key: '0' },
  { name: 'language', key: '9' },
  { name: 'rescue', key: '*' },
] as const;

/** Which services the main menu offers, on which keys, in which order, under which names. */
export function MenuTab({ editor, sounds }: { editor: Editor; sounds: SetupSounds | undefined }) {
  const { t } = useTranslation();
  const { items } = editor.body.menu;
  const off = !editor.mayEdit;
  const set = (next: MenuItem[]) => editor.edit({ menu: { items: next } });
  const change = (index: number, with_: Partial<MenuItem>) =>
    set(items.map((item, at) => (at === index ? { ...item, ...with_ } : item)));
  const move = (index: number, by: -1 | 1) => {
    const next = [...items];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    set(next);
  };
  const missing = WISHES.filter((wish) => !items.some((item) => item.wish === wish));
  const taken = (key: string, index: number) =>
    items.some((item, at) => at !== index && item.on && item.key === key);
  return (
    <div className="setup-columns">
      <section className="panel">
        <p className="quiet setup-means">{t('setup.menu.means')}</p>
        <table className="data-table" aria-label={t('setup.tab.menu')}>
          <thead>
            <tr>
              <th>{t('setup.menu.order')}</th>
              <th>{t('setup.menu.wish')}</th>
              <th>{t('setup.menu.key')}</th>
              <th>{t('setup.menu.on')}</th>
              <th>{t('setup.menu.label.zh')}</th>
              <th>{t('setup.menu.label.en')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item, index) => {
              const name = t(`setup.menu.wishes.${item.wish}`);
              return (
                <tr key={item.wish} className={item.on ? undefined : 'excluded'}>
                  <td className="setup-order">
                    <Button
                      size="small"
                      type="text"
                      icon={<ArrowUpOutlined />}
                      disabled={off || index === 0}
                      aria-label={`${t('setup.menu.up')} ${name}`}
                      onClick={() => move(index, -1)}
                    />
                    <Button
                      size="small"
                      type="text"
                      icon={<ArrowDownOutlined />}
                      disabled={off || index === items.length - 1}
                      aria-label={`${t('setup.menu.down')} ${name}`}
                      onClick={() => move(index, 1)}
                    />
                  </td>
                  <td>
                    {name}
                    {(item.wish === 'chase' || item.wish === 'campaign') && (
                      <div className="quiet setup-small">{t(`setup.menu.conditional.${item.wish}`)}</div>
                    )}
                  </td>
                  <td>
                    <Select
                      value={item.key}
                      disabled={off}
                      aria-label={`${t('setup.menu.key')} ${name}`}
                      status={item.on && taken(item.key, index) ? 'error' : undefined}
                      options={KEYS.map((value) => ({ value, label: value }))}
                      onChange={(key) => change(index, { key })}
                      className="setup-key"
                    />
                  </td>
                  <td>
                    <Switch
                      checked={item.on}
                      disabled={off}
                      aria-label={`${t('setup.menu.on')} ${name}`}
                      onChange={(on) => change(index, { on })}
                    />
                  </td>
                  {CONDITIONAL.includes(item.wish) ? (
                    <td colSpan={2} className="quiet setup-small">
                      {t('setup.menu.inWording')}
                    </td>
                  ) : (
                    LANGUAGES.map((language) => (
                      <td key={language}>
                        <Input
                          value={item.label[language]}
                          disabled={off}
                          maxLength={40}
                          placeholder={t('setup.menu.builtIn')}
                          aria-label={`${t(`setup.menu.label.${language}`)} ${name}`}
                          onChange={(event) =>
                            change(index, { label: { ...item.label, [language]: event.target.value } })
                          }
                        />
                      </td>
                    ))
                  )}
                </tr>
              );
            })}
            {FIXED.map(({ name, key }) => (
              <tr key={name} className="excluded">
                <td>{t('setup.menu.fixed')}</td>
                <td>{t(`setup.menu.${name}`)}</td>
                <td>
                  <kbd>{key}</kbd>
                </td>
                <td colSpan={3} />
              </tr>
            ))}
          </tbody>
        </table>
        {!off && missing.length > 0 && (
          <p className="setup-acts">
            {missing.map((wish) => (
              <Button
                key={wish}
                size="small"
                onClick={() => {
                  const key = KEYS.find((one) => !items.some((item) => item.key === one)) ?? '8';
                  set([...items, { wish, key, on: true, label: { zh: '', en: '' } }]);
                }}
              >
                {t('setup.menu.missing', { wish: t(`setup.menu.wishes.${wish}`) })}
              </Button>
            ))}
          </p>
        )}
      </section>
      <section className="panel setup-sounds" aria-label={t('setup.menu.sounds')}>
        <h2 className="pane-title">{t('setup.menu.sounds')}</h2>
        {LANGUAGES.map((language) => {
          const sound = sounds?.beginning[language];
          return (
            <div key={language} className="setup-sound">
              <strong>{t(`setup.language.${language}`)}</strong>
              {sound && (
                <span className="quiet"> · {t('setup.menu.seconds', { seconds: sound.seconds })}</span>
              )}
              <p lang={language}>{sound?.text ?? t('setup.menu.waiting')}</p>
            </div>
          );
        })}
      </section>
    </div>
  );
}
