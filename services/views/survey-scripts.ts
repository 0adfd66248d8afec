import type { CheckedScript } from '../../domain/contracts/survey-script.ts';
import { checkScript } from '../../domain/followup/check-script.ts';
import { initialScript, type PathStep, pathsOf, type SurveyScript } from '../../domain/followup/script.ts';
import { FIELD_KINDS, TICKET_KINDS, type TicketKind } from '../../domain/vocabulary.ts';
import { readScript } from '../followup/scripts.ts';
import { versionsOf } from '../versions/read.ts';

const scripts = versionsOf({ table: 'survey_script', basedOn: 'scriptId' }, readScript, initialScript);
export const currentScript = scripts.current;
export const draftScript = scripts.draft;
export const scriptVersions = scripts.published;
export const scriptVersion = scripts.byId;

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
