import { useTranslation } from 'react-i18next';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useChangeWords } from './change-words.ts';
import { useChanges } from './use-changes.ts';

/** What one version says that another does not, before and after side by side. */
export function ChangeList({ from, to }: { from: number; to: number }) {
  const { t } = useTranslation();
  const changes = useChanges(from, to);
  const words = useChangeWords();
  if (changes.error) return <TroubleAlert error={changes.error} retry={() => void changes.refetch()} />;
  if (!changes.data) return <PageSkeleton />;
  const { items } = changes.data;
  if (items.length === 0) return <p className="quiet">{t('setup.versions.same')}</p>;
  return (
    <table className="data-table setup-changes">
      <thead>
        <tr>
          <th />
          <th>{t('setup.versions.before')}</th>
          <th>{t('setup.versions.after')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((change) => (
          <tr key={`${change.part} ${change.at}`}>
            <td>{words.what(change)}</td>
            <td className="setup-before">
              {change.before === null ? t('setup.versions.nothing') : words.value(change, change.before)}
            </td>
            <td className="setup-after">
              {change.after === null ? t('setup.versions.nothing') : words.value(change, change.after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
