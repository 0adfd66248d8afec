import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DetailsLink } from '../../../domain/contracts/api.ts';
import { get } from '../api/client.ts';
import type { RequestFailed } from '../api/problem.ts';
import { useLanguage } from '../i18n/language.ts';
import { LinkPage } from '../parts/link-page.tsx';
import { groupTicket } from '../text/numbers.ts';
import { DetailsForm } from './details-form.tsx';
import './details.css';

type Loaded = { link: DetailsLink } | { failure: RequestFailed } | null;

/** What the link in a text message leads to: one question, answered on a phone. Plain parts, so that it is light. */
export function DetailsApp({ token }: { token: string }) {
  const { t } = useTranslation();
  const [loaded, setLoaded] = useState<Loaded>(null);
  const [given, setGiven] = useState(false);
  const path = `/api/details/${encodeURIComponent(token)}`;
  const load = useCallback(() => {
    setLoaded(null);
    get<DetailsLink>(path).then(
      (link) => setLoaded({ link }),
      (failure: RequestFailed) => setLoaded({ failure }),
    );
  }, [path]);
  useEffect(load, [load]);
  return (
    <LinkPage>
      {loaded === null && <p className="quiet">{t('details.loading')}</p>}
      {loaded && 'failure' in loaded && <Failure failure={loaded.failure} retry={load} />}
      {loaded && 'link' in loaded && (
        <Body link={loaded.link} path={path} given={given} done={() => setGiven(true)} />
      )}
    </LinkPage>
  );
}

interface LinkBody {
  link: DetailsLink;
  path: string;
  given: boolean;
  done: () => void;
}

function Body({ link, path, given, done }: LinkBody) {
  const { t } = useTranslation();
  const language = useLanguage();
  const category = link.categories.find(({ code }) => code === link.category);
  const what = [
    category && ((language === 'en' && category.nameEn) || category.name),
    t(`trade.kind.${link.kind}`),
  ];
  const words = (
    <p className="quiet">
      {what.filter(Boolean).join(' ')} · {t('details.ticket', { number: groupTicket(link.ticketNumber) })}
    </p>
  );
  if (given || !link.open) {
    return (
      <div className="details-end">
        <h1>{t(given ? 'details.thanks' : 'details.used')}</h1>
        {words}
        <p>{t(given ? 'details.thanksMeans' : 'details.usedMeans')}</p>
      </div>
    );
  }
  return (
    <>
      <h1>{t('details.title')}</h1>
      {words}
      <DetailsForm link={link} path={path} done={done} />
    </>
  );
}

/** No longer valid is an end; anything else can be tried again. */
function Failure({ failure, retry }: { failure: RequestFailed; retry: () => void }) {
  const { t } = useTranslation();
  if (!failure.unsure) {
    return (
      <div className="details-end">
        <h1>{t('details.expired')}</h1>
        <p>{t('details.expiredMeans')}</p>
      </div>
    );
  }
  return (
    <div className="details-end" role="alert">
      <h1>{t('details.unreachable')}</h1>
      <p>{t('details.unreachableMeans')}</p>
      <button type="button" className="big-button" onClick={retry}>
        {t('common.retry')}
      </button>
    </div>
  );
}
