import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { detailsSchema, TicketDetail } from '../../../domain/contracts/api.ts';
import { PlaceField } from '../parts/place-field.tsx';
import { groupTicket } from '../text/numbers.ts';
import { WriteDialog } from './write-dialog.tsx';

type Details = z.infer<typeof detailsSchema>;

/** Where it is; then it is routed by itself. What the caller said stays in sight. */
export function DetailsDialog({ detail, close }: { detail: TicketDetail; close: () => void }) {
  const { t } = useTranslation();
  const { card, address, spokenAddress } = detail;
  return (
    <WriteDialog<Details>
      title={t('move.details.title', { number: groupTicket(card.number) })}
      effect={t('move.details.effect')}
      act={t('move.details.do')}
      done={t('move.details.done')}
      path={`/api/tickets/${card.id}/details`}
      initial={{
        districtCode: card.districtCode ?? undefined,
        address: address ?? spokenAddress ?? undefined,
      }}
      bodyOf={(values) => values}
      close={close}
    >
      {spokenAddress && (
        <p className="spoken">
          {t('ticket.spoken')} <q>{spokenAddress}</q>
        </p>
      )}
      <Form.Item
        name="districtCode"
        label={t('place.district')}
        rules={[{ required: true, message: t('place.districtNeeded') }]}
      >
        <PlaceField />
      </Form.Item>
      <Form.Item
        name="address"
        label={t('place.address')}
        rules={[{ required: true, min: 4, whitespace: true, message: t('place.addressNeeded') }]}
      >
        <Input.TextArea rows={2} maxLength={200} placeholder={t('place.addressHint')} />
      </Form.Item>
    </WriteDialog>
  );
}
