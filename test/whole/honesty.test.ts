import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { Doubt } from '../../entities/doubt.ts';
import { Obligation, SurveyAnswer } from '../../entities/followup.ts';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';

/** Headquarters looks into results that are doubtful (S9). */
describe('the honesty of results, seen from headquarters', function () {
  this.timeout(180_000);
  // Each step goes on from the one before.
  this.bail(true);
  let hotline: WholeHotline;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await context.request.post(`${hotline.url}/api/session`, {
      data: { username: 'hq', password: 'yixian2026' },
    });
  });
  after(async () => {
    await context?.close();
    await hotline?.stop();
    expect(faults).to.deep.equal([]);
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const row = (text: string) =>
    page.getByRole('table', { name: '真实性' }).locator('tbody tr').filter({ hasText: text });
  const drawer = () => page.getByRole('dialog').first();

  it('finds the number of a technician when asked to look, and opens the call', async () => {
    const { manager } = hotline.dataSource;
    const survey = await manager.findOneByOrFail(Obligation, { kind: 'survey', state: 'settled' });
    const [technician] = await manager.query("SELECT phone FROM technician WHERE phone <> '' LIMIT 1");
    await manager.update(Obligation, { id: survey.id }, { number: technician.phone, openedAt: new Date() });
    await page.goto(`${hotline.url}/followups?view=honesty`);
    await button('立即核查').click();
    await page.getByText(/新发现 \d+ 个疑点/).waitFor();
    const { id } = await manager.findOneByOrFail(Doubt, { dedupKey: `outlet_number-${survey.id}` });
    await row('号码是网点人员的').first().waitFor();
    await page.goto(`${hotline.url}/followups?view=honesty&doubt=${id}`);
    await drawer().getByText('客户号码与网点或技师的号码相同').waitFor();
    const [ticket] = await manager.query('SELECT number FROM ticket WHERE id = ?', [survey.ticketId]);
    await drawer()
      .getByText(ticket.number.replace(/(\d{3})(?=\d)/g, '$1 '))
      .waitFor();
  });

  it('is confirmed with a reason, and gone from what is to be looked into', async () => {
    await button('确认属实').click();
    const dialog = page.getByRole('dialog').last();
    await dialog.getByRole('button', { name: '确认属实' }).click();
    await dialog.getByText('请写明原因（至少两个字）').waitFor();
    await dialog.getByLabel('理由').fill('技师承认代答');
    await dialog.getByRole('button', { name: '确认属实' }).click();
    await page.getByText('结论已记录').waitFor();
    await drawer().getByText('技师承认代答').waitFor();
    await page.goto(`${hotline.url}/followups?view=honesty&state=confirmed`);
    await row('技师承认代答').waitFor();
  });

  it('shows, as soon as it is said, that a second call heard something else', async () => {
    const { manager } = hotline.dataSource;
    await page.goto(`${hotline.url}/followups?view=honesty&kind=disagreement`);
    await page.getByText('没有符合条件的疑点').waitFor();
    const first = await manager.findOneByOrFail(Obligation, {
      kind: 'survey',
      state: 'settled',
      settlement: 'call_answered',
    });
    await manager.update(SurveyAnswer, { obligationId: first.id, question: 'solved' }, { value: 1 });
    const { id: _, ...same } = first;
    const check = await manager.insert(Obligation, {
      ...same,
      kind: 'check',
      dedupKey: `check-of-${first.id}`,
      state: 'open',
      settlement: null,
      settledAt: null,
      nextActionAt: null,
      surveyId: first.id,
    });
    await hotline.api(`/followups/${check.identifiers[0]?.id}/settle`, {
      body: { note: '客户说根本没修好', outcome: 'not_solved' },
      as: 'agent',
    });
    await row('问题解决：首次 是，复核 否').click();
    await drawer().getByText('复核回访').waitFor();
    await drawer().getByText('满意度回访').waitFor();
  });
});
