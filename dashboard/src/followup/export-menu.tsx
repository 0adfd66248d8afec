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

/** Takes away what the page shows, with its filters: fetched whole first, so that a refusal is told and not kept as a file. */
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
  const take = async (table: FollowupTable, format: 'csv' | 'xlsx') => {
    setBusy(true);
    try {
      const file = await getFile(pathOf(table, format));
      const url = URL.createObjectURL(file);
      Object.assign(document.createElement('a'), { href: url, download: file.name }).click();
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
  const items = tables.flatMap((table) =>
    (['xlsx', 'csv'] as const).map((format) => ({
      key: `${table}-${format}`,
      label: `${t(`exporting.table.${table}`)} · ${t(`exporting.${format}`)}`,
      onClick: () => void take(table, format),
    })),
  );
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />} loading={busy}>
        {t('exporting.act')}
      </Button>
    </Dropdown>
  );
}
