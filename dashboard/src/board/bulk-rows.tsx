import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import type { BulkForecast, BulkResult } from '../../../domain/contracts/board.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useDayWords } from '../parts/when.tsx';
import { PresenceMark } from '../presence/presence-mark.tsx';
import { groupTicket } from '../text/numbers.ts';
import '../parts/data-table.css';

interface Rows {
  cards: TicketCard[];
  forecast?: BulkForecast[];
  results?: BulkResult[];
}

/** One line for each ticket: where it is now, where it would go, or what became of it. */
export function BulkRows({ cards, forecast, results }: Rows) {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  const day = useDayWords();
  return (
    <div className="bulk-scroll">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t('bulk.ticket')}</th>
            <th scope="col">{t('bulk.what')}</th>
            <th scope="col">{t('bulk.now')}</th>
            <th scope="col">{t('bulk.next')}</th>
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => {
            const expected = forecast?.find(({ ticketId }) => ticketId === card.id);
            const result = results?.find(({ ticketId }) => ticketId === card.id);
            const refused = Boolean(expected?.refusal || result?.code);
            return (
              <tr key={card.id} data-refused={refused || undefined}>
                <td>
                  {groupTicket(card.number)} <PresenceMark ticketId={card.id} />
                </td>
                <td>
                  {[
                    places.short(card.districtCode),
                    categoryName(card.category),
                    t(`trade.kind.${card.kind}`),
                  ]
                    .filter(Boolean)
                    .join(t('common.dot'))}
                </td>
                <td>{card.outletName ?? t(`trade.state.${card.state}`)}</td>
                <td>
                  {expected && forecastWords(expected, t, day)}
                  {result && resultWords(result, t)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function forecastWords(item: BulkForecast, t: TFunction, day: (day: string) => string): string {
  if (item.refusal !== null) return t('bulk.cannot', { why: refusalWords(item.refusal, t) });
  if (!item.outlet) return t('bulk.nobody', { covering: item.covering });
  const goes = t('bulk.goes', {
    outlet: item.outlet.name,
    day: item.day ? day(item.day) : '',
    left: item.capacityLeft ?? 0,
  });
  const odd = item.standsAs !== null && item.standsAs !== 'qualified';
  return goes + (odd ? t('bulk.though', { why: standingWords(item.standsAs, t) }) : '');
}

function standingWords(standsAs: BulkForecast['standsAs'], t: TFunction): string {
  if (standsAs === null || standsAs === 'qualified') return '';
  return standsAs === 'not_covering' ? t('bulk.notCovering') : t(`trade.exclusion.${standsAs}`);
}

function resultWords({ card, code }: BulkResult, t: TFunction): string {
  if (code !== null) return t('bulk.failed', { why: refusalWords(code, t) });
  if (card?.outletName) return t('bulk.given', { outlet: card.outletName });
  return t('bulk.stays');
}

/** Why one ticket was left as it was. */
function refusalWords(code: NonNullable<BulkForecast['refusal']>, t: TFunction): string {
  switch (code) {
    case 'stale':
    case 'wrong_state':
    case 'outlet_stopped':
    case 'outlet_full':
    case 'not_found':
    case 'forbidden':
      return t(`bulk.refusal.${code}`);
    default:
      return t('bulk.refusal.other');
  }
}
