import type { DomainErrorCode } from '../../domain/errors.ts';
import type { SpokenCategory } from '../../domain/phone/match-category.ts';
import type { PlaceIndex } from '../../domain/phone/match-place.ts';
import type { Policy } from '../../domain/policy.ts';
import type { VisitWindow } from '../../domain/selfservice/windows.ts';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import type { Language, MaskedOutcome, TicketKind } from '../../domain/vocabulary.ts';
import type { Booking } from '../../services/campaigns/book-campaign.ts';
import type { RunningCampaign } from '../../services/campaigns/running.ts';
import type { LoadedScripts } from '../../services/followup/scripts.ts';
import type { FollowUpBrief } from '../../services/followup/survey.ts';
import type { CallerProfile } from '../../services/intake/caller-profile.ts';
import type { Recorded } from '../../services/intake/keep-recording.ts';
import type { OpenedTicket, OpenTicket } from '../../services/intake/open-ticket.ts';
import type { Admission } from '../../services/line/enter-line.ts';
import type { Connection, Through } from '../../services/masked/connect.ts';
import type { CallerTicket, OwnTicket, WindowsForCaller } from '../../services/selfservice/caller-tickets.ts';
import type { ChangedAppointment } from '../../services/selfservice/change-appointment.ts';
import type { RatingBrief } from '../../services/selfservice/rate-service.ts';
import type { Line } from '../prompts/types.ts';

/** What the flow needs to know of the world; the same for every call. */
export interface Reference {
  policy: Policy;
  /** In the order of their keys, from 1. */
  categories: SpokenCategory[];
  place(code: string): { name: string; parentName: string | null } | null;
  prefectures: { code: string; name: string }[];
  counties(prefectureCode: string): { code: string; name: string }[];
  places: PlaceIndex;
  /** Names to listen for, those near a place first. */
  placeHints(near?: string): string[];
  campaigns: RunningCampaign[];
  timeZone: string;
  /** Menu, words, hours and announcements, and which version they are. */
  setup: PhoneSetup;
  setupKey: string;
  /** F2: what surveys ask, by version. */
  scripts: LoadedScripts;
}

/** What came in. `result` is the answer to the command that the step before asked for. */
export type FlowEvent =
  | { type: 'start' }
  | { type: 'keys'; keys: string }
  | { type: 'speech'; text: string; confidence: number }
  | { type: 'empty' }
  /** `key`: what ended it, where that key means something. */
  | ({ type: 'recorded'; key?: '0' } & Recorded)
  /** The call left the line; the carrier's word why. */
  | { type: 'left'; result: string }
  /** How a Dial ended, in the carrier's word, and how long they spoke. */
  | { type: 'dialled'; status: string; seconds: number | null }
  | ResultEvent;

/** What the flow may have done, and what it hears back. Carried out by ivr/commands.ts. */
export interface CommandMap {
  choose_language: { ask: { language: Language }; answer: null };
  open_ticket: { ask: Wanted; answer: OpenedTicket };
  chase: { ask: { ticketId: number }; answer: { number: string; count: number; kind: TicketKind } };
  /** Tickets of this caller that can be spoken of. */
  own_tickets: { ask: null; answer: OwnTicket[] };
  progress: { ask: { ticketId: number } | { number: string }; answer: CallerTicket | null };
  visit_windows: { ask: { ticketId: number }; answer: WindowsForCaller };
  change_appointment: { ask: { ticketId: number } & VisitWindow; answer: ChangedAppointment };
  cancel_visit: { ask: { ticketId: number }; answer: { number: string; texted: boolean } };
  cancel_ticket: { ask: { ticketId: number }; answer: { number: string; texted: boolean } };
  begin_rating: { ask: { ticketId: number }; answer: RatingBrief };
  /** The rescue of theirs that is open, joined and chased; null when there is none. */
  join_rescue: { ask: null; answer: { number: string; count: number } | null };
  call_rescue: { ask: Wanted; answer: OpenedTicket & { joined: boolean } };
  book_campaign: { ask: { campaignId: number }; answer: Booking };
  leave_message: { ask: { recording: Recorded | null }; answer: { recorded: boolean } };
  answer_survey: {
    ask: {
      ticketId: number | null;
      /** Its key in the script of that version. */
      question: string;
      scriptVersion: number;
      value: number | null;
      recording?: Recorded;
    };
    answer: null;
  };
  settle_survey: { ask: null; answer: { reopened: string[] } };
  /** Put on the do-not-call list (F1). */
  refuse_calls: { ask: null; answer: { reopened: string[] } };
  enter_line: { ask: { rescue: boolean }; answer: Admission };
  /** Not let into the line: called back in their turn, at the number known by then. */
  choose_callback: { ask: null; answer: { promised: boolean } };
  /** `danger`: they pressed the rescue key while they waited, and keep their place. */
  /** An outlet and its customer are put through to each other: who is to be dialled, or why nobody. */
  connect_customer: { ask: { number: string }; answer: Connection };
  connect_outlet: { ask: { ticketId: number }; answer: Connection };
  end_masked: {
    ask: { maskedId: number; status: string; seconds: number | null };
    answer: { outcome: MaskedOutcome };
  };
  leave_word: { ask: { maskedId: number }; answer: { texted: boolean } };
  leave_line: { ask: { ending: 'abandoned' | 'left' }; answer: { danger: boolean } };
}
export type CommandName = keyof CommandMap;
export type Command = { [N in CommandName]: { name: N; ask: CommandMap[N]['ask'] } }[CommandName];
export type ResultEvent =
  | { [N in CommandName]: { type: 'result'; name: N; answer: CommandMap[N]['answer'] } }[CommandName]
  | { type: 'refused'; code: DomainErrorCode };

