import type { Request, Response } from 'express';
import twilio from 'twilio';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { initialSetup } from '../../domain/setup/phone-setup.ts';
import { CALL_STATUS_RANK, type CallStatus } from '../../domain/vocabulary.ts';
import { recordAttemptStatus } from '../../services/followup/attempt-status.ts';
import { callerProfile } from '../../services/intake/caller-profile.ts';
import { recordCallStatus } from '../../services/intake/record-call-status.ts';
import { callbackAnswered } from '../../services/line/dial-callback.ts';
import { keepConversation } from '../../services/recordings/keep-conversation.ts';
import { memberGone } from '../../services/talk/agent-gone.ts';
import { recordConferenceEvent, recordConferenceRecording } from '../../services/talk/conference-event.ts';
import { guestAnswered, guestStatus } from '../../services/talk/guest.ts';
import { seatMember } from '../../services/talk/members.ts';
import { telephoneNotTaken } from '../../services/talk/not-taken.ts';
import type { Tx } from '../../services/transaction.ts';
import type { IvrDeps } from '../deps.ts';
import { say } from '../flow/moves.ts';
import { step } from '../flow/step.ts';
import type { Memory } from '../flow/types.ts';
import { waitPath } from '../paths.ts';
import type { FlowReferences } from '../reference-cache.ts';
import type { Runner, StepRequest } from '../runner.ts';
import { nowhere, type Serving, wholeParam } from '../serving.ts';
import { anyWebhook, type CallWebhook, callWebhook, eventOf } from '../webhook.ts';
import { conferenceDocument, farewellDocument } from './conference-twiml.ts';
import { leadCustomer } from './customer.ts';
import { deskPhoneDocument } from './desk-phone.ts';
import { answerOnce, type Outcome } from './once.ts';
import { personOf, supervise, takeOffer } from './take-call.ts';
import { waitChoice, waitDocument, waitingOf } from './wait.ts';

const MAX_STEP = 1_000_000;
const IDENTITY = /^client:agent-(\d{1,15})$/;

