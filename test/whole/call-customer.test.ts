import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

/** The outlet's page on a telephone: one press, and the outlet's own telephone rings. */
describe('an outlet calls its customer', function () {
  this.timeout(180_000);
  let hotline: WholeHotline;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
  });
  after(async () => {
    await context?.close();
    await hotline?.stop();
  });

  interface Job {
    id: number;
    contactNumber: string;
    code: string;
    phone: string;
  }

  it('sees a masked number and a button, and is told which telephone rings', async () => {
    const [job] = await hotline.dataSource.query<Job[]>(
      `SELECT t.id, t.contactNumber, o.code, o.phone FROM ticket t JOIN outlet o ON o.id = t.outletId
       WHERE t.state IN ('accepted', 'in_progress') AND t.contactNumber LIKE '+861%' LIMIT 1`,
    );
    if (!job) throw new Error('the demo has no job in hand');
    const { id, contactNumber, code, phone } = job;
    await hotline.phone(`/numbers/${encodeURIComponent(phone)}`, { onRing: 'ring', pace: 'instant' }, 'PUT');
    await context.request.post(`${hotline.url}/api/session`, {
      data: { username: code, password: 'yixian2026' },
    });
    await page.goto(`${hotline.url}/o/${id}`);
    const button = page.getByRole('button', { name: /呼叫客户/ });
    await button.waitFor();
    expect(await page.content()).to.not.include(contactNumber.slice(3));
    expect(await page.locator('a[href^="tel:"]').count()).to.equal(0);
    await button.click();
    await page.getByText(/双方看到的都是热线号码/).waitFor();
    const ringing = await waitFor(
      async () =>
        (
          await hotline.phone<{ items: { sid: string; waiting: { for: string } | null }[] }>(
            `/calls?number=${encodeURIComponent(phone)}&live=true`,
          )
        ).items.find(({ waiting }) => waiting?.for === 'answer'),
      { what: "the outlet's telephone rings" },
    );
    const told = await hotline.phone(`/calls/${ringing.sid}`);
    const { webhooks: _, ...shown } = told as { webhooks: unknown };
    expect(JSON.stringify(shown)).to.not.include(contactNumber.slice(3));
    await hotline.phone(`/calls/${ringing.sid}/decline`, {});
    await waitFor(
      async () =>
        (await hotline.dataSource.query('SELECT outcome FROM masked_call WHERE ticketId = ?', [id]))[0]
          ?.outcome === 'busy',
    );
    expect(faults).to.deep.equal([]);
  });
});
