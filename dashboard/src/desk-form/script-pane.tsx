import { Input, type InputRef } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import type { KnowledgeArticleView } from '../../../domain/contracts/knowledge.ts';
import { useLanguage } from '../i18n/language.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { ArticleText } from './article-text.tsx';
import { CallerHistory } from './caller-history.tsx';
import './desk-form.css';
import { useDraft } from './draft.ts';
import { useKnowledge } from './use-knowledge.ts';

export interface ScriptPane {
  contactId: number;
  caller: DeskCaller;
}

/**
 * What to ask and say for the request in hand, in the caller's language (in the agent's where there is none); what is known of the product, in the
 * agent's; and what happened to the caller before.
 */
export function ScriptPane({ contactId, caller }: ScriptPane) {
  const { t } = useTranslation();
  const [draft] = useDraft(caller);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const field = useRef<InputRef>(null);
  const { kind } = draft;
  const category = draft.category ?? undefined;
  const pageLanguage = useLanguage();
  const wanted = { sort: 'script', kind, category, limit: 1 };
  const theirs = useKnowledge(caller.language, wanted);
  const ours = useKnowledge(pageLanguage, wanted);
  const script = theirs.data?.items.length === 0 ? ours : theirs;
  const articles = useKnowledge(pageLanguage, { sort: 'article', kind, category, search, limit: 12 });
  useSearchKey(field);
  const [first] = script.data?.items ?? [];
  const found = articles.data?.items;
  return (
    <section className="desk-part script-pane" aria-label={t('deskForm.script')}>
      <Input
        ref={field}
        value={typed}
        allowClear
        maxLength={60}
        autoComplete="off"
        aria-label={t('deskForm.searchKnowledge')}
        placeholder={t('deskForm.searchKnowledge')}
        suffix={<kbd hidden={typed !== ''}>F6</kbd>}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setTyped('');
          document.getElementById('desk-product')?.focus();
        }}
      />
      {script.error && !first && <TroubleAlert error={script.error} retry={() => void script.refetch()} />}
      {search === '' && (
        <article className="script" aria-busy={script.isPending}>
          {first ? (
            <>
              <h3 className="pane-title">{first.title}</h3>
              <ArticleText article={first} />
            </>
          ) : (
            script.data && <p className="quiet">{t('deskForm.noScript')}</p>
          )}
        </article>
      )}
      <h3 className="pane-title">{t(search ? 'deskForm.found' : 'deskForm.knowledge')}</h3>
      {found?.length === 0 && <p className="quiet">{t('deskForm.noKnowledge')}</p>}
      {found?.map((article, at) => (
        // Written anew with each search, so that the best answer is open and the others are not.
        <Article key={`${search}-${article.id}`} article={article} open={search !== '' && at === 0} />
      ))}
      {search === '' && <CallerHistory contactId={contactId} />}
    </section>
  );
}

function Article({ article, open }: { article: KnowledgeArticleView; open: boolean }) {
  return (
    <details className="article" open={open}>
      <summary>{article.title}</summary>
      <ArticleText article={article} />
    </details>
  );
}

/** F6 goes to the search from wherever the hands are. */
function useSearchKey(field: React.RefObject<InputRef | null>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.defaultPrevented || event.repeat) return;
      event.preventDefault();
      field.current?.focus({ cursor: 'all' });
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [field]);
}
