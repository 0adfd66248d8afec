import type { PriceItemView } from '../../domain/contracts/fieldwork.ts';
import { PriceItem } from '../../entities/fieldwork.ts';
import type { Tx } from '../transaction.ts';

/** What labour, ways and parts cost now; those of every product and kind, which a phone keeps for the day. */
export async function priceList(tx: Tx): Promise<PriceItemView[]> {
  return tx.query(
    `SELECT code, category, kind, sort, name, nameEn, unit, unitFen, warrantyMonths FROM price_item
     WHERE active ORDER BY category IS NOT NULL, category, FIELD(sort, 'travel', 'labour', 'part', 'other'), code`,
  );
}

/** Adds an item or changes the one of that code; quotes keep what the list said when they were made. */
export async function savePrice(tx: Tx, item: PriceItemView & { active: boolean }): Promise<void> {
  await tx.upsert(PriceItem, item, ['code']);
}
