import { expect } from 'chai';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

const DAY_MS = 86_400_000;
const QUARTER_MS = 15 * 60_000;

interface Planned {
  technicianId: number | null;
  plannedAt: Date | null;
  plannedFixed: number | boolean;
}

/** An outlet's tomorrow is planned, moved by hand and taken back; then its dispatch is stopped, and lifted again. */
describe('an outlet’s day and its standing, in the browser', function () {
  this.timeout(180_000);
  // Each step goes on from the one before.
  this.bail(true);
  let hotline: WholeHotline;
  let browser: Browser;
  let page: Page;
  let outlet: { id: number; name: string };
  let jobs: number[];
  let technicians: number[];
  let day: string;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  before(async function () {
    browser = await testBrowser(this);
    hotline = await wholeHotline();
    const { now } = await hotline.api<{ now: string }>('/demo/clock');
    day = new Date(Date.parse(now) + 8 * 3_600_000 + DAY_MS).toISOString().slice(0, 10);
    await prepare();
    page = await signedIn('dispatcher');
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await hotline?.stop();
    expect(faults).to.deep.equal([]);
  });

  const query = <T>(sql: string, params: unknown[] = []): Promise<T> => hotline.dataSource.query(sql, params);
  async function signedIn(username: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
    contexts.push(context);
    await context.request.post(`${hotline.url}/api/session`, { data: { username, password: 'yixian2026' } });
    const opened = await context.newPage();
    opened.on('pageerror', (error) => faults.push(error.message));
    return opened;
  }

  /** Four accepted jobs near by that nobody has a time for, and whoever is there can do each of them. */
  async function prepare(): Promise<void> {
    const [most] = await query<[{ id: number; name: string }]>(
      `SELECT o.id, o.name FROM outlet o JOIN technician t ON t.outletId = o.id AND t.active
       WHERE o.standing = 'good' GROUP BY o.id ORDER BY COUNT(*) DESC, o.id LIMIT 1`,
    );
    outlet = most;
    const rows = await query<{ id: number; category: string }[]>(
      `SELECT t.id, t.category FROM ticket t JOIN visit v ON v.ticketId = t.id AND v.outcome = 'open'
       WHERE t.state = 'accepted' AND t.kind IN ('repair', 'installation', 'maintenance')
         AND NOT EXISTS (SELECT 1 FROM service_action a WHERE a.visitId = v.id AND a.action IN ('depart', 'arrive'))
       ORDER BY t.id LIMIT 4`,
    );
    jobs = rows.map(({ id }) => id);
    expect(jobs, 'jobs in hand in the demo').to.have.length(4);
    // Nothing else is in its hands.
    await query(
      "UPDATE ticket SET state = 'cancelled', outletId = NULL WHERE outletId = ? AND state IN ('offered', 'accepted', 'in_progress')",
      [outlet.id],
    );
    await query(
      "UPDATE ticket SET state = 'accepted', outletId = ?, technicianId = NULL, plannedDay = NULL WHERE id IN (?)",
      [outlet.id, jobs],
    );
    await query(
      `UPDATE visit SET outletId = ?, technicianId = NULL, appointmentAt = NULL, appointmentUntil = NULL,
         plannedAt = NULL, plannedUntil = NULL, plannedOrder = NULL, plannedFixed = 0
       WHERE outcome = 'open' AND ticketId IN (?)`,
      [outlet.id, jobs],
    );
    await query(
      `UPDATE site s JOIN ticket t ON t.siteId = s.id JOIN outlet o ON o.id = t.outletId
       SET s.lng = o.lng + 0.001 * (t.id % 20), s.lat = o.lat + 0.01 WHERE t.id IN (?)`,
      [jobs],
    );
    const skills = [...new Set(rows.map(({ category }) => category))].join(',');
    await query("UPDATE technician SET workDays = '1234567', skills = ? WHERE outletId = ?", [
      skills,
      outlet.id,
    ]);
    const people = await query<{ id: number }[]>('SELECT id FROM technician WHERE outletId = ? AND active', [
      outlet.id,
    ]);
    technicians = people.map(({ id }) => id);
    expect(technicians.length, 'technicians of one outlet').to.be.at.least(2);
  }

  const plannedOf = async (ticketId: number): Promise<Planned> => {
    const [visit] = await query<[Planned]>(
      "SELECT technicianId, plannedAt, plannedFixed FROM visit WHERE ticketId = ? AND outcome = 'open'",
      [ticketId],
    );
    return { ...visit, plannedFixed: Number(visit.plannedFixed) };
  };
  const planned = async () => (await Promise.all(jobs.map(plannedOf))).filter(({ plannedAt }) => plannedAt);
  const panel = () => page.getByRole('region', { name: '排班方案' });
  const bar = (id: number) => page.locator(`.plan-bar[data-job="${id}"]`);
  const said = () => page.locator('.ant-notification-notice').last();
  const middle = async (of: Locator) => {
    const box = await of.boundingBox();
    if (!box) throw new Error('it is not in sight');
    return { ...box, x: box.x + box.width / 2, y: box.y + box.height / 2, left: box.x };
  };
  let accepted: number;

  it('is proposed a plan, which changes nothing until a part of it is accepted, and only that', async () => {
    await page.goto(`${hotline.url}/plan?outlet=${outlet.id}&day=${day}`);
    await page.locator('.plan-card').nth(3).waitFor();
    await page.getByRole('button', { name: '自动排班' }).click();
    await panel().waitFor({ timeout: 60_000 });
    await panel().locator('.plan-part').nth(3).waitFor();
    expect(await page.locator('.plan-ghost').count(), 'shown beside what is').to.equal(4);
    expect(await planned(), 'nothing is planned yet').to.deep.equal([]);

    await panel()
      .locator('.plan-part')
      .first()
      .getByRole('button', { name: /采\s?纳/ })
      .click();
    await page.getByText('采纳 1 单', { exact: true }).waitFor();
    await page.locator('.plan-bar').waitFor();
    expect(await planned(), 'one is').to.have.length(1);
    accepted = Number(await page.locator('.plan-bar').getAttribute('data-job'));
    expect(await page.locator('.plan-ghost').count(), 'the others are still only proposed').to.equal(3);
    await panel().getByRole('button', { name: '不采纳，关闭' }).click();
    await panel().waitFor({ state: 'detached' });
    await page.locator('.plan-card').nth(2).waitFor();
    expect(await planned()).to.have.length(1);
  });

  it('has a job dragged to a colleague and another time, which can be undone', async () => {
    const before = await plannedOf(accepted);
    const other = technicians.find((id) => id !== before.technicianId) as number;
    const from = await middle(bar(accepted));
    const line = await middle(page.locator(`[data-line="${other}"]`));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(line.x, line.y, { steps: 8 });
    await page.locator('.plan-drop').waitFor();
    const shown = await page.locator('.plan-drop').innerText();
    await page.mouse.up();
    await said().getByText('改为').waitFor();
    expect(await said().innerText()).to.include(shown);
    const moved = await plannedOf(accepted);
    expect(moved).to.deep.include({ technicianId: other, plannedFixed: 1 });
    expect(clock(moved.plannedAt), 'it stands where it was let go').to.equal(shown);
    await page.locator(`[data-line="${other}"] .plan-bar`).waitFor();

    await said()
      .getByRole('button', { name: /撤\s?销/ })
      .click();
    await said().getByText('已撤销').waitFor();
    expect(await plannedOf(accepted)).to.deep.equal(before);
    await page.locator(`[data-line="${before.technicianId}"] .plan-bar`).waitFor();
  });

  it('has a job moved by keyboard, by a quarter of an hour and to a colleague', async () => {
    const before = await plannedOf(accepted);
    await bar(accepted).focus();
    await page.keyboard.press('ArrowRight');
    const later = (before.plannedAt?.getTime() ?? 0) + QUARTER_MS;
    await waitFor(async () => (await plannedOf(accepted)).plannedAt?.getTime() === later, {
      what: 'a quarter of an hour later',
    });
    // The page knows the new version before the next act.
    await waitFor(async () => (await bar(accepted).getAttribute('data-fixed')) !== null);
    await bar(accepted).focus();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const [{ name }] = await query<[{ name: string }]>('SELECT name FROM technician WHERE id = ?', [
      technicians.find((id) => id !== before.technicianId),
    ]);
    await dialog.getByRole('combobox').fill(name);
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: /^安\s?排$/ }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await waitFor(
      async () => {
        const { technicianId } = await plannedOf(accepted);
        return technicianId !== null && technicianId !== before.technicianId;
      },
      { what: 'the colleague has it' },
    );
  });

  it('has its dispatch stopped: what is not begun moves at once, what is begun is for a dispatcher', async () => {
    const [begun, ...open] = jobs as [number, number, number, number];
    await query("UPDATE ticket SET state = 'in_progress' WHERE id = ?", [begun]);
    page = await signedIn('hq');
    await page.goto(`${hotline.url}/outlets?search=${encodeURIComponent(outlet.name)}&outlet=${outlet.id}`);
    const drawer = page.getByRole('dialog', { name: outlet.name });
    await drawer.getByRole('button', { name: '停止派工' }).click();
    const dialog = page.getByRole('dialog', { name: `${outlet.name}状态变更：停止派工` });
    // What will have happened is said before.
    await dialog.getByText('未开工的 3 单会立刻转派其他网点，处理中的 1 单等调度员决定').waitFor();
    await dialog.getByRole('button', { name: '停止派工' }).click();
    await dialog.getByText('写明原因').or(dialog.locator('.ant-form-item-explain-error')).first().waitFor();
    expect(await standing(), 'never without a reason').to.equal('good');
    await dialog.getByLabel('原因').fill('客户投诉查实');
    await dialog.getByRole('button', { name: '停止派工' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await standing()).to.equal('stopped');
    await waitFor(async () => (await heldBy(open)) === 0, { what: 'three tickets to move' });
    expect(await heldBy([begun]), 'what is begun stays').to.equal(1);
    await drawer.getByText('转走 3 单').waitFor();
    await drawer.getByRole('region', { name: '处理中的工单，等调度员决定' }).waitFor();
  });

  it('is lifted again: it works, and what has moved does not come back by itself', async () => {
    const drawer = page.getByRole('dialog', { name: outlet.name });
    await drawer.getByRole('button', { name: '恢复正常' }).click();
    const dialog = page.getByRole('dialog', { name: `${outlet.name}状态变更：恢复正常` });
    await dialog.getByLabel('原因').fill('整改合格');
    await dialog.getByRole('button', { name: '恢复正常' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await standing()).to.equal('good');
    await drawer.getByRole('button', { name: '停止派工' }).waitFor();
    await drawer.getByText('停止派工 → 正常').waitFor();
    const returned = await query<unknown[]>(
      "SELECT 1 FROM visit WHERE ticketId IN (?) AND outletId = ? AND outcome = 'open'",
      [jobs.slice(1), outlet.id],
    );
    expect(returned, 'their visits are not taken up again').to.deep.equal([]);
  });

  const standing = async () =>
    (await query<[{ standing: string }]>('SELECT standing FROM outlet WHERE id = ?', [outlet.id]))[0]
      .standing;
  const heldBy = async (ids: number[]) =>
    Number(
      (
        await query<[{ n: string }]>('SELECT COUNT(*) AS n FROM ticket WHERE id IN (?) AND outletId = ?', [
          ids,
          outlet.id,
        ])
      )[0].n,
    );
});

const clock = (at: Date | null) => at && new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
