import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowupTable } from '../../../domain/contracts/followup.ts';
import { getFile } from '../api/client.ts';
import { useLanguage } from '../i18n/language.ts';
import { useProblemWords } from '../parts/trouble.tsx';

/** Milliseconds that a browser has to take the file over. */
const KEPT_MS = 60_000;

/**
 * Takes away what the page shows, with its filters. Of a CSV the browser shows how far it is; a workbook is written first,
 * and kept when it is there.
 */
export function ExportMenu({
  tables,
  params,
}: {
  tables: readonly FollowupTable[];
  params: Record<string, string | undefined>;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useProblemWords();
  const { notification } = App.useApp();
  const [busy, setBusy] = useState(false);
  const takeWorkbook = async (table: FollowupTable) => {
    setBusy(true);
    try {
      const url = URL.createObjectURL(await getFile(pathOf(table, 'xlsx')));
      Object.assign(document.createElement('a'), { href: url, download: `${table}.xlsx` }).click();
      setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
    } catch (error) {
      notification.error({ title: words(error) });
    } finally {
      setBusy(false);
    }
  };
  const pathOf = (table: FollowupTable, format: 'csv' | 'xlsx') => {
    const search = new URLSearchParams({ format, language });
    for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
    return `/api/followups/export/${table}?${search}`;
  };
  const items = tables.flatMap((table) => [
    {
      key: `${table}-xlsx`,
      label: `${t(`exporting.table.${table}`)} · ${t('exporting.xlsx')}`,
      onClick: () => void takeWorkbook(table),
    },
    {
      key: `${table}-csv`,
      label: (
        <a href={pathOf(table, 'csv')} download>
          {t(`exporting.table.${table}`)} · {t('exporting.csv')}
        </a>
      ),
    },
  ]);
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />} loading={busy}>
        {t('exporting.act')}
      </Button>
    </Dropdown>
  );
}
