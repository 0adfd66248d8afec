import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Version } from '../../../domain/contracts/version.ts';
import type { Column } from '../parts/data-table.tsx';
import { When } from '../parts/when.tsx';
import { useVersionName } from '../setup/version-name.ts';

/** Who put which version in force, when, why and from which; `acts`: what can be done with one. */
export function useVersionColumns(acts: (row: Version) => ReactNode): Column<Version>[] {
  const { t } = useTranslation();
  const versionName = useVersionName();
  return [
    {
      key: 'number',
      title: t('setup.versions.number'),
      cell: (row) => (
        <>
          {versionName(row)}{' '}
          {row.state === 'published' && <Tag color="success">{t('setup.versions.current')}</Tag>}
        </>
      ),
    },
    {
      key: 'published',
      title: t('setup.versions.published'),
      cell: ({ publishedAt }) => publishedAt && <When at={publishedAt} />,
    },
    { key: 'by', title: t('setup.versions.by'), cell: ({ publishedBy }) => publishedBy },
    { key: 'why', title: t('setup.versions.why'), cell: ({ why }) => why },
    {
      key: 'basedOn',
      title: t('setup.versions.basedOn'),
      // What comes is made from nothing.
      cell: ({ id, basedOn }) => id !== 0 && versionName({ number: basedOn }),
    },
    { key: 'acts', title: '', cell: (row) => <span className="setup-acts">{acts(row)}</span> },
  ];
}
