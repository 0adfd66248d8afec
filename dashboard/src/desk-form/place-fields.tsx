import { Input } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import { useReferenceData } from '../parts/reference.tsx';
import type { RequestDraft } from './draft.ts';
import { FormRow } from './form-row.tsx';
import { typedAs } from './pinyin.ts';
import { matchPlaces, placeIndex } from './place-match.ts';
import { siteWords } from './product-field.tsx';
import { SuggestField } from './suggest-field.tsx';

interface PlaceFields {
  draft: RequestDraft;
  change: (part: Partial<RequestDraft>) => void;
  brief: CallerBrief | undefined;
  trouble?: string;
}

type Choice = { siteId: number; words: string } | { code: string; rest: string };

/** Where: a home on file, or the address as it is spoken; the district is found in what was typed. */
export function PlaceFields({ draft, change, brief, trouble }: PlaceFields) {
  const { t } = useTranslation();
  const { districts, places } = useReferenceData();
  const index = useMemo(() => placeIndex(districts), [districts]);
  const text = draft.placeText;
  const homes = (brief?.sites ?? [])
    .map((site) => ({ siteId: site.id, words: siteWords(site, places.long, places.short) }))
    .filter(({ words }) => typedAs(text, words));
  const suggestions = [
    ...homes.map((home) => ({
      key: `site-${home.siteId}`,
      value: home as Choice,
      label: home.words,
      detail: t('deskForm.onFile'),
    })),
    ...matchPlaces(text, index).map((match) => ({
      key: match.code,
      value: match as Choice,
      label: places.long(match.code),
      detail: match.rest || undefined,
    })),
  ];
  const choose = (choice: Choice) => {
    if ('siteId' in choice) {
      return change({ siteId: choice.siteId, placeText: choice.words, districtCode: null, address: '' });
    }
    change({
      siteId: null,
      districtCode: choice.code,
      placeText: places.long(choice.code),
      // What stood behind the district's name is the street; one that was typed before is kept.
      ...(choice.rest && { address: choice.rest }),
    });
  };
  return (
    <>
      <FormRow label={t('deskForm.place')} for="desk-place" troubleId="desk-place-trouble" trouble={trouble}>
        <SuggestField
          id="desk-place"
          label={t('deskForm.place')}
          placeholder={t('deskForm.placeHint')}
          text={text}
          type={(placeText) => change({ placeText, siteId: null, districtCode: null })}
          settled={draft.siteId !== null || draft.districtCode !== null}
          suggestions={suggestions}
          choose={choose}
          trouble={trouble && 'desk-place-trouble'}
          suffix={draft.siteId ? <span className="quiet">{t('deskForm.onFile')}</span> : undefined}
        />
      </FormRow>
      {!draft.siteId && (
        <FormRow label={t('place.address')} for="desk-address">
          <Input
            id="desk-address"
            value={draft.address}
            maxLength={200}
            autoComplete="off"
            placeholder={t('place.addressHint')}
            onChange={({ target }) => change({ address: target.value })}
          />
        </FormRow>
      )}
    </>
  );
}
