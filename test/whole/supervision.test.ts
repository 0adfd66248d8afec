import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

interface CallAtCarrier {
  status: string;
  waiting: { for: string } | null;
  timeline: { type: string; text?: string }[];
}

/** In the page: what does not fit into its own box or onto the screen. */
const WHAT_IS_CUT_OFF = `(() => {
  const texts = (selector, test) => [...document.querySelectorAll(selector)].filter(test).map((part) => part.textContent);
  const { scrollHeight, scrollWidth } = document.documentElement;
  return {
    scrolls: scrollHeight > innerHeight || scrollWidth > innerWidth,
    wide: texts('.wall-figure, .wall-state, .wall-line, .wall-head', (part) =>
      part.scrollWidth > part.clientWidth + 1 ||
      [...part.children].some((child) =>
        child.getBoundingClientRect().bottom > part.getBoundingClientRect().bottom + 1)),
    below: texts('.wall *', (part) => part.getBoundingClientRect().bottom > innerHeight + 1),
  };
})()`;

/** A supervisor at work: the wall and the floor live, a call taken over, an agent's state changed, all on record. */
describe('the supervisor', function () {
  this.timeout(120_000);
  // Each step goes on from the one before.
  this.bail(true);
  let hotline: WholeHotline;
  let agent: Page;
  let supervisor: Page;
  let wall: Page;
  let first = '';
  let second = '';
  let agentName = '';
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    await inTheMorning();
    const open = async (username: string, path: string, viewport = { width: 1440, height: 900 }) => {
      const context = await browser.newContext({ locale: 'zh-CN', viewport });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${username}: ${error.message}`));
      await context.request.post(`${hotline.url}/api/session`, {
        data: { username, password: 'yixian2026' },
      });
      await page.goto(hotline.url + path);
      return page;
    };
    [agent, supervisor, wall] = await Promise.all([
      open('agent', '/desk'),
      open('dispatcher', '/supervise'),
      open('hq', '/wallboard', { width: 1920, height: 1080 }),
    ]);
    agentName = (await agent.locator('.user-menu').innerText()).trim();
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await hotline?.stop();
  });

  async function inTheMorning(): Promise<void> {
    const { now } = await hotline.api<{ now: string }>('/demo/clock');
    const day = new Date(new Date(now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const today = new Date(`${day}T10:00:00+08:00`);
    const to = today > new Date(now) ? today : new Date(today.getTime() + 86_400_000);
    await hotline.api('/demo/clock', { body: { to: to.toISOString() } });
  }
  const call = (sid: string) => hotline.phone<CallAtCarrier>(`/calls/${sid}`);
  /** Somebody calls and asks for a person. */
  async function asks(from: string): Promise<string> {
    const { sid } = await hotline.phone<{ sid: string }>('/calls', { from, pace: 'instant' });
    await waitFor(async () => (await call(sid)).waiting?.for === 'gather', { timeout: 20_000 });
    await hotline.phone(`/calls/${sid}/keys`, { digits: '0' });
    return sid;
  }
  const agentIs = (state: string) =>
    agent.locator(`.my-state[data-state="${state}"]`).waitFor({ timeout: 20_000 });
  const figure = (page: Page, name: string) => page.locator('a').filter({ hasText: name }).first();
  const shows = (page: Page, name: string, value: RegExp) =>
    waitFor(async () => value.test(await figure(page, name).innerText()), {
      timeout: 20_000,
      what: `${name} to be ${value}`,
    });
  const row = () => supervisor.getByRole('row').filter({ hasText: agentName });

  it('sees on wall and floor who is free, who speaks and who waits, as it happens', async () => {
    await agent.getByRole('button', { name: '签入，开始接听' }).click();
    await agentIs('available');
    await wall.locator('[data-state="available"] li').filter({ hasText: agentName }).waitFor();
    first = await asks('+8613911110001');
    await agentIs('offered');
    await agent.keyboard.press('F2');
    await agentIs('on_call');
    await row().getByText('通话中', { exact: true }).waitFor();
    await wall.locator('[data-state="on_call"] li').filter({ hasText: agentName }).waitFor();
    second = await asks('+8613911110002');
    await shows(wall, '排队', /\b1\b/);
    await shows(wall, '最久等候', /\d:(?!00)\d\d/);
    await supervisor.getByLabel('队列').getByText('139 **** 0002').waitFor();
  });

  it('has all of the wall on one screen, nothing cut off, at both sizes', async () => {
    for (const [width, height] of [
      [1920, 1080],
      [1280, 720],
    ] as const) {
      await wall.setViewportSize({ width, height });
      const cut = await wall.evaluate(WHAT_IS_CUT_OFF);
      expect(cut, `${width} × ${height}`).to.deep.equal({ scrolls: false, wide: [], below: [] });
      const small = (await wall.locator('.wall-great strong').first().boundingBox())?.height;
      expect(small, 'a figure is a tenth of the screen').to.be.above(height / 10);
    }
  });

  it('opens the list behind each figure', async () => {
    await figure(supervisor, '已接通').click();
    const rows = supervisor.getByLabel('今日转人工').getByRole('row');
    await rows.filter({ hasText: '139 **** 0001' }).getByText('已接通').waitFor();
    expect(await rows.filter({ hasText: '139 **** 0002' }).count()).to.equal(0);
    await supervisor.getByText('现场', { exact: true }).click();
  });

  it('asks before the caller hears anything, and takes the call over', async () => {
    await row().getByRole('button', { name: '强插' }).click();
    await supervisor.getByText(`${agentName} 和客户都会听到您说话`).waitFor();
    await supervisor.keyboard.press('Escape');
    await row().getByRole('button', { name: '监听' }).click();
    await row().getByText('我在线上').waitFor({ timeout: 20_000 });
    await row().getByRole('button', { name: '接管' }).click();
    await supervisor.getByText('此操作不能撤回').waitFor();
    await supervisor.getByRole('dialog').getByRole('button', { name: '接管' }).click();
    await supervisor.waitForURL('**/desk');
    await agentIs('wrap_up');
    await supervisor.locator('.my-state[data-state="on_call"]').waitFor({ timeout: 20_000 });
    await supervisor.getByLabel('说点什么').fill('您好，我是班长');
    await supervisor.getByLabel('说点什么').press('Enter');
    await waitFor(async () => (await call(first)).timeline.some(({ text }) => text === '您好，我是班长'), {
      timeout: 20_000,
    });
    expect((await call(first)).status).to.equal('in-progress');
    await hotline.phone(`/calls/${first}/hangup`, {});
    await supervisor.locator('.my-state[data-state="wrap_up"]').waitFor({ timeout: 20_000 });
  });

  it('changes an agent’s state with a reason, and everything done is on record', async () => {
    await supervisor.goto(`${hotline.url}/supervise`);
    await row().getByRole('button', { name: '改状态' }).click();
    const dialog = supervisor.getByRole('dialog');
    await dialog.getByText('小休', { exact: true }).click();
    await dialog.getByLabel('原因').fill('连续通话，安排休息');
    await dialog.getByRole('button', { name: '改变状态' }).click();
    await agentIs('break');
    await supervisor.getByText('操作记录', { exact: true }).click();
    const log = supervisor.getByLabel('操作记录').getByRole('row').filter({ hasText: agentName });
    await log.filter({ hasText: '状态改为小休' }).filter({ hasText: '连续通话，安排休息' }).waitFor();
    await log.filter({ hasText: '接管' }).waitFor();
    await log.filter({ hasText: '监听' }).waitFor();
    expect(await log.filter({ hasText: '强插' }).count(), 'what was not confirmed did not happen').to.equal(
      0,
    );
    await hotline.phone(`/calls/${second}/hangup`, {});
  });

  it('raised no error in any page', () => {
    expect(faults).to.deep.equal([]);
  });
});
