import type { EntityManager } from 'typeorm';
import { DomainError } from '../../domain/errors.ts';
import { scriptErrors } from '../../domain/followup/check-script.ts';
import { initialScript, type SurveyScript, scriptSchema } from '../../domain/followup/script.ts';
import { SurveyScriptVersion } from '../../entities/followup.ts';
import type { Tx } from '../transaction.ts';
import { discardDraftRow, type SaveDraft, saveDraftRow } from '../versions/draft.ts';
import { goBackToRow, publishDraftRow, type VersionTable } from '../versions/publish.ts';

/** Versions that may still be asked: a survey is over within days. */
const KEPT = 30;

/** Scripts by the number of their version. Number 0 is the survey as it comes. */
export interface LoadedScripts {
  inForce: number;
  byVersion: ReadonlyMap<number, SurveyScript>;
}

/** Whatever an older release saved, customers are asked: what cannot be read is as it comes. */
export const readScript = (body: unknown): SurveyScript => {
  const read = scriptSchema.safeParse(typeof body === 'string' ? JSON.parse(body) : body);
  return read.success ? read.data : initialScript;
};

/** For who reads what was ever answered. */
export const EVERY_VERSION = 1_000_000;

/**
 * The script that is asked from now on, and those that were asked before.
 *
 * @param most how many versions, the latest first; those that may still be asked, unless said
 */
export async function loadScripts(manager: EntityManager, most = KEPT): Promise<LoadedScripts> {
  const rows: { number: number; slot: string | null; body: unknown }[] = await manager.query(
    'SELECT number, slot, body FROM survey_script WHERE number IS NOT NULL ORDER BY number DESC LIMIT ?',
    [most],
  );
  return {
    inForce: rows.find(({ slot }) => slot === 'published')?.number ?? 0,
    byVersion: new Map([
      [0, initialScript],
      ...rows.map(({ number, body }) => [number, readScript(body)] as const),
    ]),
  };
}

/** The script of a version; null when there is none of that number. */
export async function scriptOfVersion(manager: EntityManager, version: number): Promise<SurveyScript | null> {
  if (version === 0) return initialScript;
  const [row] = await manager.query('SELECT body FROM survey_script WHERE number = ?', [version]);
  return row ? readScript(row.body) : null;
}

/** The number of the version that is asked from now on. */
export async function versionInForce(manager: EntityManager): Promise<number> {
  const [row] = await manager.query("SELECT number FROM survey_script WHERE slot = 'published'");
  return row?.number ?? 0;
}

/**
 * F2: the first question is being put: from now on this survey is asked by that version, however it goes on.
 *
 * @returns the version that it is asked by
 */
export async function pinScript(tx: Tx, obligationId: number, version: number): Promise<number> {
  await tx.query('UPDATE obligation SET scriptVersion = ? WHERE id = ? AND scriptVersion IS NULL', [
    version,
    obligationId,
  ]);
  const [row] = await tx.query('SELECT scriptVersion FROM obligation WHERE id = ?', [obligationId]);
  return row?.scriptVersion ?? version;
}

const versions: VersionTable<SurveyScript> = {
  entity: SurveyScriptVersion,
  table: 'survey_script',
  basedOn: 'scriptId',
  read: readScript,
  initial: initialScript,
  check(script) {
    const errors = scriptErrors(script);
    if (errors.length === 0) return;
    throw new DomainError(
      'invalid',
      `The check found ${errors.length} errors. Mend them before publishing.`,
      {
        codes: errors.map(({ code }) => code),
      },
    );
  },
};

/** Keeps what is being edited. @throws DomainError stale */
export const saveScriptDraft = (tx: Tx, command: SaveDraft<SurveyScript>, now: Date): Promise<number> =>
  saveDraftRow<SurveyScript>(
    tx,
    SurveyScriptVersion,
    command,
    async () => {
      const inForce = await tx.findOneBy(SurveyScriptVersion, { slot: 'published' });
      return { state: 'draft', scriptId: inForce?.id ?? null };
    },
    now,
  );

/** Throws the draft away. @throws DomainError stale */
export async function discardScriptDraft(tx: Tx, { revision }: { revision: number }): Promise<void> {
  await discardDraftRow<SurveyScript>(tx, SurveyScriptVersion, revision);
}

/**
 * Puts the draft in force. Surveys whose first question was put go on with the version that they began with.
 *
 * @returns the version's id
 * @throws DomainError stale; invalid when the check finds an error
 */
export const publishScript = (
  tx: Tx,
  command: { revision: number; why: string; personId: number },
  now: Date,
): Promise<number> => publishDraftRow(tx, versions, command, now);

/**
 * Puts an older version in force again, as a new one; the draft stays as it is.
 *
 * @returns the new version's id
 * @throws DomainError not_found, wrong_state when it is in force, invalid when it would not pass the check any more
 */
export const goBackToScript = (
  tx: Tx,
  command: { id: number; why: string; personId: number },
  now: Date,
): Promise<number> => goBackToRow(tx, versions, command, now);
