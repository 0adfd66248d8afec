import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import type { JobOf } from '../../../domain/contracts/jobs.ts';
import { initialPolicy } from '../../../domain/policy.ts';
import { Contact, Recording, RecordingPause } from '../../../entities/call.ts';
import { AgentDesk, Conference } from '../../../entities/desk.ts';
import { CarrierError } from '../../../services/ports.ts';
import { dueRecordings, lookAfterRecording } from '../../../services/recordings/due.ts';
import { holdRecording } from '../../../services/recordings/hold-recording.ts';
import { type KeepConversation, keepConversation } from '../../../services/recordings/keep-conversation.ts';
import { notePause, noteResume } from '../../../services/recordings/note-pause.ts';
import { createTransactor, type InTransaction } from '../../../services/transaction.ts';
import { testDatabase } from '../../support/database.ts';

const BEGIN = new Date('2026-05-06T02:00:00Z');
const DAY = 24 * 60;
const away = new CarrierError('503', { again: true, untouched: true });

describe('recordings kept', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;
  let now: Date;
  let changed: string[];
  let deleted: string[];
  let fail: Error | null;

  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    inTransaction = createTransactor(dataSource);
    now = BEGIN;
    changed = [];
    deleted = [];
    fail = null;
    await dataSource.manager.insert(Contact, { id: 1, direction: 'inbound', number: '', startedAt: BEGIN });
  });

  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  const told = (state: string, more: Partial<KeepConversation> = {}) =>
    inTransaction((tx) =>
      keepConversation(tx, { contactId: 1, recordingSid: 'RE1', url: '', seconds: 0, state, ...more }, now),
    );
  const complete = () => told('completed', { url: 'https://api.example.com/RE1', seconds: 300 });
  const recording = () => dataSource.manager.findOneByOrFail(Recording, { sid: 'RE1' });
  const pauses = () => dataSource.manager.find(RecordingPause, { order: { id: 'ASC' } });
  const events = async (type: string) =>
    (await dataSource.query('SELECT data, actorId FROM event WHERE type = ?', [type])).map(
      ({ data, actorId }: { data: unknown; actorId: number }) => ({ data, actorId }),
    );
  const deps = () => ({
    inTransaction,
    clock: { now: () => now },
    carrier: {
      async deleteRecording(sid: string) {
        if (fail) throw fail;
        deleted.push(sid);
      },
      findConference: async () => 'CF1',
      async changeRecording(conference: string, sid: string, to: string) {
        if (fail) throw fail;
        changed.push(`${conference} ${sid} ${to}`);
      },
    },
  });
  /** All that is due, once. @returns what was done */
  const sweep = async (): Promise<JobOf<'recordings'>['subject'][]> => {
    const due = await dueRecordings(dataSource.manager, now);
    for (const job of due) await lookAfterRecording(deps(), job).catch(() => {});
    return due.map(({ subject }) => subject);
  };

  describe('of a conversation', () => {
    it('only go forward, whatever the carrier repeats and in which order', async () => {
      await told('in-progress');
      expect(await recording()).to.include({ kind: 'conversation', state: 'recording', url: '' });
      later(5);
      await complete();
      const kept = await recording();
      expect(kept).to.include({ state: 'kept', durationSeconds: 300, url: 'https://api.example.com/RE1' });
      expect(kept.at).to.deep.equal(BEGIN);
      later(1);
      await told('in-progress');
      await complete();
      expect(await recording()).to.deep.equal(kept);
    });

    it('begin when they did, though only their end was heard of', async () => {
      later(5);
      await complete();
      expect((await recording()).at).to.deep.equal(BEGIN);
    });

    it('are forgotten when nothing was recorded', async () => {
      await told('in-progress');
      await told('absent');
      expect(await dataSource.manager.count(Recording)).to.equal(0);
      await complete();
      await told('absent');
      expect(await recording(), 'never what is kept').to.include({ state: 'kept' });
    });

    it('have as long as the policy gives conversations', async () => {
      await complete();
      const { retainUntil, nextActionAt } = await recording();
      const days = initialPolicy.recordings.conversationDays;
      expect(retainUntil).to.deep.equal(new Date(BEGIN.getTime() + days * 86_400_000));
      expect(nextActionAt).to.deep.equal(retainUntil);
    });
  });

  describe('paused', () => {
    beforeEach(async () => {
      await told('in-progress');
      await dataSource.manager.insert(Conference, {
        contactId: 1,
        sid: 'CF1',
        recordingSid: 'RE1',
        recording: 'paused',
        startedAt: now,
      });
      await dataSource.manager.insert(AgentDesk, {
        personId: 7,
        state: 'on_call',
        since: now,
        idleSince: now,
        skills: [],
        contactId: 1,
      });
    });
    const pause = () => inTransaction((tx) => notePause(tx, { contactId: 1, personId: 7 }, now));

    it('have the span on record, once however often it is asked for', async () => {
      later(1);
      await pause();
      await pause();
      expect(await recording()).to.include({ state: 'paused' });
      later(1);
      expect(await inTransaction((tx) => noteResume(tx, { contactId: 1, ending: 'agent' }, now))).to.equal(
        true,
      );
      expect(await inTransaction((tx) => noteResume(tx, { contactId: 1, ending: 'agent' }, now))).to.equal(
        false,
      );
      const spans = await pauses();
      expect(spans).to.have.length(1);
      expect(spans[0]).to.include({ personId: 7, ending: 'agent', openMark: null });
      expect(spans[0]?.endedAt?.getTime()).to.equal((spans[0]?.startedAt.getTime() ?? 0) + 60_000);
      expect(await recording()).to.include({ state: 'recording' });
    });

    it('go on by themselves when they are forgotten, also after the carrier was away', async () => {
      const { until } = await pause();
      expect(until).to.deep.equal(new Date(BEGIN.getTime() + initialPolicy.recordings.pauseMinutes * 60_000));
      later(initialPolicy.recordings.pauseMinutes - 0.1);
      expect(await sweep()).to.deep.equal([]);
      later(0.2);
      fail = away;
      expect(await sweep()).to.deep.equal(['pause-1']);
      expect((await pauses())[0]).to.include({ ending: null, openMark: 1 });
      expect(await sweep(), 'not at once again').to.deep.equal([]);
      later(1);
      fail = null;
      await sweep();
      expect(changed).to.deep.equal(['CF1 RE1 on']);
      expect((await pauses())[0]).to.include({ ending: 'forgotten' });
      expect(await recording()).to.include({ state: 'recording' });
      expect(await dataSource.manager.findOneByOrFail(Conference, { contactId: 1 })).to.include({
        recording: 'on',
      });
      const desk = await dataSource.manager.findOneByOrFail(AgentDesk, { personId: 7 });
      expect(desk.version, 'the desk shows it').to.equal(2);
      expect(await events('call.recording')).to.have.length(1);
      expect(await sweep()).to.deep.equal([]);
    });

    it('end with the conversation', async () => {
      await pause();
      later(1);
      await complete();
      expect((await pauses())[0]).to.include({ ending: 'over', openMark: null });
      later(10);
      expect(await sweep()).to.deep.equal([]);
      expect(changed).to.deep.equal([]);
    });
  });

  describe('whose time is over', () => {
    beforeEach(complete);
    const toTheEnd = () => later(initialPolicy.recordings.conversationDays * DAY + 1);

    it('are deleted at the carrier, then here, once', async () => {
      later(initialPolicy.recordings.conversationDays * DAY - 1);
      expect(await sweep()).to.deep.equal([]);
      later(2);
      await Promise.all([sweep(), sweep()]);
      expect(deleted).to.deep.equal(['RE1']);
      expect(await recording()).to.include({ state: 'deleted', url: '', nextActionAt: null });
      expect((await recording()).deletedAt).to.deep.equal(now);
      expect(await events('recording.deleted')).to.have.length(1);
      expect(await sweep()).to.deep.equal([]);
    });

    it('are kept until the carrier has said so, and asked for less and less often', async () => {
      toTheEnd();
      fail = away;
      const waits: number[] = [];
      for (let tries = 1; tries <= 7; tries++) {
        await sweep();
        const { state, tries: counted, nextActionAt } = await recording();
        expect({ state, counted }).to.deep.equal({ state: 'kept', counted: tries });
        const wait = ((nextActionAt?.getTime() ?? 0) - now.getTime()) / 60_000;
        waits.push(wait);
        expect(await sweep(), 'not before').to.deep.equal([]);
        later(wait);
      }
      expect(waits).to.deep.equal([2, 10, 60, 360, 1440, 1440, 1440]);
      expect(deleted).to.deep.equal([]);
      fail = null;
      await sweep();
      expect(await recording()).to.include({ state: 'deleted' });
    });

    it('are taken up again after a crash between asking and writing', async () => {
      toTheEnd();
      await dataSource.query("UPDATE recording SET state = 'deleting'");
      await sweep();
      expect(await recording()).to.include({ state: 'deleted' });
    });

    it('stay as long as they are on legal hold, and go once it is lifted', async () => {
      await inTransaction((tx) =>
        holdRecording(tx, { recordingId: 1, personId: 3, held: true, reason: '法院调取' }, now),
      );
      expect(await recording()).to.include({ holdReason: '法院调取', holdBy: 3 });
      toTheEnd();
      expect(await sweep()).to.deep.equal([]);
      await lookAfterRecording(deps(), { subject: 'delete-1' });
      expect(deleted, 'a hint of before').to.deep.equal([]);
      await inTransaction((tx) =>
        holdRecording(tx, { recordingId: 1, personId: 3, held: false, reason: '已结案' }, now),
      );
      await sweep();
      expect(deleted).to.deep.equal(['RE1']);
      expect(await events('recording.held')).to.deep.equal([
        { data: { recordingId: 1, held: true, reason: '法院调取' }, actorId: 3 },
        { data: { recordingId: 1, held: false, reason: '已结案' }, actorId: 3 },
      ]);
    });

    it('cannot be held once they are gone, or going', async () => {
      const hold = () =>
        inTransaction((tx) =>
          holdRecording(tx, { recordingId: 1, personId: 3, held: true, reason: '法院调取' }, now),
        ).then(
          () => 'held',
          ({ code }) => code,
        );
      await dataSource.query("UPDATE recording SET state = 'deleting'");
      expect(await hold()).to.equal('wrong_state');
      toTheEnd();
      await sweep();
      expect(await hold()).to.equal('expired');
    });
  });
});