/** The part of a new ticket that the caller decides. */
export type Wanted = Pick<
  OpenTicket,
  'kind' | 'category' | 'place' | 'applianceId' | 'brandId' | 'description' | 'recording'
> & {
  /** Complaints: the ticket that they are about, by id or by the number that was keyed. */
  about: { ticketId: number } | { number: string } | null;
};

/** What is known so far on a call. Kept with each step; small, and never changed in place. */
export interface Memory {
  contactId: number;
  language: Language;
  /** The version of the phone's setup that the call began with: it keeps the keys that the caller has heard. */
  setup?: string;
  /** To be called back at; '' when hidden and none was keyed. */
  number: string;
  profile: CallerProfile;
  /** A number was asked for already. */
  numberAsked?: boolean;
  /** Wrong inputs and silences at this question. */
  misses: number;
  wish: Wish;
  /** Where a list is leafed to. */
  page: number;
  /** Which places a list offers. */
  choices: string[];
  /** Steps taken on this call: nobody is led in circles for ever. */
  turns: number;
  /** The ticket last spoken of. */
  told?: Told;
  /** What the caller wants with a ticket that is still being looked for. */
  intent?: Intent;
  /** Several of theirs, to choose from. */
  tickets?: OwnTicket[];
  /** When someone could come, which of it they chose, and what they want to cancel (H6). */
  windows?: WindowsForCaller;
  chosen?: VisitWindow;
  cancelling?: 'visit' | 'ticket';
  /** The campaign that they may book, and where their product is (H7). */
  campaign?: { id: number; districtCode: string };
  /** Where to go once a number to be reached at is known. */
  after?: 'confirm' | 'complaint' | 'message' | 'turned_away';
  survey?: SurveyMemory;
  /** Put through to the other one of outlet and customer. */
  through?: Through;
  /** Seconds after which the greeting has told how an open ticket stands. */
  toldBySeconds?: number;
  /** What is told once it is known whether there is a person to speak to. */
  unsaid?: Line[];
}

export type Intent = 'chase' | 'change' | 'cancel' | 'rate' | 'connect';

/** A ticket that was spoken of, and what this caller may do with it. */
export interface Told
  extends Pick<CallerTicket, 'number' | 'kind' | 'category' | 'own' | 'change' | 'hasVisit' | 'toRate'> {
  ticketId: number;
  open: boolean;
  /** An outlet has it, whose days can be chosen from. */
  withOutlet: boolean;
  /** It is at work on it. */
  atWork: boolean;
}

/** The request as far as it has been told. */
export interface Wish {
  kind?: TicketKind;
  category?: string;
  applianceId?: number;
  brandId?: number | null;
  /** A site on file; otherwise what was said of a new one. */
  siteId?: number;
  siteHasAddress?: boolean;
  districtCode?: string;
  spokenAddress?: string;
  confidence?: number;
  about?: { ticketId: number } | { number: string };
  /** What is dangerous, as it was keyed or said. */
  description?: string;
  /** Not the matter of the open ticket: the caller was asked, and said so. */
  separate?: boolean;
}

export interface SurveyMemory {
  attemptId: number;
  /** Rated by a call of their own: what is owed for it. */
  obligationId?: number;
  customerName: string | null;
  /** Asked about one after another. */
  surveys: FollowUpBrief['obligations'];
  index: number;
  /** The key of the question that is being asked; null after the last one. */
  question: string | null;
  /** A call back was owed too: the menu follows the survey. */
  callback: boolean;
}

/** What the phone waits for after it has spoken. */
export type Expect =
  /** One key, or words out of a small set. */
  | { kind: 'key'; hints?: HintSet | { words: string[] }; near?: string }
  /** Several keys, ended by #. */
  | { kind: 'keys'; max: number }
  /** Words; one key does something else. */
  | { kind: 'speech'; hints?: HintSet; near?: string }
  /** `agentKey`: 0 ends it too. `transcribe`: in words too, where the carrier knows the language. */
  | { kind: 'record'; maxSeconds: number; agentKey?: boolean; transcribe?: boolean }
  /** A person: the call waits in the line. */
  | { kind: 'enqueue' }
  /** Somebody else: the call is put through to them. */
  | { kind: 'dial'; through: Through }
  | { kind: 'hangup' };
export type HintSet = 'categories' | 'places' | 'menu' | 'yes_no' | 'ticket' | 'windows' | 'rescue';

export const STATE_NAMES = [
  'menu',
  'blocked',
  'language',
  'appliance',
  'site',
  'category',
  'same_matter',
  'district',
  'prefecture',
  'county',
  'address',
  'reach',
  'confirm',
  'opened',
  'ticket_number',
  'own_tickets',
  'which_ticket',
  'progress',
  'chased',
  'appointment',
  'appointment_confirm',
  'appointment_changed',
  'cancel',
  'cancel_confirm',
  'cancelled',
  'rating',
  'campaign',
  'campaign_booked',
  'rescue',
  'rescue_joined',
  'complaint_about',
  'complaint_number',
  'complaint',
  'complaint_taken',
  'message',
  'message_left',
  'line',
  'connected',
  'line_left',
  'turned_away',
  'outlet_or_customer',
  'outlet_ticket',
  'masked',
  'masked_over',
  'masked_word',
  'survey',
  'survey_kept',
  'survey_remark',
  'survey_remark_kept',
  'survey_done',
  'survey_to_agent',
  'survey_unwanted',
  'ended',
] as const;
export type StateName = (typeof STATE_NAMES)[number];

/** What a step comes to: something to say and wait for, or a command whose result is fed back first. */
export type Outcome =
  | { state: StateName; memory: Memory; lines: Line[]; expect: Expect }
  | { state: StateName; memory: Memory; command: Command };
