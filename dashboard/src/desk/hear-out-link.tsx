import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import type { DeskCaller } from '../../../domain/contracts/desk.ts';
import { useHandList } from '../api/followup-queries.ts';

/** Whether what is owed to the person on the line is in the agent's hands. */
export function useIsFollowedUp({ number }: DeskCaller): boolean {
  const inHand = useHandList().data?.inHand ?? [];
  return inHand.some(({ obligation }) => obligation.number === number);
}

/** F2: whoever was called for a survey and asked for a person is asked the rest of it by that person. */
export function HearOutLink({ caller }: { caller: DeskCaller }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const followedUp = useIsFollowedUp(caller);
  if (!followedUp || pathname === '/followups') return null;
  return <Link to="/followups?view=work">{t('desk.call.hearOut')}</Link>;
}
