import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PreviewChanges } from '../../../domain/contracts/policy.ts';
import { SCORE_PARTS } from '../../../domain/vocabulary.ts';
import { get } from '../api/client.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { When } from '../parts/when.tsx';
import { pointsText } from '../ticket/use-verdict-words.ts';

type Change = PreviewChanges['items'][number];

/** The tickets that would have gone elsewhere, with both reasons; each opens. */
export function PreviewChangeList({ previewId, changed }: { previewId: number; changed: number }) {
  const { t } = useTranslation();
  const { categoryName, places } = useReferenceData();
  const list = useInfiniteQuery({
    queryKey: ['policy', 'preview', previewId, 'changes'],
    queryFn: ({ signal, pageParam }) =>
      get<PreviewChanges>(`/api/policy/previews/${previewId}/changes`, { after: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <section className="panel">
      <h3 className="pane-title">{t('policy.preview.changed', { count: changed })}</h3>
      <ListTable<Change>
        label={t('policy.preview.changed', { count: changed })}
        list={{ ...list, items }}
        rowKey={({ position }) => position}
        empty={<EmptyState title={t('policy.preview.none')} hint={t('policy.preview.noneHint')} />}
        columns={[
          {
            key: 'ticket',
            title: t('policy.preview.ticket'),
            cell: ({ ticketId, number }) => <TicketLink id={ticketId} number={number} />,
          },
          { key: 'at', title: t('policy.preview.at'), cell: ({ at }) => <When at={at} /> },
          {
            key: 'what',
            title: t('policy.preview.what'),
            cell: ({ category, districtCode }) => (
              <>
                {categoryName(category) || t('policy.preview.unknown')}
                <br />
                <span className="quiet">{places.long(districtCode)}</span>
              </>
            ),
          },
          {
            key: 'before',
            title: t('setup.versions.before'),
            cell: ({ before, went }) => <Destination to={before} went={went} />,
          },
          {
            key: 'after',
            title: t('setup.versions.after'),
            cell: ({ after }) => <Destination to={after} went={null} />,
          },
        ]}
      />
    </section>
  );
}

function Destination({ to, went }: { to: Change['before']; went: string | null }) {
  const { t } = useTranslation();
  const really =
    went && went !== to?.name ? (
      <span className="quiet">{t('policy.preview.went', { outlet: went })}</span>
    ) : null;
  if (!to) {
    return (
      <>
        {t('policy.preview.dispatcher')} {really}
      </>
    );
  }
  const parts = SCORE_PARTS.filter((part) => to.parts[part] > 0)
    .map((part) => `${t(`why.part.${part}`)} ${pointsText(to.parts[part])}`)
    .join(' · ');
  return (
    <div className="policy-destination">
      <strong>{to.name}</strong> {t(`trade.outletType.${to.type}`)}{' '}
      {t('why.km', { km: to.distanceKm.toFixed(1) })}
      <br />
      <span className="quiet">
        {t(`why.because.${to.precedence}`)} {t('why.points', { score: pointsText(to.score) })} {parts}
      </span>
      {really && <br />}
      {really}
    </div>
  );
}
