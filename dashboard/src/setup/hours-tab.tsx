import { Button, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OpeningHours } from '../../../domain/contracts/setup.ts';
import { Exceptions } from './exceptions.tsx';
import { MonthView } from './month-view.tsx';
import { SpansField } from './spans-field.tsx';
import type { Editor } from './use-editor.ts';

export const WEEKDAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;

/** When people answer: by weekday, on holidays and make-up workdays, and on special days. */
export function HoursTab({ editor, holidaysUntil }: { editor: Editor; holidaysUntil: number }) {
  const { t } = useTranslation();
  const { hours } = editor.body;
  const off = !editor.mayEdit;
  const change = (with_: Partial<OpeningHours>) => editor.edit({ hours: { ...hours, ...with_ } });
  return (
    <div className="setup-columns">
      <section className="panel">
        <p className="quiet setup-means">{t('setup.hours.means')}</p>
        <h2 className="pane-title">{t('setup.hours.week')}</h2>
        <dl className="setup-week">
          {WEEKDAYS.map((name, index) => (
            <div key={name}>
              <dt>{t(`setup.hours.weekday.${name}`)}</dt>
              <dd>
                <SpansField
                  label={t(`setup.hours.weekday.${name}`)}
                  value={hours.week[index] ?? []}
                  disabled={off}
                  onChange={(spans) =>
                    change({ week: hours.week.map((day, at) => (at === index ? spans : day)) })
                  }
                />
                {index === 0 && !off && (
                  <Button
                    size="small"
                    type="link"
                    onClick={() => change({ week: hours.week.map(() => hours.week[0] ?? []) })}
                  >
                    {t('setup.hours.copyToAll')}
                  </Button>
                )}
              </dd>
            </div>
          ))}
        </dl>
        <p className="setup-follow">
          <Switch
            checked={hours.followCalendar}
            disabled={off}
            aria-label={t('setup.hours.follow')}
            onChange={(followCalendar) => change({ followCalendar })}
          />
          {t('setup.hours.follow')}
        </p>
        {hours.followCalendar && (
          <>
            <dl className="setup-week">
              {(['holiday', 'makeUp'] as const).map((name) => (
                <div key={name}>
                  <dt>{t(`setup.hours.${name}`)}</dt>
                  <dd>
                    <SpansField
                      label={t(`setup.hours.${name}`)}
                      value={hours[name]}
                      disabled={off}
                      onChange={(spans) => change({ [name]: spans })}
                    />
                  </dd>
                </div>
              ))}
            </dl>
            <p className="quiet setup-small">{t('setup.hours.knownUntil', { year: holidaysUntil })}</p>
          </>
        )}
        <Exceptions hours={hours} disabled={off} onChange={(exceptions) => change({ exceptions })} />
      </section>
      <MonthView hours={hours} />
    </div>
  );
}
