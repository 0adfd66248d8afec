import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';

/** An administrator changes a weight, sees what it would have changed, puts it in force, and goes back. */
describe('the policy, edited in the browser', function () {
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
    context.on('page', (one) => one.on('pageerror', (error) => faults.push(error.message)));
    page = await context.newPage();
    await page.goto(`${hotline.url}/policy`);
    await page.getByLabel('账号').fill('admin');
    await page.getByLabel('密码', { exact: true }).fill('yixian2026');
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await weight().waitFor();
  });
  after(async () => {
    await context?.close();
    await hotline?.stop();
    expect(faults).to.deep.equal([]);
  });

  const weight = () => page.getByLabel('派工 › 评分权重 › 距离');
  const button = (name: string) =>
    page.getByRole('button', { name: new RegExp(`^${[...name].join('\\s*')}$`) }).first();
  const tab = (name: string) => page.getByRole('tab', { name }).click();

  it('says beside the value what is wrong with it, and does not save it', async () => {
    await weight().fill('500');
    await page.getByText('不能大于 100').waitFor();
    expect(await button('保存草稿').isDisabled()).to.equal(true);
    await weight().fill('0');
    await page.getByText('不能大于 100').waitFor({ state: 'detached' });
  });

  it('shows what last month would have been, ticket by ticket', async () => {
    await tab('试算');
    await page.getByText('派工 › 评分权重 › 距离').waitFor();
    await button('试算').click();
    await page.locator('.policy-figures').waitFor({ timeout: 120_000 });
    await page.locator('.ticket-link').first().click();
    await page.locator('article.ticket').waitFor();
    await page.keyboard.press('Escape');
  });

  it('is put in force with a reason, and gone back from', async () => {
    await button('保存草稿').click();
    await page.getByText('草稿已保存').waitFor();
    await button('生效').click();
    await page.getByLabel('原因').fill('试试不看距离');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^生\s*效$/ })
      .click();
    await page.getByText('生效中：第 2 版').waitFor();
    await tab('历史版本');
    const rows = page.locator('table[aria-label="历史版本"] tbody tr');
    await rows.first().getByRole('button', { name: '看改了什么' }).click();
    await page.locator('.setup-after').filter({ hasText: '0 分' }).waitFor();
    await page.keyboard.press('Escape');
    await rows.nth(1).getByRole('button', { name: '恢复这一版' }).click();
    await page.getByLabel('原因').fill('试完了');
    await page.getByRole('dialog').getByRole('button', { name: '恢复这一版' }).click();
    await page.getByText('生效中：第 3 版').waitFor();
  });
});
