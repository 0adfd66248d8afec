import { expect } from 'chai';
import { appendEvents } from '../../services/outbox.ts';
import { sequenceEvents, takeSequencerLease } from '../../services/sequencer.ts';
import { createTransactor, type InTransaction, type Tx } from '../../services/transaction.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const NOW = new Date('2026-05-01T02:00:00Z');

describe('numbering events', () => {
  let database: TestDatabase;
  let inTransaction: InTransaction;

  before(async () => {
    database = await testDatabase();
    inTransaction = createTransactor(database.dataSource);
  });

  const happen = (tx: Tx, contactId: number) =>
    appendEvents(
      tx,
      [{ type: 'contact.started', data: { direction: 'inbound' }, contactId, rooms: ['calls'] }],
      NOW,
    );

  it('does not wait for a transaction that is still open, and numbers its event once it is committed', async () => {
    const token = (await takeSequencerLease(database.dataSource.manager, 'test')) as number;
    const number = () => inTransaction((tx) => sequenceEvents(tx, token));
    const open = database.dataSource.createQueryRunner();
    await open.startTransaction();
    await happen(open.manager, 1);
    for (const contactId of [2, 3, 4]) await inTransaction((tx) => happen(tx, contactId));

    // A wait would last until the open transaction ends, which it does only afterwards.
    const numbered = await Promise.race([
      number(),
      new Promise<'waited'>((resolve) => setTimeout(() => resolve('waited'), 2_000)),
    ]);
    await open.commitTransaction();
    await open.release();
    expect(numbered).to.have.length(3);
    expect(await number()).to.have.length(1);
    const rows = await database.dataSource.query(
      "SELECT r.seq, e.contactId FROM room_event r JOIN event e ON e.id = r.eventId WHERE r.room = 'calls' ORDER BY seq",
    );
    expect(rows).to.deep.equal([2, 3, 4, 1].map((contactId, index) => ({ seq: index + 1, contactId })));
    expect(await database.dataSource.query('SELECT * FROM outbox')).to.deep.equal([]);
  });
});
