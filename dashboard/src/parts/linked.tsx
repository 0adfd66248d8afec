import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../api/client.ts';
import type { RequestFailed } from '../api/problem.ts';
import { LinkPage } from './link-page.tsx';
import '../details/details.css';

interface LinkedProps<T> {
  /** Of the API, with the link's token. */
  path: string;
  /** What a link that is no longer valid means for the customer. */
  expiredMeans: string;
  children: (link: T, reload: () => Promise<void>) => ReactNode;
}

/** What the link in a text message leads to. No longer valid is an end; anything else can be tried again. */
export function Linked<T>({ path, expiredMeans, children }: LinkedProps<T>) {
  const { t } = useTranslation();
  const [loaded, setLoaded] = useState<{ link: T } | { failure: RequestFailed } | null>(null);
  const load = useCallback(
    () =>
      get<T>(path).then(
        (link) => setLoaded({ link }),
        (failure: RequestFailed) => setLoaded({ failure }),
      ),
    [path],
  );
  useEffect(() => void load(), [load]);
  if (loaded === null)
    return (
      <LinkPage>
        <p className="quiet">{t('details.loading')}</p>
      </LinkPage>
    );
  if ('link' in loaded) return <LinkPage>{children(loaded.link, load)}</LinkPage>;
  const over = !loaded.failure.unsure;
  return (
    <LinkPage>
      <div className="details-end" role={over ? undefined : 'alert'}>
        <h1>{t(over ? 'details.expired' : 'details.unreachable')}</h1>
        <p>{over ? expiredMeans : t('details.unreachableMeans')}</p>
        {!over && (
          <button
            type="button"
            className="big-button"
            onClick={() => {
              setLoaded(null);
              void load();
            }}
          >
            {t('common.retry')}
          </button>
        )}
      </div>
    </LinkPage>
  );
}
