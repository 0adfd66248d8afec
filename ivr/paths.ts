/** Addresses of webhooks that several places lead to; all below the public address. */

/** The menu goes on here when a call has left the line. Steps are numbered through, whatever their address. */
export const lineLeftPath = (contactId: number, step: number): string =>
  `/twilio/line/${contactId}/left/${step}`;
/** The music of the line, where no other is set. */
export const MELODY_PATH = '/twilio/melody.wav';
/** What a caller in line hears. */
export const waitPath = (contactId: number): string => `/twilio/wait/${contactId}`;
/** The carrier brings a recording in words. */
export const TRANSCRIPTION_PATH = '/twilio/transcription';
