import { Brand, ContractClause, SupplyContract } from '../../entities/network.ts';
import { Category } from '../../entities/reference.ts';
import { CLAUSES, MAKERS, type Maker, PRODUCT_LINES } from './data/products.ts';
import type { RowSink } from './row-writer.ts';

export interface DemoBrand extends Maker {
  id: number;
}

/** Categories, brands, and the contracts that bind their makers. */
export function writeBrands(writer: RowSink, now: Date): DemoBrand[] {
  for (const { code, name, nameEn, spoken, position } of PRODUCT_LINES) {
    writer.add(Category, { code, name, nameEn, spoken, position });
  }
  const year = now.getUTCFullYear();
  let clauseId = 0;
  return MAKERS.map((maker, index) => {
    const id = index + 1;
    const { code, name, nameEn, manufacturer, manufacturerFirst } = maker;
    writer.add(Brand, { id, code, name, nameEn, manufacturer });
    writer.add(SupplyContract, {
      id,
      brandId: id,
      number: `XS-${year - 1}-${code}`,
      validFrom: `${year - 1}-01-01`,
      validTo: `${year + 1}-12-31`,
      manufacturerFirst,
    });
    for (const [number, title, text] of CLAUSES) {
      writer.add(ContractClause, { id: ++clauseId, contractId: id, number, title, text });
    }
    return { id, ...maker };
  });
}
