import { expect } from 'chai';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { In } from 'typeorm';
import { Attempt, Obligation, SurveyAnswer } from '../../entities/followup.ts';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

interface Ringing {
  sid: string;
  waiting: { for: string } | null;
}

/** A person works through the calls that wait for one: takes, dials, asks by keyboard, settles, takes the next. */
describe('the worklist of follow-up calls', function () {
  this.timeout(180_000);
  // Each step goes on from the one before.
  this.bail(true);
  let hotline: WholeHotline;
  let page: Page;
  let other: Page;
  let owed: Obligation[];
  let later: Obligation;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    const { manager } = hotline.dataSource;
    await hotline.api('/followups/dialler', { as: 'hq', body: { paused: true, reason: '测试人工回访' } });
    const { now } = await hotline.api<{ now: string }>('/demo/clock');
    const day = new Date(new Date(now).getTime() + 86_400_000).toISOString().slice(0, 10);
    await hotline.api('/demo/clock', { body: { to: new Date(`${day}T11:00:00+08:00`).toISOString() } });
    // Nothing but two surveys, which the machine has given up on, waits for a person; a third comes later.
    await manager.query("UPDATE obligation SET nextActionAt = '2099-01-01' WHERE state = 'open'");
    const three: { id: number }[] = await manager.query(
      `SELECT MAX(b.id) AS id FROM obligation b JOIN ticket t ON t.id = b.ticketId
       WHERE b.kind = 'survey' AND b.state = 'settled' AND t.language = 'zh' AND t.resolutionNo = b.resolutionNo
         AND t.state = 'closed' AND EXISTS (SELECT 1 FROM visit v WHERE v.ticketId = t.id)
         AND (SELECT COUNT(*) FROM ticket o WHERE o.contactNumber = t.contactNumber) = 1
       GROUP BY b.number ORDER BY id DESC LIMIT 3`,
    );
    const again = {
      state: 'open',
      settlement: null,
      settledAt: null,
      settledBy: null,
      callAt: null,
    } as const;
    for (const { id } of three) {
      await manager.delete(SurveyAnswer, { obligationId: id });
      await manager.update(Obligation, { id }, { ...again, nextActionAt: new Date('2099-01-01T00:00:00Z') });
    }
    const [first, second, third] = await manager.find(Obligation, {
      where: { id: In(three.map(({ id }) => id)) },
      order: { id: 'ASC' },
    });
    if (!first || !second || !third) throw new Error('the demo has too few surveys');
    owed = [first, second];
    later = third;
    for (const { id } of owed) await manager.update(Obligation, { id }, { nextActionAt: null, attempts: 3 });
    const open = async (username: string): Promise<Page> => {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
      contexts.push(context);
      const opened = await context.newPage();
      opened.on('pageerror', (error) => faults.push(`${username}: ${error.message}`));
      await context.request.post(`${hotline.url}/api/session`, {
        data: { username, password: 'yixian2026' },
      });
      await opened.goto(`${hotline.url}/followups`);
      return opened;
    };
    [page, other] = await Promise.all([open('agent'), open('agent2')]);
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await hotline?.stop();
    expect(faults).to.deep.equal([]);
  });

  const inHand = (where: Page) => where.getByLabel('手上的回访');
  const one = (index: number) => owed[index] as Obligation;
  const numberOf = (index: number) =>
    one(index)
      .number.replace('+86', '')
      .replace(/(\d{3})(\d{4})(\d{4})/, '$1 $2 $3');
  const questions = () => page.getByRole('region', { name: '回访问卷' });

  it('gives each of two people one of their own, and says who has which', async () => {
    await page.getByText('2 个等人工回电').waitFor();
    await page.keyboard.press('n');
    await inHand(page).getByText(numberOf(0)).first().waitFor();
    await other.keyboard.press('n');
    await inHand(other).getByText(numberOf(1)).first().waitFor();
    await page
      .getByText(/正在处理/)
      .nth(1)
      .waitFor();
    await other.getByRole('button', { name: '放回' }).click();
    await other.getByText('1 个等人工回电').waitFor();
  });

  it('shows the customer, what was done and the questions, and dials through the browser', async () => {
    await inHand(page).getByText('第 1 次上门').first().waitFor();
    await questions().getByText('问题解决了吗？').waitFor();
    // On a narrow screen what is asked comes before what was done.
    const topOf = async (what: Locator) => (await what.boundingBox())?.y ?? Number.NaN;
    const done = inHand(page).getByText('第 1 次上门').first();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await topOf(questions())).to.be.below(await topOf(done));
    expect(await topOf(questions())).to.be.above(await topOf(page.getByRole('button', { name: '拨打客户' })));
    await page.setViewportSize({ width: 1440, height: 900 });
    const number = encodeURIComponent(one(0).number);
    await hotline.phone(`/numbers/${number}`, { onRing: 'ring', pace: 'instant' }, 'PUT');
    await page.keyboard.press('d');
    const ringing = await waitFor(
      async () =>
        (await hotline.phone<{ items: Ringing[] }>(`/calls?number=${number}&live=true`)).items.find(
          ({ waiting }) => waiting?.for === 'answer',
        ),
      { timeout: 30_000, what: 'the customer to be rung' },
    );
    const [attempt] = await hotline.dataSource.manager.find(Attempt, {
      where: { liveNumber: one(0).number },
    });
    expect(attempt, 'written before the carrier was asked').to.not.equal(undefined);
    await hotline.phone(`/calls/${ringing.sid}/answer`, {});
    await page.getByLabel('通话栏').getByText('通话中').waitFor({ timeout: 20_000 });
    const { timeline } = await hotline.phone<{ timeline: { text?: string }[] }>(`/calls/${ringing.sid}`);
    expect(timeline.map(({ text }) => text).join(), 'they are told what it is about').to.include(
      '就您最近的服务做个回访',
    );
    expect(new URL(page.url()).pathname, 'the questions stay in sight').to.equal('/followups');
  });

  it('is asked by keyboard, corrected, and settled', async () => {
    await questions().press('1');
    await questions().press('2');
    await questions().press('Backspace');
    for (const digit of ['1', '1', '5', '4']) await questions().press(digit);
    // What the customer adds is written at its question, digits and all.
    await page.keyboard.type('师傅很耐心，1 小时就修好了');
    await page.keyboard.press('Enter');
    await page.getByLabel('备注').fill('客户很满意');
    await questions().focus();
    await questions().press('Enter');
    await page.getByText('回电结果已记录').waitFor();
    const { manager } = hotline.dataSource;
    const after = await manager.findOneByOrFail(Obligation, { id: one(0).id });
    expect(after).to.include({ state: 'settled', settlement: 'agent_word', note: '客户很满意' });
    const answers = await manager.find(SurveyAnswer, { where: { obligationId: after.id } });
    expect(Object.fromEntries(answers.map(({ question, value }) => [question, value]))).to.deep.equal({
      solved: 1,
      on_time: 1,
      charge_as_quoted: 1,
      courtesy: 5,
      score: 4,
      remark: null,
    });
    expect(answers.find(({ question }) => question === 'remark')?.words).to.equal(
      '师傅很耐心，1 小时就修好了',
    );
    await page.keyboard.press('Shift+F4');
  });

  it('goes on with the next by one key; what was answered outlives a reload', async () => {
    await page.locator('.my-state[data-state="wrap_up"]').waitFor({ timeout: 20_000 });
    await page.keyboard.press('n');
    await inHand(page).getByText(numberOf(1)).first().waitFor();
    const solved = questions().getByRole('button', { name: '已解决' });
    expect(await solved.getAttribute('aria-pressed'), 'nothing of the call before').to.equal('false');
    await questions().press('1');
    await page.getByLabel('备注').fill('客户在开会');
    await page.reload();
    await inHand(page).getByText(numberOf(1)).first().waitFor();
    expect(await solved.getAttribute('aria-pressed')).to.equal('true');
    expect(await page.getByLabel('备注').inputValue()).to.equal('客户在开会');
  });

  it('is put off by one click, and taken back by one', async () => {
    await page.getByRole('button', { name: '无人接听，稍后再拨' }).click();
    await page.getByText('没有等人工回电的任务').or(page.getByText('0 个等人工回电')).first().waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await inHand(page).getByText(numberOf(1)).first().waitFor();
    const { claimedBy } = await hotline.dataSource.manager.findOneByOrFail(Obligation, { id: one(1).id });
    expect(claimedBy).to.not.equal(null);
  });

  it('takes a home whole: one after the other in one call, in the customer’s language', async () => {
    const { manager } = hotline.dataSource;
    await page.getByRole('button', { name: '放回' }).click();
    await inHand(page).waitFor({ state: 'hidden' });
    // Another call to the same number, whose customer speaks English.
    const more = later;
    const change = { number: one(1).number, language: 'en', nextActionAt: null, attempts: 3 };
    await manager.update(Obligation, { id: more.id }, change);
    await page.keyboard.press('n');
    const home = page.getByRole('region', { name: '同一户的回访' });
    await home.getByText('这一户有 2 个要回电的').waitFor();
    await other.keyboard.press('n');
    await other.getByText('现在没有可取的').waitFor();
    const [first] = [one(1).id, more.id].sort((a, b) => a - b);
    if (first !== more.id) await home.locator('.ant-segmented-item').nth(1).click();
    await questions().getByText('客户语言：英文').waitFor();
    await questions().getByText('Has the problem been solved?').waitFor();
    await questions().getByText('问题解决了吗？').waitFor();
    await questions().focus();
    await questions().press('1');
    await page.getByRole('button', { name: '办结回访' }).click();
    await page.getByText('回电结果已记录').waitFor();
    await home.waitFor({ state: 'hidden' });
    await inHand(page).getByText(numberOf(1)).first().waitFor();
    expect((await manager.findOneByOrFail(Obligation, { id: more.id })).settlement).to.equal('agent_word');
    expect((await manager.findOneByOrFail(Obligation, { id: one(1).id })).claimedBy).to.not.equal(null);
  });
});
