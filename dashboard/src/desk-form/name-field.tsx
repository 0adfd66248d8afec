import { useTranslation } from 'react-i18next';
import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import type { RequestDraft } from './draft.ts';
import { typedAs } from './pinyin.ts';
import { SuggestField } from './suggest-field.tsx';

interface NameField {
  draft: RequestDraft;
  change: (part: Partial<RequestDraft>) => void;
  brief: CallerBrief | undefined;
}

/** Who it is for: somebody who has this number, or a new name. */
export function NameField({ draft, change, brief }: NameField) {
  const { t } = useTranslation();
  const people = [...(brief?.customer ? [brief.customer] : []), ...(brief?.household ?? [])];
  return (
    <SuggestField
      id="desk-name"
      label={t('deskForm.name')}
      text={draft.name}
      type={(name) => change({ name, customerId: null })}
      free
      settled={draft.customerId !== null}
      suggestions={people
        .filter(({ name }) => typedAs(draft.name, name))
        .map((person) => ({ key: String(person.id), value: person, label: person.name }))}
      choose={({ id, name }) => change({ name, customerId: id })}
    />
  );
}
