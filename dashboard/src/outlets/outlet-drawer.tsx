import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutletOverview } from '../../../domain/contracts/outlets.ts';
import { mayWork, STANDINGS, type Standing } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { maySetCapacity, maySetStanding } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { CapacityDays } from './capacity-days.tsx';
import { CoverageList } from './coverage-list.tsx';
import { InProgress } from './in-progress.tsx';
import { useOutletOverview } from './queries.ts';
import { StandingDialog } from './standing-dialog.tsx';
import { StandingHistory } from './standing-history.tsx';
import { StandingMark } from './standing-mark.tsx';
import { Answers, Scored, TicketsOf } from './tickets-of.tsx';

/** One outlet: what it may do, how full it is, and how it stands. */
export function OutletDrawer({ id, close }: { id: number; close: () => void }) {
  const { data, error, refetch } = useOutletOverview(id);
  return (
    <Drawer open onClose={close} title={data?.name} size="min(680px, 100vw)" mask={false} keyboard>
      {error && <TroubleAlert error={error} retry={() => refetch()} />}
      {data && <About outlet={data} />}
    </Drawer>
  );
}

function About({ outlet }: { outlet: OutletOverview }) {
  const { t } = useTranslation();
  const me = useMe();
  const { places, unitName, brandName, categoryName } = useReferenceData();
  const [changing, setChanging] = useState<Standing | null>(null);
  const { standing, figures } = outlet;
  const planned = outlet.history.some(({ state }) => state === 'planned');
  const facts: [string, ReactNode][] = [
    [t('outlets.standing'), <StandingMark key="standing" standing={standing} />],
    [t('outlets.type'), t(`trade.outletType.${outlet.type}`)],
    [t('outlets.code'), outlet.code],
    [t('outlets.region'), unitName(outlet.regionId)],
    [t('outlets.place'), places.long(outlet.districtCode)],
    [t('outlets.openTickets'), <TicketsOf key="open" outlet={outlet} of="open" />],
    [t('outlets.lateTickets'), <TicketsOf key="late" outlet={outlet} of="late" />],
    [t('outlets.answers'), <Answers key="answers" outlet={outlet} />],
    [
      t('outlets.score'),
      <>
        <Scored outletId={outlet.id} figures={figures} />{' '}
        {figures.score !== null && <span className="quiet">({figures.scored})</span>}
      </>,
    ],
  ];
  return (
    <div className="outlet-about">
      <dl className="outlet-facts">
        {facts.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{value}</dd>])}
      </dl>
      {maySetStanding(me) && (
        <p className="outlet-acts">
          {STANDINGS.filter((each) => each !== standing).map((each) => (
            <Button key={each} danger={!mayWork(each)} onClick={() => setChanging(each)}>
              {t(`outlets.act.${each}`)}
            </Button>
          ))}
          {planned && <Button onClick={() => setChanging(standing)}>{t('outlets.callOff')}</Button>}
          <RuleTag rule="S4" />
        </p>
      )}
      {!mayWork(standing) && outlet.inProgress.length > 0 && <InProgress outlet={outlet} />}
      <h3>{t('outlets.capacity')}</h3>
      <CapacityDays outlet={outlet} editable={maySetCapacity(me)} />
      <h3>{t('outlets.history')}</h3>
      <StandingHistory history={outlet.history} />
      <h3>{t('outlets.coverage')}</h3>
      <CoverageList coverage={outlet.coverage} />
      <h3>{t('outlets.authorisations')}</h3>
      {outlet.authorisations.length === 0 && <p className="quiet">{t('outlets.noAuthorisations')}</p>}
      <ul className="outlet-tags">
        {outlet.authorisations.map(({ brandId, validTo }) => (
          <li key={brandId}>
            {brandName(brandId)}{' '}
            {validTo && <span className="quiet">{t('outlets.until', { day: validTo })}</span>}
          </li>
        ))}
      </ul>
      <h3>{t('outlets.technicians', { count: outlet.technicians.length })}</h3>
      {outlet.technicians.length === 0 && <p className="quiet">{t('outlets.noTechnicians')}</p>}
      <ul className="outlet-tags">
        {outlet.technicians.map(({ id, name, skills }) => (
          <li key={id}>
            {name}{' '}
            <span className="quiet">{skills.map((code) => categoryName(code)).join(t('common.comma'))}</span>
          </li>
        ))}
      </ul>
      {changing && <StandingDialog outlet={outlet} to={changing} close={() => setChanging(null)} />}
    </div>
  );
}
