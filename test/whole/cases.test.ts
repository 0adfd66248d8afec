import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { QualityCase } from '../../entities/case.ts';
import { Obligation, SurveyAnswer } from '../../entities/followup.ts';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

/** What a customer who is not content sets going, seen by the store, the outlet and headquarters. */
describe('cases', function () {
  this.timeout(180_000);
  // Each step goes on from the one before.
  this.bail(true);
  let hotline: WholeHotline;
  let store: Page;
  let outlet: Page;
  let headquarters: Page;
  let complaint: QualityCase;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    const open = async (username: string) => {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${username}: ${error.message}`));
      await context.request.post(`${hotline.url}/api/session`, {
        data: { username, password: 'yixian2026' },
      });
      await page.goto(`${hotline.url}/cases`);
      await page.getByRole('heading', { name: '案件' }).waitFor();
      return page;
    };
    [store, outlet, headquarters] = await Promise.all([open('store'), open('outlet'), open('hq')]);
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await hotline?.stop();
    expect(faults).to.deep.equal([]);
  });

  const rowOf = (page: Page, text: string) =>
    page.getByRole('table', { name: '案件' }).locator('tbody tr').filter({ hasText: text });
  const drawer = (page: Page) => page.getByRole('dialog').first();
  const number = () => `C${String(complaint.id).padStart(6, '0')}`;

  it('appear at the store and the outlet as soon as an agent hears that it was not solved (F3, S1)', async () => {
    const { manager } = hotline.dataSource;
    const [{ storeId, regionId, outletId }] = await manager.query(
      `SELECT s.id AS storeId, s.parentId AS regionId, o.outletId FROM person p JOIN assignment a ON a.personId = p.id
       JOIN unit s ON s.id = a.unitId JOIN (SELECT b.outletId FROM person q JOIN assignment b ON b.personId = q.id
       WHERE q.username = 'outlet') o WHERE p.username = 'store'`,
    );
    // One that the telephone is done with, and that an agent has.
    const [owed] = await manager.query(
      `SELECT b.id FROM obligation b JOIN ticket t ON t.id = b.ticketId AND t.resolutionNo = b.resolutionNo
       WHERE b.kind = 'survey' AND b.state = 'settled' AND t.state = 'closed' AND t.priority = 'normal'
         AND NOT EXISTS (SELECT 1 FROM quality_case q WHERE q.ticketId = t.id) LIMIT 1`,
    );
    await manager.delete(SurveyAnswer, { obligationId: owed.id });
    await manager.update(
      Obligation,
      { id: owed.id },
      { state: 'open', nextActionAt: null, settlement: null, storeId, regionId, outletId },
    );
    await hotline.api(`/followups/${owed.id}/settle`, {
      body: { note: '还是不制冷', outcome: 'not_solved' },
      as: 'agent',
    });
    complaint = await manager.findOneByOrFail(QualityCase, { obligationId: owed.id, kind: 'complaint' });
    await rowOf(store, number()).waitFor();
    await rowOf(outlet, '问题未解决').first().waitFor();
    expect(await rowOf(outlet, number()).count(), 'complaints are not shown to the outlet').to.equal(0);
  });

  it('is taken in hand and handed up by its store, and then headquarters has to decide (C4)', async () => {
    await rowOf(store, number()).click({ position: { x: 10, y: 10 } });
    await drawer(store).getByText('证据：客户的回答').waitFor();
    await drawer(store)
      .getByRole('button', { name: '受 理' })
      .or(drawer(store).getByRole('button', { name: '受理' }))
      .click();
    await rowOf(store, number()).getByText('处理中').waitFor();
    for (const level of ['区部', '服管处']) {
      const page = level === '区部' ? store : headquarters;
      await page.goto(`${hotline.url}/cases?case=${complaint.id}`);
      await drawer(page)
        .getByRole('button', { name: /上\s?报/ })
        .click();
      await page.getByLabel('上报原因').fill('客户要求赔偿');
      await page
        .getByRole('dialog')
        .last()
        .getByRole('button', { name: /上\s?报/ })
        .click();
      await page.getByText('已升级到上一级').waitFor();
      await drawer(page).getByText(`投诉升级到${level}（上报），原因：客户要求赔偿`).waitFor();
    }
    expect(
      await drawer(headquarters)
        .getByRole('button', { name: /上\s?报/ })
        .count(),
    ).to.equal(0);
    await store.goto(`${hotline.url}/cases?case=${complaint.id}`);
    await drawer(store).getByText('证据：客户的回答').waitFor();
    expect(
      await drawer(store)
        .getByRole('button', { name: /结\s?案/ })
        .count(),
      'it is not the store’s',
    ).to.equal(0);
  });

  it('is closed with cause, remedy and what the customer said (C5)', async () => {
    await drawer(headquarters)
      .getByRole('button', { name: /结\s?案/ })
      .click();
    const dialog = headquarters.getByRole('dialog').last();
    await dialog.getByRole('button', { name: /结\s?案/ }).click();
    await dialog.getByText('请选择原因').waitFor();
    await dialog.getByLabel('原因').click();
    await headquarters.getByTitle('网点责任').click();
    await dialog.getByLabel('处理措施').fill('更换压缩机');
    await dialog.getByText('客户认可', { exact: true }).click();
    await dialog.getByLabel('客户怎么说').fill('现在制冷了');
    await dialog.getByRole('button', { name: /结\s?案/ }).click();
    await headquarters.getByText('已结案', { exact: true }).first().waitFor();
    await drawer(headquarters).getByText('更换压缩机').waitFor();
    await waitFor(async () => (await rowOf(headquarters, number()).count()) === 0, {
      what: 'it to leave the list',
    });
    const { state, cause, word, said } = await hotline.dataSource.manager.findOneByOrFail(QualityCase, {
      id: complaint.id,
    });
    expect({ state, cause, word, said }).to.deep.equal({
      state: 'closed',
      cause: 'outlet',
      word: 'content',
      said: '现在制冷了',
    });
  });

  it('are found by what stands in the address', async () => {
    await headquarters.goto(
      `${hotline.url}/cases?state=closed&kind=complaint&level=headquarters&search=${number()}`,
    );
    await rowOf(headquarters, number()).waitFor();
    expect(await headquarters.getByRole('table', { name: '案件' }).locator('tbody tr').count()).to.equal(1);
    await headquarters.getByRole('button', { name: '清除筛选' }).click();
    await waitFor(() => new URL(headquarters.url()).search === '', { what: 'the address to be clean' });
  });
});
