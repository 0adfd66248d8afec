import twilio from 'twilio';
import { type Carrier, CarrierError } from '../services/ports.ts';

export interface CarrierSettings {
  accountSid: string;
  authToken: string;
  /** Base of the REST API, without a closing slash. */
  apiUrl: string;
  /** How the carrier reaches this hotline, without a closing slash. */
  publicUrl: string;
  /** The hotline's number: from it calls are placed and messages sent. */
  number: string;
}

const REQUEST_MS = 10_000;
/** Seconds that a phone may ring. */
const RING_SECONDS = 45;
const TWILIO_API = 'https://api.twilio.com';
/** More calls to one number within the span of one attempt there cannot be. */
const LIST_LIMIT = 50;

/** Sends what is meant for Twilio's own API to another base URL: a compatible carrier, or a local one. */
class RedirectingClient extends twilio.RequestClient {
  readonly #apiUrl: string;

  constructor(apiUrl: string) {
    super({ timeout: REQUEST_MS });
    this.#apiUrl = apiUrl;
  }

  override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
    return super.request<T>({ ...options, uri: options.uri.replace(TWILIO_API, this.#apiUrl) });
  }
}

/** The telephone company behind a Twilio-compatible REST API. */
export function createCarrier({
  accountSid,
  authToken,
  apiUrl,
  publicUrl,
  number,
}: CarrierSettings): Carrier {
  const client = twilio(accountSid, authToken, { httpClient: new RedirectingClient(apiUrl) });
  return {
    placeCall: ({ to, twimlPath, statusPath, detectMachine = true, ringSeconds = RING_SECONDS }) =>
      asking(async () => {
        const call = await client.calls.create({
          to,
          from: number,
          url: publicUrl + twimlPath,
          method: 'POST',
          statusCallback: publicUrl + statusPath,
          statusCallbackMethod: 'POST',
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
          ...(detectMachine ? { machineDetection: 'Enable' } : {}),
          timeout: ringSeconds,
        });
        return call.sid;
      }),
    sendMessage: ({ to, body, statusPath }) =>
      asking(async () => {
        const message = await client.messages.create({
          to,
          from: number,
          body,
          statusCallback: publicUrl + statusPath,
        });
        return message.sid;
      }),
    listMessagesTo: (to, from, until) =>
      asking(async () => {
        const found = await client.messages.list({ to, from: number, limit: LIST_LIMIT });
        return found
          .filter(({ dateCreated }) => from <= dateCreated && dateCreated <= until)
          .map(({ sid, body, status, errorCode }) => ({
            sid,
            body,
            status,
            errorCode: errorCode ? String(errorCode) : undefined,
          }));
      }),
    fetchCall: (sid) =>
      asking(async () => {
        try {
          return toOutcome(await client.calls(sid).fetch());
        } catch (error) {
          if (statusOf(error) === 404) return null;
          throw error;
        }
      }),
    listCallsTo: (to, from, until) =>
      asking(async () => {
        // By its creation, which a call in the carrier's own queue has too; told to the second.
        const found = await client.calls.list({ to, limit: LIST_LIMIT });
        const since = from.getTime() - 1_000;
        return found
          .filter(({ dateCreated }) => since <= dateCreated.getTime() && dateCreated <= until)
          .map((call) => ({ sid: call.sid, ...toOutcome(call) }));
      }),
    redirectCall: (sid, twimlPath) =>
      asking(async () => {
        await client.calls(sid).update({ url: publicUrl + twimlPath, method: 'POST' });
      }),
    endCall: (sid) => asking(() => unlessOver(() => client.calls(sid).update({ status: 'completed' }))),
    findConference: (name) =>
      asking(async () => {
        // A name is free again once its conference is over, so at most one of that name is live.
        const found = await client.conferences.list({ friendlyName: name, limit: NAMESAKES });
        return found.find(({ status }) => status !== 'completed')?.sid ?? null;
      }),
    members: (conferenceSid) =>
      asking(async () => {
        const found = await client.conferences(conferenceSid).participants.list({ limit: MOST_MEMBERS });
        return found.map((member) => ({
          callSid: member.callSid,
          muted: member.muted,
          held: member.hold,
          coaches: member.coaching ? member.callSidToCoach : null,
        }));
      }),
    changeMember: (conferenceSid, callSid, { muted, held, coaches }) =>
      asking(async () => {
        await client
          .conferences(conferenceSid)
          .participants(callSid)
          .update({
            ...(muted === undefined ? {} : { muted }),
            ...(held === undefined ? {} : { hold: held }),
            ...(coaches === undefined ? {} : { coaching: coaches !== null }),
            ...(coaches ? { callSidToCoach: coaches } : {}),
          });
      }),
    endConference: (conferenceSid) =>
      asking(() => unlessOver(() => client.conferences(conferenceSid).update({ status: 'completed' }))),
    changeRecording: (conferenceSid, recordingSid, to) =>
      asking(async () => {
        await client
          .conferences(conferenceSid)
          .recordings(recordingSid)
          .update({
            status: RECORDING_STATUS[to],
            // What is said meanwhile leaves no gap in time: minutes in the recording are minutes of the call.
            ...(to === 'paused' ? { pauseBehavior: 'silence' } : {}),
          });
      }),
    deleteRecording: (sid) => asking(() => unlessOver(() => client.recordings(sid).remove())),
  };
}

/** Conferences of one name that are looked through for the live one; the latest come first. */
const NAMESAKES = 20;
const MOST_MEMBERS = 50;
const RECORDING_STATUS = { on: 'in-progress', paused: 'paused', stopped: 'stopped' } as const;
/** The carrier's codes for a call or conference that has ended meanwhile. */
const OVER: ReadonlySet<number> = new Set([20404, 21220]);

/** What is to be ended or deleted, and is so already, is as wanted. */
async function unlessOver(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code } = error as { code?: string | number };
    if (statusOf(error) !== 404 && !OVER.has(Number(code))) throw error;
  }
}

const toOutcome = (call: { status: string; duration: string | null }) => ({
  status: call.status,
  durationSeconds: call.duration ? Number(call.duration) : null,
});

const statusOf = (error: unknown): number | undefined => (error as { status?: number })?.status;
/** Failures in which the request never left this machine. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toCarrierError(error);
  }
}

/**
 * The carrier's codes for a number that cannot be called or texted, now or later. A country that our account may not
 * call (21215) is not among them: that is a setting of ours.
 */
const HOPELESS_NUMBER = new Set([21211, 21214, 21216, 21217, 21610, 21612, 21614, 13223, 13224]);
/** Refusals that pass by themselves, or are about all calls alike: too many, not let in. */
const OF_ALL_CALLS = new Set([401, 403, 429]);

/**
 * What may be hoped for. A number that is wrong stays wrong. 5xx, a time-out or a cut connection: nobody knows
 * what was done. All else (429, a refused connection, our own settings) did nothing and may go through once it
 * is put right. The carrier's own words may quote the number, so they are left out.
 */
function toCarrierError(error: unknown): CarrierError {
  const status = statusOf(error);
  const { code } = error as { code?: string | number };
  if (status !== undefined) {
    const again = !HOPELESS_NUMBER.has(Number(code));
    const message = `carrier answered ${status}${code ? `, error ${code}` : ''}`;
    const untouched = status < 500;
    return new CarrierError(message, { again, untouched, lasting: untouched && !OF_ALL_CALLS.has(status) });
  }
  const untouched = typeof code === 'string' && NEVER_SENT.has(code);
  return new CarrierError(`carrier not reached: ${code ?? 'unknown'}`, { again: true, untouched });
}
