import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTicket } from '../api/queries.ts';
import type { RequestDraft } from '../desk-form/draft.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useMe } from '../session/session.tsx';
import { groupPhone, groupTicket } from '../text/numbers.ts';
import { exactTime } from '../time/words.ts';

interface Slip {
  outcome: NonNullable<RequestDraft['outcome']>;
  name: string;
  number: string;
}

/** H4: what the customer takes along: the number, what was taken down, and how to ask for progress. */
export function Slip({ outcome, name, number }: Slip) {
  const { t } = useTranslation();
  const { placeName } = useMe();
  const { timeZone, hotline, categoryName, places } = useReferenceData();
  const { data } = useTicket(outcome.ticketId);
  const card = data?.card;
  const lines = [
    [t('slip.what'), card && `${t(`trade.kind.${card.kind}`)} · ${categoryName(card.category)}`],
    [t('slip.fault'), data?.description],
    [t('slip.name'), name],
    [t('slip.phone'), number && groupPhone(number)],
    [t('slip.place'), card && [places.long(card.districtCode), data?.address].filter(Boolean).join(' ')],
    [t('slip.at'), card && exactTime(card.openedAt, timeZone)],
    [t('slip.by'), placeName],
  ].filter((line): line is [string, string] => Boolean(line[1]));
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => print()} className="slip-print">
        {t('slip.print')}
      </Button>
      <section className="slip" aria-label={t('slip.title')}>
        <h2>{t('slip.title')}</h2>
        <p className="slip-number">{groupTicket(outcome.number)}</p>
        <dl>
          {lines.map(([title, value]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p>{t('slip.ask', { hotline: groupPhone(hotline) })}</p>
        <p className="slip-sign">{t('slip.sign')}</p>
        <p className="slip-sign">{t('slip.clerk')}</p>
      </section>
    </>
  );
}
