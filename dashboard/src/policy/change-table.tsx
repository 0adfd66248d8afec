import { useTranslation } from 'react-i18next';
import type { PolicyChange, PolicyValue } from '../../../domain/contracts/policy.ts';
import { usePolicyNames } from './use-names.ts';

/** What one policy says that another does not, before and after side by side. */
export function ChangeTable({ changes }: { changes: PolicyChange[] }) {
  const { t } = useTranslation();
  const names = usePolicyNames();
  const words = (value: PolicyValue, unit: string): string => {
    if (value === null) return t('setup.versions.nothing');
    if (typeof value === 'boolean') return t(value ? 'setup.change.yes' : 'setup.change.no');
    if (Array.isArray(value))
      return (
        value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(' · ') || '–'
      );
    return `${String(value)} ${unit}`.trim();
  };
  if (changes.length === 0) return <p className="quiet">{t('policy.same')}</p>;
  return (
    <table className="data-table setup-changes">
      <thead>
        <tr>
          <th />
          <th scope="col">{t('setup.versions.before')}</th>
          <th scope="col">{t('setup.versions.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, before, after }) => {
          const at = path.split('.');
          const unit = names.unit(at);
          return (
            <tr key={path}>
              <td>{names.wholeName(at)}</td>
              <td className="setup-before">{words(before, unit)}</td>
              <td className="setup-after">{words(after, unit)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
