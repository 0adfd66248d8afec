import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import type { CallStatus, Disposition } from '../../../domain/vocabulary.ts';
import { beginContact } from '../../../services/intake/begin-contact.ts';
import { amendDisposition, endContact } from '../../../services/intake/end-contact.ts';
import { leaveMessage } from '../../../services/intake/leave-message.ts';
import { notePurpose } from '../../../services/intake/note-purpose.ts';
import { recordCallStatus } from '../../../services/intake/record-call-status.ts';
import { createTransactor, type InTransaction, type Tx } from '../../../services/transaction.ts';
import { newSid } from '../../ivr/hotline.ts';
import { KNOWN_NUMBER, STRANGER, smallWorld } from '../../ivr/small-world.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-05-01T02:00:00Z');

describe('the end of a call', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;

  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    inTransaction = createTransactor(dataSource);
  });

  async function begin(from = STRANGER): Promise<{ callSid: string; contactId: number }> {
    const callSid = newSid();
    const command = { callSid, from, to: '+864008009527', status: 'ringing' as const };
    const { contactId } = await inTransaction((tx) => beginContact(tx, command, NOW));
    return { callSid, contactId };
  }
  const hear = (callSid: string, status: CallStatus, durationSeconds: number | null = null) =>
    inTransaction((tx) => recordCallStatus(tx, { callSid, status, durationSeconds }, NOW));
  const one = async (sql: string, ...values: unknown[]) => (await dataSource.query(sql, values))[0];
  const contact = (id: number) => one('SELECT * FROM contact WHERE id = ?', id);
  const eventsOf = async (id: number): Promise<string[]> =>
    (await dataSource.query('SELECT type FROM event WHERE contactId = ? ORDER BY id', [id])).map(
      ({ type }: { type: string }) => type,
    );

  it('is told once, in whatever order and however often it is said', async () => {
    const orders: CallStatus[][] = [
      ['ringing', 'in-progress', 'completed'],
      ['completed', 'in-progress', 'ringing'],
      ['in-progress', 'completed', 'completed', 'ringing', 'completed'],
      ['completed', 'no-answer', 'busy'],
    ];
    for (const order of orders) {
      const { callSid, contactId } = await begin();
      for (const status of order) await hear(callSid, status, status === 'completed' ? 42 : null);
      expect(
        await one('SELECT status, durationSeconds, checkAt FROM phone_call WHERE sid = ?', callSid),
      ).to.deep.equal({
        status: 'completed',
        durationSeconds: 42,
        checkAt: null,
      });
      expect(await contact(contactId)).to.include({ disposition: 'abandoned' });
      expect(await eventsOf(contactId)).to.deep.equal([
        'contact.started',
        'contact.ended',
        'obligation.opened',
      ]);
      expect(
        await one('SELECT leftAt FROM leg l JOIN phone_call c ON c.id = l.callId WHERE c.sid = ?', callSid),
      ).to.deep.equal({ leftAt: NOW });
    }
  });

  it('is told once by 16 at once', async () => {
    const { callSid, contactId } = await begin();
    await Promise.all(Array.from({ length: 16 }, () => hear(callSid, 'completed', 5)));
    expect((await eventsOf(contactId)).filter((type) => type === 'contact.ended')).to.have.length(1);
  });

  it('of an unknown call is told to nobody, and a word that is none changes nothing', async () => {
    expect(await hear(newSid(), 'completed')).to.equal(false);
    const { callSid } = await begin();
    await hear(callSid, 'exploded' as CallStatus);
    expect(await one('SELECT status FROM phone_call WHERE sid = ?', callSid)).to.deep.equal({
      status: 'ringing',
    });
  });

  const happenings: [string, Disposition, ((tx: Tx, contactId: number) => Promise<unknown>)[]][] = [
    ['nothing', 'abandoned', []],
    ['asked how a ticket stands', 'progress_told', [(tx, id) => notePurpose(tx, id, 1, 'asked')]],
    [
      'asked, then chased',
      'ticket_chased',
      [(tx, id) => notePurpose(tx, id, 1, 'asked'), (tx, id) => notePurpose(tx, id, 1, 'chased')],
    ],
    [
      'asked, then left a message',
      'message_left',
      [(tx, id) => notePurpose(tx, id, 1, 'asked'), (tx, id) => message(tx, id, true)],
    ],
    ['wanted a person and said nothing', 'callback_promised', [(tx, id) => message(tx, id, false)]],
    [
      'complained',
      'complaint_taken',
      [(tx, id) => notePurpose(tx, id, 1, 'complained'), (tx, id) => notePurpose(tx, id, 2, 'complained')],
    ],
    [
      'had a ticket opened',
      'ticket_opened',
      [(tx, id) => notePurpose(tx, id, 1, 'asked'), (tx, id) => notePurpose(tx, id, 2, 'opened')],
    ],
  ];
  const message = (tx: Tx, contactId: number, spoken: boolean) =>
    leaveMessage(
      tx,
      {
        contactId,
        number: STRANGER,
        language: 'zh',
        recording: spoken ? { sid: newSid('RE'), url: 'https://api.twilio.com/RE', seconds: 8 } : null,
      },
      NOW,
    );
  for (const [what, disposition, acts] of happenings) {
    it(`of someone who ${what} is remembered as ${disposition}`, async () => {
      const { callSid, contactId } = await begin();
      for (const act of acts) await inTransaction((tx) => act(tx, contactId));
      await hear(callSid, 'completed', 60);
      expect(await contact(contactId)).to.include({ disposition });
      const owed = await one(
        "SELECT COUNT(*) AS count FROM obligation WHERE contactId = ? AND kind = 'abandoned'",
        contactId,
      );
      expect(Number(owed.count)).to.equal(disposition === 'abandoned' ? 1 : 0);
    });
  }

  it('owes a call back to whoever hung up, and says why not where the number is hidden', async () => {
    const rung = await begin(KNOWN_NUMBER);
    await hear(rung.callSid, 'completed');
    expect(
      await one('SELECT kind, number, state, language FROM obligation WHERE contactId = ?', rung.contactId),
    ).to.deep.equal({ kind: 'abandoned', number: KNOWN_NUMBER, state: 'open', language: 'zh' });
    const hidden = await begin('anonymous');
    await hear(hidden.callSid, 'completed');
    expect(
      await one('SELECT state, settlement FROM obligation WHERE contactId = ?', hidden.contactId),
    ).to.deep.equal({
      state: 'exhausted',
      settlement: 'no_number',
    });
  });

  it('does not lose a message that comes after it', async () => {
    const { callSid, contactId } = await begin();
    await hear(callSid, 'completed');
    await inTransaction(async (tx) => {
      await message(tx, contactId, true);
      await amendDisposition(tx, contactId, NOW);
    });
    expect(await contact(contactId)).to.include({ disposition: 'message_left' });
    const kinds = await dataSource.query(
      'SELECT kind, state, settlement FROM obligation WHERE contactId = ? ORDER BY id',
      [contactId],
    );
    expect(kinds).to.deep.equal([
      { kind: 'abandoned', state: 'settled', settlement: 'called_again' },
      { kind: 'voicemail', state: 'open', settlement: null },
    ]);
  });

  it('amends nothing where nothing more happened', async () => {
    const { callSid, contactId } = await begin();
    await hear(callSid, 'completed');
    const before = await eventsOf(contactId);
    await inTransaction((tx) => amendDisposition(tx, contactId, NOW));
    expect(await eventsOf(contactId)).to.deep.equal(before);
  });

  it('leaves the dispositions to add up to the contacts', async () => {
    const { contactId } = await begin();
    await inTransaction((tx) => endContact(tx, { contactId }, NOW));
    const [sums] = await dataSource.query(
      `SELECT COUNT(*) AS contacts, SUM(disposition IS NOT NULL) AS ended, SUM(endedAt IS NULL) AS live FROM contact`,
    );
    expect(Number(sums.contacts)).to.equal(Number(sums.ended) + Number(sums.live));
  });
});
