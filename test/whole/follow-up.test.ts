import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { groupCount } from '../../dashboard/src/text/numbers.ts';
import { Message } from '../../entities/call.ts';
import { Attempt, Obligation, SurveyAnswer } from '../../entities/followup.ts';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

/** Headquarters looks after the calls that are owed: who is dialled, whether none is forgotten, and the brake. */
describe('follow-up, seen from headquarters', function () {
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
    await page.goto(`${hotline.url}/followups?view=coverage`);
  });
  after(async () => {
    await context?.close();
    await hotline?.stop();
    expect(faults).to.deep.equal([]);
  });

  const button = (name: string) => page.getByRole('button', { name });
  const figure = (text: string | null) => Number((text ?? '').replaceAll(',', ''));

  it('adds up, by region too, and each figure opens its calls (F5)', async () => {
    await page.locator('.coverage-part strong').first().waitFor();
    const [opened = 0, settled = 0, open = 0, exhausted = 0] = (
      await page.locator('a.coverage-part strong').allTextContents()
    ).map(figure);
    expect(opened).to.be.above(0);
    expect(settled + open + exhausted).to.equal(opened);

    // What was due is done, an exception or overdue, and nothing else.
    const shares = (await page.locator('.coverage-shares em').allTextContents()).map(figure);
    const due = await page.getByRole('link', { name: /^到期应回/ }).innerText();
    expect(shares).to.have.length(3);
    expect(shares.reduce((sum, share) => sum + share, 0)).to.equal(figure(due.replace(/[^\d,]/g, '')));

    await page.locator('.ant-segmented-item-label', { hasText: '区部' }).click();
    const row = page
      .locator('.coverage-tables tbody tr')
      .filter({ has: page.locator('a[href*="regionId="]') })
      .last();
    const region = await row.locator('td').first().innerText();
    const spent = row.getByRole('link').nth(4);
    const count = figure(await spent.textContent());
    await spent.click();
    await button('清除筛选').waitFor();
    expect(new URL(page.url()).searchParams.get('regionId')).to.match(/^\d+$/);
    const listed = page.getByRole('table', { name: '全部' }).locator('tbody tr:not(.row-skeleton)');
    await waitFor(async () => (await listed.count()) === Math.min(count, 50), {
      what: `the ${count} exhausted ones of ${region}`,
    });
    await page.getByText(`共 ${groupCount(count)} 条回访任务`).waitFor();
    // Looked at another way, it stays narrowed; a row leads on to what it is made of.
    await page.getByText('覆盖率', { exact: true }).click();
    await page.locator('.work-filter', { hasText: region }).waitFor();
    await page.goBack();
    await page.locator('.ant-tag', { hasText: region }).waitFor();
    // The list says what the figure narrowed it to, and is handed out as a workbook.
    await page.locator('.ant-tag', { hasText: region }).waitFor();
    await page.locator('.ant-tag', { hasText: '产生日期' }).waitFor();
    await button('导出').click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /回访任务.*Excel/ }).click(),
    ]);
    const bytes = await readFile(await file.path());
    expect(bytes.subarray(0, 2).toString(), 'a workbook is a zip archive').to.equal('PK');
    // What is refused is told, of a CSV as of a workbook, and is no file.
    await page.route('**/api/followups/export/**', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'unavailable', title: 'unavailable', status: 503 }),
      }),
    );
    const files: string[] = [];
    page.on('download', (download) => files.push(download.suggestedFilename()));
    for (const format of [/回访任务.*CSV/, /回访任务.*Excel/]) {
      await button('导出').click();
      await page.getByRole('menuitem', { name: format }).click();
      const notice = page.locator('.ant-notification-notice').first();
      await notice.waitFor();
      await notice.locator('.ant-notification-notice-close').click();
      await notice.waitFor({ state: 'detached' });
    }
    expect(files).to.deep.equal([]);
    await page.unroute('**/api/followups/export/**');
  });

  it('opens what is missing when the ledger is proved, and says what', async () => {
    const lost = await hotline.dataSource.manager.findOneByOrFail(Obligation, {
      kind: 'survey',
      state: 'settled',
    });
    await hotline.dataSource.manager.delete(Obligation, { id: lost.id });
    await page.goto(`${hotline.url}/followups?view=coverage`);
    await button('立即对账').click();
    await page.getByText('对账完成').waitFor({ timeout: 60_000 });
    const newest = page.locator('.ant-collapse-item').first();
    await newest.getByText('补正 1 项').waitFor();
    await newest.click();
    await newest.getByText('补开 · 满意度回访').waitFor();
    for (const by of ['区部', '门店', '网点', '日期']) {
      await newest.locator('.ant-segmented-item', { hasText: by }).click();
      await newest.getByRole('table', { name: by }).getByText('对平').first().waitFor();
    }
    await newest.getByText('对不上的', { exact: true }).click();
    await newest.getByText('办结的都有原因').waitFor();
  });

  it('is braked with a reason, dials nobody meanwhile, and goes on', async () => {
    // Whoever looks at the coverage meanwhile hears of it.
    const elsewhere = await context.newPage();
    await elsewhere.goto(`${hotline.url}/followups?view=coverage`);
    const notice = elsewhere.getByText(/自动外呼已由.+暂停/);
    await elsewhere.locator('.coverage-part').first().waitFor();
    expect(await notice.count()).to.equal(0);
    await page.getByText('自动外呼', { exact: true }).click();
    await button('暂停外呼').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('暂停原因').fill('运营商线路检修');
    await dialog.getByRole('button', { name: '暂停外呼' }).click();
    await page.getByText(/已由.+暂停/).waitFor();
    await page.getByText('运营商线路检修').waitFor();
    await notice.waitFor();
    await elsewhere.getByRole('link', { name: '查看自动外呼' }).waitFor();

    // In the middle of a working day everything that is owed is due; what was on its way is let go first.
    const { now } = await hotline.api<{ now: string }>('/demo/clock');
    const day = new Date(new Date(now).getTime() + 86_400_000).toISOString().slice(0, 10);
    await hotline.api('/demo/clock', { body: { to: new Date(`${day}T10:00:00+08:00`).toISOString() } });
    await page.getByText('到时待拨').waitFor();
    await waitFor(
      async () => figure(await page.locator('.dialler-figures strong').nth(1).textContent()) > 0,
      {
        timeout: 20_000,
        what: 'calls that are due',
      },
    );
    const { manager } = hotline.dataSource;
    const dialled = () => manager.count(Attempt);
    const before = await dialled();
    const next = page.getByRole('table', { name: '接下来' });
    await next.waitFor();
    // The page asks anew every two seconds, the sweep looks every second.
    await page.waitForResponse((answer) => answer.url().includes('/api/followups/dialler'));
    await page.waitForResponse((answer) => answer.url().includes('/api/followups/dialler'));
    expect(await dialled()).to.equal(before);

    await button('继续外呼').click();
    await page.getByText('自动外呼已继续').waitFor();
    await notice.waitFor({ state: 'detached' });
    await elsewhere.close();
    await waitFor(async () => (await dialled()) > before, { timeout: 20_000, what: 'the next call' });
  });

  it('is answered by whoever was not reached, on the page that the text message opens (F1)', async () => {
    const { manager } = hotline.dataSource;
    // One that the dialler, which goes on by now, leaves alone.
    const [{ id }] = await manager.query(
      `SELECT b.id FROM obligation b JOIN ticket t ON t.id = b.ticketId AND t.resolutionNo = b.resolutionNo
       WHERE b.kind = 'survey' AND b.state = 'settled' AND t.state = 'closed' AND t.kind = 'repair' LIMIT 1`,
    );
    const owed = await manager.findOneByOrFail(Obligation, { id });
    await manager.delete(SurveyAnswer, { obligationId: owed.id });
    const open = {
      state: 'open',
      settlement: null,
      settledAt: null,
      settledBy: null,
      nextActionAt: null,
    } as const;
    await manager.update(Obligation, { id: owed.id }, open);
    const { now } = await hotline.api<{ now: string }>('/demo/clock');
    await manager.insert(Message, {
      dedupKey: `survey-test-${owed.id}`,
      toNumber: owed.number,
      template: 'survey_missed',
      language: 'zh',
      body: `回访未能联系到您：{survey:${owed.id}}`,
      ticketId: owed.ticketId,
      state: 'queued',
      createdAt: new Date(now),
      nextActionAt: new Date(now),
      anyHour: true,
    });
    const link = await waitFor(
      async () => {
        const arrived = await hotline.phone(`/messages?number=${encodeURIComponent(owed.number)}`);
        return /\/s\/[\w.-]+/.exec(JSON.stringify(arrived))?.[0];
      },
      { timeout: 20_000, what: 'the text message with the link' },
    );
    const phone = await context.newPage();
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.goto(hotline.url + link);
    const choose = (question: string, answer: string) =>
      phone.getByRole('group', { name: question }).getByRole('button', { name: answer, exact: true }).click();
    await choose('问题解决了吗？', '没有解决');
    await choose('主要是什么原因？', '还在等配件');
    await choose('问题解决了吗？', '已解决');
    expect(await phone.getByRole('group', { name: '主要是什么原因？' }).count(), 'not asked then').to.equal(
      0,
    );
    await choose('技师是否按约定时间上门？', '是');
    await choose('收费与上门时的报价一致吗？', '一致或没有收费');
    await choose('技师的服务态度和离场时的清洁，您打几分？', '5');
    await choose('您对这次服务总体打几分？', '4');
    await phone.getByLabel('您还有意见或建议吗？').fill('师傅很专业');
    expect(await phone.evaluate('document.documentElement.scrollWidth')).to.equal(390);
    await phone.getByRole('button', { name: '提交' }).click();
    await phone.getByText('已经收到，祝您生活愉快。').waitFor();
    await phone.reload();
    await phone.getByText('您的评价已经收到，不用再填。').waitFor();
    expect(await manager.findOneByOrFail(Obligation, { id: owed.id })).to.include({
      state: 'settled',
      settlement: 'web',
    });
    await phone.close();
  });
});
