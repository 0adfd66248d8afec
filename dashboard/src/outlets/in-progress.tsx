import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OutletOverview } from '../../../domain/contracts/outlets.ts';
import { useWrite } from '../api/use-write.ts';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { mayDispatch } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupTicket } from '../text/numbers.ts';

/** D5: what a stopped outlet has begun: a dispatcher lets it finish, or sends somebody else. */
export function InProgress({ outlet }: { outlet: OutletOverview }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const decides = mayDispatch(useMe());
  const write = useWrite<unknown, unknown>(() => void message.success(t('outlets.takenOff')));
  return (
    <section aria-label={t('outlets.inProgress')}>
      <h3>{t('outlets.inProgress')}</h3>
      <p className="quiet">{t('outlets.inProgressMeans')}</p>
      {write.error && <TroubleAlert error={write.error} />}
      <ul className="in-progress">
        {outlet.inProgress.map(({ id, number, version, stateSince }) => (
          <li key={id}>
            <TicketLink id={id} number={number} /> <When at={stateSince} />
            {decides && (
              <Button
                size="small"
                onClick={() =>
                  modal.confirm({
                    title: t('outlets.takeOffTitle', { number: groupTicket(number) }),
                    content: t('outlets.takeOffMeans'),
                    okText: t('outlets.takeOff'),
                    cancelText: t('common.back'),
                    onOk: () =>
                      write
                        .mutateAsync({
                          path: `/api/outlets/${outlet.id}/take-off`,
                          body: { ticketId: id, version },
                        })
                        .catch(() => {}),
                  })
                }
              >
                {t('outlets.takeOff')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
