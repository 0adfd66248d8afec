import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { noQuietHours } from '../support/quiet.ts';
import { waitFor } from '../support/wait-for.ts';

/** A visit is moved in the drawer; the customer gets the link, moves it on a narrow screen; the log shows both. */
describe('a visit in the browser', function () {
  this.timeout(240_000);
  let hotline: WholeHotline;
  const contexts: BrowserContext[] = [];
  let staff: Page;
  let customer: Page;
  let ticket: { id: number; number: string; contactNumber: string };
  const faults: string[] = [];

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    await noQuietHours(hotline.dataSource);
    const open = async (viewport: { width: number; height: number }): Promise<Page> => {
      const context = await browser.newContext({ locale: 'zh-CN', viewport });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(error.message));
      return page;
    };
    staff = await open({ width: 1440, height: 900 });
    customer = await open({ width: 360, height: 740 });
    await staff.context().request.post(`${hotline.url}/api/session`, {
      data: { username: 'dispatcher', password: 'yixian2026' },
    });
    [ticket] = await hotline.dataSource.query(
      `SELECT t.id, t.number, t.contactNumber FROM ticket t JOIN visit v ON v.ticketId = t.id AND v.outcome = 'open'
       WHERE t.state = 'accepted' AND t.contactNumber LIKE '+861%' AND t.language = 'zh'
         AND NOT EXISTS (SELECT 1 FROM service_action a WHERE a.visitId = v.id AND a.action IN ('depart', 'arrive'))
       LIMIT 1`,
    );
    if (!ticket) throw new Error('the demo has no visit to be moved');
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await hotline?.stop();
  });

  const agreed = async (): Promise<number | undefined> => {
    const [visit] = await hotline.dataSource.query(
      "SELECT appointmentAt FROM visit WHERE ticketId = ? AND outcome = 'open'",
      [ticket.id],
    );
    return visit?.appointmentAt?.getTime();
  };

  it('is booked in the drawer, in a half-day that is free', async () => {
    const before = await agreed();
    await staff.goto(`${hotline.url}/tickets/${ticket.id}`);
    await staff.getByRole('button', { name: /^改\s?约$/ }).click();
    const dialog = staff.getByRole('dialog');
    await dialog.getByRole('radio').last().check();
    await dialog.getByRole('button', { name: /^改\s?约$/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await waitFor(async () => (await agreed()) !== before, { what: 'the new time' });
  });

  it('is seen and moved by the customer through the link in the text message', async () => {
    const link = await waitFor(
      async () => {
        const texts = await hotline.phone<{ items: { body: string }[] }>(
          `/messages?number=${encodeURIComponent(ticket.contactNumber)}`,
        );
        return /https?:\/\/\S+\/v\/[\w.-]+/.exec(texts.items.map(({ body }) => body).join(' '))?.[0];
      },
      { timeout: 60_000, what: 'the text message with the link' },
    );
    await customer.goto(hotline.url + new URL(link).pathname);
    await customer.getByRole('heading', { name: '您的上门预约' }).waitFor();
    const width = await customer.evaluate<number>('document.documentElement.scrollWidth');
    expect(width, 'nothing beyond the edge of a narrow screen').to.be.at.most(360);
    const before = await agreed();
    await customer.locator('.visit-choice').first().click();
    await customer.getByRole('button', { name: '就约这个时间' }).click();
    await customer.getByText('已改好').waitFor();
    expect(await agreed()).not.to.equal(before);
    await customer.getByRole('button', { name: '这次先不上门' }).click();
    await customer.getByRole('button', { name: '不取消' }).click();
    expect(await agreed()).to.be.a('number');
  });

  it('has its messages in the log, where one is sent again after a question', async () => {
    await staff.goto(`${hotline.url}/messages?search=${ticket.number}&template=appointment_changed`);
    const row = staff.getByRole('row').filter({ hasText: '改约通知' }).first();
    await row.getByText('已送达').waitFor({ timeout: 60_000 });
    expect(await row.innerText(), 'the link is not for colleagues').not.to.match(/\/v\/\w/);
    await staff
      .getByRole('row')
      .filter({ hasText: '重发' })
      .first()
      .getByRole('button', { name: /重\s?发/ })
      .click();
    await staff.getByRole('button', { name: '再发一次' }).click();
    await staff.getByText('已排队重发').waitFor();
    const [again] = await hotline.dataSource.query(
      'SELECT COUNT(*) AS n FROM message WHERE ticketId = ? AND againOf IS NOT NULL',
      [ticket.id],
    );
    expect(Number(again.n)).to.equal(1);
    expect(faults).to.deep.equal([]);
  });
});
