import type { Call, Callback, Room } from './call.ts';
import type { Carrier } from './carrier.ts';
import { ConferenceNews, isFailure } from './conference-news.ts';
import { CarrierError } from './errors.ts';
import { newSid } from './ids.ts';
import type { Input } from './line.ts';
import { type ConferenceExit, Participant, type ParticipantSettings, type Source } from './participant.ts';
import { Recorder } from './recorder.ts';
import type { Stage } from './twiml/stage.ts';
import type { Party, RoomView } from './types.ts';

export interface ConferenceSettings {
  callback: Callback | undefined;
}

/** A call on its way in. */
export interface Expected {
  call: Call;
  settings: ParticipantSettings;
  since: Date;
}

export type ReasonEnded =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-left'
  | 'last-participant-kicked';

/** Calls that hear each other, under a name. */
export class Conference implements Room {
  readonly sid = newSid('CF');
  readonly friendlyName: string;
  readonly createdAt = new Date();
  readonly participants = new Map<string, Participant>();
  readonly news: ConferenceNews;
  updatedAt = this.createdAt;
  status: 'init' | 'in-progress' | 'completed' = 'init';
  reasonEnded: ReasonEnded | undefined;
  endedBy: Participant | undefined;
  private readonly carrier: Carrier;
  private readonly onEnd: () => void;
  /** Calls that the app has placed to bring them in. */
  readonly expected = new Map<string, Expected>();
  recorder: Recorder | undefined;
  private toRecord: ParticipantSettings['record'];

  constructor(carrier: Carrier, name: string, { callback }: ConferenceSettings, onEnd: () => void) {
    this.carrier = carrier;
    this.friendlyName = name;
    this.news = new ConferenceNews(carrier, this, callback);
    this.onEnd = onEnd;
  }

  /** Lets a call in. Throws CarrierError when it is full, the label taken, or the one to be coached not there. */
  admit(stage: Stage, settings: ParticipantSettings): Participant {
    const { call } = stage;
    this.refuse(settings);
    const participant = new Participant(stage, settings);
    this.expected.delete(call.sid);
    this.participants.set(call.sid, participant);
    call.room = this;
    if (this.status === 'init') this.toRecord ??= settings.record;
    this.news.of(participant, 'join', 'participant-join');
    if (settings.beepOnEnter) this.beep(participant, 'enter');
    if (this.status === 'in-progress') this.connect(participant);
    else if (this.ready) this.start();
    else this.awaitStart(participant);
    return participant;
  }

  private refuse({ label, coach, maxParticipants }: ParticipantSettings): void {
    if (this.participants.size >= maxParticipants) {
      throw new CarrierError(16020, `The conference ${this.friendlyName} is full: ${maxParticipants}`);
    }
    if (label !== undefined && this.find(label)) {
      throw new CarrierError(16025, `The label ${label} is in use by another participant`);
    }
    if (coach !== undefined && !(this.status === 'in-progress' && this.participants.has(coach))) {
      throw new CarrierError(13240, `${coach} is not in this conference`);
    }
  }

  /** It begins with the second participant, as soon as one of them may begin it. */
  private get ready(): boolean {
    return (
      this.participants.size > 1 && [...this.participants.values()].some((one) => one.settings.startOnEnter)
    );
  }

  private awaitStart(participant: Participant): void {
    const { wait } = participant.settings;
    this.carrier.tell(participant.call, { type: 'waiting', conference: this.friendlyName });
    if (wait) this.playWaiting(participant, wait);
  }

  private playWaiting(participant: Participant, wait: Source): void {
    void participant.play(wait, this.news.params).then((end) => {
      if (isFailure(end)) participant.exit.settle('failed');
    });
  }

  private start(): void {
    this.status = 'in-progress';
    this.updatedAt = new Date();
    for (const participant of this.participants.values()) {
      if (!participant.hold) participant.silence();
      this.connect(participant);
    }
    this.news.send('start', 'conference-start');
    if (this.toRecord) this.record(this.toRecord.callback);
  }

