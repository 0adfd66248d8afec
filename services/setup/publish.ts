import { DomainError } from '../../domain/errors.ts';
import { initialSetup, type PhoneSetup } from '../../domain/setup/phone-setup.ts';
import type { SetupProblem } from '../../domain/setup/problem.ts';
import { PhoneSetupVersion, SetupPreview } from '../../entities/setup.ts';
import type { Tx } from '../transaction.ts';
import { goBackToRow, publishDraftRow, type VersionTable } from '../versions/publish.ts';
import { readSetup } from './in-force.ts';

/** What is wrong with a setup: needs the phone's menu, which is given by whoever calls. */
export type CheckSetup = (setup: PhoneSetup) => Promise<SetupProblem[]>;

interface Publishing {
  why: string;
  personId: number;
  check: CheckSetup;
}

const versions = (check: CheckSetup): VersionTable<PhoneSetup> => ({
  entity: PhoneSetupVersion,
  table: 'phone_setup',
  basedOn: 'setupId',
  read: readSetup,
  initial: initialSetup,
  check: async (setup) => refuseErrors(await check(setup)),
});

/**
 * Puts the draft in force. Calls in progress go on with the version that they began with.
 *
 * @param revision of the draft that was read before it was decided
 * @returns the version's id
 * @throws DomainError stale; invalid when the check finds an error
 */
export async function publishDraft(
  tx: Tx,
  { check, ...command }: Publishing & { revision: number },
  now: Date,
): Promise<number> {
  const id = await publishDraftRow(tx, versions(check), command, now);
  await tx.delete(SetupPreview, { setupId: id });
  return id;
}

/**
 * Puts an older version in force again, as a new one; the draft stays as it is.
 *
 * @returns the new version's id
 * @throws DomainError not_found, wrong_state when it is in force, invalid when it would not pass the check any more
 */
export const goBackTo = (
  tx: Tx,
  { setupId, check, ...command }: Publishing & { setupId: number },
  now: Date,
): Promise<number> => goBackToRow(tx, versions(check), { ...command, id: setupId }, now);

function refuseErrors(problems: SetupProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new DomainError('invalid', `The check found ${errors.length} errors. Mend them before publishing.`, {
    codes: errors.map(({ code }) => code),
  });
}
