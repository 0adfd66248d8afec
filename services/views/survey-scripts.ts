import type { EntityManager } from 'typeorm';
import type { CheckedScript, ScriptVersion, ScriptWithBody } from '../../domain/contracts/survey-script.ts';
import { DomainError } from '../../domain/errors.ts';
import { checkScript } from '../../domain/followup/check-script.ts';
import { initialScript, type PathStep, pathsOf, type SurveyScript } from '../../domain/followup/script.ts';
import { FIELD_KINDS, TICKET_KINDS, type TicketKind } from '../../domain/vocabulary.ts';
import { readScript } from '../followup/scripts.ts';

const AS_IT_COMES: ScriptWithBody = {
  id: 0,
  number: null,
  state: 'published',
  revision: 0,
  basedOn: null,
  editedAt: null,
  editedBy: null,
  publishedAt: null,
  publishedBy: null,
  why: null,
  body: initialScript,
};

type Row = Omit<ScriptVersion, 'editedAt' | 'publishedAt'> & {
  editedAt: Date;
  publishedAt: Date | null;
  body?: unknown;
};

const query = (columns: string, rest: string) => `
  SELECT s.id, s.number, s.state, s.revision, b.number AS basedOn, s.editedAt, e.name AS editedBy, s.publishedAt,
         p.name AS publishedBy, s.why ${columns}
  FROM survey_script s LEFT JOIN survey_script b ON b.id = s.scriptId
  LEFT JOIN person e ON e.id = s.editedBy LEFT JOIN person p ON p.id = s.publishedBy ${rest}`;

const view = ({ body: _, editedAt, publishedAt, ...row }: Row): ScriptVersion => ({
  ...row,
  editedAt: editedAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
});
const whole = (row: Row): ScriptWithBody => ({ ...view(row), body: readScript(row.body) });

export async function currentScript(manager: EntityManager): Promise<ScriptWithBody> {
  const [row]: Row[] = await manager.query(query(', s.body', "WHERE s.slot = 'published'"));
  return row ? whole(row) : AS_IT_COMES;
}

export async function draftScript(manager: EntityManager): Promise<ScriptWithBody | null> {
  const [row]: Row[] = await manager.query(query(', s.body', "WHERE s.slot = 'draft'"));
  return row ? whole(row) : null;
}

/** What was published, newest first. */
export async function scriptVersions(manager: EntityManager): Promise<ScriptVersion[]> {
  const rows: Row[] = await manager.query(
    query('', 'WHERE s.number IS NOT NULL ORDER BY s.number DESC LIMIT 100'),
  );
  return rows.map(view);
}

/** @throws DomainError not_found */
export async function scriptVersion(manager: EntityManager, id: number): Promise<ScriptWithBody> {
  const [row]: Row[] = await manager.query(query(', s.body', 'WHERE s.id = ?'), [id]);
  if (!row) throw new DomainError('not_found', 'There is no such version.');
  return whole(row);
}

/** Kinds of which many are followed up come first. */
const KINDS: TicketKind[] = [...new Set<TicketKind>([...FIELD_KINDS, ...TICKET_KINDS])];

/** What is wrong with a script, and the ways through it. */
export function checkedScript(script: SurveyScript): CheckedScript {
  const ways: { kinds: TicketKind[]; paths: PathStep[][] }[] = [];
  for (const kind of KINDS) {
    const paths = pathsOf(script, kind);
    const same = ways.find((one) => JSON.stringify(one.paths) === JSON.stringify(paths));
    if (same) same.kinds.push(kind);
    else ways.push({ kinds: [kind], paths });
  }
  return { problems: checkScript(script), ways };
}
