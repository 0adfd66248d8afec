import type { CounterBrief } from '../../../domain/contracts/counter.ts';
import type { CallerBrief, DeskCaller } from '../../../domain/contracts/desk.ts';
import { get } from '../api/client.ts';

export const LOOKUPS = ['phone', 'receipt', 'serial'] as const;
export type Lookup = (typeof LOOKUPS)[number];
export interface Question {
  by: Lookup;
  text: string;
}

/** Who stands at a counter has no call: a form of theirs is known by a number below zero. */
const questions = new Map<number, Question>();
export const isCounter = (contactId: number): boolean => contactId < 0;

export const askCounter = ({ by, text }: Question, signal?: AbortSignal): Promise<CounterBrief> =>
  get<CounterBrief>('/api/counter', { [by]: text }, signal);

/** What the form reads again after each act, by the question that was asked. */
export async function counterBrief(contactId: number, signal?: AbortSignal): Promise<CallerBrief> {
  const question = questions.get(contactId);
  return question ? (await askCounter(question, signal)).brief : NOBODY;
}

const NOBODY: CallerBrief = {
  customer: null,
  rule: null,
  household: [],
  sites: [],
  appliances: [],
  tickets: [],
  calls: [],
};

/** Whoever stands there, for the form that the desk has for callers. */
export function visitorOf(
  question: Question | null,
  brief: CallerBrief | null,
  arrivedAt: string,
): DeskCaller {
  const [random = 1] = crypto.getRandomValues(new Uint32Array(1));
  const contactId = -(random + 1);
  if (question) questions.set(contactId, question);
  return {
    contactId,
    direction: 'inbound',
    number: question?.by === 'phone' ? question.text : '',
    customerId: brief?.customer?.id ?? null,
    customerName: brief?.customer?.name ?? null,
    gender: brief?.customer?.gender ?? '',
    language: 'zh',
    priority: 'normal',
    skills: [],
    arrivedAt,
    path: [],
    ticketId: null,
    ticketNumber: null,
  };
}
