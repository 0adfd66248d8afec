import { Button, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { KnowledgeArticleView } from '../../../domain/contracts/knowledge.ts';
import { KNOWLEDGE_SORTS, LANGUAGES, type Language } from '../../../domain/vocabulary.ts';
import { useKnowledge } from '../desk-form/use-knowledge.ts';
import { useLanguage } from '../i18n/language.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { mayWriteKnowledge } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { ArticleDrawer } from './article-drawer.tsx';
import { EditArticle } from './edit-article.tsx';
import { useMeantFor } from './meant-for.ts';

/** What agents ask and say, and what they look up: read by the centre, written by headquarters. */
export function KnowledgePage() {
  const { t } = useTranslation();
  const me = useMe();
  const pageLanguage = useLanguage();
  const meantFor = useMeantFor();
  // Filters are in the address, so that a view can be sent to a colleague.
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | undefined) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  const [writing, setWriting] = useState(false);
  const search = useDeferredValue(params.get('search') ?? '');
  const language: Language = LANGUAGES.find((name) => name === params.get('language')) ?? pageLanguage;
  const list = useKnowledge(language, {
    search,
    sort: params.get('sort'),
    retired: params.get('retired'),
    limit: 500,
  });
  const items = list.data?.items;
  const shown = items?.find(({ id }) => String(id) === params.get('article'));
  const columns: Column<KnowledgeArticleView>[] = [
    {
      key: 'title',
      title: t('knowledge.title'),
      cell: ({ title, retired }) => (
        <>
          {title} {retired && <span className="card-mark">{t('knowledge.retired')}</span>}
        </>
      ),
    },
    { key: 'sort', title: t('knowledge.sort'), cell: ({ sort }) => t(`knowledge.sorts.${sort}`) },
    { key: 'for', title: t('knowledge.for'), cell: meantFor },
    { key: 'version', title: t('knowledge.version'), number: true, cell: ({ version }) => version },
    {
      key: 'updated',
      title: t('knowledge.updated'),
      cell: ({ updatedAt, updatedByName }) => (
        <>
          <When at={updatedAt} /> {updatedByName}
        </>
      ),
    },
  ];
  return (
    <div className="page">
      <section className="panel">
        <div className="panel-head">
          <h1 className="page-title">{t('knowledge.page')}</h1>
          {mayWriteKnowledge(me) && (
            <Button type="primary" onClick={() => setWriting(true)}>
              {t('knowledge.new')}
            </Button>
          )}
        </div>
        <div className="filters">
          <Input
            className="filter-wide"
            allowClear
            value={params.get('search') ?? ''}
            maxLength={60}
            aria-label={t('knowledge.search')}
            placeholder={t('knowledge.search')}
            onChange={({ target }) => set('search', target.value)}
          />
          <Select
            className="filter"
            allowClear
            aria-label={t('knowledge.sort')}
            placeholder={t('knowledge.allSorts')}
            value={params.get('sort') ?? undefined}
            options={KNOWLEDGE_SORTS.map((value) => ({ value, label: t(`knowledge.sorts.${value}`) }))}
            onChange={(value) => set('sort', value)}
          />
          <Select
            className="filter"
            aria-label={t('knowledge.language')}
            value={language}
            options={LANGUAGES.map((value) => ({ value, label: t(`knowledge.languages.${value}`) }))}
            onChange={(value) => set('language', value === pageLanguage ? undefined : value)}
          />
          <Select
            className="filter"
            aria-label={t('knowledge.inUse')}
            value={params.get('retired') ?? 'false'}
            options={(['false', 'true'] as const).map((value) => ({
              value,
              label: t(`knowledge.withRetired.${value}`),
            }))}
            onChange={(value) => set('retired', value === 'true' ? value : undefined)}
          />
        </div>
        {list.error && <TroubleAlert error={list.error} retry={() => void list.refetch()} />}
        {!(list.error && !items) && (
          <DataTable
            label={t('knowledge.page')}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            open={({ id }) => set('article', String(id))}
            isOpen={({ id }) => id === shown?.id}
            empty={<EmptyState title={t('knowledge.none')} hint={t('knowledge.noneHint')} />}
          />
        )}
      </section>
      {shown && <ArticleDrawer article={shown} close={() => set('article', undefined)} />}
      {writing && <EditArticle language={language} close={() => setWriting(false)} />}
    </div>
  );
}
