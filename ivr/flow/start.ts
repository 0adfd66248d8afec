import { isMachine } from '../../domain/phone/answered-by.ts';
import { announcementsAt } from '../../domain/setup/announcements.ts';
import type { FollowUpBrief } from '../../services/followup/survey.ts';
import type { BegunContact } from '../../services/intake/begin-contact.ts';
import type { CallerProfile } from '../../services/intake/caller-profile.ts';
import { words } from '../prompts/index.ts';
import type { Line } from '../prompts/types.ts';
import { categoryName, say } from './moves.ts';
import { step } from './step.ts';
import { beginSurvey } from './survey.ts';
import type { Memory, Outcome, Reference } from './types.ts';

const blank = { misses: 0, turns: 0, page: 0, wish: {}, choices: [] };

/** A call in: greeted, by name where the caller is known, told what is announced and how an open ticket stands. */
export function startInbound(
  begun: BegunContact & Pick<Memory, 'campaign'>,
  ref: Reference,
  now: Date,
): Outcome {
  const { contactId, language, number, profile, campaign } = begun;
  const known = campaign ? { campaign } : {};
  const memory: Memory = { ...blank, contactId, language, number, profile, setup: ref.setupKey, ...known };
  if (profile.rule?.kind === 'blocked') return step('blocked', memory, { type: 'start' }, ref);
  const { customer, ticket } = profile;
  const news = announcementsAt(ref.setup.announcements, 'menu', now, ref.timeZone);
  const announced = (urgent: boolean): Line[] =>
    news.filter((one) => one.urgent === urgent).map(({ text }) => say('announcement', text));
  const lines: Line[] = [
    ...announced(true),
    customer?.name
      ? say('greeting_known', { name: customer.name, gender: customer.gender })
      : say('greeting'),
    ...announced(false),
  ];
  if (profile.outlet) {
    const state = customer || ticket ? 'outlet_or_customer' : 'outlet_ticket';
    return step(state, memory, { type: 'start' }, ref, lines);
  }
  if (ticket) {
    const { number: ticketNumber, kind, state, outletName, agreed } = ticket;
    const category = categoryName(ticket.category, memory, ref);
    const outlet = outletName ?? '';
    lines.push(say('open_ticket', { number: ticketNumber, kind, category, state, outlet, agreed }));
    memory.toldBySeconds = secondsOf(lines, memory, ref);
  }
  return step('menu', memory, { type: 'start' }, ref, lines);
}

const HANZI_PER_SECOND = 4.5;
const LETTERS_PER_SECOND = 15;

/** Seconds that it takes about to say them. */
function secondsOf(lines: Line[], { language }: Memory, ref: Reference): number {
  const text = lines.map((line) => words(line, language, ref.setup.prompts).text).join('');
  const hanzi = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return Math.ceil(hanzi / HANZI_PER_SECOND + (text.length - hanzi) / LETTERS_PER_SECOND);
}

export interface FollowUpStart {
  attemptId: number;
  brief: FollowUpBrief | null;
  answeredBy: string | undefined;
  /** Who was rung. */
  number: string;
  profile: CallerProfile;
}

/** A call out: the survey that is owed (F2), or the call back to someone who was left waiting (F4). */
export function startFollowUp(start: FollowUpStart, ref: Reference): Outcome {
  const { attemptId, brief, number, profile } = start;
  const surveys = brief?.obligations.filter(({ kind }) => kind === 'survey') ?? [];
  const callback = brief !== null && brief.obligations.length > surveys.length;
  const { question, to } = beginSurvey({ surveys, index: 0 }, ref);
  const memory: Memory = {
    ...blank,
    contactId: brief?.contactId ?? 0,
    language: brief?.language ?? 'zh',
    number,
    profile,
    setup: ref.setupKey,
    survey: {
      attemptId,
      customerName: brief?.customerName ?? null,
      surveys,
      index: 0,
      question,
      callback,
    },
  };
  const begin = (state: 'survey' | 'survey_remark' | 'menu' | 'ended', lines: Line[]) =>
    step(state, memory, { type: 'start' }, ref, lines);
  if (isMachine(start.answeredBy)) return begin('ended', [say('survey_machine')]);
  const [first] = surveys;
  if (first) {
    const kind = first.ticketKind ?? 'repair';
    const category = categoryName(first.category, memory, ref);
    const name = brief?.customerName ?? '';
    const { customer } = profile;
    const gender = customer?.name === name ? customer.gender : '';
    return begin(to, [
      say('survey_greeting', { name, gender, outlet: first.outletName ?? '', kind, category }),
    ]);
  }
  return callback ? begin('menu', [say('callback_greeting')]) : begin('ended', [say('survey_unknown')]);
}
