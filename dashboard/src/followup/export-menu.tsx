import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FollowupTable } from '../../../domain/contracts/followup.ts';
import { useLanguage } from '../i18n/language.ts';

/** Takes away what the page shows, with its filters; the browser shows how far the download is. */
export function ExportMenu({
  tables,
  params,
}: {
  tables: readonly FollowupTable[];
  params: Record<string, string | undefined>;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const pathOf = (table: FollowupTable, format: 'csv' | 'xlsx') => {
    const search = new URLSearchParams({ format, language });
    for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
    return `/api/followups/export/${table}?${search}`;
  };
  const items = tables.flatMap((table) =>
    (['xlsx', 'csv'] as const).map((format) => ({
      key: `${table}-${format}`,
      label: (
        <a href={pathOf(table, format)} download>
          {t(`exporting.table.${table}`)} · {t(`exporting.${format}`)}
        </a>
      ),
    })),
  );
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />}>{t('exporting.act')}</Button>
    </Dropdown>
  );
}
