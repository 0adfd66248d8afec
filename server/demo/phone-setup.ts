import { initialSetup } from '../../domain/setup/phone-setup.ts';
import { addDays, atLocal, localDay } from '../../domain/time.ts';
import { PhoneSetupVersion } from '../../entities/setup.ts';
import type { RowSink } from './row-writer.ts';

/** The phone as it comes, published by the administrator; an announcement of the month before is over. */
export function writePhoneSetup(
  { administrator, now, zone }: { administrator: number; now: Date; zone: string },
  writer: RowSink,
): void {
  const today = localDay(now, zone);
  const publishedAt = atLocal(addDays(today, -40), '09:30', zone);
  writer.add(PhoneSetupVersion, {
    id: 1,
    state: 'published',
    slot: 'published',
    number: 1,
    revision: 1,
    body: {
      ...initialSetup,
      announcements: [
        {
          text: {
            zh: '受强降雨影响，部分县区的上门服务可能推迟，请您谅解。',
            en: 'Heavy rain may delay visits in some counties. We apologise for the wait.',
          },
          from: `${addDays(today, -38)}T08:00`,
          to: `${addDays(today, -35)}T20:00`,
          where: ['menu', 'line'],
          urgent: true,
        },
      ],
    },
    setupId: null,
    editedBy: administrator,
    editedAt: publishedAt,
    publishedBy: administrator,
    publishedAt,
    why: '热线上线，按默认菜单接听',
  });
}
