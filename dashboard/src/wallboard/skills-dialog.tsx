import { Checkbox, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AgentPresence } from '../../../domain/contracts/desk.ts';
import { LANGUAGES, TICKET_KINDS } from '../../../domain/vocabulary.ts';
import { useLanguage } from '../i18n/language.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';

interface Chosen {
  lang: string[];
  kind: string[];
  cat: string[];
}

const of = (skills: string[], sort: keyof Chosen): string[] =>
  skills.filter((skill) => skill.startsWith(`${sort}:`)).map((skill) => skill.slice(sort.length + 1));

/** Which calls an agent takes: languages, requests, products; all of a sort by one choice. */
export function SkillsDialog({ agent, close }: { agent: AgentPresence; close: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { categories } = useReferenceData();
  const every = { value: '*', label: t('supervise.every') };
  return (
    <WriteDialog<Chosen>
      title={t('supervise.skillsTitle', { name: agent.name })}
      effect={t('supervise.skillsEffect')}
      act={t('supervise.changeSkills')}
      done={t('supervise.skillsChanged')}
      path={`/api/agents/${agent.personId}/skills`}
      initial={{
        lang: of(agent.skills, 'lang'),
        kind: of(agent.skills, 'kind'),
        cat: of(agent.skills, 'cat'),
      }}
      bodyOf={({ lang, kind, cat }) => ({
        skills: [
          ...lang.map((name) => `lang:${name}`),
          ...orAll(kind).map((name) => `kind:${name}`),
          ...orAll(cat).map((name) => `cat:${name}`),
        ],
      })}
      close={close}
    >
      <Form.Item
        name="lang"
        label={t('supervise.languages')}
        rules={[{ required: true, type: 'array', min: 1, message: t('supervise.languagesNeeded') }]}
      >
        <Checkbox.Group
          options={LANGUAGES.map((name) => ({ value: name, label: t(`desk.skill.${name}`) }))}
        />
      </Form.Item>
      <Form.Item name="kind" label={t('supervise.kinds')}>
        <Select
          mode="multiple"
          options={[every, ...TICKET_KINDS.map((kind) => ({ value: kind, label: t(`trade.kind.${kind}`) }))]}
        />
      </Form.Item>
      <Form.Item name="cat" label={t('supervise.categories')}>
        <Select
          mode="multiple"
          options={[
            every,
            ...categories.map(({ code, name, nameEn }) => ({
              value: code,
              label: language === 'zh' ? name : nameEn,
            })),
          ]}
        />
      </Form.Item>
    </WriteDialog>
  );
}

/** All beside single ones is all. */
const orAll = (names: string[]): string[] => (names.includes('*') ? ['*'] : names);
