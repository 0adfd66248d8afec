import { recordAttemptStatus } from '../../services/followup/attempt-status.ts';
import { callbackAnswered, isAboutWork } from '../../services/line/dial-callback.ts';
import { keepConversation } from '../../services/recordings/keep-conversation.ts';
import { memberGone } from '../../services/talk/agent-gone.ts';
import { recordConferenceEvent, recordConferenceRecording } from '../../services/talk/conference-event.ts';
import { seatMember } from '../../services/talk/members.ts';
import { say } from '../flow/moves.ts';
import { nowhere, wholeParam } from '../serving.ts';
import { anyWebhook } from '../webhook.ts';
import { conferenceDocument, farewellDocument } from './conference-twiml.ts';
import { duration, type LineContext } from './context.ts';
import { leadCustomer } from './customer.ts';
import { answerOnce, type Outcome } from './once.ts';

/** What becomes of conversations, and customers who are called back to one. */
export function talkRoutes(context: LineContext): void {
  const { deps, serving } = context;
  const { clock, publicUrl } = deps;

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

  context.onCall('callback/:attemptId', (webhook, attemptId, response) =>
    context.document(response, webhook, async () => {
      const setup = await context.setup();
      const { CallSid: callSid, AnsweredBy: answeredBy } = webhook;
      return answerOnce(deps, { callSid, step: 0, state: 'callback' }, async (tx): Promise<Outcome> => {
        const now = clock.now();
        const where = await callbackAnswered(tx, { attemptId, callSid, answeredBy }, now);
        const aboutWork = await isAboutWork(tx, attemptId);
        if (where.to === 'nowhere') {
          const machine = say(aboutWork ? 'survey_machine' : 'callback_machine');
          const words = where.machine ? machine : say('survey_unknown');
          return { document: farewellDocument([words], 'zh', setup), contactId: null };
        }
        const { contactId } = where;
        const lines = [say(aboutWork ? 'talk_followup' : 'talk_callback')];
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
  context.onCall('callback-status/:attemptId', (webhook, attemptId, response) => {
    const { CallSid: callSid, CallStatus: status = '', AnsweredBy: answeredBy } = webhook;
    const command = { attemptId, callSid, status, answeredBy, durationSeconds: duration(webhook) };
    const work = deps.inTransaction((tx) => recordAttemptStatus(tx, command, clock.now()));
    return serving.acknowledge(response, 'status of a promised call', work);
  });
}
