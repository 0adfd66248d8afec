import { SURVEY_SCALES, type SurveyQuestion } from '../../domain/vocabulary.ts';
import type { Line, PromptKey } from '../prompts/types.ts';
import { categoryName, type Move, missed, passing, type State, say, toAgent, toMenu } from './moves.ts';
import type { FlowEvent, Memory, Reference, SurveyMemory } from './types.ts';

/** F2: what is asked, in this order; SURVEY_SCALES says by which keys. The remark comes last, spoken. */
const QUESTIONS = [
  { question: 'solved', prompt: 'survey_solved' },
  { question: 'on_time', prompt: 'survey_on_time' },
  { question: 'charge_as_quoted', prompt: 'survey_charge' },
  { question: 'courtesy', prompt: 'survey_courtesy' },
  { question: 'score', prompt: 'survey_score' },
] as const satisfies { question: SurveyQuestion; prompt: PromptKey }[];
const REMARK_SECONDS = 60;

const of = (memory: Memory): SurveyMemory => {
  if (!memory.survey) throw new Error('no survey on this call');
  return memory.survey;
};
const ticketOf = (memory: Memory): number | null => of(memory).surveys[of(memory).index]?.ticketId ?? null;

export const survey: State = {
  ask: (memory) => ({
    lines: [say(QUESTIONS[of(memory).question]?.prompt ?? 'survey_score')],
    expect: { kind: 'key' },
  }),
  hear(memory, event) {
    const asked = QUESTIONS[of(memory).question];
    if (event.type === 'keys' && event.keys === '0') return settle(memory, 'survey_to_agent', false);
    if (event.type === 'keys' && event.keys === '9')
      return { run: { name: 'refuse_calls', ask: null }, heardBy: 'survey_unwanted', memory };
    const value = asked ? pointsOf(event, SURVEY_SCALES[asked.question]) : null;
    if (!asked || value === null) return missed(event);
    return {
      run: { name: 'answer_survey', ask: { ticketId: ticketOf(memory), question: asked.question, value } },
      heardBy: 'survey_kept',
      memory: { ...memory, survey: { ...of(memory), question: of(memory).question + 1 } },
    };
  },
  giveUp: (memory) => settle(memory, 'survey_done', false),
};

function pointsOf(event: FlowEvent, scale: 'yes_no' | 'points'): number | null {
  if (event.type !== 'keys') return null;
  if (scale === 'points') return /^[1-5]$/.test(event.keys) ? Number(event.keys) : null;
  return event.keys === '1' ? 1 : event.keys === '2' ? 0 : null;
}

const settle = (memory: Memory, heardBy: 'survey_done' | 'survey_to_agent', complete: boolean): Move => ({
  run: { name: 'settle_survey', ask: { complete } },
  heardBy,
  memory,
});

export const surveyKept = passing((memory, _event, ref) => {
  const { question } = of(memory);
  if (question < QUESTIONS.length) return { to: 'survey', memory };
  return question === QUESTIONS.length ? { to: 'survey_remark', memory } : nextSurvey(memory, ref);
});

export const surveyRemark: State = {
  ask: () => ({ lines: [say('survey_remark')], expect: { kind: 'record', maxSeconds: REMARK_SECONDS } }),
  hear(memory, event, ref) {
    if (event.type !== 'recorded') return nextSurvey(memory, ref);
    const { type: _, ...recording } = event;
    const ask = { ticketId: ticketOf(memory), question: 'remark' as const, value: null, recording };
    return {
      run: { name: 'answer_survey', ask },
      heardBy: 'survey_kept',
      memory: { ...memory, survey: { ...of(memory), question: QUESTIONS.length + 1 } },
    };
  },
};

/** The next finished ticket of the same customer; after the last one, the end. */
function nextSurvey(memory: Memory, ref: Reference): Move {
  const { surveys, index } = of(memory);
  const next = surveys[index + 1];
  if (!next) return settle(memory, 'survey_done', true);
  const kind = next.ticketKind ?? 'repair';
  return {
    to: 'survey',
    memory: { ...memory, survey: { ...of(memory), index: index + 1, question: 0 } },
    say: [say('survey_next', { kind, category: categoryName(next.category, memory, ref) })],
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
