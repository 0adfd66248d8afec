import { guestAnswered, guestStatus } from '../../services/talk/guest.ts';
import { telephoneNotTaken } from '../../services/talk/not-taken.ts';
import { say } from '../flow/moves.ts';
import { wholeParam } from '../serving.ts';
import { callWebhook } from '../webhook.ts';
import { conferenceDocument, farewellDocument } from './conference-twiml.ts';
import { isFinal, type LineContext, ownCallStatus } from './context.ts';
import { deskPhoneDocument } from './desk-phone.ts';
import { answerOnce, type Outcome } from './once.ts';
import { personOf, supervise, takeOffer } from './take-call.ts';

/** Who calls from a browser: server/softphone.ts gives the names. */
const IDENTITY = /^client:agent-(\d{1,15})$/;

/** Our own people come to a call, by browser or telephone, and guests who were asked in. */
export function deskRoutes(context: LineContext): void {
  const { deps, serving } = context;
  const { clock, publicUrl } = deps;

  serving.on('desk', async (request, response) => {
    const webhook = callWebhook(request, response);
    if (!webhook) return;
    await context.deskDocument(response, webhook, async () => {
      const setup = await context.setup();
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

  context.onCall('desk-phone/:offerId', (webhook, offerId, response) =>
    context.deskDocument(response, webhook, async () =>
      deskPhoneDocument(deps, offerId, await context.setup()),
    ),
  );
  context.onCall('desk-phone/:offerId/key', (webhook, offerId, response) =>
    context.deskDocument(response, webhook, async () => {
      const setup = await context.setup();
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
  context.onCall('desk-phone-status/:offerId', (webhook, offerId, response) => {
    const work = async () => {
      if (await ownCallStatus(deps, webhook)) return;
      if (isFinal(webhook.CallStatus))
        await deps.inTransaction((tx) => telephoneNotTaken(tx, { offerId }, clock.now()));
    };
    return serving.acknowledge(response, "status of a call to an agent's telephone", work());
  });

  context.onCall('guest/:contactId/:asked', (webhook, contactId, response, request) =>
    context.deskDocument(response, webhook, async () => {
      const setup = await context.setup();
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
  context.onCall('guest-status/:contactId/:asked', (webhook, contactId, response, request) => {
    const work = async () => {
      if (await ownCallStatus(deps, webhook)) return;
      const asked = String(request.params.asked);
      if (isFinal(webhook.CallStatus))
        await deps.inTransaction((tx) => guestStatus(tx, { contactId, asked }));
    };
    return serving.acknowledge(response, 'status of a call to a guest', work());
  });
}
