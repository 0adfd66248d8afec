import type { QuestionKind } from '../../domain/followup/script.ts';
import type { MenuItem } from '../../domain/setup/menu.ts';
import type { Language, TicketKind, TicketState } from '../../domain/vocabulary.ts';
import type { MaskedParams } from './masked.ts';
import type { SelfServiceParams } from './self-service.ts';

interface StandingTicket {
  number: string;
  kind: TicketKind;
  category: string;
  state: TicketState;
  outlet: string;
  /** A time for the visit is agreed. */
  agreed?: boolean;
}

/** Everything the phone can say, and what each sentence is told. */
export interface PromptParams extends SelfServiceParams, MaskedParams {
  greeting: null;
  greeting_known: { name: string; gender: string };
  announcement: { zh: string; en: string };
  menu: { items: MenuItem[] };
  menu_other_language: null;
  open_ticket: StandingTicket;
  offer_chase: { key: string };
  not_understood: null;
  not_heard: null;
  sorry_message: null;
  appliance: { kind: TicketKind; what: string; place: string };
  category: { kind: TicketKind; choices: string[] };
  same_matter: StandingTicket;
  district: null;
  choose_place: { choices: string[]; more: boolean };
  address: null;
  /** `shown`: there is a number, but it cannot be rung. */
  reach: { shown: boolean };
  reach_invalid: null;
  confirm: { kind: TicketKind; what: string; place: string; address: string; number: string };
  opened: { number: string };
  next_visit: { kind: TicketKind; hours: number };
  next_details_link: null;
  next_details_call: null;
  next_manual: null;
  rescue_advice: null;
  rescue_next: { hours: number };
  texted: null;
  goodbye: null;
  ticket_number: null;
  ticket_unknown: null;
  progress: {
    number: string;
    kind: TicketKind;
    category: string;
    state: TicketState;
    outlet: string;
    appointment: string;
    chased: number;
  };
  chased: { count: number };
  refused: null;
  complaint_about: { number: string; kind: TicketKind; category: string };
  complaint_number: null;
  complaint: null;
  complaint_taken: { number: string };
  message: null;
  blocked: null;
  blocked_goodbye: null;
  calls_refused: null;
  line_last: null;
  line_wait: null;
  line_closed: null;
  line_nobody: null;
  line_full: null;
  line_left_sorry: null;
  turned_away: { callback: boolean };
  /** `minutes`: 0 when an agent is free, null when nobody can tell. */
  line_place: { place: number; minutes: number | null };
  line_keys: { callback: boolean };
  line_callback_kept: null;
  line_dropped: null;
  line_transfer: null;
  line_gone: null;
  call_out_dropped: null;
  talk_recorded: null;
  talk_callback: null;
  talk_followup: null;
  talk_guest: null;
  callback_machine: null;
  desk_gone: null;
  desk_unknown: null;
  desk_unavailable: null;
  desk_offer: { rescue: boolean };
  message_left: { hours: number };
  message_unreachable: null;
  callback_promised: { hours: number };
  callback_greeting: null;
  survey_greeting: { name: string; gender: string; outlet: string; kind: TicketKind; category: string };
  /** F2: a question of the script, with the keys that answer it. */
  survey_question: {
    kind: QuestionKind;
    zh: string;
    en: string;
    answers: { key: string; zh: string; en: string }[];
  };
  survey_next: { kind: TicketKind; category: string };
  survey_thanks: null;
  survey_reopened: { numbers: string[] };
  survey_machine: null;
  survey_unknown: null;
}
export type PromptKey = keyof PromptParams;
export type Prompts = { [K in PromptKey]: (params: PromptParams[K]) => string };

/** One thing to be said. `language` only where it is not the caller's. */
export type Line = {
  [K in PromptKey]: { key: K; params: PromptParams[K]; language?: Language };
}[PromptKey];
