import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyComparison } from '../../../domain/contracts/policy.ts';
import { useReferenceData } from '../parts/reference.tsx';

const percent = (part: number, whole: number): string =>
  whole > 0 ? `${((100 * part) / whole).toFixed(1)}%` : '–';
const signed = (difference: number): string => (difference > 0 ? `+${difference}` : String(difference));

/** A month under two policies: the sums first, then by product, by kind of outlet, and by outlet. */
export function ComparisonView({ result }: { result: PolicyComparison }) {
  const { t } = useTranslation();
  const { categoryName } = useReferenceData();
  const { tickets, changed, before, after } = result;
  const figures: [string, string, string][] = [
    [
      'elsewhere',
      String(changed),
      t('policy.preview.ofTickets', { tickets, share: percent(changed, tickets) }),
    ],
    ['averageKm', `${before.averageKm} → ${after.averageKm}`, t('policy.unit.km')],
    ['declines', `${before.declines} → ${after.declines}`, percent(after.declines, tickets)],
    ['toDispatcher', `${before.toDispatcher} → ${after.toDispatcher}`, percent(after.toDispatcher, tickets)],
  ];
  return (
    <>
      <dl className="policy-figures">
        {figures.map(([name, figure, quiet]) => (
          <div key={name} className="panel">
            <dt className="quiet">{t(`policy.preview.${name as 'elsewhere'}`)}</dt>
            <dd>
              <strong>{figure}</strong> <span className="quiet">{quiet}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className="policy-tables">
        <Shares
          title={t('policy.preview.byCategory')}
          head={[t('policy.category'), t('policy.preview.tickets'), t('policy.preview.elsewhere')]}
          rows={result.byCategory.map(({ category, ...row }) => ({
            key: category,
            cells: [
              categoryName(category) || t('policy.preview.unknown'),
              row.tickets,
              `${row.changed} · ${percent(row.changed, row.tickets)}`,
            ],
          }))}
        />
        <Shares
          title={t('policy.preview.byType')}
          head={[t('why.type'), t('setup.versions.before'), t('setup.versions.after'), '±']}
          rows={result.byType.map(({ type, ...row }) => ({
            key: type,
            cells: [t(`trade.outletType.${type}`), row.before, row.after, signed(row.after - row.before)],
          }))}
        />
        <Shares
          title={t('policy.preview.byOutlet', { count: result.outletsChanged })}
          head={[t('why.outlet'), t('setup.versions.before'), t('setup.versions.after'), '±']}
          rows={result.byOutlet.slice(0, 15).map(({ outletId, name, ...row }) => ({
            key: String(outletId),
            cells: [name, row.before, row.after, signed(row.after - row.before)],
          }))}
        />
      </div>
    </>
  );
}

interface Shares {
  title: string;
  head: string[];
  rows: { key: string; cells: ReactNode[] }[];
}

function Shares({ title, head, rows }: Shares) {
  return (
    <section className="panel">
      <h3 className="pane-title">{title}</h3>
      <table className="data-table" aria-label={title}>
        <thead>
          <tr>
            {head.map((name, index) => (
              <th key={name} scope="col" className={index > 0 ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={head[index]} className={index > 0 ? 'number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
