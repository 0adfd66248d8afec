import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { TicketCard } from '../../domain/contracts/api.ts';
import type { MapOutlet } from '../../domain/contracts/board.ts';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

/** What a dispatcher does in a day, in the browser, with a colleague in a second one. */
describe('a dispatcher’s day', function () {
  this.timeout(180_000);
  // Each step goes on from the one before.
  this.bail(true);
  let hotline: WholeHotline;
  let browser: Browser;
  let page: Page;
  let colleague: Page;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  before(async function () {
    browser = await testBrowser(this);
    hotline = await wholeHotline();
    // In the middle of a working day, whenever the test runs.
    const { now } = await hotline.api<{ now: string }>('/demo/clock');
    const day = new Date(new Date(now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const ten = new Date(`${day}T10:00:00+08:00`);
    const to = ten > new Date(now) ? ten : new Date(ten.getTime() + 86_400_000);
    await hotline.api('/demo/clock', { body: { to: to.toISOString() } });
    page = await signedIn('dispatcher');
    colleague = await signedIn('admin');
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await hotline?.stop();
  });

  async function signedIn(username: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1600, height: 900 } });
    contexts.push(context);
    await context.request.post(`${hotline.url}/api/session`, { data: { username, password: 'yixian2026' } });
    const opened = await context.newPage();
    opened.on('pageerror', (error) => faults.push(error.message));
    return opened;
  }
  const grouped = (number: string) => number.replace(/(\d{3})(?=\d)/g, '$1 ');
  const cardOf = async (id: number, as = 'dispatcher') =>
    (await hotline.api<{ card: TicketCard }>(`/tickets/${id}`, { as })).card;
  const query = <T>(sql: string, params: unknown[] = []): Promise<T> => hotline.dataSource.query(sql, params);
  const strip = () => page.getByRole('region', { name: '救援工单' });
  const cardAt = (on: Page, number: string) => on.locator('.card', { hasText: grouped(number) });

  /** Wherever in a long column it stands: only what is in sight is drawn. */
  async function find({ number }: TicketCard): Promise<void> {
    await page.goto(`${hotline.url}/board?search=${number}`);
    await cardAt(page, number).waitFor({ timeout: 20_000 });
  }

  /** A request taken in at the desk, in a district where there are outlets. */
  async function open(over: object = {}): Promise<TicketCard> {
    const [{ districtCode, category }] = await query<[{ districtCode: string; category: string }]>(
      `SELECT c.districtCode, c.category FROM coverage c JOIN outlet o ON o.id = c.outletId
       WHERE c.kind = 'repair' AND o.standing = 'good' GROUP BY c.districtCode, c.category
       ORDER BY COUNT(*) DESC, c.districtCode, c.category LIMIT 1`,
    );
    opened += 1;
    const { id } = await hotline.api<{ id: number }>('/tickets', {
      as: 'agent',
      body: {
        kind: 'repair',
        category,
        contactNumber: `1380013${String(8000 + opened)}`,
        customerName: '陈女士',
        districtCode,
        address: `人民路${opened}号1栋101`,
        separate: true,
        ...over,
      },
    });
    return waitFor(
      async () => {
        const card = await cardOf(id);
        return card.state === 'offered' || card.state === 'manual' ? card : null;
      },
      { timeout: 30_000, what: `ticket ${id} to be routed` },
    );
  }
  let opened = 0;

  it('sees a rescue come in, flashing above everything, and takes it in hand by keyboard', async () => {
    await page.goto(`${hotline.url}/board`);
    await page.getByLabel('待接单').waitFor();
    await colleague.goto(`${hotline.url}/board`);
    await colleague.getByLabel('待接单').waitFor();
    const rescue = await open({ kind: 'rescue', priority: 'rescue' });
    await strip().getByText(grouped(rescue.number)).waitFor({ timeout: 20_000 });
    expect(await strip().getAttribute('data-calling')).to.equal('true');
    const flashes = () =>
      strip().evaluate((element) => Reflect.get(globalThis, 'getComputedStyle')(element).animationName);
    expect(await flashes()).to.equal('rescue-calls');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await flashes(), 'nothing moves for whoever wants no motion').to.equal('none');
    await page.emulateMedia({ reducedMotion: null });

    await strip().getByRole('button', { name: '我来处理' }).focus();
    await page.keyboard.press('Enter');
    await waitFor(async () => (await strip().getAttribute('data-calling')) === null, { timeout: 20_000 });
    const card = await cardOf(rescue.id);
    const theirs = colleague.getByRole('region', { name: '救援工单' });
    await theirs.getByRole('button', { name: `${card.takenBy?.name} 处理中` }).waitFor({ timeout: 20_000 });
  });

  it('sees an outlet decline and the next one asked, and why that one and not the others', async () => {
    const one = await open();
    expect(one.state).to.equal('offered');
    const card = cardAt(page, one.number);
    await card.getByText(one.outletName ?? '').waitFor({ timeout: 20_000 });
    const codeOf = async (id: number | null) =>
      (await query<[{ code: string }]>('SELECT code FROM outlet WHERE id = ?', [id]))[0].code;
    await hotline.api(`/tickets/${one.id}/decline`, {
      as: await codeOf(one.outletId),
      body: { reason: 'no_part' },
    });
    const next = await waitFor(
      async () => {
        const now = await cardOf(one.id);
        return now.state === 'offered' && now.outletId !== one.outletId ? now : null;
      },
      { timeout: 30_000, what: 'the next outlet to be asked' },
    );
    await card.getByText(next.outletName ?? '').waitFor({ timeout: 20_000 });
    await card.click();
    const drawer = page.getByRole('dialog', { name: '工单详情' });
    await drawer.getByText(`${one.outletName} 拒单：缺配件`).waitFor();
    await drawer.getByRole('button', { name: '为什么' }).first().click();
    const rows = drawer.locator('.why-answer tbody tr');
    await rows.first().waitFor();
    expect(await rows.first().innerText(), 'the one that was asked').to.include(next.outletName);
    const before = drawer.locator('.why-answer tr', { hasText: one.outletName ?? '' });
    expect(await before.innerText(), 'not asked twice').to.include('已拒单或超时');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });

  it('assigns a ticket by keyboard alone, with a reason', async () => {
    const one = await open();
    await cardAt(page, one.number).waitFor({ timeout: 20_000 });
    await page.keyboard.press('/');
    await page.keyboard.type(one.number);
    await page.keyboard.press('Enter');
    await waitFor(async () => (await page.locator('.card').count()) === 1, { timeout: 20_000 });
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: /人工指派/ });
    await dialog.waitFor();
    const other = dialog.locator('tbody tr:not(.excluded) input:enabled');
    await other.first().waitFor();
    const choice = other.nth((await other.count()) - 1);
    await choice.focus();
    await page.keyboard.press('Space');
    await dialog.getByLabel('指派原因').focus();
    await page.keyboard.type('客户指定');
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: '指派网点' }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const [offer] = await query<{ note: string; assignedBy: number }[]>(
      'SELECT note, assignedBy FROM offer WHERE ticketId = ? AND openMark = 1',
      [one.id],
    );
    expect(offer?.note).to.equal('客户指定');
    expect(offer?.assignedBy).to.be.a('number');
    await page.keyboard.press('Escape');
    // Beside the drawer the filters stand elsewhere.
    await page.getByRole('dialog', { name: '工单详情' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '清除筛选' }).first().click();
  });

  it('assigns five at once; the one that a colleague changed meanwhile is refused, and stays chosen', async () => {
    const five = [await open(), await open(), await open(), await open(), await open()];
    const late = five[2] as TicketCard;
    for (const { number } of five) await cardAt(page, number).waitFor({ timeout: 20_000 });
    for (const { number } of five) await cardAt(page, number).click({ modifiers: ['Control'] });
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: '批量指派 · 5 张工单' });
    await dialog.getByRole('combobox').click();
    const options = page.locator('.ant-select-item-option:not(.ant-select-item-option-disabled)');
    await options.first().waitFor();
    // An outlet that has none of them yet.
    const names = await options.locator('.ant-select-item-option-content').allInnerTexts();
    const holders = five.map(({ outletName }) => outletName);
    const at = names.findIndex((words) => !holders.some((name) => name !== null && words.startsWith(name)));
    await options.nth(at).click();
    await dialog.getByText('将处理 5 张').waitFor({ timeout: 20_000 });
    // Shown what will happen, and a colleague is quicker with one of them.
    const { takenBy } = await cardOf(late.id);
    expect(takenBy).to.equal(null);
    await hotline.api(`/tickets/${late.id}/take`, { as: 'admin', body: { hold: true } });
    await dialog.getByLabel('原因').fill('就近调配');
    await dialog.getByRole('button', { name: /^把 \d 张指派给/ }).click();
    const result = page.getByRole('dialog', { name: '完成 4 张，未成功 1 张' });
    await result.waitFor({ timeout: 20_000 });
    const refused = result.locator('tr[data-refused]');
    expect(await refused.innerText())
      .to.include(grouped(late.number))
      .and.include('同事刚改动过');
    await result.getByRole('button', { name: '知道了' }).click();
    await page.getByRole('toolbar', { name: '已选 1 张' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar', { name: /已选/ }).waitFor({ state: 'detached' });
    const outlets = await Promise.all(five.map(async ({ id }) => (await cardOf(id)).outletId));
    expect(new Set(outlets.filter((_, index) => index !== 2)).size).to.equal(1);
  });

  it('drags a card onto an outlet, says why, and it is theirs', async () => {
    const one = await open();
    await find(one);
    await page.keyboard.press('o');
    const rail = page.getByRole('complementary', { name: '网点' });
    const { items } = await hotline.api<{ items: MapOutlet[] }>('/map/outlets', { as: 'dispatcher' });
    const target = items.find(
      ({ standing, id, capacity, booked, regionId }) =>
        standing === 'good' && id !== one.outletId && booked < capacity && regionId === one.regionId,
    ) as MapOutlet;
    await rail.getByLabel('查找网点').fill(target.name);
    const outlet = rail.locator('.rail-outlet', { hasText: target.name }).first();
    await outlet.waitFor();
    await cardAt(page, one.number).dragTo(outlet);
    const dialog = page.getByRole('dialog', { name: '批量指派 · 1 张工单' });
    await dialog.getByRole('cell', { name: `派给 ${target.name}` }).waitFor({ timeout: 20_000 });
    await dialog.getByLabel('原因').fill('网点就在附近');
    await dialog.getByRole('button', { name: /^把 1 张指派给/ }).click();
    await page
      .getByRole('dialog', { name: '完成 1 张，未成功 0 张' })
      .getByRole('button', { name: '知道了' })
      .click();
    expect((await cardOf(one.id)).outletId).to.equal(target.id);
    await page.keyboard.press('o');
  });

  it('sends a colleague the view, and each sees what the other has open', async () => {
    const one = await open();
    await find(one);
    await page.getByRole('button', { name: '更多筛选' }).click();
    const priority = () => new URL(page.url()).searchParams.get('priority')?.split(',').sort() ?? [];
    await page.getByRole('checkbox', { name: '加急' }).click();
    await waitFor(() => page.getByRole('checkbox', { name: '加急' }).isChecked());
    expect(priority()).to.have.length(1);
    await page.getByRole('checkbox', { name: '普通' }).click();
    await waitFor(() => priority().length === 2);
    await page.keyboard.press('Escape');
    await page.getByText(/筛出/).waitFor();
    await page.getByRole('button', { name: '我的视图' }).click();
    await page.getByLabel('给当前筛选起个名字').fill('不看救援');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '不看救援', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    const view = new URL(page.url());
    expect(priority()).to.deep.equal(['normal', 'urgent']);
    await page.reload();
    await cardAt(page, one.number).waitFor({ timeout: 20_000 });
    expect(await page.locator('.card[data-rescue]').count(), 'as narrow as before').to.equal(0);

    await colleague.goto(view.href);
    await cardAt(colleague, one.number).waitFor({ timeout: 20_000 });
    expect(await colleague.locator('.card[data-rescue]').count()).to.equal(0);
    await cardAt(page, one.number).click();
    const { name } = await hotline.api<{ name: string }>('/session', { as: 'dispatcher' });
    await cardAt(colleague, one.number).getByText(name).waitFor({ timeout: 20_000 });
    await cardAt(colleague, one.number).click();
    await colleague.getByText(`${name} 在看`).waitFor({ timeout: 20_000 });
    await page
      .getByRole('button', { name: /改派|指派网点/ })
      .first()
      .click();
    await colleague.getByText(`${name} 正在指派`).waitFor({ timeout: 20_000 });
    // Gone with the browser.
    await page.goto('about:blank');
    await colleague.getByText(`${name} 正在指派`).waitFor({ state: 'detached', timeout: 20_000 });
  });

  it('goes into a prefecture on the map and back, with the figures as a table', async () => {
    const one = await open();
    await page.goto(`${hotline.url}/board?view=map`);
    await page.locator('.map-pane canvas').waitFor({ timeout: 30_000 });
    const side = page.getByRole('complementary', { name: '地图数字' });
    const rows = side.locator('tbody tr');
    await waitFor(async () => (await rows.count()) > 5);
    // A press in the middle of the drawn province goes into the prefecture that lies there.
    const box = await page.locator('.map-pane').boundingBox();
    if (!box) throw new Error('no map');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2 + 7);
    await waitFor(() => new URL(page.url()).searchParams.get('place')?.endsWith('00') ?? false, {
      timeout: 20_000,
    });
    await page.goBack();
    await waitFor(() => !new URL(page.url()).searchParams.has('place'));
    // The same by keyboard, down to the tickets of a district.
    const prefecture = `${one.districtCode?.slice(0, 4)}00`;
    await page.goto(`${hotline.url}/board?view=map&place=${prefecture}`);
    const { districts } = await hotline.api<{ districts: { code: string; name: string }[] }>('/reference', {
      as: 'dispatcher',
    });
    const name = districts.find(({ code }) => code === one.districtCode)?.name as string;
    await side.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
    await side.getByText(grouped(one.number)).click({ timeout: 20_000 });
    await page.getByRole('heading', { name: grouped(one.number) }).waitFor();
    await page.getByRole('button', { name: '全省' }).click();
    await waitFor(() => !new URL(page.url()).searchParams.has('place'));
  });

  it('sorts the same tickets in a table', async () => {
    await page.goto(`${hotline.url}/board?view=table`);
    await page.getByRole('table', { name: '表格' }).waitFor();
    await page.getByRole('button', { name: '网点', exact: true }).first().waitFor();
    await page.getByRole('columnheader', { name: '报单时间' }).getByRole('button').click();
    await page.getByRole('columnheader', { name: '报单时间' }).getByRole('button').click();
    expect(new URL(page.url()).searchParams.get('sort')).to.equal('-opened');
    const numbers = () => page.locator('.table-number').allInnerTexts();
    const [newest] = await query<[{ number: string }]>(
      "SELECT number FROM ticket WHERE state NOT IN ('closed', 'cancelled') ORDER BY openedAt DESC, id LIMIT 1",
    );
    await waitFor(async () => (await numbers())[0] === grouped(newest.number), { timeout: 20_000 });
  });

  it('did each thing once: no ticket is with two outlets', async () => {
    const doubles = await query<unknown[]>(
      'SELECT ticketId FROM offer WHERE openMark = 1 GROUP BY ticketId HAVING COUNT(*) > 1',
    );
    expect(doubles).to.deep.equal([]);
    expect(faults).to.deep.equal([]);
  });
});
