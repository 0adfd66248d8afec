import type { MenuChoice, MenuItem } from '../../domain/setup/menu.ts';
import type { TicketKind, TicketState } from '../../domain/vocabulary.ts';
import { ticketKindName } from '../../services/intake/words.ts';
import { maskedEn } from './masked.ts';
import { selfServiceEn } from './self-service.ts';
import type { PromptParams, Prompts } from './types.ts';
import { closed, digitByDigit } from './words.ts';

const digits = (number: string) => digitByDigit(number, ', ');
/** Four digits are said in one breath. */
const tail = (number: string): string => [...number.slice(-4)].join(' ');
const kindOf = (kind: TicketKind) => ticketKindName(kind, 'en');

function within(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} minutes`;
  return hours === 1 ? 'one hour' : `${hours} hours`;
}

/** @param agreed a time for the visit is agreed: nobody has to call for that any more */
function standing(state: TicketState, outlet: string, agreed = false): string {
  const who = outlet || 'the service outlet';
  switch (state) {
    case 'needs_details':
      return 'still needs your address; please open the link in our text message to fill it in';
    case 'new':
      return 'is registered and is being assigned';
    case 'manual':
      return 'is being arranged by a dispatcher';
    case 'offered':
      return `has been sent to ${who}, which has yet to accept it`;
    case 'accepted':
      return `has been accepted by ${who}${agreed ? '' : '; the technician will call you to agree on a time'}`;
    case 'in_progress':
      return `is being worked on by ${who}`;
    case 'done':
      return 'is finished; we will call you to ask how it went';
    case 'closed':
      return 'is finished and closed';
    case 'cancelled':
      return 'has been cancelled';
    default: {
      const never: never = state;
      return never;
    }
  }
}

const keyed = (choices: string[]): string =>
  choices.map((choice, index) => `For ${choice}, press ${index + 1}.`).join(' ');

const named = (key: string): string => (key === '*' ? 'star' : key === '#' ? 'pound' : key);
const CHOICES: Record<MenuChoice, string> = {
  repair: 'repair',
  installation: 'installation',
  maintenance: 'maintenance and cleaning',
  progress: 'the progress of a ticket, another time or a rating',
  complaint: 'a complaint',
  chase: 'hurrying a ticket',
  campaign: 'a campaign',
};
const choice = ({ wish, key, label }: MenuItem): string =>
  `For ${label.en || CHOICES[wish]}, press ${named(key)}.`;

/** What sentences are made of. */
export const spokenEnglish = {
  digits,
  tail,
  kindOf,
  addressed: (name: string, _gender: string): string => name,
  within,
  standing,
  keyed,
  keyName: named,
  choices: (items: MenuItem[]): string => items.map(choice).join(' '),
  counted: ordinal,
  listed: (numbers: string[]): string => numbers.map(digits).join(' and '),
};
export type SpokenEnglish = typeof spokenEnglish;

const waitInWords = (minutes: number | null): string => {
  if (minutes === null) return '';
  if (minutes === 0) return ', and an agent will be with you in a moment';
  return `, and the wait is about ${minutes === 1 ? 'one minute' : `${minutes} minutes`}`;
};

type SurveyQuestion = PromptParams['survey_question'];
/** What is done to answer a question of the survey. */
function answered(kind: SurveyQuestion['kind'], answers: SurveyQuestion['answers']): string {
  if (kind === 'points') return 'Please press 1 to 5. 5 is the best.';
  if (kind === 'spoken')
    return 'Please say it after the tone, then press pound. If there is nothing, just press pound.';
  return answers.map(({ key, en: label }) => `For ${label}, press ${key}.`).join(' ');
}

export const en: Prompts = {
  ...selfServiceEn(spokenEnglish),
  ...maskedEn(spokenEnglish),
  greeting: () => 'Welcome to the Yixian home appliance service line. This call is recorded.',
  greeting_known: ({ name }) =>
    `Hello, ${name}. Welcome to the Yixian home appliance service line. This call is recorded.`,
  announcement: ({ en: text }) => text,
  menu: ({ items }) => [...items.map(choice), 'To speak to an agent, press 0.'].join(' '),
  menu_other_language: () => 'For English, press 9.',
  open_ticket: ({ number, kind, category, state, outlet, agreed }) =>
    `Your ${category} ${kindOf(kind)} ticket ending in ${tail(number)} ${standing(state, outlet, agreed)}.`,
  offer_chase: ({ key }) => `To ask for it to be hurried, press ${named(key)}.`,
  not_understood: () => 'Sorry, I did not understand that.',
  not_heard: () => 'I did not receive your choice.',
  sorry_message: () => 'Sorry, I could not make out what you need.',
  appliance: ({ kind, what, place }) =>
    `Is this about ${kindOf(kind)} for the ${what} at ${place}? For yes, press 1. For no, press 2.`,
  category: ({ kind, choices }) =>
    `Which product needs ${kindOf(kind)}? You can also say its name. ${keyed(choices)}`,
  same_matter: ({ number, kind, category, state, outlet, agreed }) =>
    `Your ${category} ${kindOf(kind)} ticket ending in ${tail(number)} ${standing(state, outlet, agreed)}. If you are calling about the same matter, press 1, and we will hurry it. For a new ${kindOf(kind)} request, press 2.`,
  district: () => 'Please choose the city.',
  choose_place: ({ choices, more }) =>
    `${keyed(choices)}${more ? ' For more, press 9.' : ''} To speak to an agent, press 0.`,
  address: () =>
    'Please say the street, compound, building and door number. To skip this, press pound; you can fill it in later from a text message.',
  reach: ({ shown }) =>
    `${
      shown
        ? 'The number you are calling from cannot be called back. Please key in another'
        : 'Your number is hidden. Please key in a'
    } number at which we can reach you, with area code, then press pound. If you would rather not, press 0, then pound.`,
  reach_invalid: () => 'That does not seem to be a phone number.',
  confirm: ({ kind, what, place, address, number }) =>
    `Please check. ${what}, ${kindOf(kind)}, at ${place}${address ? `, ${address}` : ''}${
      number ? `, phone ${digits(number)}` : ''
    }. If this is right, press 1. To start again, press 2.`,
  opened: ({ number }) =>
    `Your request is registered. The ticket number is ${digits(number)}. Once more: ${digits(number)}.`,
  next_visit: ({ kind, hours }) =>
    `We are assigning it now. The service outlet will call you within ${within(hours)} to agree on a time for the ${kindOf(kind)}.`,
  next_details_link: () =>
    'We have sent you a text message with a link to fill in your address. As soon as it is there, we send someone.',
  next_details_call: () => 'We still need your full address. An agent will call you about it.',
  next_manual: () => 'An agent will contact you as soon as possible.',
  rescue_advice: () =>
    'First of all, stay safe. Close the gas valve, the water valve and the power if you can, do not touch any switch, go outside and let air in. If anyone is hurt or there is a fire, call 1 1 9 or 1 2 0 now. If you are threatened, call 1 1 0.',
  rescue_next: ({ hours }) =>
    `This is being treated as an emergency. Someone will call you within ${within(hours)}. Please keep your phone free.`,
  texted: () => 'We have sent you the number by text message.',
  goodbye: () => 'Thank you for calling. Goodbye.',
  ticket_number: () =>
    'Please key in the nine digits of the ticket number, then press pound. To speak to an agent, press 0, then pound. For the main menu, press 1, then pound.',
  ticket_unknown: () => 'There is no ticket of that number.',
  progress: ({ number, kind, category, state, outlet, appointment, chased }) =>
    `The ticket ending in ${tail(number)}, ${category} ${kindOf(kind)}, ${standing(state, outlet, appointment !== '')}.${
      appointment ? ` The visit is agreed for ${appointment}.` : ''
    }${chased > 0 ? ` It has been chased ${chased === 1 ? 'once' : `${chased} times`}.` : ''}`,
  chased: ({ count }) =>
    `We have noted that you are waiting${count > 1 ? `, for the ${ordinal(count)} time` : ''}. The ticket is now more urgent, and we will press the outlet.`,
  refused: () => 'That ticket has just changed, so this is not possible now.',
  complaint_about: ({ number, kind, category }) =>
    `Is your complaint about the ${category} ${kindOf(kind)} ticket ending in ${tail(number)}? For yes, press 1. For no, press 2.`,
  complaint_number: () =>
    'If you have a ticket number, key it in and press pound. If not, press 0, then pound.',
  complaint: () =>
    'After the tone, please tell us what happened. You have three minutes. When you are done, press pound.',
  complaint_taken: ({ number }) =>
    `Your complaint is registered. The number is ${digits(number)}. Once more: ${digits(number)}. A service supervisor will contact you.`,
  message: () =>
    'After the tone, please leave your name, your number and what you need. When you are done, press pound.',
  blocked: () =>
    'Hello. This number is not served at present. If there is danger, such as a gas leak, an electric shock, fire or flooding, say so or press star. We cannot help with anything else.',
  blocked_goodbye: () => 'This call ends here. Goodbye.',
  calls_refused: () =>
    'Noted. We will not call you for feedback again. Calls about work in progress are not affected. Goodbye.',
  line_last: () =>
    'Many callers are ahead of you, so the wait will be long. You may leave a message instead.',
  line_wait: () => 'We are putting you through to an agent. Please hold the line.',
  line_closed: () => 'Our agents are not on duty at this hour.',
  line_nobody: () => 'No agent is on duty right now.',
  line_full: () => 'Too many callers are waiting for an agent right now.',
  line_left_sorry: () => 'Sorry, we cannot put you through at the moment.',
  line_place: ({ place, minutes }) =>
    `${
      place === 1
        ? 'You are next in line'
        : `There ${place === 2 ? 'is one caller' : `are ${place - 1} callers`} before you`
    }${waitInWords(minutes)}.`,
  line_keys: ({ callback }) =>
    `${
      callback
        ? 'If you would rather not wait, press 1: you keep your place, and we call you when it is your turn. '
        : ''
    }To leave a message, press 2.`,
  line_callback_kept: () => 'Your place in line is kept.',
  line_dropped: () =>
    'Sorry, we were cut off. We are putting you through again; you keep your place in line.',
  line_transfer: () => 'We are transferring you. Please hold the line.',
  line_gone: () => 'Sorry, we cannot put you through at the moment.',
  call_out_dropped: () => 'Sorry, we were cut off. We will call you again.',
  talk_recorded: () => 'You are through to an agent. This call is recorded.',
  talk_callback: () =>
    'Hello, this is the Yixian home appliance service line, calling you back as promised. We are putting you through to an agent. This call is recorded.',
  talk_followup: () =>
    'Hello, this is the Yixian home appliance service line, with a few questions about the service you received. We are putting you through to an agent. This call is recorded.',
  callback_machine: () =>
    'Hello, this is the Yixian home appliance service line, calling you back as promised. We will try again later.',
  talk_guest: () =>
    'Hello, this is the Yixian home appliance service line. You are being asked to join a call. This call is recorded.',
  desk_gone: () => 'This call has been taken, or the caller has hung up.',
  desk_unavailable: () => 'The system cannot connect you right now. Please try again in a moment.',
  desk_unknown: () => 'There is no call to take.',
  desk_offer: ({ rescue }) =>
    `${rescue ? 'Emergency call' : 'Call'} from the Yixian line. To take it, press 1.`,
  turned_away: ({ callback }) =>
    `${callback ? 'To be called back, press 1. ' : ''}To leave a message, press 2.`,
  message_left: ({ hours }) =>
    `We have your message, and will call you back within ${within(hours)} during service hours.`,
  message_unreachable: () =>
    'As we have no number to call you on, we cannot call you back. Please call again if you still need help.',
  callback_promised: ({ hours }) => `We will call you back within ${within(hours)} during service hours.`,
  callback_greeting: () =>
    'Hello, this is the Yixian home appliance service line. You called us and did not get through, so we are calling you back. This call is recorded.',
  survey_greeting: ({ name, outlet, kind, category }) =>
    `Hello${name ? `, ${name}` : ''}. This is the Yixian home appliance service line with a few short questions about the ${category} ${kindOf(kind)}${
      outlet ? ` by ${outlet}` : ''
    }. This call is recorded. To speak to an agent, press 0 at any time. If you do not want such calls, press 9.`,
  survey_question: ({ kind, en: question, answers }) => `${closed(question, '.')} ${answered(kind, answers)}`,
  survey_next: ({ kind, category }) => `Now please rate another visit: ${category} ${kindOf(kind)}.`,
  survey_thanks: () => 'Thank you for your time. Goodbye.',
  survey_reopened: ({ numbers }) =>
    `We are sorry that it is not solved. Ticket ${numbers.map(digits).join(' and ')} is open again, at a higher level, and a dispatcher will see to it first.`,
  survey_machine: () =>
    'Hello, this is the Yixian home appliance service line about a recent visit. We will call again at another time.',
  survey_unknown: () =>
    'Hello, this is the Yixian home appliance service line. Sorry to have troubled you. Goodbye.',
};

function ordinal(count: number): string {
  const last = count % 10;
  const teen = count % 100 > 10 && count % 100 < 14;
  if (teen || last > 3 || last === 0) return `${count}th`;
  return `${count}${['st', 'nd', 'rd'][last - 1]}`;
}
