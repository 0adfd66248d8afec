import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

/** A store's counter and its lists, in the browser. */
describe('at a store', function () {
  this.timeout(180_000);
  let hotline: WholeHotline;
  let page: Page;
  const faults: string[] = [];
  const query = <T>(sql: string): Promise<T[]> => hotline.dataSource.query(sql);

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 860 } });
    await context.request.post(`${hotline.url}/api/session`, {
      data: { username: 'store', password: 'yixian2026' },
    });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
  });
  after(async () => {
    await page?.context().close();
    await hotline?.stop();
    expect(faults).to.deep.equal([]);
  });

  it('a request is taken in by keyboard alone, with a slip to take along (H3, H4)', async () => {
    await page.goto(`${hotline.url}/counter`);
    await page.locator('.counter-field').fill('138 0013 8099');
    await page.keyboard.press('Enter');
    await page.locator('#desk-product').fill('空调');
    await page.keyboard.press('Enter');
    await page.locator('#desk-fault').fill('不制冷');
    await page.locator('#desk-place').fill('岳麓区');
    await page.keyboard.press('Enter');
    await page.locator('#desk-address').fill('麓山路88号');
    await page.locator('#desk-name').fill('王小芳');
    await page.keyboard.press('Control+Enter');
    const slip = page.locator('.slip');
    await slip.waitFor();
    await waitFor(async () => (await slip.innerText()).includes('不制冷'), { what: 'what was taken down' });
    const [ticket] = await query<{ number: string; source: string }>(
      'SELECT number, source FROM ticket ORDER BY id DESC LIMIT 1',
    );
    expect(ticket?.source).to.equal('counter');
    expect((await slip.innerText()).replaceAll(' ', '')).to.include(ticket?.number);
  });

  it('who comes again is known, and the same matter is chased, not opened twice (H8)', async () => {
    const before = await query('SELECT COUNT(*) AS n FROM ticket');
    await page.getByRole('button', { name: '下一位顾客' }).click();
    await page.locator('.counter-field').fill('13800138099');
    await page.keyboard.press('Enter');
    await page.locator('.caller-pane', { hasText: '王小芳' }).waitFor();
    await page.locator('.same-matter').waitFor();
    await page.keyboard.press('F7');
    await page.locator('.slip').waitFor();
    const [ticket] = await query<{ chaseCount: number }>(
      'SELECT chaseCount FROM ticket ORDER BY id DESC LIMIT 1',
    );
    expect(ticket?.chaseCount).to.equal(1);
    expect(await query('SELECT COUNT(*) AS n FROM ticket')).to.deep.equal(before);
  });

  it('a list is looked through, its mistakes are named, and the good rows are taken in (H9)', async () => {
    await page.goto(`${hotline.url}/imports`);
    await page.locator('input[type=file]').setInputFiles({
      name: '顾客.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        '姓名,电话,区县,地址\n张小明,138-0013-8077,岳麓区,枫林路1号\n李雷,139,岳麓区,枫林路2号\n',
      ),
    });
    const apply = page.getByRole('button', { name: '导入无误的 1 行' });
    await apply.waitFor();
    await page.locator('.import-detail').getByText('不是能拨通的号码').waitFor();
    expect(await query("SELECT 1 FROM phone_number WHERE number = '+8613800138077'")).to.deep.equal([]);
    await apply.click();
    await page.getByText('已导入 1 行，1 行有误未导入。').waitFor();
    const rows = await query("SELECT 1 FROM phone_number WHERE number = '+8613800138077'");
    expect(rows).to.have.length(1);
  });
});
