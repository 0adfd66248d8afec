import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { MessageReply } from '../../../entities/message-reply.ts';
import { Visit } from '../../../entities/ticket.ts';
import { queueMessage } from '../../../services/messages/queue-message.ts';
import { takeReply } from '../../../services/messages/take-reply.ts';
import { cardById } from '../../../services/views/cards.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

let numbers = 0;
let sids = 0;

describe('replies to text messages (H4)', () => {
  let province: SmallProvince;
  let dataSource: DataSource;

  before(async () => {
    ({ dataSource } = await testDatabase());
    province = await smallProvince(dataSource);
  });

  const inTransaction: SmallProvince['inTransaction'] = (work) => province.inTransaction(work);
  /** A ticket of a number of its own, to which a reminder went out. */
  async function reminded(over: { state?: string; appointmentAt?: Date } = {}) {
    const from = `+86139${String(++numbers).padStart(8, '0')}`;
    const ticketId = await province.open({ contactNumber: from, customerId: null });
    const { number } = await province.ticket(ticketId);
    await dataSource.query("UPDATE ticket SET outletId = 1, state = 'accepted' WHERE id = ?", [ticketId]);
    await dataSource.manager.insert(Visit, {
      ticketId,
      number: 1,
      outletId: 1,
      outcome: 'open',
      appointmentAt: over.appointmentAt ?? minutesIn(600),
      bookedAt: MORNING,
      createdAt: MORNING,
    });
    const params = { number, when: '明天', technician: null };
    await inTransaction((tx) =>
      queueMessage(
        tx,
        { dedupKey: `r-${ticketId}`, to: from, template: 'visit_reminder', language: 'zh', params, ticketId },
        MORNING,
      ),
    );
    await dataSource.query('UPDATE message SET state = ? WHERE dedupKey = ?', [
      over.state ?? 'delivered',
      `r-${ticketId}`,
    ]);
    return { ticketId, from, number };
  }
  const say = (from: string, body: string, sid = `SM${++sids}`) =>
    inTransaction((tx) => takeReply(tx, { sid, from, body }, minutesIn(5)));
  const replies = (from: string) =>
    dataSource.manager.find(MessageReply, { where: { fromNumber: from }, order: { id: 'ASC' } });
  const texts = async (to: string): Promise<string[]> => {
    const rows = await dataSource.query('SELECT template FROM message WHERE toNumber = ? ORDER BY id', [to]);
    return rows.map(({ template }: { template: string }) => template);
  };

  it('confirm an agreed visit, and are done with', async () => {
    const { ticketId, from } = await reminded();
    await say(from, '１');
    const [reply] = await replies(from);
    expect(reply).to.include({ ticketId, meaning: 'confirm', state: 'settled' });
    expect(reply?.messageId).to.be.a('number');
    expect((await cardById(dataSource.manager, ticketId)).replyAt).to.equal(null);
  });

  it('get the link to move the visit', async () => {
    const { from } = await reminded();
    await say(from, '2');
    expect(await texts(from)).to.include('visit_move_link');
    expect((await replies(from))[0]?.state).to.equal('settled');
  });

  it('stop calls and surveys, and not the news of open tickets', async () => {
    const { from, number, ticketId } = await reminded();
    await say(from, '退订');
    await say(from, '退订');
    const rules = await dataSource.query(
      'SELECT kind, reason FROM number_rule WHERE number = ? AND openMark = 1',
      [from],
    );
    expect(rules).to.deep.equal([{ kind: 'do_not_call', reason: '客户短信回复退订' }]);
    const queue = (template: 'survey_missed' | 'visit_no_show', key: string) =>
      inTransaction((tx) => {
        const to = { dedupKey: `${key}-${ticketId}`, to: from, language: 'zh' as const, ticketId };
        return template === 'survey_missed'
          ? queueMessage(tx, { ...to, template, params: { number, obligationId: 1 } }, minutesIn(9))
          : queueMessage(tx, { ...to, template, params: { number, technician: null } }, minutesIn(9));
      });
    expect(await queue('survey_missed', 's')).to.equal(false);
    expect(await queue('visit_no_show', 'n')).to.equal(true);
  });

  it('wait for a person when they say anything else, on the board and in the history', async () => {
    const { ticketId, from } = await reminded();
    const { version } = await province.ticket(ticketId);
    await say(from, '师傅什么时候到？');
    expect((await replies(from))[0]).to.include({ ticketId, meaning: 'words', state: 'waiting' });
    expect((await cardById(dataSource.manager, ticketId)).replyAt).to.equal(minutesIn(5).toISOString());
    expect((await province.ticket(ticketId)).version).to.equal(version + 1);
    const [event] = await dataSource.query(
      "SELECT data FROM event WHERE type = 'ticket.reply' AND ticketId = ?",
      [ticketId],
    );
    expect(JSON.stringify(event), 'what was typed is not told on').to.not.contain('师傅');
  });

  it('wait as well where there is nothing to confirm or to move', async () => {
    const past = await reminded({ appointmentAt: minutesIn(-60) });
    await say(past.from, '1');
    const over = await reminded();
    await dataSource.query("UPDATE ticket SET state = 'done' WHERE id = ?", [over.ticketId]);
    await say(over.from, '2');
    for (const { from } of [past, over]) expect((await replies(from))[0]?.state, from).to.equal('waiting');
    await say('+8613711112222', '1');
    expect((await replies('+8613711112222'))[0]).to.include({ ticketId: null, state: 'waiting' });
  });

  it('belong to the ticket whose number is written there, if it is theirs', async () => {
    const one = await reminded();
    const other = await reminded();
    await say(one.from, `工单${other.number}怎么样了`);
    expect((await replies(one.from))[0]?.ticketId, 'a stranger’s number').to.equal(one.ticketId);
    await dataSource.query('UPDATE ticket SET contactNumber = ? WHERE id = ?', [one.from, other.ticketId]);
    await say(one.from, `工单${other.number}怎么样了`);
    expect((await replies(one.from))[1]?.ticketId).to.equal(other.ticketId);
  });

  it('are one, however often and however much at once the carrier says them', async () => {
    const { from } = await reminded();
    await Promise.all(Array.from({ length: 8 }, () => say(from, '2', 'SM-same')));
    expect(await replies(from)).to.have.length(1);
    expect((await texts(from)).filter((template) => template === 'visit_move_link')).to.have.length(1);
  });
});