/** Of the line and the desks: waiting, being put through, and what becomes of conferences. */
export function lineRoutes(
  deps: IvrDeps,
  serving: Serving,
  runner: Runner,
  references: FlowReferences,
): void {
  const { clock, publicUrl } = deps;
  const setupNow = async () => (await references.current()).flow.setup;

  /** A webhook about a call, at an address with a number in it. */
  const onCall = (
    path: string,
    handle: (webhook: CallWebhook, id: number, response: Response, request: Request) => Promise<void>,
  ) =>
    serving.on(path, async (request, response) => {
      const id = wholeParam(Object.values(request.params)[0]);
      if (id === null) return nowhere(response);
      const webhook = callWebhook(request, response);
      if (webhook) await handle(webhook, id, response, request);
    });
  const document = (response: Response, webhook: CallWebhook, work: () => Promise<string>): Promise<void> =>
    serving.document(response, { callSid: webhook.CallSid }, work());
  /** To our own people and guests: when it cannot be done they hear so, and leave no message. */
  const deskDocument: typeof document = (response, webhook, work) =>
    serving.document(response, { callSid: webhook.CallSid }, work(), notNow);

  const wait = (_: CallWebhook, id: number, response: Response, request: Request): Promise<void> => {
    const place = wholeParam(request.params.place);
    const rounds = wholeParam(request.params.rounds);
    const told = place === null || rounds === null ? null : { place, rounds };
    const work = async () => {
      const waiting = await waitingOf(deps.dataSource.manager, id, clock.now());
      return waitDocument(waiting, told, await setupNow(), clock.now(), publicUrl);
    };
    return serving.document(response, { contactId: id }, work(), waitOn(publicUrl + waitPath(id)));
  };
  onCall('wait/:contactId', wait);
  onCall('wait/:contactId/choice', (webhook, contactId, response) => {
    const work = async () => {
      const setup = await setupNow();
      const choice = { contactId, keys: webhook.Digits ?? '', setup, publicUrl };
      return deps.inTransaction((tx) => waitChoice(tx, choice, clock.now()));
    };
    return serving.document(response, { contactId }, work(), waitOn(publicUrl + waitPath(contactId)));
  });
  onCall('wait/:contactId/:place/:rounds', wait);

  const left = (webhook: CallWebhook, contactId: number, number: number): StepRequest => ({
    callSid: webhook.CallSid,
    step: number,
    event: eventOf(webhook),
    path: `/twilio/line/${contactId}/left`,
    inbound: true,
    async begin(tx, reference) {
      const memory = await memoryOf(tx, webhook, contactId, number);
      return step('line', memory, eventOf(webhook), reference);
    },
  });
  onCall('line/:contactId/left/:step', async (webhook, contactId, response, request) => {
    const number = wholeParam(request.params.step, MAX_STEP);
    if (number === null) return nowhere(response);
    await document(response, webhook, () => runner.answer(left(webhook, contactId, number)));
  });

  const lead = (webhook: CallWebhook, contactId: number, response: Response, why: 'dropped' | 'transfer') =>
    document(response, webhook, async () => {
      const lines = [say(why === 'dropped' ? 'line_dropped' : 'line_transfer')];
      const leading = { contactId, callSid: webhook.CallSid, lines, setup: await setupNow(), publicUrl };
      return deps.inTransaction((tx) => leadCustomer(tx, leading, clock.now()));
    });
  onCall('line/:contactId/join', (webhook, id, response) => lead(webhook, id, response, 'dropped'));
  onCall('line/:contactId/again/dropped', (webhook, id, response) => lead(webhook, id, response, 'dropped'));
  onCall('line/:contactId/again/transfer', (webhook, id, response) =>
    lead(webhook, id, response, 'transfer'),
  );

  serving.on('desk', async (request, response) => {
    const webhook = callWebhook(request, response);
    if (!webhook) return;
    await deskDocument(response, webhook, async () => {
      const setup = await setupNow();
      const { CallSid: callSid, Offer, Supervise, Mode } = webhook;
      const personId = Number(IDENTITY.exec(webhook.From)?.[1] ?? 0);
      const offerId = wholeParam(Offer);
      const contactId = wholeParam(Supervise);
      return answerOnce(deps, { callSid, step: 0, state: 'desk' }, async (tx) => {
        const desk = { deps, setup, personId, callSid };
        if (personId && offerId !== null) return takeOffer(tx, desk, offerId);
        if (personId && contactId !== null) return supervise(tx, desk, { contactId, mode: Mode });
        return { document: farewellDocument([say('desk_unknown')], 'zh', setup), contactId: null };
      });
    });
  });
  serving.on('desk-status', async (request, response) => {
    const webhook = callWebhook(request, response);
    if (webhook)
      await serving.acknowledge(response, "status of an agent's call", ownCallStatus(deps, webhook));
  });

  onCall('desk-phone/:offerId', (webhook, offerId, response) =>
    deskDocument(response, webhook, async () => deskPhoneDocument(deps, offerId, await setupNow())),
  );
  onCall('desk-phone/:offerId/key', (webhook, offerId, response) =>
    deskDocument(response, webhook, async () => {
      const setup = await setupNow();
      const { CallSid: callSid, Digits: input } = webhook;
      return answerOnce(deps, { callSid, step: 1, state: 'desk', input }, async (tx): Promise<Outcome> => {
        const [offer] = await tx.query('SELECT personId FROM desk_offer WHERE id = ?', [offerId]);
        if (offer && input === '1')
          return takeOffer(tx, { deps, setup, personId: offer.personId, callSid }, offerId);
        const { language } = await personOf(tx, offer?.personId ?? 0);
        return { document: farewellDocument([say('goodbye')], language, setup), contactId: null };
      });
    }),
  );
  onCall('desk-phone-status/:offerId', (webhook, offerId, response) => {
    const work = async () => {
      if (await ownCallStatus(deps, webhook)) return;
      if (isFinal(webhook.CallStatus))
        await deps.inTransaction((tx) => telephoneNotTaken(tx, { offerId }, clock.now()));
    };
    return serving.acknowledge(response, "status of a call to an agent's telephone", work());
  });

  serving.on('conference/:contactId', async (request, response) => {
    const contactId = wholeParam(request.params.contactId);
    if (contactId === null) return nowhere(response);
    const webhook = anyWebhook(request, response);
    if (!webhook) return;
    const { ConferenceSid: conferenceSid, StatusCallbackEvent: event = '', CallSid: callSid } = webhook;
    const work = async () => {
      if (!conferenceSid) return;
      const told = { contactId, conferenceSid, event, callSid };
      const { gone } = await deps.inTransaction((tx) => recordConferenceEvent(tx, told, clock.now()));
      if (gone) await memberGone(deps, { contactId, callSid: gone });
    };
    await serving.acknowledge(response, 'what became of a conference', work());
  });
  serving.on('conference-recording/:contactId', async (request, response) => {
    const contactId = wholeParam(request.params.contactId);
    if (contactId === null) return nowhere(response);
    const webhook = anyWebhook(request, response);
    if (!webhook) return;
    const { RecordingSid: recordingSid, RecordingStatus: state = '', RecordingUrl: url = '' } = webhook;
    const seconds = Math.max(0, Number(webhook.RecordingDuration ?? 0));
    const work = deps.inTransaction(async (tx) => {
      if (!recordingSid) return;
      await recordConferenceRecording(tx, { contactId, recordingSid, state });
      await keepConversation(tx, { contactId, recordingSid, url, seconds, state }, clock.now());
    });
    await serving.acknowledge(response, 'recording of a conversation', work);
  });

  onCall('callback/:attemptId', (webhook, attemptId, response) =>
    document(response, webhook, async () => {
      const setup = await setupNow();
      const { CallSid: callSid, AnsweredBy: answeredBy } = webhook;
      return answerOnce(deps, { callSid, step: 0, state: 'callback' }, async (tx): Promise<Outcome> => {
        const now = clock.now();
        const where = await callbackAnswered(tx, { attemptId, callSid, answeredBy }, now);
        if (where.to === 'nowhere') {
          const words = where.machine ? say('callback_machine') : say('survey_unknown');
          return { document: farewellDocument([words], 'zh', setup), contactId: null };
        }
        const { contactId } = where;
        const lines = [say('talk_callback')];
        if (where.to === 'line') {
          const leading = { contactId, callSid, lines: [say('line_transfer')], setup, publicUrl };
          return { document: await leadCustomer(tx, leading, now), contactId };
        }
        await seatMember(tx, { contactId, callSid, party: 'customer' }, now);
        const [contact] = await tx.query('SELECT language FROM contact WHERE id = ?', [contactId]);
        const entrance = { contactId, customer: true, lines, language: contact.language };
        return { document: conferenceDocument(entrance, { setup, publicUrl }), contactId };
      });
    }),
  );
  onCall('callback-status/:attemptId', (webhook, attemptId, response) => {
    const { CallSid: callSid, CallStatus: status = '', AnsweredBy: answeredBy } = webhook;
    const command = { attemptId, callSid, status, answeredBy, durationSeconds: duration(webhook) };
    const work = deps.inTransaction((tx) => recordAttemptStatus(tx, command, clock.now()));
    return serving.acknowledge(response, 'status of a promised call', work);
  });

  onCall('guest/:contactId/:asked', (webhook, contactId, response, request) =>
    deskDocument(response, webhook, async () => {
      const setup = await setupNow();
      const { CallSid: callSid } = webhook;
      const asked = String(request.params.asked);
      return answerOnce(deps, { callSid, step: 0, state: 'guest' }, async (tx): Promise<Outcome> => {
        const seated = await guestAnswered(tx, { contactId, callSid, asked }, clock.now());
        if (!seated) return { document: farewellDocument([say('survey_unknown')], 'zh', setup), contactId };
        const entrance = { contactId, lines: [say('talk_guest')] };
        return { document: conferenceDocument(entrance, { setup, publicUrl }), contactId };
      });
    }),
  );
  onCall('guest-status/:contactId/:asked', (webhook, contactId, response, request) => {
    const work = async () => {
      if (await ownCallStatus(deps, webhook)) return;
      const asked = String(request.params.asked);
      if (isFinal(webhook.CallStatus))
        await deps.inTransaction((tx) => guestStatus(tx, { contactId, asked }));
    };
    return serving.acknowledge(response, 'status of a call to a guest', work());
  });
}

