import type { DemoAccount } from '../../domain/contracts/demo-account.ts';
import type { Proof } from '../../domain/contracts/followup.ts';
import type { Findings } from './account.ts';
import { ASKED, type GivenAnswer, type OutboundCall } from './called.ts';

type Obligation = DemoAccount['obligations'][number];
type Attempt = DemoAccount['attempts'][number];

/** F1, where the hotline is; later than 09:00 on days off is the hotline's own affair. */
const CALLING = { from: '09:00', to: '20:00' };

/** Everything that was owed, against what the people called, and the carrier, know of it. */
export function checkFollowUp(
  { outbound, proof }: { outbound: OutboundCall[]; proof: Proof | null },
  account: DemoAccount,
  findings: Findings,
): void {
  const { unexplained, lost, doubled } = findings;
  const attempts = new Map(account.attempts.map((attempt) => [attempt.id, attempt]));
  const bySid = new Map(account.attempts.flatMap((one) => (one.callSid ? [[one.callSid, one]] : [])));
  const surveys = new Map(
    account.obligations.filter(({ kind }) => kind === 'survey').map((one) => [one.id, one]),
  );
  const said = new Map<number, Said[]>();

  for (const call of outbound) {
    const { story, rangAt } = call;
    const where = `${story.sid} to ${story.number.slice(0, 6)}…`;
    if (rangAt < CALLING.from || rangAt >= CALLING.to) unexplained.push(`${where}: rang at ${rangAt}`);
    if (call.besideAnother) doubled.push(`${where}: rang beside another call of the hotline`);
    if (call.unwanted) unexplained.push(`${where}: rang although they had said that they want no calls`);
    const attempt = attempts.get(call.carrier.attemptId ?? 0) ?? bySid.get(story.sid);
    if (!attempt) continue;
    if (attempt.callSid && attempt.callSid !== story.sid) {
      doubled.push(`attempt ${attempt.id} is kept as ${attempt.callSid}, and rang as ${story.sid}`);
    }
    collect(call, attempt, surveys, said);
  }
  for (const survey of surveys.values()) checkSurvey(survey, said.get(survey.id) ?? [], findings);
  checkTries(account, lost);
  if (proof) checkProof(proof, findings);
}

/** F5: what was owed is settled, open or given up with its reason; and nothing had to be repaired. */
function checkProof(
  { opened, settled, open, exhausted, unreasoned, repaired }: Proof,
  findings: Findings,
): void {
  if (opened !== settled + open + exhausted) {
    findings.lost.push(`the ledger: ${opened} opened, but ${settled} + ${open} + ${exhausted} there`);
  }
  if (unreasoned > 0) findings.lost.push(`the ledger: ${unreasoned} ended without a reason`);
  if (repaired > 0) findings.lost.push(`the ledger had to be repaired in ${repaired} places`);
}

interface Said extends GivenAnswer {
  /** They heard that the call went on: the hotline had it. */
  sure: boolean;
}

/** Which survey of the call each answer was for. */
function collect(
  call: OutboundCall,
  attempt: Attempt,
  surveys: Map<number, Obligation>,
  said: Map<number, Said[]>,
) {
  // What was lost on the way down, nobody can be held to.
  const unsure = new Set(call.story.brokeDown || call.story.fallback ? Object.keys(ASKED) : []);
  for (const { question } of call.story.unheard) unsure.add(question);
  for (const answer of call.answers) {
    // A household's call may begin with a survey that was owed before this run.
    const id = attempt.obligationIds[answer.survey];
    if (id === undefined || !surveys.has(id)) continue;
    const list = said.get(id) ?? [];
    list.push({ ...answer, sure: !unsure.has(answer.question) });
    said.set(id, list);
  }
}

function checkSurvey({ id, answers, settlement, state }: Obligation, said: Said[], findings: Findings): void {
  const { lost, unexplained } = findings;
  for (const [asked, question] of Object.entries(ASKED)) {
    const given = said.filter((one) => one.question === asked);
    const kept = answers.filter((one) => one.question === question);
    // An agent who reaches them says whether it was solved.
    const byPerson = settlement !== 'call_answered' && question === 'solved';
    if (kept.length > 1) findings.doubled.push(`survey ${id}: ${question} is kept ${kept.length} times`);
    if (kept.length === 0 && given.some(({ sure }) => sure)) {
      lost.push(`survey ${id}: ${question} was answered, and is not kept`);
    }
    for (const { value } of kept) {
      if (!byPerson && !given.some((one) => one.value === value)) {
        unexplained.push(
          `survey ${id}: ${question} is kept as ${value}, was ${given.map((one) => one.value)}`,
        );
      }
    }
  }
  const solved = said.filter(({ question }) => question === 'survey_solved');
  if (settlement === 'call_answered' && solved.length === 0) {
    unexplained.push(`survey ${id} is settled by a call in which nobody said whether it was solved`);
  }
  if (settlement !== 'call_answered' && solved.some(({ sure }) => sure)) {
    lost.push(`survey ${id} was answered, and is ${settlement ?? state}`);
  }
}

/** F5: nothing is open for ever, and nothing ends without a reason; a try that is counted was made. */
function checkTries({ obligations, attempts }: DemoAccount, lost: string[]): void {
  // What the carrier certainly did not do is not counted; ringing somebody else of the household may be.
  const made = attempts.filter(({ outcome }) => outcome !== 'refused');
  const most = countOf(made.flatMap(({ obligationIds }) => obligationIds));
  const least = countOf(made.flatMap(({ ownNumberIds }) => ownNumberIds));
  for (const { id, kind, state, settlement, attempts: counted } of obligations) {
    if (state === 'settled' && !settlement) lost.push(`${kind} ${id} is settled, and nobody knows how`);
    if (state === 'exhausted' && !settlement) lost.push(`${kind} ${id} is given up without a reason`);
    const [own, all] = [least.get(id) ?? 0, most.get(id) ?? 0];
    if (kind === 'survey' && (counted < own || counted > all)) {
      lost.push(
        `${kind} ${id} counts ${counted} tries, and ${own === all ? own : `${own} to ${all}`} were made`,
      );
    }
  }
}

function countOf(ids: number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