  private record(callback: Callback | undefined): void {
    this.recorder = new Recorder(this.carrier, {
      ...{ source: 'Conference', callSid: null, conferenceSid: this.sid, channels: 1, track: 'both' },
      ...{ callback, log: this.news.webhooks },
    });
  }

  /** A call has been placed that is to come in. */
  expect(expected: Expected): void {
    const { call, settings } = expected;
    this.expected.set(call.sid, expected);
    void call.ended.promise.then(() => {
      if (!this.expected.delete(call.sid) || this.status === 'completed') return;
      this.news.send('leave', 'participant-leave', {
        CallSid: call.sid,
        ...(settings.label ? { ParticipantLabel: settings.label } : {}),
        ParticipantCallStatus: call.status,
        ReasonParticipantLeft: 'participant_add_failed',
      });
      if (this.empty) this.end('last-participant-left');
    });
  }

  /** Whether a label is taken, also by somebody on the way. */
  knows(label: string): boolean {
    return Boolean(this.find(label) ?? this.findExpected(label));
  }

  /** By the SID of the call or by label. */
  findExpected(callSidOrLabel: string): Expected | undefined {
    const found = this.expected.get(callSidOrLabel);
    return found ?? [...this.expected.values()].find(({ settings }) => settings.label === callSidOrLabel);
  }

  /** Nobody is in it, and nobody is on the way. */
  get empty(): boolean {
    return this.participants.size === 0 && this.expected.size === 0;
  }

  private connect(participant: Participant): void {
    const parties = this.othersThan(participant);
    this.carrier.tell(participant.call, { type: 'connected', conference: this.friendlyName, parties });
  }

  private othersThan(participant: Participant): Party[] {
    return [...this.participants.values()].filter((one) => one !== participant).map(({ party }) => party);
  }

  private beep(of: Participant, moment: 'enter' | 'exit'): void {
    if (this.status !== 'in-progress') return;
    for (const one of this.participants.values()) {
      if (one !== of && !one.hold) this.carrier.tell(one.call, { type: 'beep', moment });
    }
  }

  /** By the SID of the call or by label. */
  find(callSidOrLabel: string): Participant | undefined {
    const found = this.participants.get(callSidOrLabel);
    if (found) return found;
    return [...this.participants.values()].find(({ settings }) => settings.label === callSidOrLabel);
  }

  /** Somebody is out; nothing when they already were. */
  leave(participant: Participant, exit: ConferenceExit): void {
    const { call, settings } = participant;
    if (!this.participants.delete(call.sid)) return;
    participant.close();
    participant.exit.settle(exit);
    if (call.room === this) call.room = undefined;
    this.carrier.tell(call, { type: 'disconnected', conference: this.friendlyName });
    if (settings.beepOnExit) this.beep(participant, 'exit');
    this.news.of(participant, 'leave', 'participant-leave', {
      ParticipantCallStatus: exit === 'hung-up' ? 'completed' : call.status,
      ReasonParticipantLeft: reasonsLeft[exit],
    });
    if (this.status === 'completed') return;
    const how = exit === 'kicked' ? 'kicked' : 'left';
    if (settings.endOnExit) this.end(`participant-with-end-conference-on-exit-${how}`, participant);
    else if (this.empty) this.end(`last-participant-${how}`, participant);
  }

  /** All go on with what follows their Dial. */
  end(reason: ReasonEnded, by?: Participant): void {
    if (this.status === 'completed') return;
    this.status = 'completed';
    this.updatedAt = new Date();
    this.reasonEnded = reason;
    this.endedBy = by;
    const exit = reason === 'conference-ended-via-api' ? 'ended-via-api' : 'ended';
    for (const participant of [...this.participants.values()]) this.leave(participant, exit);
    for (const { call } of this.expected.values()) call.line.interrupt({ kind: 'hangup', by: 'app' });
    this.recorder?.stop();
    this.news.send('end', 'conference-end', {
      ReasonConferenceEnded: reason,
      Reason: `The conference ended: ${reason}`,
      ...(by ? { CallSidEndingConference: by.call.sid } : {}),
      ...(by?.settings.label ? { ParticipantLabelEndingConference: by.settings.label } : {}),
    });
    this.onEnd();
  }

