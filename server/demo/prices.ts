import { PriceItem } from '../../entities/fieldwork.ts';
import { PRICES } from './data/prices.ts';
import type { RowSink } from './row-writer.ts';

/** What labour, ways and parts cost. */
export function writePrices(writer: RowSink): void {
  PRICES.forEach(({ yuan, ...item }, index) => {
    writer.add(PriceItem, { ...item, id: index + 1, unitFen: yuan * 100, active: true });
  });
}
