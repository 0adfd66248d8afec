import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { noQuietHours } from '../support/quiet.ts';
import { waitFor } from '../support/wait-for.ts';

interface Caller {
  number: string;
  name: string;
  note: string;
  openTicket: boolean;
}

/** The whole product as people use it: the virtual phone and the board in one browser, nothing stood in for. */
describe('one call, all the way through', function () {
  this.timeout(180_000);
  // Each step goes on from the one before.
  this.bail(true);
  let hotline: WholeHotline;
  let context: BrowserContext;
  let board: Page;
  let phone: Page;
  const faults: string[] = [];

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    await noQuietHours(hotline.dataSource);
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    context.on('page', (page) => page.on('pageerror', (error) => faults.push(error.message)));
    board = await context.newPage();
    phone = await context.newPage();
    // In the middle of a working day, whenever the test runs.
    await setClock(10);
  });
  after(async () => {
    await context?.close();
    await hotline?.stop();
  });

  /** Moves the hotline to the next time it is that hour. */
  async function setClock(hour: number): Promise<void> {
    const { now } = await hotline.api<{ now: string }>('/demo/clock');
    const day = new Date(new Date(now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const today = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`);
    const to = today > new Date(now) ? today : new Date(today.getTime() + 86_400_000);
    await hotline.api('/demo/clock', { body: { to: to.toISOString() } });
  }

  async function signIn(page: Page, username: string): Promise<void> {
    await page.goto(`${hotline.url}/`);
    await page.getByLabel('账号').fill(username);
    await page.getByLabel('密码', { exact: true }).fill('yixian2026');
    await page.getByRole('button', { name: /登\s*录/ }).click();
    await page.getByLabel('账号').waitFor({ state: 'detached' });
  }

  const press = (key: string) =>
    phone
      .getByRole('button', { name: new RegExp(`^${key}`) })
      .first()
      .click();
  const transcript = () => phone.getByLabel('通话内容').innerText();
  const heard = (words: RegExp) =>
    waitFor(async () => words.exec(await transcript()), { timeout: 20_000, what: `${words} on the phone` });

  let number = '';
  let ticketId = 0;
  let caller: Caller;

  it('shows a ticket on the board, without a reload, when someone dials and keys in a repair', async () => {
    await signIn(board, 'dispatcher');
    await board.getByLabel('待接单').waitFor();
    const callers = await hotline.api<{ items: Caller[] }>('/demo/callers');
    caller = callers.items.find(({ openTicket, note }) => !openTicket && note !== '0') as Caller;
    await board.evaluate(() => Object.assign(globalThis, { notReloaded: true }));

    await phone.goto(`${hotline.url}/phone/`);
    await phone.getByRole('combobox').first().click();
    await phone.getByRole('combobox').first().fill(caller.name);
    await phone.locator('.ant-select-item-option').filter({ hasText: caller.name }).first().click();
    await phone.getByRole('button', { name: '拨号' }).click();
    await heard(/维修请按\s*1/);
    await press('1');
    await heard(/是请按\s*1/);
    await press('1');
    const told = await heard(/工单号[^\d]*((?:\d[\s，、,]*){9})/);
    number = (told[1] as string).replace(/\D/g, '');

    const grouped = number.replace(/(\d{3})(?=\d)/g, '$1 ');
    await board.getByText(grouped).first().waitFor({ timeout: 20_000 });
    expect(await board.evaluate(() => 'notReloaded' in globalThis)).to.equal(true);
    const { items } = await hotline.api<{ items: { id: number }[] }>(`/tickets?search=${number}`);
    ticketId = items[0]?.id as number;
  });

  it('tells the caller by text message, and offers it to an outlet with the reason', async () => {
    await waitFor(
      async () => (await phone.getByRole('region', { name: '短信' }).innerText()).includes(number),
      {
        timeout: 20_000,
      },
    );
    await waitFor(async () => (await ticket()).card.state === 'offered', { timeout: 20_000 });
    const grouped = number.replace(/(\d{3})(?=\d)/g, '$1 ');
    await board.getByLabel('待接单').getByText(grouped).click();
    await board.getByText('为什么').first().waitFor();
  });

  interface Detail {
    card: { state: string; outletId: number; outletName: string; resolutionNo: number; reopenCount: number };
    obligations: { state: string; settlement: string | null }[];
    survey: { question: string; value: number | null }[];
  }
  const ticket = () => hotline.api<Detail>(`/tickets/${ticketId}`);
  const outletLogin = async () => {
    const { card } = await ticket();
    return (await hotline.api<{ code: string }>(`/outlets/${card.outletId}`)).code;
  };

  it('is accepted, worked on and finished at the outlet’s page, and the board follows', async () => {
    const login = await outletLogin();
    const other = await context
      .browser()
      ?.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    if (!other) throw new Error('no browser');
    const outlet = await other.newPage();
    outlet.on('pageerror', (error) => faults.push(error.message));
    await signIn(outlet, login);
    await outlet.goto(`${hotline.url}/o`);
    const grouped = number.replace(/(\d{3})(?=\d)/g, '$1 ');
    const offer = outlet.locator('li, article, section', { hasText: grouped }).last();
    await offer.getByRole('button', { name: /^接\s*单$/ }).click();
    await outlet.getByRole('button', { name: /先接单/ }).click();
    await waitFor(async () => (await ticket()).card.state === 'accepted', { timeout: 20_000 });
    await board.keyboard.press('Escape');
    await board.getByLabel('已接单').getByText(grouped).waitFor({ timeout: 20_000 });
    for (const action of ['contact', 'depart', 'arrive', 'quote', 'work', 'test', 'clean_up', 'signature']) {
      await hotline.api(`/tickets/${ticketId}/actions`, { as: login, body: { action } });
    }
    await hotline.api(`/tickets/${ticketId}/complete`, {
      as: login,
      body: { summary: '已修好', chargeFen: 12_000, codeAbsence: 'not_received' },
    });
    await outlet.getByText('最近完工').waitFor();
    await other.close();
    await board.getByLabel('已完工').getByText(grouped).waitFor({ timeout: 20_000 });
  });

  it('calls the customer back in the calling window, on the same phone, and reopens what was not solved', async () => {
    await setClock(11);
    await phone.getByRole('button', { name: /接\s*听/ }).click({ timeout: 60_000 });
    await heard(/是否.*解决|解决.*请按\s*1/);
    await press('2');
    await waitFor(
      async () => (await ticket()).survey.some(({ question, value }) => question === 'solved' && value === 0),
      {
        timeout: 20_000,
      },
    );
    await phone
      .getByRole('button', { name: /挂\s*断/ })
      .first()
      .click();
    await waitFor(async () => (await ticket()).card.reopenCount === 1, { timeout: 20_000 });
    const { card, obligations } = await ticket();
    expect(card.state).to.equal('manual');
    expect(obligations.map(({ state, settlement }) => [state, settlement])).to.deep.equal([
      ['settled', 'call_answered'],
    ]);
    await board
      .getByLabel('待调度')
      .getByText(number.replace(/(\d{3})(?=\d)/g, '$1 '))
      .waitFor();
  });

  it('raised no error in any page', () => {
    expect(faults).to.deep.equal([]);
  });
});
