import { DomainError } from '../../domain/errors.ts';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import type { SetupProblem } from '../../domain/setup/problem.ts';
import { PhoneSetupVersion, SetupPreview } from '../../entities/setup.ts';
import type { Tx } from '../transaction.ts';
import { readSetup } from './in-force.ts';

/** What is wrong with a setup: needs the phone's menu, which is given by whoever calls. */
export type CheckSetup = (setup: PhoneSetup) => Promise<SetupProblem[]>;

interface Publishing {
  why: string;
  personId: number;
  check: CheckSetup;
}

/**
 * Puts the draft in force. Calls in progress go on with the version that they began with.
 *
 * @param revision of the draft that was read before it was decided
 * @returns the version's id
 * @throws DomainError stale; invalid when the check finds an error
 */
export async function publishDraft(
  tx: Tx,
  { revision, why, personId, check }: Publishing & { revision: number },
  now: Date,
): Promise<number> {
  await lockPublished(tx);
  const draft = await tx.findOne(PhoneSetupVersion, {
    where: { slot: 'draft', revision },
    lock: { mode: 'pessimistic_write' },
  });
  if (!draft) {
    throw new DomainError('stale', 'The draft has changed since you looked at it. Read it again.');
  }
  refuseErrors(await check(readSetup(draft.body)));
  const number = await retirePublished(tx);
  await tx.update(
    PhoneSetupVersion,
    { id: draft.id },
    { state: 'published', slot: 'published', number, publishedBy: personId, publishedAt: now, why },
  );
  await tx.delete(SetupPreview, { setupId: draft.id });
  return draft.id;
}

/**
 * Puts an older version in force again, as a new one; the draft stays as it is.
 *
 * @returns the new version's id
 * @throws DomainError not_found, wrong_state when it is in force, invalid when it would not pass the check any more
 */
export async function goBackTo(
  tx: Tx,
  { setupId, why, personId, check }: Publishing & { setupId: number },
  now: Date,
): Promise<number> {
  await lockPublished(tx);
  const old = await tx.findOneBy(PhoneSetupVersion, { id: setupId });
  if (!old || old.number === null) throw new DomainError('not_found', 'There is no such version.');
  if (old.slot === 'published') throw new DomainError('wrong_state', 'This version is in force.');
  const body = readSetup(old.body);
  refuseErrors(await check(body));
  const number = await retirePublished(tx);
  const { identifiers } = await tx.insert(PhoneSetupVersion, {
    state: 'published',
    slot: 'published',
    number,
    body,
    setupId: old.id,
    editedBy: personId,
    editedAt: now,
    publishedBy: personId,
    publishedAt: now,
    why,
  });
  return Number(identifiers[0]?.id);
}

/** One at a time: whoever else publishes waits here. */
async function lockPublished(tx: Tx): Promise<void> {
  await tx.query("SELECT id FROM phone_setup WHERE slot = 'published' FOR UPDATE");
}

/** @returns the number of the version that takes its place */
async function retirePublished(tx: Tx): Promise<number> {
  await tx.update(PhoneSetupVersion, { slot: 'published' }, { state: 'retired', slot: null });
  const [{ last }] = await tx.query('SELECT MAX(number) AS last FROM phone_setup');
  return Number(last ?? 0) + 1;
}

function refuseErrors(problems: SetupProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new DomainError('invalid', `The check found ${errors.length} errors. Mend them before publishing.`, {
    codes: errors.map(({ code }) => code),
  });
}
