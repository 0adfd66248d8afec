import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useReferenceData } from '../parts/reference.tsx';
import { usePolicyForm } from './policy-context.ts';
import type { Tree } from './schema.ts';
import { usePolicyNames } from './use-names.ts';

const TIERS = [1, 2, 3];

/** D2: where own teams come first, by product and market tier. */
export function OwnFirstMatrix({ path, value }: { path: string[]; value: Tree }) {
  const { t } = useTranslation();
  const { editor, changed } = usePolicyForm();
  const { categories, categoryName } = useReferenceData();
  const names = usePolicyNames();
  const tiersOf = (code: string) => (value[code] ?? []) as number[];
  const turn = (code: string, tier: number, on: boolean) => {
    const tiers = tiersOf(code).filter((one) => one !== tier);
    const next = on ? [...tiers, tier].sort() : tiers;
    editor.set([...path, code], next.length > 0 ? next : undefined);
  };
  return (
    <table className="data-table policy-table" aria-label={names.name(path)}>
      <thead>
        <tr>
          <th scope="col">{t('policy.category')}</th>
          {TIERS.map((tier) => (
            <th key={tier} scope="col">
              {names.name([String(tier)])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {categories.map(({ code }) => (
          <tr key={code} data-changed={changed.has([...path, code].join('.')) || undefined}>
            <th scope="row">{categoryName(code)}</th>
            {TIERS.map((tier) => (
              <td key={tier}>
                <Checkbox
                  aria-label={t('policy.ownFirstCell', {
                    category: categoryName(code),
                    tier: names.name([String(tier)]),
                  })}
                  checked={tiersOf(code).includes(tier)}
                  disabled={!editor.mayEdit}
                  onChange={({ target }) => turn(code, tier, target.checked)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
