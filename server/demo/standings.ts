import { addDays, atLocal, localDay } from '../../domain/time.ts';
import { mayWork } from '../../domain/vocabulary.ts';
import { StandingChange } from '../../entities/network.ts';
import type { DemoOutlet } from './network.ts';
import type { RowSink } from './row-writer.ts';

const REASONS = {
  warned: '上月有三起超时未上门案例，发函警告',
  rectifying: '回访不满意率偏高，限期三十天整改',
  stopped: '整改到期复查未通过，停止派工',
  removed: '合同到期不再续签，撤点',
} as const;

/** S4: how the outlets that are not in good standing came to be so. */
export function writeStandings(
  { outlets, madeBy, now, zone }: { outlets: DemoOutlet[]; madeBy: number; now: Date; zone: string },
  writer: RowSink,
): void {
  let id = 0;
  for (const { id: outletId, standing } of outlets) {
    if (standing === 'good') continue;
    id += 1;
    // Before the history of the demo begins: routing has known of it all along.
    const at = atLocal(addDays(localDay(now, zone), -100 - (id % 20)), '09:30', zone);
    writer.add(StandingChange, {
      id,
      outletId,
      fromStanding: mayWork(standing) ? 'good' : 'rectifying',
      toStanding: standing,
      state: 'in_force',
      reason: REASONS[standing],
      madeBy,
      madeAt: at,
      takesEffectAt: at,
      nextActionAt: null,
      moved: 0,
      calledOffAt: null,
      calledOffBy: null,
      calledOffReason: null,
    });
  }
}
