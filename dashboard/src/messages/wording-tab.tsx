import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WordingView } from '../../../domain/contracts/messages.ts';
import { LANGUAGES } from '../../../domain/vocabulary.ts';
import { useWordings } from '../api/message-queries.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { mayWordMessages } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { WordingDialog } from './wording-dialog.tsx';

/** How each text message reads, in both languages; administrators word them anew. */
export function WordingTab() {
  const { t } = useTranslation();
  const me = useMe();
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>('zh');
  const [editing, setEditing] = useState<WordingView | null>(null);
  const list = useWordings();
  const columns: Column<WordingView>[] = [
    {
      key: 'template',
      title: t('messages.what'),
      cell: ({ template }) => <b>{t(`trade.messageTemplate.${template}`)}</b>,
    },
    {
      key: 'text',
      title: t('messages.text'),
      cell: ({ own, builtIn, signature }) => (
        <span className="message-body">
          {signature}
          {own || builtIn}
        </span>
      ),
    },
    {
      key: 'state',
      title: t('messages.changed'),
      cell: ({ own, changedAt, changedBy }) =>
        changedAt ? (
          <>
            {own ? t('messages.own') : t('messages.builtIn')}
            <div className="quiet">
              {changedBy} <When at={changedAt} />
            </div>
          </>
        ) : (
          <span className="quiet">{t('messages.builtIn')}</span>
        ),
    },
    {
      key: 'act',
      title: '',
      cell: (row) => (
        <Button type="link" size="small" onClick={() => setEditing(row)}>
          {t(mayWordMessages(me) ? 'messages.edit' : 'messages.look')}
        </Button>
      ),
    },
  ];
  return (
    <section className="panel">
      <p className="quiet panel-intro">{t('messages.wordingIntro')}</p>
      <search className="filters">
        <Segmented
          value={language}
          onChange={setLanguage}
          options={LANGUAGES.map((value) => ({ value, label: t(`messages.language.${value}`) }))}
        />
      </search>
      {list.error && <TroubleAlert error={list.error} retry={() => list.refetch()} />}
      <DataTable
        label={t('messages.wording')}
        columns={columns}
        rows={list.data?.items.filter((row) => row.language === language)}
        rowKey={({ template }) => template}
        empty={null}
      />
      {editing && <WordingDialog wording={editing} close={() => setEditing(null)} />}
    </section>
  );
}