  mute(participant: Participant, muted: boolean): void {
    if (participant.settings.muted === muted) return;
    participant.settings.muted = muted;
    this.carrier.tell(participant.call, { type: 'muted', muted });
    this.news.of(participant, 'mute', muted ? 'participant-mute' : 'participant-unmute');
  }

  /** On hold one hears music, and neither hears the others nor is heard. */
  setHold(participant: Participant, hold: boolean, music?: Source): void {
    if (participant.hold !== hold) {
      participant.hold = hold;
      this.carrier.tell(participant.call, { type: 'held', hold });
      this.news.of(participant, 'hold', hold ? 'participant-hold' : 'participant-unhold');
    }
    if (!hold) participant.silence();
    else if (music) void participant.play(music, this.news.params);
  }

  /** From now on only `coached` hears this participant; undefined: all do. */
  setCoach(participant: Participant, coached: Participant | undefined): void {
    participant.settings.coach = coached?.call.sid;
    this.news.of(participant, 'modify', 'participant-modify');
  }

  setEndOnExit(participant: Participant, endOnExit: boolean): void {
    participant.settings.endOnExit = endOnExit;
    this.news.of(participant, 'modify', 'participant-modify');
  }

  setBeepOnExit(participant: Participant, beepOnExit: boolean): void {
    participant.settings.beepOnExit = beepOnExit;
    this.news.of(participant, 'modify', 'participant-modify');
  }

  /** What is heard until the conference begins, from now on. */
  setWait(participant: Participant, wait: Source): void {
    participant.settings.wait = wait;
    if (this.status === 'init' && !participant.hold) this.playWaiting(participant, wait);
    this.news.of(participant, 'modify', 'participant-modify');
  }

  /** All hear it at once. */
  announce(source: Source): void {
    void this.news.announce(source, [...this.participants.values()]);
  }

  announceTo(participant: Participant, source: Source): void {
    const { sid } = participant.call;
    void this.news.announce(source, [participant], () => this.participants.get(sid));
  }

  /** What a participant does: speech goes to all who can hear it. */
  takes(participant: Participant, input: Input): boolean {
    const { call } = participant;
    switch (input.kind) {
      case 'speech':
        this.carrier.tell(call, { type: 'input', kind: 'speech', text: input.text });
        this.speak(participant, input.text);
        return true;
      case 'keys':
        this.carrier.tell(call, { type: 'input', kind: 'keys', text: input.digits });
        return true;
      case 'speaking':
        return true;
      default:
        return false;
    }
  }

  private speak(speaker: Participant, text: string): void {
    if (this.status !== 'in-progress' || speaker.hold || speaker.settings.muted) return;
    const { coach } = speaker.settings;
    const listeners = [...this.participants.values()].filter(
      (one) => one !== speaker && !one.hold && (coach === undefined || one.call.sid === coach),
    );
    if (coach === undefined) this.recorder?.hear(speaker.call.number, text);
    this.news.of(speaker, 'speaker', 'participant-speech-start');
    this.carrier.spoken(
      speaker.call,
      text,
      listeners.map(({ call }) => call),
    );
    this.news.of(speaker, 'speaker', 'participant-speech-stop');
  }

  view(call: Call): RoomView {
    const participant = this.participants.get(call.sid);
    return {
      kind: 'conference',
      sid: this.sid,
      name: this.friendlyName,
      started: this.status === 'in-progress',
      label: participant?.settings.label ?? null,
      muted: participant?.settings.muted ?? false,
      hold: participant?.hold ?? false,
      coaching: participant?.settings.coach ?? null,
      with: participant ? this.othersThan(participant) : [],
    };
  }
}

const reasonsLeft: Record<ConferenceExit, string> = {
  'hung-up': 'participant_hung_up',
  redirected: 'participant_updated_via_api',
  kicked: 'participant_updated_via_api',
  ended: 'moderator_ended_conference',
  'ended-via-api': 'conference_ended_via_api',
  failed: 'participant_add_failed',
  star: 'participant_hung_up',
  limit: 'participant_hung_up',
};
