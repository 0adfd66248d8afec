import { Initial1767225600000 } from './0001-initial.ts';
import { Desk1767312000000 } from './0002-desk.ts';
import { Policy1767398400000 } from './0003-policy.ts';
import { Deadlines1767484800000 } from './0004-deadlines.ts';
import { Visits1767571200000 } from './0005-visits.ts';
import { Board1767657600000 } from './0006-board.ts';
import { Fieldwork1767744000000 } from './0007-fieldwork.ts';
import { DayPlan1767830400000 } from './0008-day-plan.ts';
import { Link1767916800000 } from './0009-link.ts';
import { Standing1768003200000 } from './0010-standing.ts';
import { Hurried1768262400000 } from './0013-hurried.ts';
import { PlanKept1768348800000 } from './0014-plan-kept.ts';
import { Replies1768435200000 } from './0015-replies.ts';
import { FollowUp1768608000000 } from './0017-follow-up.ts';
import { SurveyScript1768694400000 } from './0018-survey-script.ts';
import { Cases1768780800000 } from './0019-cases.ts';
import { CallWish1768867200000 } from './0020-call-wish.ts';
import { TechnicianCrew1768953600000 } from './0021-technician-crew.ts';
import { SurveyWords1769040000000 } from './0022-survey-words.ts';
import { Honesty1769126400000 } from './0023-honesty.ts';
import { Worklist1769212800000 } from './0024-worklist.ts';
import { PriceChanges1769299200000 } from './0025-price-changes.ts';
import { PauseReason1769385600000 } from './0026-pause-reason.ts';
import { AttemptsGranted1769472000000 } from './0027-attempts-granted.ts';
import { ProofParts1769558400000 } from './0028-proof-parts.ts';
import { ConferenceOver1769644800000 } from './0029-conference-over.ts';

/** In the order in which they run. A migration that has been released is never edited. */
export const migrations = [
  Initial1767225600000,
  Desk1767312000000,
  Policy1767398400000,
  Deadlines1767484800000,
  Visits1767571200000,
  Board1767657600000,
  Fieldwork1767744000000,
  DayPlan1767830400000,
  Link1767916800000,
  Standing1768003200000,
  Hurried1768262400000,
  PlanKept1768348800000,
  Replies1768435200000,
  FollowUp1768608000000,
  SurveyScript1768694400000,
  Cases1768780800000,
  CallWish1768867200000,
  TechnicianCrew1768953600000,
  SurveyWords1769040000000,
  Honesty1769126400000,
  Worklist1769212800000,
  PriceChanges1769299200000,
  PauseReason1769385600000,
  AttemptsGranted1769472000000,
  ProofParts1769558400000,
  ConferenceOver1769644800000,
];
