import { answerHints, keyedAnswer, keyOf, spokenAnswer } from '../../domain/followup/hear-answer.ts';
import {
  firstQuestion,
  initialScript,
  nextQuestion,
  type Question,
  questionOf,
  type SurveyScript,
} from '../../domain/followup/script.ts';
import { menuWish } from '../../domain/phone/spoken-words.ts';
import type { TicketKind } from '../../domain/vocabulary.ts';
import type { FollowUpBrief } from '../../services/followup/survey.ts';
import type { Recorded } from '../../services/intake/keep-recording.ts';
import type { Line } from '../prompts/types.ts';
import {
  categoryName,
  type Move,
  missed,
  passing,
  type State,
  say,
  surely,
  toAgent,
  toMenu,
} from './moves.ts';
import type { FlowEvent, Memory, Reference, SurveyMemory } from './types.ts';

const REMARK_SECONDS = 60;

const of = (memory: Memory): SurveyMemory => {
  if (!memory.survey) throw new Error('no survey on this call');
  return memory.survey;
};
type Asked = FollowUpBrief['obligations'][number];
const aboutOf = (memory: Memory): Asked | undefined => of(memory).surveys[of(memory).index];
const kindOf = (about: Asked | undefined): TicketKind => about?.ticketKind ?? 'repair';

/** The script that a ticket's survey is pinned to. */
const scriptOf = (about: Asked | undefined, { scripts }: Reference): SurveyScript =>
  scripts.byVersion.get(about?.scriptVersion ?? scripts.inForce) ?? initialScript;

const askedOf = (memory: Memory, ref: Reference): Question | undefined => {
  const { question } = of(memory);
  return question === null ? undefined : questionOf(scriptOf(aboutOf(memory), ref), question);
};

/** The first question about the ticket at `index`, and where it is asked. */
export function beginSurvey(
  survey: Pick<SurveyMemory, 'surveys' | 'index'>,
  ref: Reference,
): { question: string | null; to: 'survey' | 'survey_remark' } {
  const about = survey.surveys[survey.index];
  const first = firstQuestion(scriptOf(about, ref), kindOf(about));
  return { question: first?.key ?? null, to: placeOf(first) };
}

const placeOf = (question: Question | null | undefined): 'survey' | 'survey_remark' =>
  question?.kind === 'spoken' ? 'survey_remark' : 'survey';

/** F2: the question with the keys that answer it. */
const put = (question: Question | undefined): Line[] =>
  question
    ? [
        say('survey_question', {
          kind: question.kind,
          ...question.words,
          answers: question.answers.map(({ value, words }) => ({ key: keyOf(question, value), ...words })),
        }),
      ]
    : [say('survey_thanks')];

export const survey: State = {
  ask(memory, ref) {
    const question = askedOf(memory, ref);
    const hints = question ? { words: answerHints(question, memory.language) } : undefined;
    return { lines: put(question), expect: question ? { kind: 'key', hints } : { kind: 'hangup' } };
  },
  hear(memory, event, ref) {
    const question = askedOf(memory, ref);
    if (!question) return settle(memory, 'survey_done');
    const said = surely(event, ref);
    if ((event.type === 'keys' && event.keys === '0') || (said && menuWish(said) === 'agent'))
      return settle(memory, 'survey_to_agent');
    if (event.type === 'keys' && event.keys === '9')
      return { run: { name: 'refuse_calls', ask: null }, heardBy: 'survey_unwanted', memory };
    const value =
      event.type === 'keys' ? keyedAnswer(question, event.keys) : said ? spokenAnswer(question, said) : null;
    return value === null ? missed(event) : keep(memory, question, { value }, ref);
  },
  giveUp: (memory) => settle(memory, 'survey_done'),
};

/** Has an answer kept; then comes what follows it. */
function keep(
  memory: Memory,
  question: Question,
  answer: { value: number | null; recording?: Recorded },
  ref: Reference,
): Move & { run: unknown } {
  const about = aboutOf(memory);
  const scriptVersion = about?.scriptVersion ?? ref.scripts.inForce;
  const ask = { ticketId: about?.ticketId ?? null, question: question.key, scriptVersion, ...answer };
  return {
    run: { name: 'answer_survey', ask },
    heardBy: 'survey_kept',
    memory: after(memory, question, answer.value, ref),
  };
}

/** What is known once the question is done with. */
function after(memory: Memory, question: Question, value: number | null, ref: Reference): Memory {
  const about = aboutOf(memory);
  const next = nextQuestion(scriptOf(about, ref), question.key, value, kindOf(about));
  return { ...memory, survey: { ...of(memory), question: next?.key ?? null } };
}

const settle = (memory: Memory, heardBy: 'survey_done' | 'survey_to_agent'): Move => ({
  run: { name: 'settle_survey', ask: null },
  heardBy,
  memory,
});

const goOn = (memory: Memory, ref: Reference): Move =>
  of(memory).question === null ? nextSurvey(memory, ref) : { to: placeOf(askedOf(memory, ref)), memory };

export const surveyKept = passing((memory, _event, ref) => goOn(memory, ref));

/** A question that is answered in one's own words: recorded, or passed over. */
export const surveyRemark: State = {
  ask: (memory, ref) => ({
    lines: put(askedOf(memory, ref)),
    expect: { kind: 'record', maxSeconds: REMARK_SECONDS, agentKey: true, transcribe: true },
  }),
  hear(memory, event, ref) {
    const question = askedOf(memory, ref);
    if (!question) return settle(memory, 'survey_done');
    if (event.type !== 'recorded') return goOn(after(memory, question, null, ref), ref);
    const { type: _, key, ...recording } = event;
    const kept = keep(memory, question, { value: null, recording }, ref);
    return key === '0' ? { ...kept, heardBy: 'survey_remark_kept' } : kept;
  },
};

/** The remark ended with the key for a person. */
export const surveyRemarkKept = passing((memory) => settle(memory, 'survey_to_agent'));

/** The next finished ticket of the same customer; after the last one, the end. */
function nextSurvey(memory: Memory, ref: Reference): Move {
  const { surveys, index } = of(memory);
  const next = surveys[index + 1];
  if (!next) return settle(memory, 'survey_done');
  const { question, to } = beginSurvey({ surveys, index: index + 1 }, ref);
  return {
    to,
    memory: { ...memory, survey: { ...of(memory), index: index + 1, question } },
    say: [say('survey_next', { kind: kindOf(next), category: categoryName(next.category, memory, ref) })],
  };
}

/** F1: who does not want to be called is not, from now on. */
export const surveyUnwanted = passing((memory, event) => ({
  to: 'ended',
  memory,
  say: [...reopened(event), say('calls_refused')],
}));

/** F3: who says that it is not solved hears that the ticket is open again. */
function reopened(event: FlowEvent): Line[] {
  const numbers =
    event.type === 'result' && (event.name === 'settle_survey' || event.name === 'refuse_calls')
      ? event.answer.reopened
      : [];
  return numbers.length > 0 ? [say('survey_reopened', { numbers })] : [];
}

export const surveyDone = passing((memory, event) =>
  of(memory).callback
    ? toMenu(memory, [...reopened(event), say('callback_greeting')])
    : { to: 'ended', memory, say: [...reopened(event), say('survey_thanks')] },
);

export const surveyToAgent = passing((memory, event) => toAgent(memory, reopened(event)));
