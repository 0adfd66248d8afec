import { z } from 'zod';
import { deadlinePolicySchema, initialDeadlines } from './dispatch/deadline-policy.ts';
import { EVALUATION_ITEMS, type EvaluationItem, FIELD_KINDS, PRIORITIES } from './vocabulary.ts';

/**
 * The values a manager may change. Each cites its rule. Stored versioned (PolicyVersion); this schema gives
 * the values at the start and refuses what makes no sense.
 */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const minutes = z.int().positive();
const hours = z.number().positive();

/** Also what a policy that was saved before there were desks is read with. */
const initialDesk = {
  maxWaiting: 60,
  serviceLevelSeconds: 15,
  offerSeconds: 15,
  wrapUpSeconds: 60,
  anySkillAfterSeconds: 60,
  usualHandleSeconds: 180,
  goneAfterSeconds: 20,
  callbackTries: 3,
  callbackRetryMinutes: 10,
  showSupervision: true,
};

/** The same, before recordings had an end and numbers had rules. */
const initialRecordings = { messageDays: 365, remarkDays: 365, conversationDays: 180, pauseMinutes: 3 };
const initialNumbers = { nuisanceDays: 30 };
const days = z.int().positive();

/** The same, before outlet and customer were put through to each other. */
const initialMasked = { recorded: true, ringSeconds: 30, longestMinutes: 20 };

/** The same, before callers could serve themselves. */
const initialSelfService = {
  changeUntilHours: 2,
  daysAhead: 5,
  maxWindows: 5,
  morning: { from: '09:00', to: '12:00' },
  afternoon: { from: '14:00', to: '18:00' },
};

/** The same, before visits had technicians' windows and reminders, and messages quiet hours. */
const initialVisits = {
  perTechnicianHalf: 4,
  reminderEvening: '18:30',
  reminderHours: 2,
  lateAfterMinutes: 15,
  exactMinutes: 30,
};
const initialMessages = { quietFrom: '21:00', quietTo: '08:00' };

const halfDay = z.object({ from: clockTime, to: clockTime });

/** The same, before days off had calling hours of their own. */
/** More than a province needs; less than would take up the telephone system. */
const INITIAL_LIVE_CALLS = 50;
const initialDaysOff = { from: '10:00', to: '19:00' };

/** The same, before answers that are not content became cases. Hours are of working time. */
const initialCases = {
  storeHours: 18,
  regionHours: 18,
  headquartersHours: 27,
  poorCourtesy: 2,
  points: { not_solved: 3, charge: 3, courtesy: 2, late: 1 },
};

/** An agent's day with fewer results that no call was held for may be a slip. */
const INITIAL_UNCALLED_RESULTS = 3;
/** The same, before the results of follow-up calls were looked through. */
const initialHonesty = {
  checkShare: 0.03,
  scoreGap: 2,
  sharedCustomers: 3,
  shortSeconds: 20,
  shortAnswers: 4,
  uncalledResults: INITIAL_UNCALLED_RESULTS,
  minScores: 30,
  tail: 0.0001,
  days: 90,
};

/** The same, before days were planned. Minutes unless said otherwise. */
const initialPlan = {
  serviceMinutes: { repair: 50, installation: 100, maintenance: 60, rescue: 40 },
  serviceMinutesFor: {
    'installation.air_conditioner': 150,
    'installation.television': 60,
    'repair.air_conditioner': 65,
    'maintenance.range_hood': 75,
  } as Record<string, number>,
  exactMinutes: 15,
  lunch: { from: '11:30', to: '13:30', minutes: 45 },
  maxJobs: 9,
  lateMinuteWorth: 20,
  seconds: 15,
  road: {
    factor: 1.35,
    stopMinutes: 4,
    speeds: [
      { upToKm: 3, kmh: 18 },
      { upToKm: 10, kmh: 26 },
      { upToKm: 40, kmh: 42 },
      { upToKm: 10_000, kmh: 60 },
    ],
  },
};

