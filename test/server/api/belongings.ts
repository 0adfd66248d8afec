import { maskNumber } from '../../../domain/phone-number.ts';
import { LINE_PRIORITY } from '../../../domain/vocabulary.ts';
import { Contact, Recording } from '../../../entities/call.ts';
import { QualityCase } from '../../../entities/case.ts';
import { DayPlan, DayPlanJob } from '../../../entities/day-plan.ts';
import { AgentDesk, Conference, ConferenceMember, LineEntry } from '../../../entities/desk.ts';
import { Obligation } from '../../../entities/followup.ts';
import { MessageReply } from '../../../entities/message-reply.ts';
import { Person } from '../../../entities/organisation.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { completeWork } from '../../../services/dispatch/finish-ticket.ts';
import { recordAction } from '../../../services/dispatch/record-action.ts';
import { openObligation } from '../../../services/followup/open-obligation.ts';
import { MORNING } from '../../support/province.ts';
import type { Side, TwoRegions } from './two-regions.ts';

/** What lies with one side. */
export interface Belongings {
  side: Side;
  tickets: Record<'manual' | 'inquiry' | 'offered' | 'at_work' | 'done', number>;
  obligationId: number;
  recordingId: number;
  /** A text message to the customer that failed. */
  messageId: number;
  /** What the customer wrote back, and nobody has seen to. */
  replyId: number;
  /** The customer's call, in the hands of an agent. */
  contactId: number;
  agentId: number;
  /** A case of the outlet. */
  caseId: number;
  /** A plan of the outlet's day, proposed. */
  planId: number;
  /** Texts that only someone who may see this side may ever read. */
  marks: string[];
}

/** Something of every kind that lies with a side. */
export async function furnish(world: TwoRegions, side: Side): Promise<Belongings> {
  const { inTransaction, dataSource } = world.province;
  const query = <T>(sql: string, params: unknown[]): Promise<T[]> => dataSource.query(sql, params);
  const { outletId } = side;
  const actor = { kind: 'person' as const, id: 1 };
  const accepted = async () => {
    const ticketId = await world.open(side);
    await inTransaction((tx) => acceptOffer(tx, { ticketId, outletId, actor }, MORNING));
    await inTransaction((tx) => recordAction(tx, { ticketId, outletId, action: 'contact', actor }, MORNING));
    return ticketId;
  };
  const done = await accepted();
  await inTransaction((tx) =>
    completeWork(
      tx,
      { ticketId: done, outletId, summary: '换了电容', chargeFen: 0, codeAbsence: 'refused', actor },
      MORNING,
    ),
  );
  const tickets = {
    manual: await world.open(side, { routed: false }),
    inquiry: await world.open(side, { kind: 'inquiry', routed: false }),
    offered: await world.open(side),
    at_work: await accepted(),
    done,
  };
  await query("UPDATE ticket SET state = 'manual', nextActionAt = NULL WHERE id = ?", [tickets.manual]);
  const contact = await dataSource.manager.insert(Contact, {
    direction: 'inbound',
    number: side.number,
    customerId: side.customerId,
    startedAt: MORNING,
  });
  const contactId = Number(contact.identifiers[0]?.id);
  await inTransaction((tx) =>
    openObligation(
      tx,
      { kind: 'voicemail', contactId, number: side.number, language: 'zh', regionId: side.regionId },
      MORNING,
    ),
  );
  const { id: obligationId } = await dataSource.manager.findOneByOrFail(Obligation, { contactId });
  const recording = await dataSource.manager.insert(Recording, {
    sid: `RE${contactId}`,
    contactId,
    ticketId: tickets.inquiry,
    url: 'http://127.0.0.1:1/Recordings/RE1',
    durationSeconds: 9,
    at: MORNING,
  });
  const [message] = await query<{ id: number }>('SELECT id FROM message WHERE ticketId = ? LIMIT 1', [done]);
  const messageId = message?.id ?? 0;
  await query("UPDATE message SET state = 'failed', nextActionAt = NULL WHERE id = ?", [messageId]);
  const reply = await dataSource.manager.insert(MessageReply, {
    sid: `SM-${done}`,
    fromNumber: side.number,
    body: `请到${side.address}`,
    at: MORNING,
    ticketId: done,
    meaning: 'words',
    state: 'waiting',
  });
  const [survey] = await query<{ id: number }>(
    "SELECT id FROM obligation WHERE ticketId = ? AND kind = 'survey'",
    [done],
  );
  const made = await dataSource.manager.insert(QualityCase, {
    kind: 'outlet',
    state: 'open',
    level: 'store',
    rule: 'S1',
    item: 'late',
    points: 1,
    grounds: ['on_time'],
    obligationId: survey?.id ?? 0,
    ticketId: done,
    regionId: side.regionId,
    storeId: side.storeId,
    outletId,
    openedAt: MORNING,
    dueAt: MORNING,
  });
  const caseId = Number(made.identifiers[0]?.id);
  const agentId = await speaking(world, contactId, outletId);
  const plan = await dataSource.manager.insert(DayPlan, {
    day: '2026-05-01',
    regionId: side.regionId,
    outletId,
    state: 'proposed',
    askedBy: agentId,
    askedAt: MORNING,
  });
  const planId = Number(plan.identifiers[0]?.id);
  await dataSource.manager.insert(DayPlanJob, {
    planId,
    ticketId: tickets.at_work,
    ticketVersion: (await world.province.ticket(tickets.at_work)).version,
    change: 'placed',
    technicianId: side.technicianId,
    at: MORNING,
    until: MORNING,
  });
  const numbers = await query<{ number: string }>('SELECT number FROM ticket WHERE regionId = ?', [
    side.regionId,
  ]);
  const { customerName, outletName, address, number } = side;
  return {
    side,
    tickets,
    obligationId,
    recordingId: Number(recording.identifiers[0]?.id),
    messageId,
    replyId: Number(reply.identifiers[0]?.id),
    contactId,
    agentId,
    caseId,
    planId,
    marks: [
      ...numbers.map((row) => row.number),
      customerName,
      outletName,
      address,
      number.slice(3),
      maskNumber(number),
    ],
  };
}

/** Puts an agent on the line with that customer. */
async function speaking({ province }: TwoRegions, contactId: number, mark: number): Promise<number> {
  const { manager } = province.dataSource;
  const person = await manager.insert(Person, {
    username: `desk-${mark}`,
    name: `座席${mark}`,
    passwordHash: '1$00$00',
  });
  const personId = Number(person.identifiers[0]?.id);
  const callSid = `CAcustomer${mark}`;
  await manager.insert(LineEntry, {
    contactId,
    callSid,
    state: 'connected',
    priority: LINE_PRIORITY.normal,
    skills: ['lang:zh'],
    arrivedAt: MORNING,
    enteredAt: MORNING,
    answeredAt: MORNING,
    personId,
  });
  await manager.insert(AgentDesk, {
    personId,
    state: 'on_call',
    since: MORNING,
    idleSince: MORNING,
    skills: ['lang:zh'],
    contactId,
  });
  await manager.insert(Conference, { contactId, startedAt: MORNING });
  await manager.insert(ConferenceMember, [
    { contactId, callSid, party: 'customer', joinedAt: MORNING },
    { contactId, callSid: `CAagent${mark}`, party: 'agent', personId, joinedAt: MORNING },
  ]);
  return personId;
}
