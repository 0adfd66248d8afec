import { useTranslation } from 'react-i18next';
import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { groupTicket } from '../text/numbers.ts';
import type { RequestDraft } from './draft.ts';
import { FormRow } from './form-row.tsx';
import { KeyChoice } from './key-choice.tsx';

interface AboutField {
  draft: RequestDraft;
  change: (part: Partial<RequestDraft>) => void;
  tickets: CallerBrief['tickets'];
}

const SHOWN = 4;

/** C1: which of the caller's tickets a complaint is about; its product is then known. */
export function AboutField({ draft, change, tickets }: AboutField) {
  const { t } = useTranslation();
  const { categoryName } = useReferenceData();
  const served = tickets.slice(0, SHOWN);
  if (served.length === 0) return null;
  const choose = (value: string) => {
    const ticket = served.find(({ id }) => String(id) === value);
    change({
      aboutTicketId: ticket?.id ?? null,
      separate: false,
      ...(ticket?.category && {
        category: ticket.category,
        productText: categoryName(ticket.category),
        brandId: null,
        applianceId: null,
      }),
    });
  };
  return (
    <FormRow label={t('deskForm.about')}>
      <KeyChoice
        label={t('deskForm.about')}
        from={0}
        value={String(draft.aboutTicketId ?? '')}
        options={[
          { value: '', label: t('deskForm.aboutNone') },
          ...served.map(({ id, number, category }) => ({
            value: String(id),
            label: `${categoryName(category)} ${groupTicket(number)}`,
          })),
        ]}
        choose={choose}
      />
    </FormRow>
  );
}
