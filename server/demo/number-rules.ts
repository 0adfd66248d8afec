import { addDays, atLocal, localDay } from '../../domain/time.ts';
import type { NumberRuleKind } from '../../domain/vocabulary.ts';
import { NumberRule } from '../../entities/number-rule.ts';
import type { RowSink } from './row-writer.ts';

const DAY = 86_400_000;

interface Listed {
  number: string;
  kind: NumberRuleKind;
  reason: string;
  daysAgo: number;
  /** Counted from its entry; null: without end. */
  forDays: number | null;
  liftedDaysAgo?: number;
}

/** Numbers of no customer; their ids come first. */
export const LISTED: readonly Listed[] = [
  {
    number: '+8617000000001',
    kind: 'nuisance',
    reason: '辱骂座席',
    daysAgo: 60,
    forDays: 30,
    liftedDaysAgo: 45,
  },
  { number: '+8617000000001', kind: 'blocked', reason: '一周内辱骂座席十余次', daysAgo: 20, forDays: null },
  { number: '+8617000000002', kind: 'nuisance', reason: '推销装修，多次劝阻无效', daysAgo: 6, forDays: 30 },
  { number: '+8617000000003', kind: 'nuisance', reason: '反复拨通后不出声', daysAgo: 50, forDays: 30 },
];

/** A few callers whom the hotline has learned to know. */
export function writeNumberRules(
  { administrator, now, zone }: { administrator: number; now: Date; zone: string },
  writer: RowSink,
): void {
  const daysBefore = (days: number) => atLocal(addDays(localDay(now, zone), -days), '10:20', zone);
  for (const [index, { number, kind, reason, daysAgo, forDays, liftedDaysAgo }] of LISTED.entries()) {
    const createdAt = daysBefore(daysAgo);
    const lifted = liftedDaysAgo !== undefined;
    writer.add(NumberRule, {
      id: index + 1,
      number,
      kind,
      reason,
      madeBy: administrator,
      contactId: null,
      createdAt,
      expiresAt: forDays === null ? null : new Date(createdAt.getTime() + forDays * DAY),
      liftedAt: lifted ? daysBefore(liftedDaysAgo) : null,
      liftedBy: lifted ? administrator : null,
      liftReason: lifted ? '本人来电致歉' : null,
      openMark: lifted ? null : 1,
    });
  }
}
