import { useTranslation } from 'react-i18next';
import type { DeskCall, DeskView } from '../../../domain/contracts/desk.ts';

/** Who else is on the line besides customer and me: colleagues, outside numbers, supervisors where they are shown. */
export function Others({ desk, call }: { desk: DeskView; call: DeskCall }) {
  const { t } = useTranslation();
  const others = call.members.filter(
    ({ party, personId }) => party !== 'customer' && personId !== desk.personId,
  );
  if (others.length === 0) return null;
  return (
    <span className="call-others">
      <span className="quiet">{t('desk.call.also')}</span>
      {others.map(({ callSid, party, label, mode }) => (
        <span key={callSid} className="state" data-mode={mode ?? undefined}>
          {[label || t(`trade.callParty.${party}`), mode && t(`trade.supervision.${mode}`)]
            .filter(Boolean)
            .join(` ${t('common.dot')} `)}
        </span>
      ))}
    </span>
  );
}