/** The same, before the choice among outlets was a score (D3). */
const initialWeights = { distance: 40, load: 20, quality: 20, skill: 10, wish: 30, fairness: 10 };
const initialMeasures = { farKm: 60, backlogDays: 2, fairnessDays: 7 };
const initialQuality = { days: 90, unknown: 0.7, score: 50, firstFix: 25, onTime: 25 };
const points = z.number().min(0).max(100);
const penalty = z.int().min(0).max(20);

export const policySchema = z.object({
  dispatch: z.object({
    /** D2: market tiers in which own teams come first, by category. */
    ownFirst: z.record(z.string(), z.array(z.int().min(1).max(3))),
    /** D4: minutes to accept. */
    acceptMinutes: z.object({ normal: minutes, urgent: minutes, rescue: minutes }),
    /** D4: moves before a dispatcher gets it. */
    maxMoves: z.int().nonnegative(),
    /** D1: after this local time today's capacity is no longer promised (rescue excepted). */
    sameDayUntil: clockTime,
    /** D1: how many days ahead capacity is looked for. */
    daysAhead: z.int().min(0).max(14),
    /** D3: how sure a spoken address must be to send someone, 0–1. */
    addressConfidence: z.number().min(0).max(1),
    /** D3: points that each part of the score is worth at most; where they are equal the nearer outlet is chosen. */
    weights: z
      .object({
        distance: points,
        load: points,
        quality: points,
        skill: points,
        wish: points,
        fairness: points,
      })
      .default(initialWeights),
    /** D3: what the parts are measured by. */
    measures: z
      .object({
        /** From this distance on nearness is worth nothing. */
        farKm: z.number().positive().max(1_000),
        /** With open jobs for so many days' capacity, having room is worth nothing. */
        backlogDays: z.number().positive().max(30),
        /** Days looked back on for who had how much work. */
        fairnessDays: z.int().min(1).max(30),
      })
      .default(initialMeasures),
    /** D3: what an outlet's quality is made of. */
    quality: z
      .object({
        /** Days looked back on. */
        days: z.int().min(7).max(365),
        /** What is assumed of an outlet of which little is known, 0–1. */
        unknown: z.number().min(0).max(1),
        /** Shares of the follow-up score, of work done at the first visit, and of deadlines kept. */
        score: points,
        firstFix: points,
        onTime: points,
      })
      .default(initialQuality),
  }),
  /** D6 */
  deadlines: deadlinePolicySchema,
  followup: z.object({
    /** F1 */
    withinHours: hours,
    windowFrom: clockTime,
    windowTo: clockTime,
    /** F1: surveys on weekends and holidays, where that is shorter. */
    daysOff: halfDay.default(initialDaysOff),
    /** F1: no surveys on the first day of Spring Festival. */
    festivalRest: z.boolean().default(true),
    maxAttempts: z.int().positive(),
    /** F1: hours between two attempts, so that they fall at different times of the day. */
    retryHours: z.array(hours).min(1),
    /** F1: calls by the dialler in progress at once; the rest waits, however fast it may dial. */
    liveCalls: z.int().positive().default(INITIAL_LIVE_CALLS),
    /** F1: minutes to leave the customer in peace after the work. */
    restMinutes: z.int().nonnegative(),
    /** F3: a score of this or less is a complaint. */
    badScore: z.int().min(1).max(5),
    /** F4: hours within which an abandoned or promised call is returned. */
    callbackHours: hours,
  }),
  /** What an answer that is not content becomes (C4, S1). Hours of working time, of a rescue as they pass. */
  cases: z
    .object({
      /** C4: within so long it is closed, or climbs. */
      storeHours: hours,
      regionHours: hours,
      headquartersHours: hours,
      /** S1: so many points for courtesy, or less, are a breach of the standard. */
      poorCourtesy: z.int().min(1).max(5),
      /** S1: what each item of the standard counts. */
      points: z.object(
        Object.fromEntries(EVALUATION_ITEMS.map((item) => [item, penalty])) as Record<
          EvaluationItem,
          typeof penalty
        >,
      ),
    })
    .default(initialCases),
  /** S9: whether the results of follow-up calls can be believed. */
  honesty: z
    .object({
      /** Share of settled surveys that are asked a second time, by somebody else, 0–1. */
      checkShare: z.number().min(0).max(1),
      /** A second score that differs by so many points is another one. */
      scoreGap: z.int().min(1).max(4),
      /** One number for the surveys of so many customers. */
      sharedCustomers: z.int().min(2).max(100),
      /** A call of fewer seconds had no time for so many answers. */
      shortSeconds: z.int().min(1).max(600),
      shortAnswers: z.int().min(1).max(20),
      /** So many results that one agent wrote down on a day, without a call in which they could have been heard. */
      uncalledResults: z.int().min(1).max(100).default(INITIAL_UNCALLED_RESULTS),
      /** An outlet with so many scores, or more, is measured: flagged when so many fives had a chance below this. */
      minScores: z.int().min(5),
      tail: z.number().positive().max(0.5),
      /** Days looked back on. */
      days: z.int().min(1).max(365),
    })
    .default(initialHonesty),
  phone: z.object({
    /** Wrong inputs at one question before a message is taken. */
    maxMisses: z.int().positive(),
    /** Speech below this confidence is asked again, 0–1. */
    speechConfidence: z.number().min(0).max(1),
    /** GB/T 33358: choices that the main menu may offer at once. */
    menuChoices: z.int().positive().default(8),
    /** Seconds that a caller may be talked to before the first choice. */
    firstChoiceSeconds: z.number().positive().default(20),
  }),
  /** H6: what a caller may do alone. */
  selfService: z
    .object({
      /** An appointment that begins sooner is changed by a person. */
      changeUntilHours: hours,
      /** Days looked at for another window, and windows offered at once. */
      daysAhead: z.int().min(1).max(30),
      maxWindows: z.int().min(1).max(7),
      morning: halfDay,
      afternoon: halfDay,
    })
    .default(initialSelfService),
  /** H6: visits that are agreed on. */
  visits: z
    .object({
      /** Visits promised of one technician for one half-day, at most. */
      perTechnicianHalf: z.int().positive(),
      /** Customers are reminded on the evening before, and so many hours before. */
      reminderEvening: clockTime,
      reminderHours: hours,
      /** Minutes after the window's end at which a technician who has not arrived is one who did not come. */
      lateAfterMinutes: minutes,
      /** Minutes that an exact time is taken to last. */
      exactMinutes: minutes,
    })
    .default(initialVisits),
  /** Text messages: none from `quietFrom` to `quietTo`, save of a rescue. The same time twice: no quiet hours. */
  messages: z.object({ quietFrom: clockTime, quietTo: clockTime }).default(initialMessages),
  /** The line and the desk (H1, H2). Seconds unless said otherwise. */
  desk: z
    .object({
      /** Callers who may wait; whoever comes later is promised a call back. */
      maxWaiting: z.int().positive(),
      /** Within this a call counts as answered in time (GB/T 33358: 15). */
      serviceLevelSeconds: z.int().positive(),
      /** An offer that is not taken by then goes back to its place in line. */
      offerSeconds: z.int().positive(),
      wrapUpSeconds: z.int().positive(),
      /** After this wait any agent who speaks the language will do. */
      anySkillAfterSeconds: z.int().nonnegative(),
      /** Handling time assumed until today's calls tell a better one. */
      usualHandleSeconds: z.int().positive(),
      /** A browser not seen for so long is gone. */
      goneAfterSeconds: z.int().positive(),
      /** F4: how often a callback from the line is dialled, and minutes between. */
      callbackTries: z.int().positive(),
      callbackRetryMinutes: z.number().positive(),
      /** Whether an agent sees that a supervisor listens. */
      showSupervision: z.boolean(),
    })
    .default(initialDesk),
  /** How long what was spoken is kept, by kind, and after how long a forgotten pause ends. */
  recordings: z
    .object({ messageDays: days, remarkDays: days, conversationDays: days, pauseMinutes: minutes })
    .default(initialRecordings),
  numbers: z
    .object({
      /** A caller reported as a nuisance is treated as one for so long. */
      nuisanceDays: days,
    })
    .default(initialNumbers),
  /** Outlet and customer on the telephone with each other, through the hotline's number. */
  masked: z
    .object({
      /** Both are told first. */
      recorded: z.boolean(),
      ringSeconds: z.int().min(5).max(60),
      longestMinutes: minutes,
    })
    .default(initialMasked),
  /** The day plan: how long things take, and what is worth how much. Minutes unless said otherwise. */
  plan: z
    .object({
      serviceMinutes: z.object(
        Object.fromEntries(FIELD_KINDS.map((kind) => [kind, minutes])) as Record<
          (typeof FIELD_KINDS)[number],
          typeof minutes
        >,
      ),
      /** By 'kind.category', where a product takes longer or shorter. */
      serviceMinutesFor: z.record(z.string(), minutes),
      /** An appointment at an exact time is kept within so many minutes before and after. */
      exactMinutes: z.int().nonnegative(),
      /** When lunch may begin, and how long it lasts. */
      lunch: z.object({ from: clockTime, to: clockTime, minutes: z.int().nonnegative() }),
      /** Jobs that one technician is given on one day. */
      maxJobs: z.int().positive(),
      /** Minutes of travel that are spent to save one minute of lateness (D6). */
      lateMinuteWorth: z.number().nonnegative(),
      /** Seconds after which the best plan so far is the plan. */
      seconds: z.int().min(1).max(120),
      /** Travel from coordinates: detours, parking, and how fast each further stretch is driven. */
      road: z.object({
        factor: z.number().min(1).max(3),
        stopMinutes: z.number().nonnegative(),
        speeds: z
          .array(z.object({ upToKm: z.number().positive(), kmh: z.number().positive() }))
          .min(1)
          .refine(
            (speeds) =>
              speeds.every(
                ({ upToKm, kmh }, index) =>
                  index === 0 ||
                  (upToKm > (speeds[index - 1]?.upToKm ?? 0) && kmh >= (speeds[index - 1]?.kmh ?? 0)),
              ),
            'each further stretch begins later and is driven no slower',
          ),
      }),
    })
    .default(initialPlan),
});

