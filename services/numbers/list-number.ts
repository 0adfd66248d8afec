import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import type { NumberRuleKind } from '../../domain/vocabulary.ts';
import { NumberRule } from '../../entities/number-rule.ts';
import { appendEvents } from '../outbox.ts';
import { isDuplicate, type Tx } from '../transaction.ts';

export interface ListNumber {
  /** As normaliseNumber gives it. */
  number: string;
  kind: NumberRuleKind;
  reason: string;
  /** Null: without end. */
  expiresAt: Date | null;
  /** Null: the caller asked for it. */
  personId: number | null;
  contactId: number | null;
  /** What happens when such a rule is in force: refused, the old one stays, or the new one takes its place. */
  again: 'refuse' | 'keep' | 'replace';
}

/**
 * Puts a number on the list of those that are not called, blocked or a nuisance.
 *
 * @returns the rule's id: the one in force, where it stays
 * @throws DomainError invalid for a hidden number or an end that is past, duplicate when such a rule is in force
 */
export async function listNumber(tx: Tx, command: ListNumber, now: Date): Promise<number> {
  const { number, kind, reason, expiresAt, personId, contactId, again } = command;
  if (number === '') throw new DomainError('invalid', 'A hidden number cannot be listed.');
  if (expiresAt && expiresAt <= now) throw new DomainError('invalid', 'The end must be in the future.');
  const [old]: Pick<NumberRule, 'id' | 'expiresAt'>[] = await tx.query(
    'SELECT id, expiresAt FROM number_rule WHERE number = ? AND kind = ? AND openMark = 1 FOR UPDATE',
    [number, kind],
  );
  if (old) {
    const inForce = old.expiresAt === null || old.expiresAt > now;
    if (inForce && again === 'keep') return old.id;
    if (inForce && again === 'refuse') throw onListAlready();
    const replaced = inForce ? { liftedAt: now, liftedBy: personId } : {};
    await tx.update(NumberRule, { id: old.id }, { openMark: null, ...replaced });
  }
  const ruleId = await insertOnce(tx, {
    number,
    kind,
    reason,
    madeBy: personId,
    contactId,
    createdAt: now,
    expiresAt,
    openMark: 1,
  });
  if (ruleId === null) {
    if (again === 'refuse') throw onListAlready();
    return standing(tx, number, kind);
  }
  await appendEvents(
    tx,
    [
      {
        type: 'number.listed',
        data: { ruleId, kind },
        contactId: contactId ?? undefined,
        rule: kind === 'do_not_call' ? 'F1' : 'H2',
        rooms: [PROVINCE_ROOM],
      },
    ],
    now,
    personId ? { kind: 'person', id: personId } : { kind: 'caller' },
  );
  return ruleId;
}

const onListAlready = () =>
  new DomainError('duplicate', 'This number is on that list already. Lift the old entry first.');

/** Null when somebody else listed it in the same moment: the unique index decides. */
async function insertOnce(tx: Tx, row: Partial<NumberRule>): Promise<number | null> {
  try {
    return Number((await tx.insert(NumberRule, row)).identifiers[0]?.id);
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
}

async function standing(tx: Tx, number: string, kind: NumberRuleKind): Promise<number> {
  const [rule] = await tx.query(
    'SELECT id FROM number_rule WHERE number = ? AND kind = ? AND openMark = 1 LOCK IN SHARE MODE',
    [number, kind],
  );
  return Number(rule.id);
}
