import { useTranslation } from 'react-i18next';
import { useHearings } from '../api/queries.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

/** Who heard it and who put it on hold or let go of it, the latest first. */
export function Hearings({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useHearings(id);
  const rows = [
    ...(data?.items ?? []).map(({ id: key, at, name }) => ({ key: `h${key}`, at, words: name })),
    ...(data?.holds ?? []).map(({ id: key, at, name, held, reason }) => ({
      key: `l${key}`,
      at,
      words: t(held ? 'recordings.holdSet' : 'recordings.holdLifted', { name, reason }),
    })),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <>
      <h3 className="recording-section">{t('recordings.hearings')}</h3>
      {error && <TroubleAlert error={error} retry={() => refetch()} />}
      {data && rows.length === 0 && <p className="quiet">{t('recordings.noHearings')}</p>}
      <ul className="recording-list">
        {rows.map(({ key, at, words }) => (
          <li key={key}>
            <When at={at} />
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
