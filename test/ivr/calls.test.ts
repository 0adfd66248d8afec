import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../support/database.ts';
import { type Hotline, startHotline } from './hotline.ts';
import { KNOWN_NUMBER, smallWorld } from './small-world.ts';

describe('calls to the hotline', () => {
  let dataSource: DataSource;
  let hotline: Hotline;

  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    hotline = await startHotline(dataSource);
  });

  it('takes a repair from a known caller in two keys', async () => {
    const caller = await hotline.dial(KNOWN_NUMBER);
    expect(caller.heard).to.contain('张先生，您好').and.contain('录音').and.contain('维修请按1');
    await caller.press('1');
    expect(caller.heard).to.contain('东江市河东区人民路').and.contain('海风空调').and.not.contain('8号');
    await caller.press('1');
    const [ticket] = await dataSource.query('SELECT * FROM ticket WHERE number = ?', [caller.ticketNumber]);
    expect(ticket).to.include({
      kind: 'repair',
      state: 'new',
      customerId: 1,
      siteId: 1,
      applianceId: 1,
      storeId: 2,
    });
    expect(caller.isOver).to.equal(true);
    await caller.hangUp();
    const [contact] = await dataSource.query('SELECT * FROM contact');
    expect(contact).to.include({ disposition: 'ticket_opened', customerId: 1 });
  });
});
