import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitLinkView } from '../../../domain/contracts/visits.ts';
import { newKey, write } from '../api/client.ts';
import type { RequestFailed } from '../api/problem.ts';
import { dayOf, localTime } from '../time/words.ts';

interface VisitChange {
  link: VisitLinkView;
  path: string;
  /** Something was done: what is said of it. */
  done: (words: string) => Promise<void>;
  reload: () => Promise<void>;
}

/** Another half-day, or none for now. What was chosen stays until the server has it. */
export function VisitChange({ link, path, done, reload }: VisitChange) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailed | null>(null);
  const key = useRef(newKey());
  const { windows, current } = link;
  const days = [...new Set(windows.map(({ day }) => day))];
  const window = windows.find(({ day, half }) => `${day} ${half}` === chosen);

  const send = async (to: string, body: object, words: string) => {
    setBusy(true);
    setFailure(null);
    try {
      await write('POST', `${path}/${to}`, body, key.current);
      key.current = newKey();
      setChosen(null);
      setAsking(false);
      await done(words);
    } catch (error) {
      const failed = error as RequestFailed;
      if (!failed.unsure) key.current = newKey();
      setFailure(failed);
      // Someone else has that time by now, or the technician has set out: show what is left.
      if (!failed.unsure) await reload();
    }
    setBusy(false);
  };

  return (
    <section className="visit-change">
      <h2>{t(current ? 'visitLink.other' : 'visitLink.choose')}</h2>
      {windows.length === 0 && <p>{t('visitLink.full')}</p>}
      {days.map((day) => (
        <fieldset key={day}>
          <legend>
            {dayOf(
              windows.find((one) => one.day === day)?.from ?? '',
              Date.parse(link.now),
              link.timeZone,
              t,
            )}
          </legend>
          {windows
            .filter((one) => one.day === day)
            .map((one) => {
              const name = `${one.day} ${one.half}`;
              return (
                <button
                  key={name}
                  type="button"
                  className="visit-choice"
                  aria-pressed={chosen === name}
                  onClick={() => setChosen(name)}
                >
                  <b>{t(`trade.halfDay.${one.half}`)}</b> <span>{hours(one, link.timeZone)}</span>
                </button>
              );
            })}
        </fieldset>
      ))}
      {failure && (
        <p className="details-failure" role="alert">
          {t(failure.unsure ? 'visitLink.notSent' : 'visitLink.taken')}
        </p>
      )}
      {window && (
        <button
          type="button"
          className="big-button"
          disabled={busy}
          onClick={() => send('appointment', { day: window.day, half: window.half }, t('visitLink.moved'))}
        >
          {t(busy ? 'details.sending' : 'visitLink.confirm')}
        </button>
      )}
      {current && !asking && (
        <button type="button" className="plain-button" onClick={() => setAsking(true)}>
          {t('visitLink.cancel')}
        </button>
      )}
      {current && asking && (
        <div className="visit-ask">
          <p>{t('visitLink.cancelMeans')}</p>
          <button
            type="button"
            className="big-button danger"
            disabled={busy}
            onClick={() => send('cancel', {}, t('visitLink.cancelled'))}
          >
            {t('visitLink.cancelDo')}
          </button>
          <button type="button" className="plain-button" onClick={() => setAsking(false)}>
            {t('visitLink.keep')}
          </button>
        </div>
      )}
    </section>
  );
}

const hours = ({ from, until }: { from: string; until: string }, zone: string): string =>
  `${localTime(from, zone).time}–${localTime(until, zone).time}`;
