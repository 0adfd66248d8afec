import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { SHOWCASE } from '../../../server/demo/showcase.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { callerProfile } from '../../../services/intake/caller-profile.ts';
import { openTicket } from '../../../services/intake/open-ticket.ts';
import { AT, seeded } from './seeded.ts';

describe('demo callers', function () {
  this.timeout(60_000);
  let dataSource: DataSource;
  before(async () => {
    ({ dataSource } = await seeded(AT));
  });

  const profileOf = async (customerId: number) => {
    const [row] = await dataSource.query('SELECT number FROM phone_number WHERE customerId = ? ORDER BY id', [
      customerId,
    ]);
    return { number: row.number as string, ...(await callerProfile(dataSource.manager, row.number, AT)) };
  };

  it('are first what their notes say: with and without appliance, address and open ticket', async () => {
    for (const [index, { appliances, ticket, landline }] of SHOWCASE.entries()) {
      const profile = await profileOf(index + 1);
      const last = appliances.at(-1);
      expect(profile.customer?.id, `${index + 1}`).to.equal(index + 1);
      expect(profile.appliance?.category, `${index + 1}`).to.equal(last?.line);
      expect(profile.site?.address, `${index + 1}`).to.be.a('string');
      expect(profile.ticket?.state, `${index + 1}`).to.equal(ticket === 'done' ? undefined : ticket);
      expect(!profile.number.startsWith('+861'), `${index + 1}`).to.equal(Boolean(landline));
    }
  });

  it('reach the outlet whose login the start announces, when the first of them asks for a repair', async () => {
    const { number, appliance, site, customer } = await profileOf(1);
    const outletOf = async (username: string) => {
      const [row] = await dataSource.query(
        'SELECT a.outletId FROM person p JOIN assignment a ON a.personId = p.id WHERE p.username = ?',
        [username],
      );
      return row.outletId;
    };
    const rolledBack = new Error('seen enough');
    const seen = await dataSource
      .transaction(async (tx) => {
        const opened = await openTicket(
          tx,
          {
            kind: 'repair',
            source: 'phone',
            language: 'zh',
            contactNumber: number,
            customerId: customer?.id,
            category: appliance?.category ?? null,
            applianceId: appliance?.id,
            brandId: appliance?.brandId,
            place: { siteId: site?.id ?? 0, districtCode: site?.districtCode ?? '', hasAddress: true },
          },
          AT,
        );
        await routeTicket(tx, { ticketId: opened.id }, AT);
        const [row] = await tx.query('SELECT state, outletId FROM ticket WHERE id = ?', [opened.id]);
        throw Object.assign(rolledBack, { row });
      })
      .catch((error) => {
        if (error !== rolledBack) throw error;
        return error.row;
      });
    const [{ teams }] = await dataSource.query(
      `SELECT COUNT(*) AS teams FROM coverage c JOIN outlet o ON o.id = c.outletId AND o.type = 'own'
       WHERE c.districtCode = ? AND c.category = 'air_conditioner' AND c.kind = 'repair'`,
      [site?.districtCode],
    );
    expect(Number(teams), 'own teams that could be sent').to.equal(1);
    expect(seen.state).to.equal('offered');
    expect(seen.outletId).to.equal(await outletOf('outlet'));
    expect(await outletOf('tech')).to.equal(await outletOf('outlet'));
  });
});
