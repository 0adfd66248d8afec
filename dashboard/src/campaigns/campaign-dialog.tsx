import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CampaignView, SaveCampaignBody } from '../../../domain/contracts/campaigns.ts';
import { CAMPAIGN_STATES, FIELD_KINDS } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { WriteDialog } from '../ticket/write-dialog.tsx';

type Values = Omit<SaveCampaignBody, 'quotas' | 'boughtFrom' | 'boughtBefore' | 'note' | 'version'> & {
  boughtFrom?: string;
  boughtBefore?: string;
  note?: string;
  /** By region; empty: it takes no part. */
  places?: Record<string, number | null>;
};

/** A campaign is written down, or changed. */
export function CampaignDialog({ campaign, close }: { campaign: CampaignView | null; close: () => void }) {
  const { t } = useTranslation();
  const { categories, categoryName, regions } = useReferenceData();
  const booked = new Map(campaign?.quotas.map((row) => [row.regionId, row.booked]));
  const bodyOf = ({ places = {}, boughtFrom, boughtBefore, note, ...rest }: Values): SaveCampaignBody => ({
    ...rest,
    boughtFrom: boughtFrom || null,
    boughtBefore: boughtBefore || null,
    note: note || null,
    quotas: Object.entries(places).flatMap(([regionId, quota]) =>
      quota === null || quota === undefined ? [] : [{ regionId: Number(regionId), quota }],
    ),
    ...(campaign ? { version: campaign.version } : {}),
  });
  const needed = [{ required: true, whitespace: true, message: t('campaigns.needed') }];
  return (
    <WriteDialog<Values>
      title={campaign ? t('campaigns.editTitle', { name: campaign.name }) : t('campaigns.addTitle')}
      act={t('campaigns.save')}
      done={t('campaigns.saved')}
      width={760}
      path={campaign ? `/api/campaigns/${campaign.id}` : '/api/campaigns'}
      refusals={{ stale: t('campaigns.stale') }}
      initial={campaign ? valuesOf(campaign) : { kind: 'maintenance', state: 'draft' }}
      bodyOf={bodyOf}
      close={close}
    >
      <div className="campaign-form">
        <Form.Item name="name" label={t('campaigns.name')} rules={needed}>
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="nameEn" label={t('campaigns.nameEn')} rules={needed}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="category" label={t('campaigns.product')} rules={needed}>
          <Select options={categories.map(({ code }) => ({ value: code, label: categoryName(code) }))} />
        </Form.Item>
        <Form.Item name="kind" label={t('campaigns.kind')} rules={needed}>
          <Select
            options={FIELD_KINDS.filter((kind) => kind !== 'rescue').map((kind) => ({
              value: kind,
              label: t(`trade.kind.${kind}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="startsOn" label={t('campaigns.startsOn')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item
          name="endsOn"
          label={t('campaigns.endsOn')}
          dependencies={['startsOn']}
          rules={[
            ...needed,
            ({ getFieldValue }) => ({
              validator: (_, day?: string) =>
                !day || day >= (getFieldValue('startsOn') ?? '')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('campaigns.endsBefore'))),
            }),
          ]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item name="boughtFrom" label={t('campaigns.boughtFrom')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="boughtBefore" label={t('campaigns.boughtBefore')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item
          className="wide"
          name="offer"
          label={t('campaigns.offer')}
          extra={t('campaigns.offerHint')}
          rules={needed}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item className="wide" name="offerEn" label={t('campaigns.offerEn')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="state" label={t('campaigns.state')} rules={needed}>
          <Select
            options={CAMPAIGN_STATES.map((value) => ({ value, label: t(`trade.campaignState.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t('campaigns.note')}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item className="wide" label={t('campaigns.quota')} extra={t('campaigns.quotaHint')}>
          <div className="campaign-quotas">
            {regions.map(({ id, name }) => (
              <Form.Item
                key={id}
                name={['places', String(id)]}
                label={name}
                extra={booked.get(id) ? t('campaigns.bookedOf', { booked: booked.get(id) ?? 0 }) : undefined}
              >
                <InputNumber
                  min={booked.get(id) ?? 0}
                  max={100_000}
                  precision={0}
                  aria-label={t('campaigns.quotaOf', { region: name })}
                />
              </Form.Item>
            ))}
          </div>
        </Form.Item>
      </div>
    </WriteDialog>
  );
}

function valuesOf({ quotas, boughtFrom, boughtBefore, note, ...campaign }: CampaignView): Partial<Values> {
  const { id: _, version: __, ...rest } = campaign;
  return {
    ...rest,
    boughtFrom: boughtFrom ?? undefined,
    boughtBefore: boughtBefore ?? undefined,
    note: note ?? undefined,
    places: Object.fromEntries(quotas.map(({ regionId, quota }) => [String(regionId), quota])),
  };
}