export type Policy = z.infer<typeof policySchema>;

/** The values at the start: the rules' own figures, and for the rest what the trade holds usual. */
export const initialPolicy: Policy = {
  dispatch: {
    ownFirst: {
      air_conditioner: [1, 2, 3],
      television: [1],
      range_hood: [1, 3],
      stove: [1, 3],
      water_heater: [1, 3],
    },
    acceptMinutes: { normal: 30, urgent: 30, rescue: 10 },
    maxMoves: 3,
    sameDayUntil: '16:00',
    daysAhead: 2,
    addressConfidence: 0.6,
    weights: initialWeights,
    measures: initialMeasures,
    quality: initialQuality,
  },
  deadlines: initialDeadlines,
  followup: {
    withinHours: 48,
    windowFrom: '09:00',
    windowTo: '20:00',
    daysOff: initialDaysOff,
    festivalRest: true,
    maxAttempts: 3,
    retryHours: [3, 22],
    liveCalls: INITIAL_LIVE_CALLS,
    restMinutes: 30,
    badScore: 2,
    callbackHours: 4,
  },
  cases: initialCases,
  honesty: initialHonesty,
  phone: { maxMisses: 3, speechConfidence: 0.5, menuChoices: 8, firstChoiceSeconds: 20 },
  selfService: initialSelfService,
  visits: initialVisits,
  messages: initialMessages,
  desk: initialDesk,
  recordings: initialRecordings,
  numbers: initialNumbers,
  masked: initialMasked,
  plan: initialPlan,
};

export const priorityRank = (priority: (typeof PRIORITIES)[number]): number => PRIORITIES.indexOf(priority);
