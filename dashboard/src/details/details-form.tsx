import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { DetailsLink, detailsSchema } from '../../../domain/contracts/api.ts';
import { CALL_WISHES, type CallWish } from '../../../domain/vocabulary.ts';
import { newKey, write } from '../api/client.ts';
import type { RequestFailed } from '../api/problem.ts';
import { placesOf } from '../text/places.ts';
import { DistrictSelects } from './district-selects.tsx';

interface DetailsForm {
  link: DetailsLink;
  path: string;
  done: () => void;
}

/** Where the technician shall come to. What was typed stays until it has arrived. */
export function DetailsForm({ link, path, done }: DetailsForm) {
  const { t } = useTranslation();
  const places = placesOf(link.districts);
  const [districtCode, setDistrict] = useState(link.districtCode ?? '');
  const [address, setAddress] = useState(link.address ?? link.spokenAddress ?? '');
  const [callWish, setCallWish] = useState<CallWish>();
  const [wrong, setWrong] = useState<'district' | 'address' | null>(null);
  const [failure, setFailure] = useState<RequestFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const problem = districtCode === '' ? 'district' : address.trim().length < 4 ? 'address' : null;
    setWrong(problem);
    if (problem) return;
    setBusy(true);
    setFailure(null);
    const body: z.infer<typeof detailsSchema> = { districtCode, address: address.trim(), callWish };
    await write('POST', path, body, key.current).then(done, (error: RequestFailed) => {
      if (!error.unsure) key.current = newKey();
      setFailure(error);
      setBusy(false);
    });
  };

  return (
    <form className="details-form" onSubmit={submit} noValidate>
      {link.spokenAddress && (
        <p className="spoken">
          {t('details.spoken')} <q>{link.spokenAddress}</q>
        </p>
      )}
      <DistrictSelects
        places={places}
        value={districtCode}
        choose={setDistrict}
        wrong={wrong === 'district'}
      />
      <label>
        {t('place.address')}
        <textarea
          rows={3}
          maxLength={200}
          value={address}
          autoComplete="street-address"
          placeholder={t('place.addressHint')}
          aria-invalid={wrong === 'address'}
          onChange={(event) => setAddress(event.target.value)}
        />
        {wrong === 'address' && <span className="late">{t('place.addressNeeded')}</span>}
      </label>
      <label>
        {t('details.callWish')}
        <select
          value={callWish ?? ''}
          onChange={(event) => setCallWish(CALL_WISHES.find((wish) => wish === event.target.value))}
        >
          <option value="">–</option>
          {CALL_WISHES.map((wish) => (
            <option key={wish} value={wish}>
              {t(`trade.callWish.${wish}`)}
            </option>
          ))}
        </select>
      </label>
      {failure && (
        <p className="details-failure" role="alert">
          {failure.unsure ? t('details.notSent') : t('details.refused')}
        </p>
      )}
      <button type="submit" className="big-button" disabled={busy}>
        {t(busy ? 'details.sending' : 'details.send')}
      </button>
    </form>
  );
}
