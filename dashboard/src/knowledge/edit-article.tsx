import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { editArticleSchema, KnowledgeArticleView } from '../../../domain/contracts/knowledge.ts';
import { KNOWLEDGE_SORTS, LANGUAGES, type Language, TICKET_KINDS } from '../../../domain/vocabulary.ts';
import { ArticleText } from '../desk-form/article-text.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';

type Values = Omit<z.input<typeof editArticleSchema>, 'version'>;

interface EditArticle {
  /** Absent: a new one. */
  article?: KnowledgeArticleView;
  language: Language;
  close: () => void;
}

/** Writes a text or another version of it, with how it will look beside. */
export function EditArticle({ article, language, close }: EditArticle) {
  const { t } = useTranslation();
  const { categories, categoryName } = useReferenceData();
  const [form] = Form.useForm<Values>();
  const body = Form.useWatch('body', form) ?? article?.body ?? '';
  const initial: Partial<Values> = article
    ? { ...article, why: '' }
    : { sort: 'article', language, kinds: [], categories: [], keywords: '', why: '' };
  const tooShort = { required: true, min: 2, whitespace: true, message: t('knowledge.needed') };
  return (
    <WriteDialog<Values>
      title={article ? t('knowledge.editTitle', { title: article.title }) : t('knowledge.new')}
      effect={t('knowledge.effect')}
      act={t('knowledge.save')}
      done={t('knowledge.saved')}
      width="min(980px, 96vw)"
      path={article ? `/api/knowledge/${article.id}` : '/api/knowledge'}
      form={form}
      initial={initial}
      bodyOf={({ retired, ...values }) =>
        article ? { ...values, retired: Boolean(retired), version: article.version } : values
      }
      close={close}
    >
      <div className="form-pair">
        <Form.Item name="sort" label={t('knowledge.sort')}>
          <Select
            options={KNOWLEDGE_SORTS.map((value) => ({ value, label: t(`knowledge.sorts.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="language" label={t('knowledge.language')}>
          <Select options={LANGUAGES.map((value) => ({ value, label: t(`knowledge.languages.${value}`) }))} />
        </Form.Item>
        <Form.Item name="kinds" label={t('knowledge.kinds')} extra={t('knowledge.emptyForAll')}>
          <Select
            mode="multiple"
            options={TICKET_KINDS.map((value) => ({ value, label: t(`trade.kind.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="categories" label={t('knowledge.categories')} extra={t('knowledge.emptyForAll')}>
          <Select
            mode="multiple"
            options={categories.map(({ code }) => ({ value: code, label: categoryName(code) }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="title" label={t('knowledge.title')} rules={[tooShort]}>
        <Input maxLength={120} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="body" label={t('knowledge.body')} extra={t('knowledge.bodyHint')} rules={[tooShort]}>
          <Input.TextArea rows={14} maxLength={8000} />
        </Form.Item>
        <Form.Item label={t('knowledge.preview')}>
          <ArticleText article={{ body, language }} />
        </Form.Item>
      </div>
      <Form.Item name="keywords" label={t('knowledge.keywords')} extra={t('knowledge.keywordsHint')}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="why" label={t('knowledge.why')}>
        <Input maxLength={200} placeholder={t('knowledge.whyHint')} />
      </Form.Item>
      {article && (
        <Form.Item name="retired" valuePropName="checked">
          <Checkbox>{t('knowledge.retire')}</Checkbox>
        </Form.Item>
      )}
    </WriteDialog>
  );
}
