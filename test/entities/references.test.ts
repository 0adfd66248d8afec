import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { seedDemo } from '../../server/demo/seed.ts';
import { testDatabase } from '../support/database.ts';

/** The table that a column named so refers to. The schema has no foreign keys; here is what they would say. */
const TARGETS: Record<string, string> = {
  parentId: 'unit',
  regionId: 'unit',
  storeId: 'unit',
  unitId: 'unit',
  personId: 'person',
  outletId: 'outlet',
  preferredOutletId: 'outlet',
  restoredId: 'policy_version',
  previewId: 'policy_preview',
  requestedBy: 'person',
  askedBy: 'person',
  decidedBy: 'person',
  fromTechnicianId: 'technician',
  planId: 'day_plan',
  technicianId: 'technician',
  brandId: 'brand',
  contractId: 'supply_contract',
  campaignId: 'campaign',
  customerId: 'customer',
  siteId: 'site',
  applianceId: 'appliance',
  contactId: 'contact',
  callId: 'phone_call',
  ticketId: 'ticket',
  visitId: 'visit',
  againOf: 'message',
  quoteId: 'quote',
  attachmentId: 'attachment',
  obligationId: 'obligation',
  attemptId: 'attempt',
  eventId: 'event',
  policyVersionId: 'policy_version',
  supervisorId: 'person',
  agentId: 'person',
  settledBy: 'person',
  lineEntryId: 'line_entry',
  fromPersonId: 'person',
  consultingId: 'person',
  recordingId: 'recording',
  ruleId: 'number_rule',
  holdBy: 'person',
  madeBy: 'person',
  calledOffBy: 'person',
  pausedBy: 'person',
  claimedBy: 'person',
  liftedBy: 'person',
  assignedBy: 'person',
  takenBy: 'person',
  ownerId: 'person',
  notBy: 'person',
  surveyId: 'obligation',
  proofId: 'followup_proof',
  closedBy: 'person',
  updatedBy: 'person',
  editedBy: 'person',
  articleId: 'knowledge_article',
  setupId: 'phone_setup',
  scriptId: 'survey_script',
  publishedBy: 'person',
  endpointId: 'webhook_endpoint',
  importId: 'data_import',
  startedBy: 'person',
  endedBy: 'person',
};
/** Ids of more than one kind of thing. */
const MANIFOLD = new Set(['actorId', 'createdBy', 'messageId']);

describe('references', function () {
  this.timeout(180_000);
  let dataSource: DataSource;
  before(async () => {
    ({ dataSource } = await testDatabase());
    await seedDemo(dataSource, {
      scale: 0.02,
      seed: '1',
      now: new Date('2026-05-06T03:00:00Z'),
      onProgress: () => {},
    });
  });

  it('of the demo province lead somewhere, every one', async () => {
    const broken: string[] = [];
    for (const { tableName, columns } of dataSource.entityMetadatas) {
      for (const { databaseName: column } of columns) {
        if (!/(Id|By)$/.test(column) || MANIFOLD.has(column)) continue;
        const target = TARGETS[column];
        if (!target) throw new Error(`${tableName}.${column}: say in this test what it refers to`);
        const [{ lost }] = await dataSource.query(
          `SELECT COUNT(*) AS lost FROM \`${tableName}\` a LEFT JOIN \`${target}\` b ON b.id = a.\`${column}\`
           WHERE a.\`${column}\` IS NOT NULL AND b.id IS NULL`,
        );
        if (Number(lost) > 0) broken.push(`${tableName}.${column}: ${lost}`);
      }
    }
    expect(broken).to.deep.equal([]);
  });
});
