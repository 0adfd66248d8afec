import { Button, Checkbox, DatePicker, Input, InputNumber, Switch, Tag } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Announcement } from '../../../domain/contracts/setup.ts';
import { LANGUAGES } from '../../../domain/vocabulary.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { exactTime } from '../time/words.ts';
import { Field } from './field.tsx';
import type { Editor } from './use-editor.ts';

const PLACES = ['menu', 'line'] as const;
const COLOUR = { coming: 'default', now: 'processing', over: 'default' } as const;

/** Local, to the minute, as the setup keeps it. */
const minuteOf = (at: number, zone: string): string => exactTime(at, zone).slice(0, 16).replace(' ', 'T');

/** What callers are told for a time, and what they hear while they wait. */
export function AnnouncementsTab({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const minute = minuteOf(now, timeZone);
  const { announcements, wait } = editor.body;
  const off = !editor.mayEdit;
  const set = (next: Announcement[]) => editor.edit({ announcements: next });
  const change = (index: number, with_: Partial<Announcement>) =>
    set(announcements.map((one, at) => (at === index ? { ...one, ...with_ } : one)));
  const stateOf = ({ from, to }: Announcement) => (to <= minute ? 'over' : from <= minute ? 'now' : 'coming');
  const add = () =>
    set([
      ...announcements,
      {
        text: { zh: '', en: '' },
        from: minute,
        to: minuteOf(now + 7 * 86_400_000, timeZone),
        where: ['menu'],
        urgent: false,
      },
    ]);
  return (
    <section className="panel">
      <p className="quiet setup-means">{t('setup.announcement.means')}</p>
      {announcements.length === 0 && (
        <EmptyState title={t('setup.announcement.none')} hint={t('setup.announcement.noneHint')} />
      )}
      <ul className="setup-list">
        {announcements.map((one, index) => {
          const state = stateOf(one);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an announcement is nothing but its place in the list
            <li key={index} className="setup-announcement">
              <div className="setup-pair">
                {LANGUAGES.map((language) => (
                  <Field key={language} name={t(`setup.announcement.text.${language}`)}>
                    <Input.TextArea
                      aria-label={t(`setup.announcement.text.${language}`)}
                      lang={language}
                      autoSize={{ minRows: 2, maxRows: 6 }}
                      maxLength={400}
                      disabled={off}
                      value={one.text[language]}
                      onChange={({ target: { value } }) =>
                        change(index, { text: { ...one.text, [language]: value } })
                      }
                    />
                  </Field>
                ))}
              </div>
              <div className="setup-entry">
                <Tag color={COLOUR[state]}>{t(`setup.announcement.state.${state}`)}</Tag>
                {(['from', 'to'] as const).map((end) => (
                  <Field key={end} name={t(`setup.announcement.${end}`)}>
                    <DatePicker
                      aria-label={t(`setup.announcement.${end}`)}
                      showTime={{ format: 'HH:mm' }}
                      format="YYYY-MM-DD HH:mm"
                      allowClear={false}
                      showNow={false}
                      value={dayjs(one[end])}
                      disabled={off}
                      onChange={(at) => at && change(index, { [end]: at.format('YYYY-MM-DDTHH:mm') })}
                    />
                  </Field>
                ))}
                <Checkbox.Group
                  disabled={off}
                  aria-label={t('setup.announcement.where')}
                  value={one.where}
                  options={PLACES.map((value) => ({ value, label: t(`setup.announcement.places.${value}`) }))}
                  onChange={(where) => where.length > 0 && change(index, { where })}
                />
                <span className="setup-follow">
                  <Switch
                    size="small"
                    checked={one.urgent}
                    disabled={off}
                    aria-label={t('setup.announcement.urgent')}
                    onChange={(urgent) => change(index, { urgent })}
                  />
                  {t('setup.announcement.urgent')}
                </span>
                {!off && (
                  <Button
                    danger
                    type="text"
                    onClick={() => set(announcements.filter((_, at) => at !== index))}
                  >
                    {t('setup.announcement.remove')}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {!off && <Button onClick={add}>{t('setup.announcement.add')}</Button>}
      <h2 className="pane-title">{t('setup.wait.title')}</h2>
      <div className="setup-entry">
        <Field wide name={t('setup.wait.music')}>
          <Input
            aria-label={t('setup.wait.music')}
            value={wait.musicUrl}
            disabled={off}
            maxLength={500}
            placeholder={t('setup.wait.musicHint')}
            onChange={({ target: { value } }) => editor.edit({ wait: { ...wait, musicUrl: value.trim() } })}
          />
        </Field>
        <Field name={t('setup.wait.every')}>
          <InputNumber
            aria-label={t('setup.wait.every')}
            min={10}
            max={120}
            value={wait.announceEverySeconds}
            disabled={off}
            onChange={(value) => value && editor.edit({ wait: { ...wait, announceEverySeconds: value } })}
          />
        </Field>
      </div>
    </section>
  );
}
