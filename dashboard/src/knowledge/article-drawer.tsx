import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { KnowledgeArticleView, knowledgeVersionsSchema } from '../../../domain/contracts/knowledge.ts';
import { get } from '../api/client.ts';
import { ArticleText } from '../desk-form/article-text.tsx';
import '../desk-form/desk-form.css';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { mayWriteKnowledge } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { EditArticle } from './edit-article.tsx';
import { useMeantFor } from './meant-for.ts';

/** One text as agents see it, with what it said before. */
export function ArticleDrawer({ article, close }: { article: KnowledgeArticleView; close: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const meantFor = useMeantFor();
  const [editing, setEditing] = useState(false);
  return (
    <Drawer
      open
      onClose={close}
      title={article.title}
      size="min(560px, 100vw)"
      extra={
        mayWriteKnowledge(me) && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('knowledge.edit')}
          </Button>
        )
      }
    >
      <p className="quiet">
        {t(`knowledge.sorts.${article.sort}`)} · {meantFor(article)}
        {article.keywords && ` · ${t('knowledge.keywordsAre', { words: article.keywords })}`}
      </p>
      <ArticleText article={article} />
      <Versions article={article} />
      {editing && (
        <EditArticle article={article} language={article.language} close={() => setEditing(false)} />
      )}
    </Drawer>
  );
}

type VersionList = z.infer<typeof knowledgeVersionsSchema>;

function Versions({ article }: { article: KnowledgeArticleView }) {
  const { t } = useTranslation();
  const versions = useQuery({
    queryKey: ['knowledge', 'versions', article.id, article.version],
    queryFn: ({ signal }) => get<VersionList>(`/api/knowledge/${article.id}/versions`, {}, signal),
  });
  return (
    <>
      <h3 className="pane-title">{t('knowledge.versions')}</h3>
      {versions.error && <TroubleAlert error={versions.error} retry={() => void versions.refetch()} />}
      {versions.data?.items.map(({ version, at, byName, why, title, body, retired }) => (
        <details key={version} className="article">
          <summary>
            {t('knowledge.versionNo', { version })} · <When at={at} /> {byName}
            {retired && ` · ${t('knowledge.retired')}`}
            {why && <span className="quiet"> · {why}</span>}
          </summary>
          <strong>{title}</strong>
          <ArticleText article={{ body, language: article.language }} />
        </details>
      ))}
    </>
  );
}
