import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Version } from '../../../domain/contracts/version.ts';
import type { Column } from '../parts/data-table.tsx';
import { When } from '../parts/when.tsx';
import { useVersionName } from '../setup/version-name.ts';

/**
 * Who put which version in force, when, why and from which.
 *
 * @param look how one is looked at
 * @param goBack asks for putting it in force again; null for whoever may not
 */
export function useVersionColumns(
  look: (row: Version) => ReactNode,
  goBack: ((row: Version) => void) | null,
): Column<Version>[] {
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
    {
      key: 'acts',
      title: '',
      cell: (row) => (
        <span className="setup-acts">
          {look(row)}
          {goBack && row.state !== 'published' && (
            <Button size="small" onClick={() => goBack(row)}>
              {t('setup.versions.goBack')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}
