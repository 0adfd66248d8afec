import { Fragment } from 'react';
import type { KnowledgeArticleView } from '../../../domain/contracts/knowledge.ts';

/** A body as agents read it: `## ` heading, `- ` item, `? ` what to ask, `> ` what to say; anything else as it is. */
export function ArticleText({ article }: { article: Pick<KnowledgeArticleView, 'body' | 'language'> }) {
  const seen = new Map<string, number>();
  return (
    <div className="article-text" lang={article.language === 'en' ? 'en' : 'zh-CN'}>
      {article.body.split('\n').map((line) => {
        const count = (seen.get(line) ?? 0) + 1;
        seen.set(line, count);
        return <Fragment key={`${line}-${count}`}>{lineOf(line.trim())}</Fragment>;
      })}
    </div>
  );
}

function lineOf(line: string) {
  const text = line.replace(/^(?:##|[-?>])\s*/, '');
  if (line === '') return null;
  if (line.startsWith('## ')) return <h4>{text}</h4>;
  if (line.startsWith('> ')) return <p className="say-line">{text}</p>;
  if (line.startsWith('? ')) return <p className="ask-line">{text}</p>;
  if (line.startsWith('- ')) return <p className="item-line">{text}</p>;
  return <p>{line}</p>;
}
