import { useTranslation } from 'react-i18next';
import { PROVINCE_ROOM } from '../../../domain/contracts/events.ts';
import { useReferenceData } from '../parts/reference.tsx';

/** Rooms by the name of their unit. */
export function useRoomName(): (room: string) => string {
  const { t } = useTranslation();
  const { unitName } = useReferenceData();
  return (room) => {
    if (room === PROVINCE_ROOM) return t('board.province');
    const id = Number(room.split('.')[1]);
    return unitName(id) || room;
  };
}
