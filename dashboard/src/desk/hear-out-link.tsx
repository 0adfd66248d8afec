import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import { useHandList } from '../api/followup-queries.ts';

/** F2: whoever was called for a survey and asked for a person is asked the rest of it by that person. */
export function HearOutLink({ caller }: { caller: DeskCaller }) {
  const { t } = useTranslation();
  const inHand = useHandList().data?.inHand ?? [];
  const asked = inHand.some(
    ({ obligation: { kind, number } }) => kind === 'survey' && number === caller.number,
  );
  if (!asked) return null;
  return <Link to="/followups?view=work">{t('desk.call.hearOut')}</Link>;
}
