import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { TicketDetail } from '../../domain/contracts/api.ts';
import type { CallerBrief } from '../../domain/contracts/desk.ts';
import { testBrowser } from '../support/browser.ts';
import { type WholeHotline, wholeHotline } from '../support/hotline.ts';
import { waitFor } from '../support/wait-for.ts';

/** Customers of the showcase, by what they own (server/demo/showcase.ts). */
const [TWO_APPLIANCES, NOTHING_OWNED, OPEN_TICKET, LANDLINE] = [2, 3, 4, 7];

/** The request form at the agent's desk, with no mouse. How a call gets there is tested elsewhere. */
describe('a request taken down while talking', function () {
  this.timeout(180_000);
  let hotline: WholeHotline;
  let context: BrowserContext;
  let page: Page;
  let agentId: number;
  const faults: string[] = [];

  before(async function () {
    const browser = await testBrowser(this);
    hotline = await wholeHotline();
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 720 } });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await context.request.post(`${hotline.url}/api/session`, {
      data: { username: 'agent', password: 'yixian2026' },
    });
    agentId = (await hotline.api<{ personId: number }>('/session', { as: 'agent' })).personId;
  });
  after(async () => {
    await context?.close();
    await hotline?.stop();
  });

  const query = <T>(sql: string, params: unknown[]): Promise<T> => hotline.dataSource.query(sql, params);

  /** Puts a call of that customer into the agent's hands, and waits until the form asks what it is about. */
  async function callOf(customerId: number): Promise<number> {
    const now = new Date();
    const [{ number }] = await query<[{ number: string }]>(
      'SELECT number FROM phone_number WHERE customerId = ?',
      [customerId],
    );
    const { insertId: contactId } = await query<{ insertId: number }>(
      "INSERT INTO contact (direction, number, customerId, language, startedAt) VALUES ('inbound', ?, ?, 'zh', ?)",
      [number, customerId, now],
    );
    await query(
      `INSERT INTO line_entry (contactId, state, priority, skills, arrivedAt, enteredAt, answeredAt, personId)
       VALUES (?, 'connected', 2, '[]', ?, ?, ?, ?)`,
      [contactId, now, now, now, agentId],
    );
    await query('INSERT INTO conference (contactId, startedAt) VALUES (?, ?)', [contactId, now]);
    await query(
      `REPLACE INTO agent_desk (personId, state, since, idleSince, skills, contactId, version, seenAt)
       VALUES (?, 'on_call', ?, ?, '[]', ?, ?, ?)`,
      [agentId, now, now, contactId, contactId, now],
    );
    await page.goto(`${hotline.url}/desk`);
    await page.locator('input[type=radio]:focus').waitFor({ state: 'attached' });
    // What is on file is there to be chosen.
    await page.getByText('名下电器').first().waitFor();
    return contactId;
  }
  const brief = (contactId: number) => hotline.api<CallerBrief>(`/desk/brief/${contactId}`, { as: 'agent' });
  const detail = (id: number) => hotline.api<TicketDetail>(`/tickets/${id}`, { as: 'agent' });
  const ticketsOf = (contactId: number) =>
    query<{ ticketId: number; purpose: string }[]>(
      'SELECT ticketId, purpose FROM contact_ticket WHERE contactId = ?',
      [contactId],
    );
  const keys = async (...all: string[]) => {
    for (const key of all) await page.keyboard.press(key);
  };
  const type = (text: string) => page.keyboard.type(text);
  const focused = () => page.locator(':focus').getAttribute('id');
  const option = (words: RegExp) => page.getByRole('option', { name: words }).first().waitFor();
  const outcome = () => page.getByRole('region', { name: '受理结果' });

  it('is filled in, in the order of speech, and sent with the keyboard alone', async () => {
    const contactId = await callOf(TWO_APPLIANCES);
    await keys('1', 'Tab');
    await type('xyj');
    await option(/洗衣机 XQG/);
    await keys('Tab');
    await type('脱水时晃动，面板显示 E4');
    await keys('Tab', '2', 'Tab');
    expect(await page.locator('#desk-place').inputValue(), 'where that appliance is').to.match(/^长沙市/);
    await type('长沙yl枫林三路88号');
    await option(/岳麓区.*枫林三路88号/);
    await keys('Tab');
    expect(await page.locator('#desk-address').inputValue()).to.equal('枫林三路88号');
    await keys('Tab', '2', 'Tab', 'Tab', 'Control+Enter');
    await outcome()
      .getByText(/派给|派工|调度/)
      .first()
      .waitFor();

    const [{ ticketId, purpose }] = (await ticketsOf(contactId)) as [{ ticketId: number; purpose: string }];
    expect(purpose).to.equal('opened');
    const ticket = await detail(ticketId);
    expect(ticket.card).to.include({ kind: 'repair', category: 'washing_machine', priority: 'urgent' });
    expect(ticket).to.include({ address: '枫林三路88号', description: '脱水时晃动，面板显示 E4' });
    expect(ticket.card).to.include({ source: 'agent', districtCode: '430104' });
    expect(ticket.appliance?.model).to.match(/^XQG/);
    const [row] = await query<[{ wishDay: string; customerId: number }]>(
      'SELECT wishDay, customerId FROM ticket WHERE id = ?',
      [ticketId],
    );
    expect(row.customerId, 'nobody is written down twice').to.equal(TWO_APPLIANCES);
    expect(row.wishDay).to.match(/^\d{4}-\d{2}-\d{2}$/);
    const grouped = ticket.card.number.replace(/(\d{3})(?=\d)/g, '$1 ');
    await outcome().getByText(grouped).waitFor();
    expect(await page.getByText('最近通话').isVisible()).to.equal(true);
  });

  it('loses nothing when the page is loaded anew', async () => {
    await callOf(NOTHING_OWNED);
    await keys('3', 'Tab');
    await type('空调');
    await option(/空调/);
    await keys('Tab');
    await type('换季清洗');
    await page.reload();
    await page.getByText('名下电器').first().waitFor();
    expect(await page.getByRole('radio', { name: /保养/ }).isChecked()).to.equal(true);
    expect(await page.locator('#desk-product').inputValue()).to.equal('空调');
    expect(await page.locator('#desk-fault').inputValue()).to.equal('换季清洗');
  });

  it('keeps a request that wrap-up was too short for, and takes it in afterwards', async () => {
    const contactId = await callOf(NOTHING_OWNED);
    await keys('1', 'Tab');
    await type('冰箱');
    await option(/冰箱/);
    await keys('Tab');
    await type('不制冷');
    await query("UPDATE contact SET endedAt = ?, disposition = 'answered' WHERE id = ?", [
      new Date(),
      contactId,
    ]);
    await query("UPDATE line_entry SET state = 'ended', endedAt = ? WHERE contactId = ?", [
      new Date(),
      contactId,
    ]);
    await query("UPDATE agent_desk SET state = 'break', contactId = NULL, version = version + 1", []);
    await page.reload();
    await page
      .getByRole('region', { name: '还没受理的报单' })
      .getByRole('listitem')
      .filter({ hasText: '不制冷' })
      .getByRole('button', { name: '接着填' })
      .click();
    await page.locator('#desk-place').focus();
    await page.getByText('档案地址').first().waitFor();
    await keys('Enter', 'Control+Enter');
    await outcome().waitFor();
    expect((await ticketsOf(contactId)).map(({ purpose }) => purpose)).to.deep.equal(['opened']);
    const [row] = await query<[{ disposition: string }]>('SELECT disposition FROM contact WHERE id = ?', [
      contactId,
    ]);
    expect(row.disposition).to.equal('ticket_opened');
  });

  it('says in words what is missing, and goes there', async () => {
    const contactId = await callOf(LANDLINE);
    await keys('Control+Enter');
    await page.getByText('请问清是什么电器').waitFor();
    expect(await focused()).to.equal('desk-product');
    await type('电视');
    await option(/电视/);
    await keys('Tab');
    await page.locator('#desk-place').focus();
    await keys('Control+A');
    await type('火星基地');
    await keys('Control+Enter');
    await page.getByText('没认出区县').waitFor();
    expect(await focused()).to.equal('desk-place');
    expect(await ticketsOf(contactId)).to.deep.equal([]);
  });

  it('H8: points out while one types that the same matter is open; one key chases it', async () => {
    const contactId = await callOf(OPEN_TICKET);
    const open = (await brief(contactId)).tickets.find((ticket) => ticket.open);
    if (!open) throw new Error('the showcase has no open ticket');
    const hint = page.getByText('是来催单的吗');
    await hint.waitFor();
    await keys('Tab');
    await type('洗衣机');
    await option(/洗衣机/);
    await keys('Tab');
    await hint.waitFor({ state: 'detached' });

    await page.locator('#desk-product').focus();
    await type('kt');
    await option(/空调/);
    await keys('Tab');
    await hint.waitFor();
    await keys('Control+Enter');
    await page.getByText('同一件事不开两张工单').waitFor();
    expect(await ticketsOf(contactId)).to.deep.equal([]);

    await keys('F7');
    await outcome()
      .getByText(/已催单/)
      .waitFor();
    await waitFor(async () => (await detail(open.id)).card.chaseCount === open.chaseCount + 1);
    expect(await ticketsOf(contactId)).to.deep.equal([{ ticketId: open.id, purpose: 'chased' }]);
  });

  it('H8: another matter is opened when the agent says so a second time', async () => {
    const contactId = await callOf(OPEN_TICKET);
    await keys('Tab');
    await type('kt');
    await option(/空调/);
    await keys('Tab', 'Control+Enter');
    await page.getByText('同一件事不开两张工单').waitFor();
    await keys('Control+Enter');
    await outcome().waitFor();
    expect((await ticketsOf(contactId)).map(({ purpose }) => purpose)).to.deep.equal(['opened']);
  });

  it('has the script of the kind beside it, and knowledge at one key', async () => {
    await callOf(NOTHING_OWNED);
    await page.getByText('维修报单话术').waitFor();
    await keys('7');
    await page.getByText(/救援话术/).waitFor();
    await keys('F6');
    await type('上门要收多少钱');
    const found = page.locator('details[open]');
    await found.getByText('上门检测费 50 元').waitFor();
    await keys('Escape');
    expect(await focused()).to.equal('desk-product');
  });

  it('raised no error in any page', () => {
    expect(faults).to.deep.equal([]);
  });
});
