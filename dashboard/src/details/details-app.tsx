import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DetailsLink } from '../../../domain/contracts/api.ts';
import { useLanguage } from '../i18n/language.ts';
import { Linked } from '../parts/linked.tsx';
import { groupTicket } from '../text/numbers.ts';
import { DetailsForm } from './details-form.tsx';

/** What the link in a text message leads to: one question, answered on a phone. Plain parts, so that it is light. */
export function DetailsApp({ token }: { token: string }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState(false);
  const path = `/api/details/${encodeURIComponent(token)}`;
  return (
    <Linked<DetailsLink> path={path} expiredMeans={t('details.expiredMeans')}>
      {(link) => <Body link={link} path={path} given={given} done={() => setGiven(true)} />}
    </Linked>
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
