import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { acceptSchema } from '../../../domain/contracts/api.ts';
import { useOutlet } from '../api/queries.ts';
import { useWrite } from '../api/use-write.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { Sheet } from './sheet.tsx';

type Accept = z.infer<typeof acceptSchema>;

interface Offered {
  ticketId: number;
  category: string | null;
  outletId: number;
  close: () => void;
}

/** Who goes: one press accepts and names them. A technician is sent only to work they are assessed for (T3). */
export function AcceptSheet({ ticketId, category, outletId, close }: Offered) {
  const { t } = useTranslation();
  const { categoryName } = useReferenceData();
  const { message } = App.useApp();
  const outlet = useOutlet(outletId);
  const write = useWrite<Accept, unknown>(() => {
    void message.success(t('outlet.accepted'));
    close();
  });
  const accept = (body: Accept) => write.mutate({ path: `/api/tickets/${ticketId}/accept`, body });
  const technicians = (outlet.data?.technicians ?? [])
    .map((person) => ({ ...person, able: category === null || person.skills.includes(category) }))
    .sort((a, b) => Number(b.able) - Number(a.able));
  return (
    <Sheet title={t('outlet.whoGoes')} close={close}>
      {write.error && <TroubleAlert error={write.error} kept={t('outlet.notAccepted')} />}
      {outlet.error && <TroubleAlert error={outlet.error} retry={() => outlet.refetch()} />}
      <div className="choices">
        <button type="button" className="choice" disabled={write.isPending} onClick={() => accept({})}>
          <b>{t('outlet.nobodyYet')}</b>
          <span className="quiet">{t('outlet.nobodyYetHint')}</span>
        </button>
        {technicians.map(({ id, name, skills, able }) => (
          <button
            key={id}
            type="button"
            className="choice"
            disabled={write.isPending || !able}
            onClick={() => accept({ technicianId: id })}
          >
            <b>{name}</b>
            <span className="quiet">
              {skills.map(categoryName).join(t('common.comma'))}
              {!able && (
                <>
                  {' '}
                  {t('outlet.notAble')} <RuleTag rule="T3" />
                </>
              )}
            </span>
          </button>
        ))}
      </div>
    </Sheet>
  );
}
