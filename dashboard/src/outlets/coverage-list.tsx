import { useTranslation } from 'react-i18next';
import type { OutletOverview } from '../../../domain/contracts/outlets.ts';
import { useReferenceData } from '../parts/reference.tsx';

/** D1: what it covers, a line for each product with the same kinds of work. */
export function CoverageList({ coverage }: Pick<OutletOverview, 'coverage'>) {
  const { t } = useTranslation();
  const { categoryName, places } = useReferenceData();
  if (coverage.length === 0) return <p className="quiet">{t('outlets.noCoverage')}</p>;
  const lines = new Map<string, { what: string; where: string[] }>();
  for (const { category, kinds, districtCode } of coverage) {
    const work = kinds.map((kind) => t(`trade.kind.${kind}`)).join(t('common.comma'));
    const what = `${categoryName(category)}${t('common.dot')}${work}`;
    const line = lines.get(what) ?? { what, where: [] };
    line.where.push(places.long(districtCode));
    lines.set(what, line);
  }
  return (
    <dl className="outlet-facts">
      {[...lines.values()].map(({ what, where }) => [
        <dt key={what}>{what}</dt>,
        <dd key={`${what}=`}>{where.join(t('common.comma'))}</dd>,
      ])}
    </dl>
  );
}
