import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import { useLanguage } from '../i18n/language.ts';
import { useReferenceData } from '../parts/reference.tsx';
import type { RequestDraft } from './draft.ts';
import { matchProducts, type ProductChoice, type ProductNames } from './product-match.ts';
import { SuggestField } from './suggest-field.tsx';

interface ProductField {
  draft: RequestDraft;
  change: (part: Partial<RequestDraft>) => void;
  brief: CallerBrief | undefined;
  trouble?: string;
}

/** Which appliance: what the caller owns first, then categories, with a brand if one is typed. */
export function ProductField({ draft, change, brief, trouble }: ProductField) {
  const { t } = useTranslation();
  const { brands, categories, places } = useReferenceData();
  const english = useLanguage() === 'en';
  const names = useMemo<ProductNames>(() => {
    const typed = ({ name, nameEn }: { name: string; nameEn: string }) => ({
      name: (english && nameEn) || name,
      typed: [name, nameEn].filter(Boolean),
    });
    return {
      categories: categories.map((one) => ({ code: one.code, ...typed(one) })),
      brands: brands.map((one) => ({ id: one.id, ...typed(one) })),
    };
  }, [brands, categories, english]);
  const found = matchProducts(draft.productText, brief?.appliances ?? [], names);
  const choose = ({ label, category, brandId, appliance }: ProductChoice) => {
    const home = brief?.sites.find(({ id }) => id === appliance?.siteId);
    const placeIsOpen = !draft.siteId && !draft.districtCode && draft.placeText === '';
    change({
      productText: label,
      category,
      brandId,
      applianceId: appliance?.id ?? null,
      separate: false,
      // An appliance on file is where it is, until something else is said.
      ...(home && placeIsOpen && { siteId: home.id, placeText: siteWords(home, places.long, places.short) }),
    });
  };
  return (
    <SuggestField
      id="desk-product"
      label={t('deskForm.product')}
      placeholder={t('deskForm.productHint')}
      text={draft.productText}
      type={(productText) => change({ productText, category: null, brandId: null, applianceId: null })}
      settled={draft.category !== null}
      suggestions={found.map((choice) => ({
        key: `${choice.appliance?.id ?? ''}-${choice.category}-${choice.brandId ?? ''}`,
        value: choice,
        label: choice.label,
        detail: choice.appliance ? (
          <span className="warranty" data-in={choice.appliance.inWarranty || undefined}>
            {t(choice.appliance.inWarranty ? 'deskForm.inWarranty' : 'deskForm.outOfWarranty')}
          </span>
        ) : undefined,
      }))}
      choose={choose}
      trouble={trouble}
    />
  );
}

/** A home on file in one line: 长沙市岳麓区 枫林路88号 */
export function siteWords(
  { districtCode, address }: CallerBrief['sites'][number],
  long: (code: string | null) => string,
  short: (code: string | null) => string,
): string {
  const name = short(districtCode);
  const street = address?.startsWith(name) ? address.slice(name.length) : address;
  return [long(districtCode), street].filter(Boolean).join(' ');
}
