import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

interface Caller {
  number: string;
  name: string;
  openTicket: boolean;
}
interface CallAtCarrier {
  status: string;
  waiting: { for: string } | null;
  timeline: { type: string; text?: string; from?: string; hold?: boolean }[];
}

/** Two agents and a supervisor, each in a browser of their own, and a caller: from the ring to the wrap-up. */
describe('the desk', function () {
  this.timeout(120_000);
  // Each step goes on from the one before.
  this.bail(true);
  let hotline: WholeHotline;
  let one: Page;
  let other: Page;
  let supervisor: Page;
  let caller: Caller;
  let callSid = '';
  let contactId = 0;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    await setClock(10);
    const callers = await hotline.api<{ items: Caller[] }>('/demo/callers');
    caller = callers.items.find(({ openTicket }) => !openTicket) as Caller;
    const open = async (username: string, path: string): Promise<Page> => {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${username}: ${error.message}`));
      await context.request.post(`${hotline.url}/api/session`, {
        data: { username, password: 'yixian2026' },
      });
      await page.goto(hotline.url + path);
      return page;
    };
    [one, other, supervisor] = await Promise.all([
      open('agent', '/desk'),
      open('agent2', '/desk'),
      open('hq', '/supervise'),
    ]);
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await hotline?.stop();
  });

  /** In the middle of a working day, whenever the test runs. */
  async function setClock(hour: number): Promise<void> {
    const { now } = await hotline.api<{ now: string }>('/demo/clock');
    const day = new Date(new Date(now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const today = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`);
    const to = today > new Date(now) ? today : new Date(today.getTime() + 86_400_000);
    await hotline.api('/demo/clock', { body: { to: to.toISOString() } });
  }

  const bar = (page: Page) => page.getByLabel('通话栏');
  const state = (page: Page, name: string) =>
    page.locator(`.my-state[data-state="${name}"]`).waitFor({ timeout: 20_000 });
  const customer = () => hotline.phone<CallAtCarrier>(`/calls/${callSid}`);
  const customerHears = (text: string) =>
    waitFor(async () => (await customer()).timeline.some((event) => event.text === text), {
      timeout: 20_000,
      what: `the customer to hear ${text}`,
    });
  const customerSays = (text: string) => hotline.phone(`/calls/${callSid}/speech`, { text });
  const say = async (page: Page, text: string) => {
    await page.getByLabel('说点什么').fill(text);
    await page.getByLabel('说点什么').press('Enter');
  };
  const hears = (page: Page, text: string) =>
    page.getByLabel('通话内容').getByText(text).waitFor({ timeout: 20_000 });
  const takes = async (page: Page, words: RegExp) => {
    await bar(page).getByText(words).waitFor({ timeout: 20_000 });
    await bar(page).getByText('秒内接听').waitFor();
    await page.keyboard.press('F2');
    await state(page, 'on_call');
  };
  const finishes = async (page: Page, subject: string) => {
    await state(page, 'wrap_up');
    await bar(page).getByText(subject, { exact: true }).click();
    await page.keyboard.press('F4');
    await state(page, 'available');
  };
  const nameOf = async (page: Page) => (await page.locator('.user-menu').innerText()).trim();

  it('signs an agent in, and shows a call with who calls before it is taken', async () => {
    await one.getByRole('button', { name: '签入，开始接听' }).click();
    await state(one, 'available');
    callSid = (await hotline.phone<{ sid: string }>('/calls', { from: caller.number, pace: 'instant' })).sid;
    await waitFor(async () => (await customer()).waiting?.for === 'gather', { timeout: 20_000 });
    await hotline.phone(`/calls/${callSid}/keys`, { digits: '0' });
    await bar(one).getByText(caller.name).waitFor({ timeout: 20_000 });
    await bar(one).getByText('秒内接听').waitFor();
    await one.locator('.desk-page').getByText(caller.name).first().waitFor();
    expect(await one.locator('.ant-modal, .ant-drawer-open').count(), 'nothing lies over the form').to.equal(
      0,
    );
    expect(await one.title()).to.include(caller.name);
    expect(await bar(other).count(), 'it is shown to nobody else').to.equal(0);
  });

  it('is taken by key from within the form, and both hear each other', async () => {
    const field = one.locator('.desk-page textarea').first();
    await field.fill('外机不转');
    await takes(one, /来电/);
    expect(await field.inputValue(), 'what was typed stays').to.equal('外机不转');
    await customerSays('空调开了半天不制冷');
    await hears(one, '空调开了半天不制冷');
    await say(one, '您好，我帮您看一下');
    await customerHears('您好，我帮您看一下');
    const desk = await hotline.api<{ call: { caller: { contactId: number } } }>('/desk', { as: 'agent' });
    contactId = desk.call.caller.contactId;
  });

  it('stays while moving between pages', async () => {
    await one.getByRole('link', { name: '派工', exact: true }).click();
    await one.locator('.desk-page').waitFor({ state: 'detached' });
    await bar(one).getByText(caller.name).waitFor();
    await say(one, '稍等，我查一下工单');
    await customerHears('稍等，我查一下工单');
    await one.getByRole('link', { name: '座席', exact: true }).click();
  });

  it('is put on hold by key, and taken back', async () => {
    await one.keyboard.press('F8');
    await bar(one).getByText('保持中').waitFor({ timeout: 20_000 });
    await waitFor(async () => (await customer()).timeline.some(({ type, hold }) => type === 'held' && hold));
    await one.keyboard.press('F8');
    await bar(one).getByText('通话中').waitFor({ timeout: 20_000 });
  });

  it('lets a supervisor listen unheard, then whisper to the agent alone', async () => {
    const row = supervisor.getByRole('row').filter({ hasText: await nameOf(one) });
    await row.getByRole('button', { name: '监听' }).click();
    await supervisor.getByLabel('通话栏').getByText('您在线上：监听').waitFor({ timeout: 20_000 });
    await customerSays('什么时候能上门');
    await hears(supervisor, '什么时候能上门');
    await row.getByText('耳语', { exact: true }).click();
    await supervisor.getByLabel('通话栏').getByText('您在线上：耳语').waitFor({ timeout: 20_000 });
    await say(supervisor, '先答应明天上午');
    await hears(one, '先答应明天上午');
    await say(one, '明天上午可以');
    await customerHears('明天上午可以');
    expect((await customer()).timeline.some(({ text }) => text === '先答应明天上午')).to.equal(false);
    await supervisor.getByLabel('通话栏').getByRole('button', { name: '退出' }).click();
    await supervisor.getByLabel('通话栏').waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('goes to a colleague who was asked first, unheard by the customer', async () => {
    await other.getByRole('button', { name: '签入，开始接听' }).click();
    await state(other, 'available');
    await one.keyboard.press('F10');
    const colleague = one.getByRole('listitem').filter({ hasText: await nameOf(other) });
    await colleague.getByRole('button', { name: '先咨询' }).click();
    await takes(other, /请您协助/);
    await bar(one).getByText('客户听不到').waitFor({ timeout: 20_000 });
    await say(one, '这位客户的压缩机你看过吗');
    await hears(other, '这位客户的压缩机你看过吗');
    expect((await customer()).timeline.some(({ text }) => text?.includes('压缩机'))).to.equal(false);
    await bar(one).getByRole('button', { name: '移交' }).click();
    await finishes(one, '在办工单');
    await bar(other).getByText(caller.name).waitFor();
    await say(other, '您好，我来帮您');
    await customerHears('您好，我来帮您');
  });

  it('goes cold to a colleague, from the same place in line', async () => {
    await other.keyboard.press('F10');
    const colleague = other.getByRole('listitem').filter({ hasText: await nameOf(one) });
    await colleague.getByRole('button', { name: '直接转' }).click();
    await takes(one, /来电|转来/);
    await finishes(other, '咨询');
    await customerSays('又转回来了');
    await hears(one, '又转回来了');
  });

  it('ends with a wrap-up that says what it was about', async () => {
    await one.keyboard.press('Shift+F4');
    await state(one, 'wrap_up');
    await waitFor(async () => (await customer()).status === 'completed', { timeout: 20_000 });
    await one.getByLabel('小结').fill('约明天上午上门');
    await finishes(one, '新报单');
    // The carrier's word that the call is over may come after the wrap-up.
    const rows = await waitFor(async () => {
      const found = await hotline.dataSource.query(
        'SELECT subject, note, disposition FROM contact WHERE id = ?',
        [contactId],
      );
      return found[0].disposition && found;
    });
    expect(rows).to.deep.equal([{ subject: 'new_request', note: '约明天上午上门', disposition: 'answered' }]);
  });

  it('goes back to its place when it is not taken, and the agent is away', async () => {
    await other.locator('.my-state').click();
    await other.getByRole('menuitem', { name: '签出' }).click();
    await state(other, 'signed_out');
    callSid = (await hotline.phone<{ sid: string }>('/calls', { from: caller.number, pace: 'instant' })).sid;
    await waitFor(async () => (await customer()).waiting?.for === 'gather', { timeout: 20_000 });
    await hotline.phone(`/calls/${callSid}/keys`, { digits: '0' });
    await bar(one).getByText('秒内接听').waitFor({ timeout: 20_000 });
    await state(one, 'away');
    await one.getByRole('button', { name: '恢复空闲' }).click();
    await takes(one, /来电/);
    await one.keyboard.press('Shift+F4');
    await state(one, 'wrap_up');
    await one.keyboard.press('F4');
    await one.getByText('先选这通电话是什么事').waitFor();
    await finishes(one, '其他');
  });

  it('says since when it is cut off, and catches up by itself', async () => {
    const [context] = contexts;
    if (!context) throw new Error('no context');
    await context.setOffline(true);
    await one.getByText(/断线（自 /).waitFor({ timeout: 60_000 });
    await hotline.api('/desk/state', { as: 'agent', body: { state: 'break', reason: 'meal' } });
    await context.setOffline(false);
    await state(one, 'break');
    await one.getByText(/断线（自 /).waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('does not fail anywhere on the way', () => {
    expect(faults).to.deep.equal([]);
  });
});
