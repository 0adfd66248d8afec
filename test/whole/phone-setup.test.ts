import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

const EDITED = '您好，这里是改过的开场白，本次通话将会录音。';
const CALLER = '+8613712340001';

/** An administrator edits what callers hear: checked, heard by one, published, heard by all, taken back. */
describe('the phone’s setup, edited in the browser', function () {
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
    await page.goto(`${hotline.url}/setup?tab=prompts`);
    await page.getByLabel('账号').fill('admin');
    await page.getByLabel('密码', { exact: true }).fill('yixian2026');
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByPlaceholder('搜索文案').waitFor();
  });
  after(async () => {
    await context?.close();
    await hotline?.stop();
    expect(faults).to.deep.equal([]);
  });

  const button = (name: string) =>
    page.getByRole('button', { name: new RegExp(`^${[...name].join('\\s*')}$`) }).first();

  /** What a caller hears until something is asked. */
  async function heard(from: string): Promise<string> {
    const { sid } = await hotline.phone<{ sid: string }>('/calls', { from, pace: 'instant' });
    return waitFor(
      async () => {
        const { timeline } = await hotline.phone<{ timeline: { type: string; text?: string }[] }>(
          `/calls/${sid}`,
          undefined,
          'GET',
        );
        const said = timeline.filter(({ type }) => type === 'prompt').map(({ text }) => text ?? '');
        return timeline.some(({ type }) => type === 'gather') && said.length > 2 && said.join('');
      },
      { timeout: 20_000, what: 'the greeting' },
    );
  }

  async function write(text: string): Promise<void> {
    await page.getByPlaceholder('搜索文案').fill('欢迎致电');
    const row = page.locator('.setup-prompt').first();
    if ((await row.getAttribute('data-open')) === null) await row.locator('.setup-prompt-head').click();
    await row.getByLabel(/^中文 greeting$/).fill(text);
  }

  it('finds the fault, and does not publish it', async () => {
    await write('您好，工单号{ticket}，请按7。');
    await page.getByText('有未保存的修改').waitFor();
    await button('保存草稿').click();
    await page.getByText('草稿已保存').waitFor();
    await page.getByRole('tab', { name: /检查/ }).click();
    await page.getByText('2 处错误，改好才能发布').waitFor();
    await page.getByText('这一步没有这个选择').waitFor();
    expect(await button('发布').isDisabled()).to.equal(true);
  });

  it('keeps what is not saved while another page is looked at', async () => {
    await page.getByRole('button', { name: '去修改' }).first().click();
    await write(EDITED);
    await page.getByRole('link', { name: '派工', exact: true }).click();
    await page.getByRole('link', { name: '工单', exact: true }).click();
    // The address changes before the page does: only what is shown says that the other page was left.
    await page.getByRole('heading', { name: '工单' }).waitFor();
    await page.getByRole('link', { name: '设置', exact: true }).click();
    await page.getByText('上次离开时没有保存的修改还在').waitFor();
    await button('保存草稿').click();
    await page.getByText('草稿已保存').waitFor();
  });

  it('lets one number hear the draft, and nobody else', async () => {
    await button('试听').click();
    await page.getByLabel('用哪个号码拨打').fill(CALLER);
    await button('登记号码').click();
    await page.getByText(/现在用.*听到的是草稿/).waitFor();
    await waitFor(async () => (await heard(CALLER)).includes('改过的开场白'), {
      timeout: 20_000,
      what: 'the draft on the phone',
    });
    expect(await heard('+8613712340002')).to.include('欢迎致电一线');
    await page.keyboard.press('Escape');
  });

  it('publishes with a reason, and everybody hears it at once', async () => {
    await button('发布').click();
    await page.getByText(/新打进来的电话马上按这份草稿接听/).waitFor();
    await page.getByLabel('原因').fill('试一句新的开场白');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^发\s*布$/ })
      .click();
    await page.getByText('已发布，新来电按新菜单接听').waitFor();
    await waitFor(async () => (await heard('+8613712340003')).includes('改过的开场白'), {
      timeout: 20_000,
      what: 'the new greeting',
    });
  });

  it('tells what each version changed, and goes back to the one before', async () => {
    await page.getByRole('tab', { name: '历史版本' }).click();
    const rows = page.locator('table[aria-label="历史版本"] tbody tr');
    await rows.first().getByRole('button', { name: '看改了什么' }).click();
    await page.locator('.setup-after').filter({ hasText: '改过的开场白' }).waitFor();
    await page.keyboard.press('Escape');
    await rows.nth(1).getByRole('button', { name: '恢复这一版' }).click();
    await page.getByLabel('原因').fill('试完了，恢复原来的');
    await page.getByRole('dialog').getByRole('button', { name: '恢复这一版' }).click();
    await page.getByText('生效中：第 3 版').waitFor();
    await waitFor(async () => (await heard('+8613712340004')).includes('欢迎致电一线'), {
      timeout: 20_000,
      what: 'the old greeting',
    });
  });
});
