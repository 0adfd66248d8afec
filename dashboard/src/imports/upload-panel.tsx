import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Segmented, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  IMPORT_KINDS,
  IMPORT_MAX_BYTES,
  IMPORT_MAX_ROWS,
  type ImportKind,
  type ImportView,
} from '../../../domain/contracts/imports.ts';
import { newKey, sendFile } from '../api/client.ts';
import { useLanguage } from '../i18n/language.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { mayImportNetwork } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';

/** Which list, its template, and the file: looked through at once, taken in only when somebody says so. */
export function UploadPanel({ sent }: { sent: (held: ImportView) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const network = mayImportNetwork(useMe());
  const kinds = IMPORT_KINDS.filter((kind) => network || kind === 'customers' || kind === 'sales');
  const [kind, setKind] = useState<ImportKind>('customers');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const send = async (file: File) => {
    setError(null);
    setTooLarge(file.size > IMPORT_MAX_BYTES);
    if (file.size > IMPORT_MAX_BYTES) return;
    setBusy(true);
    try {
      const query = new URLSearchParams({ kind, fileName: file.name });
      const answer = await sendFile<{ import: ImportView }>(`/api/imports?${query}`, file, newKey());
      sent(answer.import);
      await queries.invalidateQueries({ queryKey: ['imports'] });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel import-upload" aria-label={t('imports.send')}>
      <div className="import-kind">
        <Segmented
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`imports.kinds.${value}`) }))}
        />
        <a href={`/api/import-templates/${kind}?language=${language}`} download>
          <DownloadOutlined /> {t('imports.template')}
        </a>
      </div>
      <p className="quiet">{t(`imports.about.${kind}`)}</p>
      <Upload.Dragger
        accept=".csv,.txt,.tsv"
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <p className="import-drop">
          <InboxOutlined /> {t(busy ? 'imports.sending' : 'imports.drop')}
        </p>
        <p className="quiet">
          {t('imports.limits', {
            megabytes: IMPORT_MAX_BYTES / 1_048_576,
            rows: IMPORT_MAX_ROWS.toLocaleString('en'),
          })}
        </p>
      </Upload.Dragger>
      {tooLarge && <p className="late">{t('imports.tooLarge')}</p>}
      {error !== null && <TroubleAlert error={error} />}
    </section>
  );
}
