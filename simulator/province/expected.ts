import type { DemoAccount } from '../../domain/contracts/demo-account.ts';
import type { OutboundCall } from './called.ts';
import type { Story } from './conversation.ts';
import { MACHINE, type QuestionName, UNWANTED } from './prompts.ts';

export type Disposition = NonNullable<DemoAccount['contacts'][number]['disposition']>;

/** What can come of a call in, the strongest first: that is what it counts as. */
const STRENGTH = [
  'booked',
  'ticket_opened',
  'complaint_taken',
  'appointment_changed',
  'ticket_chased',
  'rated',
  'message_left',
  'callback_promised',
  'answered',
  'progress_told',
  'abandoned',
] as const satisfies Disposition[];
type Inbound = (typeof STRENGTH)[number];

/** What an answer can have brought about when its own answer was never heard. */
const EFFECTS: Partial<Record<QuestionName, Inbound[]>> = {
  menu: ['ticket_opened', 'ticket_chased', 'progress_told'],
  appliance: ['ticket_opened'],
  category: ['ticket_opened'],
  same_matter: ['ticket_chased', 'ticket_opened'],
  district: ['ticket_opened'],
  place: ['ticket_opened'],
  address: ['ticket_opened'],
  confirm: ['ticket_opened'],
  ticket_number: ['progress_told'],
  progress: ['ticket_chased'],
  complaint: ['complaint_taken', 'callback_promised'],
  message: ['message_left', 'callback_promised'],
  turned_away: ['callback_promised'],
  fallback: ['message_left', 'callback_promised'],
};

const strongest = (some: Inbound[]): Inbound => STRENGTH.find((each) => some.includes(each)) ?? 'abandoned';

/** How a call in can have ended, by what the caller heard; several where they hung up before an answer. */
export function inboundDispositions(story: Story): Set<Disposition> {
  const heard: Inbound[] = ['abandoned'];
  if (story.opened.length > 0) heard.push('ticket_opened');
  if (story.complaints.length > 0) heard.push('complaint_taken');
  if (story.chased) heard.push('ticket_chased');
  if (story.message === 'recorded') heard.push('message_left');
  if (story.message === 'promised') heard.push('callback_promised');
  if (story.progress) heard.push('progress_told');
  const unsure = story.unheard.flatMap(({ question }) => EFFECTS[question] ?? []);
  // Who hears in the greeting how the ticket stands, and hangs up, was served.
  if (story.greeted) unsure.push('progress_told');
  // Words spoken into a recording are kept, also when the caller hangs up over them.
  const spoken = story.unheard.flatMap(({ question, deeds }): Inbound[] => {
    if (!deeds.some((deed) => deed.do === 'recording' && deed.hangup)) return [];
    return question === 'complaint' ? ['complaint_taken'] : ['message_left'];
  });
  const possible = [[], ...unsure.map((each) => [each])].map((more) =>
    strongest([...heard, ...spoken, ...more]),
  );
  // What an agent made of the call, the caller does not hear; and who hangs up in the moment of being taken, neither.
  const byAgent: Inbound[] = ['answered', 'ticket_opened', 'complaint_taken', 'ticket_chased'];
  const more = story.queued ? byAgent.map((each) => strongest([...heard, ...spoken, each])) : [];
  return new Set<Disposition>([...(story.connected ? [] : possible), ...more]);
}

/**
 * Who asked for a person may have hung up waiting, or where nobody was there.
 *
 * @param surveys how many surveys the call was for
 */
export function outboundDispositions(call: OutboundCall, surveys: number): Set<Disposition> {
  const ends = outboundEnds(call, surveys);
  const { queued, connected, asked, unheard } = call.story;
  const gaveUp = (queued && !connected) || asked.includes('turned_away') || unheard.length > 0;
  return gaveUp ? ends.add('abandoned') : ends;
}

function outboundEnds({ story, solvedAnswered }: OutboundCall, surveys: number): Set<Disposition> {
  // Called back, out of the line or for having hung up, and put through to an agent.
  if (story.connected)
    return new Set([
      'answered',
      'ticket_opened',
      'complaint_taken',
      'ticket_chased',
      'survey_answered',
      'survey_partial',
    ]);
  switch (story.status) {
    case 'busy':
    case 'failed':
      return new Set([story.status]);
    case 'no-answer':
    case 'canceled':
      return new Set(['not_answered']);
    default: {
      if (UNWANTED.test(story.lastWords)) return new Set(['survey_answered']);
      if (MACHINE.test(story.lastWords)) return new Set(['machine']);
      // The hotline could not work: how far it had got, only it can tell.
      if (story.brokeDown || story.fallback) {
        return new Set([
          'survey_answered',
          'survey_partial',
          'not_answered',
          'machine',
          'unknown',
          'message_left',
        ]);
      }
      const unheard = story.unheard.some(({ question }) => question === 'survey_solved') ? 1 : 0;
      const all = solvedAnswered >= surveys;
      const surely = solvedAnswered - unheard >= surveys;
      if (surely) return new Set(['survey_answered']);
      return new Set(all ? ['survey_answered', 'survey_partial'] : ['survey_partial']);
    }
  }
}