/** While the database is away: the caller stays in line, and it is asked anew. */
const waitOn = (waitUrl: string): string => {
  const response = new twilio.twiml.VoiceResponse();
  response.pause({ length: 5 });
  response.redirect({ method: 'POST' }, waitUrl);
  return response.toString();
};
/** To one of our own people, who tries again. */
const notNow = farewellDocument([say('desk_unavailable')], 'zh', initialSetup);

const isFinal = (status: CallStatus | undefined): boolean =>
  status !== undefined && CALL_STATUS_RANK[status] >= CALL_STATUS_RANK.completed;

const duration = ({ CallDuration }: CallWebhook): number | null =>
  CallDuration ? Math.max(0, Number(CallDuration)) : null;

/** The end of a call of our own people, or of somebody asked in. @returns whether the call is known */
async function ownCallStatus(deps: IvrDeps, webhook: CallWebhook): Promise<boolean> {
  const { CallSid: callSid, CallStatus: status } = webhook;
  if (!status) return true;
  const command = { callSid, status, durationSeconds: duration(webhook) };
  const known = await deps.inTransaction((tx) => recordCallStatus(tx, command, deps.clock.now()));
  if (!known || !isFinal(status)) return known;
  const [call] = await deps.dataSource.query('SELECT contactId FROM phone_call WHERE sid = ?', [callSid]);
  await memberGone(deps, { contactId: call.contactId, callSid });
  return known;
}

/** What is known of a caller whose menu goes on after the line: from their last step, else from the start. */
async function memoryOf(tx: Tx, webhook: CallWebhook, contactId: number, before: number): Promise<Memory> {
  const [row] = await tx.query(
    'SELECT memory FROM call_step WHERE callSid = ? AND step < ? ORDER BY step DESC LIMIT 1',
    [webhook.CallSid, before],
  );
  const memory: Partial<Memory> =
    typeof row?.memory === 'string' ? JSON.parse(row.memory) : (row?.memory ?? {});
  if (memory.profile) return memory as Memory;
  const [contact] = await tx.query('SELECT number, language FROM contact WHERE id = ?', [contactId]);
  const number = contact?.number ?? normaliseNumber(webhook.From);
  return {
    contactId,
    language: contact?.language ?? 'zh',
    number,
    profile: await callerProfile(tx, number, new Date(0)),
    misses: 0,
    turns: 0,
    page: 0,
    wish: {},
    choices: [],
  };
}
