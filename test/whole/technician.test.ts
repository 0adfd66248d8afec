import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Fieldwork } from '../../domain/contracts/fieldwork.ts';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

/** A photo as a camera's input hands it over: one white pixel, which the browser makes a JPEG of. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

/** Run in the browser: what the phone keeps of what it read. */
const KEPT_KEYS = `new Promise((resolve, reject) => {
  const open = indexedDB.open('yixian-field');
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const keys = open.result.transaction('kept').objectStore('kept').getAllKeys();
    keys.onsuccess = () => {
      open.result.close();
      resolve(keys.result.map(String));
    };
  };
})`;

/** A whole job on a telephone of 390 px, mostly without a network. */
describe('a technician at the customer’s home', function () {
  this.timeout(300_000);
  let hotline: WholeHotline;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  interface Job {
    id: number;
    outletId: number;
    code: string;
    visitId: number;
  }
  let jobs: Job[];
  let username: string;

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    context = await browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      permissions: ['geolocation'],
      geolocation: { longitude: 112.98, latitude: 28.2, accuracy: 15 },
    });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    jobs = await hotline.dataSource.query<Job[]>(
      `SELECT t.id, t.outletId, o.code, v.id AS visitId FROM ticket t JOIN outlet o ON o.id = t.outletId
       JOIN visit v ON v.ticketId = t.id AND v.outcome = 'open'
       WHERE t.state = 'accepted' AND t.contactNumber LIKE '+861%' AND t.kind = 'repair'
         AND NOT EXISTS (SELECT 1 FROM service_action a WHERE a.ticketId = t.id AND a.action <> 'accept')
       ORDER BY t.id LIMIT 3`,
    );
    expect(jobs.length, 'jobs in hand in the demo').to.be.at.least(2);
    // All of one outlet, so that one telephone has them.
    const [{ outletId, code }] = jobs as [Job];
    username = code;
    for (const { id, visitId } of jobs) {
      await query('UPDATE ticket SET outletId = ?, technicianId = NULL WHERE id = ?', [outletId, id]);
      await query('UPDATE visit SET outletId = ?, technicianId = NULL WHERE id = ?', [outletId, visitId]);
    }
    // Out of warranty: there is something to quote.
    await query(
      "UPDATE appliance SET warrantyUntil = '2020-01-01' WHERE id IN (SELECT applianceId FROM ticket WHERE id IN (?))",
      [jobs.map(({ id }) => id)],
    );
    await context.request.post(`${hotline.url}/api/session`, { data: { username, password: 'yixian2026' } });
  });
  after(async () => {
    await context?.close();
    await hotline?.stop();
  });

  const query = <T>(sql: string, params: unknown[] = []): Promise<T> => hotline.dataSource.query(sql, params);
  const actionsOf = (id: number) =>
    query<{ action: string; at: Date; timeNote: string | null; receivedAt: Date | null }[]>(
      'SELECT action, at, timeNote, receivedAt FROM service_action WHERE ticketId = ? ORDER BY id',
      [id],
    );
  const work = (id: number) => hotline.api<Fieldwork>(`/tickets/${id}/fieldwork`, { as: username });
  const next = (name: string) => page.locator('.job-next', { hasText: name });
  const waiting = () => page.locator('.queue-waiting');
  const press = async (name: string) => {
    await next(name).click();
  };
  async function sign(): Promise<void> {
    const box = await page.locator('.sign-field svg').boundingBox();
    if (!box) throw new Error('there is nowhere to sign');
    await page.mouse.move(box.x + 30, box.y + 40);
    await page.mouse.down();
    for (const [x, y] of [
      [90, 90],
      [140, 30],
      [200, 100],
      [260, 50],
    ] as const)
      await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
    await page.mouse.up();
    await page.getByLabel('签字人姓名').or(page.locator('.sheet input[type=text]')).last().fill('王芳');
  }

  /** English says more, on the narrowest of telephones: nothing is beyond the edge. */
  async function fitsNarrow(): Promise<void> {
    const usual = page.viewportSize();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Quote not agreed to yet').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).to.be.at.most(360);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByText('报价还没有客户同意').waitFor();
    if (usual) await page.setViewportSize(usual);
  }

  it('opens without a network once it was open with one, with today’s jobs and all of each', async () => {
    const [job] = jobs as [Job];
    await page.goto(`${hotline.url}/o`);
    await page.locator(`a[href="/o/${job.id}"]`).waitFor();
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await waitFor(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null'), {
      what: 'the service worker takes the page',
    });
    const keptOnPhone = () => page.evaluate<string[]>(KEPT_KEYS);
    await waitFor(
      async () => {
        const keys = await keptOnPhone();
        return (
          jobs.every(
            ({ id }) => keys.includes(`["ticket",${id}]`) && keys.includes(`["ticket",${id},"fieldwork"]`),
          ) && keys.includes('["prices"]')
        );
      },
      { what: 'every job is on the phone', timeout: 30_000 },
    );
    await context.setOffline(true);
    await page.reload();
    await page.locator(`a[href="/o/${job.id}"]`).click();
    await next('已联系客户').waitFor();
    await page.getByText('高德地图').waitFor();
  });

  it('goes on without a network, through a reload, and everything is sent once and in order', async () => {
    const [job] = jobs as [Job];
    const begun = new Date();
    await press('已联系客户');
    await waiting().getByText('1 项待发送').waitFor();
    await page.locator('.job-bar .ant-dropdown-trigger').click();
    await page.getByText('跳到：到达').click();
    await page.getByRole('button', { name: '跳过并记录' }).click();
    await waiting().getByText('2 项待发送').waitFor();

    await page.reload();
    await waiting().getByText('2 项待发送').waitFor();
    await page
      .getByLabel('照片：施工前')
      .setInputFiles({ name: 'IMG_1.png', mimeType: 'image/png', buffer: PNG });
    await waiting().getByText('3 项待发送').waitFor();

    await press('报价确认');
    await page.locator('.price').filter({ hasText: '检测费' }).click();
    await page.getByRole('button', { name: /^报价 ¥50.00/ }).click();
    await page.locator('.sign-field').waitFor();
    await page.getByRole('button', { name: '稍后再确认' }).click();
    await fitsNarrow();
    await page.locator('.approve-due').click();
    await sign();
    await page.getByRole('button', { name: /^同意 ¥50.00/ }).click();
    await waiting().getByText('5 项待发送').waitFor();
    await press('施工');
    await waiting().getByText('6 项待发送').waitFor();
    await page.getByRole('button', { name: '换配件' }).click();
    await page.getByLabel('配件名称').fill('主板');
    await page.getByLabel('旧件序列号').fill('OLD1');
    await page.getByLabel('新件序列号').fill('NEW1');
    await page.getByRole('button', { name: '记录配件' }).click();
    await waiting().getByText('7 项待发送').waitFor();
    expect((await actionsOf(job.id)).map(({ action }) => action)).to.deep.equal(['accept']);
    const stopped = new Date();

    // The phone is started again, then finds a network.
    await page.close();
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${hotline.url}/o/${job.id}`);
    await waiting().getByText('7 项待发送').waitFor();
    await context.setOffline(false);
    await waitFor(async () => (await work(job.id)).visits[0]?.parts.length === 1, {
      what: 'everything is sent',
      timeout: 90_000,
    });
    const actions = await actionsOf(job.id);
    expect(actions.map(({ action }) => action)).to.deep.equal([
      'accept',
      'contact',
      'arrive',
      'quote',
      'work',
    ]);
    for (const { action, at } of actions.slice(1)) {
      expect(at.getTime(), `${action} has the time at which it was done`)
        .to.be.at.least(begun.getTime() - 5_000)
        .and.at.most(stopped.getTime() + 5_000);
    }
    const done = (await work(job.id)).visits[0];
    expect(done?.workedUnquoted).to.equal(false);
    expect(done?.quotes.map(({ state, totalFen }) => [state, totalFen])).to.deep.equal([['approved', 5_000]]);
    expect(done?.photos.map(({ kind, mime }) => [kind, mime])).to.deep.equal([['before', 'image/jpeg']]);
    expect(done?.parts[0]).to.include({ name: '主板', oldSerial: 'OLD1', newSerial: 'NEW1' });
    expect(done?.actions.find(({ action }) => action === 'arrive')?.place).to.equal('given');
    await waiting().waitFor({ state: 'detached' });
  });

  it('records once what it sent to a server that was killed meanwhile', async () => {
    const [job] = jobs as [Job];
    const killed = hotline.pidOf('web');
    // The request is written, the answer never comes: the server dies between the two.
    await page.route(
      '**/actions',
      async (route) => {
        await route.fetch().catch(() => {});
        process.kill(killed, 'SIGKILL');
        await route.abort();
      },
      { times: 1 },
    );
    await press('与客户试机');
    await waiting().waitFor();
    await waitFor(async () => (await fetch(`${hotline.url}/readyz`)).ok, {
      what: 'the server is back',
      timeout: 90_000,
    });
    await waiting().waitFor({ state: 'detached', timeout: 90_000 });
    const tested = (await actionsOf(job.id)).filter(({ action }) => action === 'test');
    expect(tested).to.have.length(1);
    expect(await page.locator('.queue-strip').count(), 'and nothing was refused').to.equal(0);
  });

  it('is finished with signature, charge, and the code that only the customer has', async () => {
    const [job] = jobs as [Job];
    await press('清理现场');
    await press('客户签字');
    await sign();
    await page.getByRole('button', { name: '客户已签字' }).click();
    await next('完工').click();
    await page.getByLabel('做了什么').fill('更换主板，试机正常');
    expect(await page.getByLabel('实收金额（元）').inputValue()).to.equal('50.00');
    const [message] = await query<{ body: string }[]>(
      "SELECT body FROM message WHERE ticketId = ? AND template = 'completion_code' ORDER BY id DESC LIMIT 1",
      [job.id],
    );
    const code = /验收码(\d{6})/.exec(message?.body ?? '')?.[1] ?? '';
    expect(await page.content()).to.not.include(code);
    await page.getByLabel('六位验证码').fill(code);
    await page
      .getByRole('button', { name: '核对', exact: true })
      .or(page.getByRole('button', { name: '核 对' }))
      .click();
    await page.getByText('验收码正确').waitFor();
    await page.getByRole('button', { name: '确认完工' }).click();
    await waitFor(
      async () =>
        (await query<{ state: string }[]>('SELECT state FROM ticket WHERE id = ?', [job.id]))[0]?.state ===
        'done',
    );
    const [closing] = await query<Record<string, unknown>[]>(
      'SELECT * FROM visit_closing WHERE ticketId = ?',
      [job.id],
    );
    expect(closing).to.deep.include({
      amountFen: 5_000,
      quotedFen: 5_000,
      codeAbsence: null,
      workedUnquoted: 0,
    });
  });

  it('says what is kept and what to do when the ticket went to another outlet meanwhile', async () => {
    const job = jobs[1] as Job;
    await page.goto(`${hotline.url}/o/${job.id}`);
    await next('已联系客户').waitFor();
    await context.setOffline(true);
    await press('已联系客户');
    await waiting().getByText('1 项待发送').waitFor();
    const [other] = await query<{ id: number }[]>('SELECT id FROM outlet WHERE id <> ? LIMIT 1', [
      job.outletId,
    ]);
    await query('UPDATE ticket SET outletId = ? WHERE id = ?', [other?.id, job.id]);
    await context.setOffline(false);
    await page.getByText('没有被接受：已联系客户').first().waitFor();
    await page
      .getByText(/工单已不在您的网点/)
      .first()
      .waitFor();
    await page
      .getByText(/本机已保留/)
      .first()
      .waitFor();
    expect((await actionsOf(job.id)).map(({ action }) => action)).to.deep.equal(['accept']);
    await page.getByRole('button', { name: '放弃这一项' }).first().click();
    await page
      .locator('.ant-modal-confirm')
      .getByRole('button', { name: /放\s?弃/ })
      .click();
    await page.locator('.queue-strip').waitFor({ state: 'detached' });
    expect(faults).to.deep.equal([]);
  });

  it('forgets what it read when the session ends', async () => {
    await page.goto(`${hotline.url}/o`);
    await page.locator('.outlet-page').waitFor();
    await page.locator('.user-menu').click();
    await page.getByText('退出登录').click();
    await page.locator('.login').waitFor();
    await waitFor(async () => (await page.evaluate<string[]>(KEPT_KEYS)).length === 0, {
      what: 'nothing is left on the phone',
    });
  });
});
