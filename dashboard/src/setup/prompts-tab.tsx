import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromptCatalogue, PromptEntry, SetupSounds } from '../../../domain/contracts/setup.ts';
import { LANGUAGES, type Language } from '../../../domain/vocabulary.ts';
import { get } from '../api/client.ts';
import { useLanguage } from '../i18n/language.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useHoleName } from './hole-name.ts';
import type { Editor } from './use-editor.ts';

export const usePromptCatalogue = () =>
  useQuery({
    queryKey: ['setup', 'prompts'],
    queryFn: ({ signal }) => get<PromptCatalogue>('/api/setup/prompts', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

interface PromptsTab {
  editor: Editor;
  sounds: SetupSounds | undefined;
  /** The sentence to show first. */
  at: string | null;
}

/** Every sentence of the phone: the built-in words, or one's own. */
export function PromptsTab({ editor, sounds, at }: PromptsTab) {
  const { t } = useTranslation();
  const catalogue = usePromptCatalogue();
  const [search, setSearch] = useState('');
  const [onlyOwn, setOnlyOwn] = useState(false);
  const [open, setOpen] = useState<string | null>(at);
  if (catalogue.error) return <TroubleAlert error={catalogue.error} retry={() => void catalogue.refetch()} />;
  if (!catalogue.data) return <PageSkeleton />;
  const { prompts } = editor.body;
  const isOwn = ({ key }: PromptEntry) => LANGUAGES.some((language) => prompts[language][key] !== undefined);
  const wanted = search.trim().toLowerCase();
  const matches = (entry: PromptEntry) =>
    LANGUAGES.some((language) =>
      `${entry.key} ${entry[language].example} ${prompts[language][entry.key] ?? ''}`
        .toLowerCase()
        .includes(wanted),
    );
  const shown = catalogue.data.items.filter((entry) => (!onlyOwn || isOwn(entry)) && matches(entry));
  return (
    <section className="panel">
      <p className="quiet setup-means">{t('setup.prompts.means')}</p>
      <div className="setup-acts">
        <Input.Search
          allowClear
          className="setup-search"
          placeholder={t('setup.prompts.search')}
          aria-label={t('setup.prompts.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Checkbox checked={onlyOwn} onChange={(event) => setOnlyOwn(event.target.checked)}>
          {t('setup.prompts.onlyOwn')}
        </Checkbox>
      </div>
      {shown.length === 0 && (
        <EmptyState title={t('setup.prompts.none')} hint={t('setup.prompts.noneHint')} />
      )}
      <ul className="setup-prompts">
        {shown.map((entry) => (
          <li key={entry.key}>
            <PromptRow
              entry={entry}
              editor={editor}
              sounds={sounds}
              own={isOwn(entry)}
              open={open === entry.key}
              toggle={() => setOpen(open === entry.key ? null : entry.key)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Row {
  entry: PromptEntry;
  editor: Editor;
  sounds: SetupSounds | undefined;
  own: boolean;
  open: boolean;
  toggle: () => void;
}

function PromptRow({ entry, editor, sounds, own, open, toggle }: Row) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = editor.body.prompts[language][entry.key] ?? entry[language].template;
  return (
    <div className="setup-prompt" data-open={open || undefined}>
      <button type="button" className="setup-prompt-head" aria-expanded={open} onClick={toggle}>
        <span className="setup-prompt-text">{text}</span>
        {own ? (
          <Tag color="processing">{t('setup.prompts.own')}</Tag>
        ) : (
          <Tag>{t('setup.prompts.builtIn')}</Tag>
        )}
      </button>
      {open && (
        <div className="setup-pair">
          {LANGUAGES.map((one) => (
            <Wording key={one} entry={entry} editor={editor} sounds={sounds} language={one} />
          ))}
        </div>
      )}
    </div>
  );
}

function Wording({
  entry,
  editor,
  sounds,
  language,
}: Omit<Row, 'own' | 'open' | 'toggle'> & { language: Language }) {
  const { t } = useTranslation();
  const holeName = useHoleName();
  const { prompts } = editor.body;
  const own = prompts[language][entry.key];
  const builtIn = entry[language];
  const set = (text: string | undefined) => {
    const { [entry.key]: _, ...others } = prompts[language];
    const texts = text === undefined ? others : { ...others, [entry.key]: text };
    editor.edit({ prompts: { ...prompts, [language]: texts } });
  };
  const sound = own === undefined ? builtIn.example : sounds?.prompts[language][entry.key]?.text;
  return (
    <div>
      <strong>{t(`setup.language.${language}`)}</strong>
      <Input.TextArea
        lang={language}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        disabled={!editor.mayEdit}
        value={own ?? ''}
        placeholder={builtIn.template}
        aria-label={`${t(`setup.language.${language}`)} ${entry.key}`}
        onChange={(event) => set(event.target.value === '' ? undefined : event.target.value)}
      />
      {entry.parts.length > 0 && (
        <p className="quiet setup-small">
          {t('setup.prompts.may')}
          {entry.parts.map(({ name, needed }) => (
            <Button
              key={name}
              size="small"
              type="dashed"
              disabled={!editor.mayEdit}
              onClick={() => set(`${own ?? builtIn.template}{${name}}`)}
            >
              {`{${name}} ${holeName(name)}`}
              {needed && ` · ${t('setup.prompts.needed')}`}
            </Button>
          ))}
        </p>
      )}
      <p className="quiet setup-small">
        {t('setup.prompts.sounds')}
        <span lang={language}>{sound ?? t('setup.menu.waiting')}</span>
      </p>
      {editor.mayEdit &&
        (own === undefined ? (
          <Button size="small" onClick={() => set(builtIn.template)}>
            {t('setup.prompts.write')}
          </Button>
        ) : (
          <Button size="small" onClick={() => set(undefined)}>
            {t('setup.prompts.reset')}
          </Button>
        ))}
    </div>
  );
}
