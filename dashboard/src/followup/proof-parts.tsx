import '../parts/data-table.css';
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROOF_BY, type Proof, type ProofBy, type ProofPart } from '../../../domain/contracts/followup.ts';
import { useProofParts } from '../api/followup-queries.ts';
import { useLanguage } from '../i18n/language.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useDayWords } from '../parts/when.tsx';
import { groupCount } from '../text/numbers.ts';
import { SomeRows } from './some-rows.tsx';

const FIGURES = ['opened', 'settled', 'open', 'exhausted'] as const;
type Place = ProofPart['region'];
export const addsUp = ({
  opened,
  settled,
  open,
  exhausted,
}: Pick<ProofPart, (typeof FIGURES)[number]>): boolean => opened === settled + open + exhausted;
const isWell = ({ unreasoned, ...sums }: Pick<ProofPart, (typeof FIGURES)[number] | 'unreasoned'>): boolean =>
  addsUp(sums) && unreasoned === 0;

/** F5: what the sums of a proof were made of at that moment, by day, region, store or outlet; faults first of all. */
export function ProofParts({ proof }: { proof: Proof }) {
  const { t } = useTranslation();
  const label = (value: ProofBy) => (value === 'fault' ? t('proof.fault') : t(`coverage.by.${value}`));
  const [by, setBy] = useState<ProofBy>(isWell(proof) ? 'region' : 'fault');
  const { data, error, refetch } = useProofParts(proof.id, by);
  return (
    <div className="proof-parts">
      <Segmented
        value={by}
        onChange={setBy}
        options={PROOF_BY.map((value) => ({ value, label: label(value) }))}
      />
      {error && <TroubleAlert error={error} retry={() => refetch()} />}
      {!data && !error && <Skeleton active={false} />}
      {data && data.items.length === 0 && (
        <p className="quiet">
          {t(
            by === 'fault' && isWell(proof) ? 'proof.noFault' : data.kept ? 'proof.noParts' : 'proof.notKept',
          )}
        </p>
      )}
      {data && data.items.length > 0 && <PartsTable key={by} by={by} label={label(by)} parts={data.items} />}
    </div>
  );
}

function PartsTable({ by, label, parts }: { by: ProofBy; label: string; parts: ProofPart[] }) {
  const { t } = useTranslation();
  const nameOf = usePartName(by);
  return (
    <SomeRows rows={parts} nameOf={nameOf}>
      {(shown) => (
        <table className="data-table" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{label}</th>
              {FIGURES.map((name) => (
                <th key={name} scope="col" className="number">
                  {t(`coverage.count.${name}`)}
                </th>
              ))}
              <th scope="col">{t('proof.addsUp')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((part) => (
              <tr key={[part.day, part.region?.id, part.store?.id, part.outlet?.id].join()}>
                <td>{nameOf(part)}</td>
                {FIGURES.map((name) => (
                  <td key={name} className="number">
                    {groupCount(part[name])}
                  </td>
                ))}
                <td className={isWell(part) ? undefined : 'late'}>
                  {isWell(part)
                    ? t('proof.well')
                    : addsUp(part)
                      ? t('proof.unreasoned', { count: part.unreasoned })
                      : t('proof.unequal')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </SomeRows>
  );
}

/** A store is found by its region too, an outlet by both. */
function usePartName(by: ProofBy): (part: ProofPart) => string {
  const { t } = useTranslation();
  const english = useLanguage() === 'en';
  const dayWords = useDayWords();
  const placeName = (place: Place) => (english && place?.nameEn) || place?.name;
  return ({ day, region, store, outlet }) => {
    if (by === 'day') return day === null ? t('coverage.nobodys') : dayWords(day);
    const words = [day && dayWords(day), placeName(region), placeName(store), placeName(outlet)];
    return words.filter(Boolean).join(' › ') || t('coverage.nobodys');
  };
}
