import { expect } from 'chai';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import type { CodeView, FieldDay, FieldFigures, Fieldwork } from '../../../domain/contracts/fieldwork.ts';
import { PHOTO_BYTES } from '../../../domain/fieldwork/photo.ts';
import { Message } from '../../../entities/call.ts';
import { Appliance, Site } from '../../../entities/customer.ts';
import { ServiceAction } from '../../../entities/ticket.ts';
import { minutesIn } from '../../support/province.ts';
import { type Answer, type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

let refs = 0;
const newRef = () => (++refs).toString(16).padStart(32, '0');
const SIGNED = (name = '王芳') => ({ ref: newRef(), name, strokes: [[10, 10, 500, 300, 20, 380]] });
const line = (over: object = {}) => ({
  sort: 'labour',
  code: 'L-TV',
  text: '电视检修',
  unit: 'visit',
  quantityMilli: 1000,
  unitFen: 12_000,
  covered: false,
  reason: null,
  ...over,
});
/** The smallest pictures that say what they are. */
const JPEG = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 1, 0x90, 2, 0x58, 1, 1, 0x11, 0,
]);

describe('the work at the customer’s home, over the API', () => {
  let api: ApiServer;
  let world: TwoRegions;
  const tokens: Record<'manager' | 'technician' | 'stranger' | 'dispatcher' | 'hq', string> = {} as never;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    tokens.manager = (await world.hire('outlet_manager', 'outlet')).token;
    tokens.technician = (await world.hire('technician', 'outlet')).token;
    tokens.stranger = (await world.hire('technician', 'outlet', world.b)).token;
    tokens.dispatcher = (await world.hire('dispatcher', 'headquarters')).token;
    tokens.hq = (await world.hire('headquarters_manager', 'headquarters')).token;
  });
  after(() => api.close());

  const at = (minutes: number) => {
    api.time.now = minutesIn(minutes);
    return api.time.now.toISOString();
  };
  const post = <T>(id: number, step: string, body: unknown, token = tokens.technician, headers = {}) =>
    api.send<T>('POST', `/api/tickets/${id}/${step}`, { body, token, headers });
  async function done<T>(answer: Promise<Answer<T>>): Promise<T> {
    const { status, text, body } = await answer;
    expect(status, text).to.equal(200);
    return body;
  }
  const work = async (id: number, token = tokens.dispatcher) =>
    done(api.get<Fieldwork>(`/api/tickets/${id}/fieldwork`, token));
  const visit = async (id: number) => (await work(id)).visits[0] as Fieldwork['visits'][number];
  const detail = (id: number, token: string) => done(api.get<TicketDetail>(`/api/tickets/${id}`, token));
  const act = (id: number, action: string, over: object = {}, headers = {}) =>
    done(post(id, 'actions', { action, ...over }, tokens.technician, headers));
  const photo = (
    id: number,
    query: object,
    raw: Buffer,
    over: { token?: string; type?: string; key?: string } = {},
  ) =>
    api.send<{ id: number }>(
      'POST',
      `/api/tickets/${id}/photos?${new URLSearchParams({ ref: newRef(), kind: 'before', ...query })}`,
      {
        raw,
        token: over.token ?? tokens.technician,
        key: over.key,
        headers: { 'content-type': over.type ?? 'image/jpeg' },
      },
    );
  async function job(over: Parameters<TwoRegions['open']>[1] = {}): Promise<number> {
    at(0);
    const id = await world.open(world.a, over);
    await done(post(id, 'accept', { technicianId: world.a.technicianId }, tokens.manager));
    return id;
  }
  /** The code that the customer alone has, out of the text message to them. */
  async function codeFor(id: number, template: 'completion_code' | 'quote_code'): Promise<string> {
    const messages = await api.database.dataSource.manager.find(Message, {
      where: { ticketId: id, template },
      order: { id: 'DESC' },
    });
    const code = /码(\d{6})/.exec(messages[0]?.body ?? '')?.[1];
    if (!code) throw new Error('no code was sent');
    return code;
  }

  it('is recorded with the time at which it was done, and the place; whatever the phone’s clock says', async () => {
    const id = await job();
    const [offlineAt, sentAt] = [at(20), at(60)];
    await act(id, 'contact', { doneAt: offlineAt, place: { state: 'refused' } }, { 'Sent-At': sentAt });
    const place = { state: 'given', lng: 112.1, lat: 28.1, accuracyM: 18 };
    const depart = { doneAt: minutesIn(45 + 600).toISOString(), place };
    await act(id, 'depart', depart, { 'Sent-At': minutesIn(60 + 600).toISOString() });
    const rows = await api.database.dataSource.manager.find(ServiceAction, {
      where: { ticketId: id },
      order: { id: 'ASC' },
    });
    expect(rows.map(({ action, at, timeNote }) => [action, at.toISOString(), timeNote])).to.deep.equal([
      ['accept', minutesIn(0).toISOString(), null],
      ['contact', minutesIn(20).toISOString(), 'sent_late'],
      ['depart', minutesIn(45).toISOString(), 'clock_corrected'],
    ]);
    const ticket = await world.province.ticket(id);
    expect(ticket.firstContactAt?.toISOString(), 'D6 counts when it was done').to.equal(
      minutesIn(20).toISOString(),
    );
    const [, contact, departed] = (await visit(id)).actions;
    expect(contact).to.include({ place: 'refused', accuracyM: null, awayM: null, timeNote: 'sent_late' });
    expect(departed).to.include({ place: 'given', accuracyM: 18, skewSeconds: -36_000 });
    at(70);
    await act(
      id,
      'arrive',
      { doneAt: minutesIn(10).toISOString() },
      { 'Sent-At': minutesIn(70).toISOString() },
    );
    const arrived = (await visit(id)).actions.at(-1);
    expect(arrived?.timeNote, 'nobody arrives before setting out').to.equal('before_previous');
    expect((await world.province.ticket(id)).arrivedAt?.toISOString()).to.equal(minutesIn(45).toISOString());
  });

  it('has one effect, however often the same is sent, also at once and with the time of sending another', async () => {
    const id = await job();
    const body = { action: 'contact', doneAt: at(5) };
    const key = 'the-same-action-of-a-phone';
    const send = (sentAt: string) =>
      api.send('POST', `/api/tickets/${id}/actions`, {
        body,
        token: tokens.technician,
        key,
        headers: { 'Sent-At': sentAt },
      });
    const answers = await Promise.all([send(at(6)), send(at(7)), send(at(8)), send(at(9))]);
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200]);
    const quote = { ref: newRef(), lines: [line()] };
    for (const _ of [1, 2, 3]) await done(post(id, 'quotes', quote));
    const part = {
      ref: newRef(),
      code: null,
      name: '电源板',
      quantity: 1,
      oldSerial: 'O1',
      newSerial: 'N1',
      warrantyMonths: 6,
    };
    for (const _ of [1, 2]) await done(post(id, 'parts', part));
    const ref = newRef();
    const [first, second] = [await done(photo(id, { ref }, JPEG)), await done(photo(id, { ref }, JPEG))];
    expect(second.id).to.equal(first.id);
    const { actions, quotes, parts, photos } = await visit(id);
    expect(actions.map(({ action }) => action)).to.deep.equal(['accept', 'contact', 'quote']);
    expect([quotes.length, parts.length, photos.length]).to.deep.equal([1, 1, 1]);
  });

  it('is quoted before it is done; the sum is counted here, and a changed one needs the customer’s word anew', async () => {
    const id = await job();
    const price = {
      code: 'L-TV',
      category: 'television',
      kind: null,
      sort: 'labour',
      name: '电视检修',
      nameEn: 'TV repair',
      unit: 'visit',
      unitFen: 10_000,
      warrantyMonths: 0,
      active: true,
      version: 0,
      why: '新增项目',
    };
    expect((await api.post('/api/prices', price, tokens.technician)).status).to.equal(403);
    await done(api.post('/api/prices', { ...price, unitFen: 9_000 }, tokens.hq));
    expect((await api.post('/api/prices', price, tokens.hq)).status, 'someone else was first').to.equal(409);
    await done(api.post('/api/prices', { ...price, version: 1, why: '调价' }, tokens.hq));
    const { items: changes } = await done(
      api.get<{ items: { version: number; why: string; item: { unitFen: number } }[] }>(
        '/api/prices/L-TV/versions',
        tokens.technician,
      ),
    );
    expect(changes.map(({ version, why, item }) => [version, why, item.unitFen])).to.deep.equal([
      [2, '调价', 10_000],
      [1, '新增项目', 9_000],
    ]);
    const pipe = line({
      sort: 'part',
      code: null,
      text: '铜管',
      unit: 'metre',
      quantityMilli: 2500,
      unitFen: 8001,
      reason: '加长',
    });
    const first = await done(
      post<{ ref: string; totalFen: number; version: number }>(id, 'quotes', {
        ref: newRef(),
        lines: [line(), pipe, line({ covered: true })],
      }),
    );
    expect(first).to.include({ totalFen: 12_000 + 20_003, version: 1 });
    const noReason = { ref: newRef(), lines: [line({ code: null, reason: null })] };
    expect((await post(id, 'quotes', noReason)).status, 'free text needs a reason').to.equal(422);
    expect((await post(id, 'quotes', { ref: newRef(), lines: [] })).status).to.equal(422);
    const dot = { ...SIGNED(), strokes: [[5, 5]] };
    expect((await post(id, 'quotes/approve', { quoteRef: first.ref, signed: dot })).status).to.equal(422);
    await done(post(id, 'quotes/approve', { quoteRef: first.ref, signed: SIGNED() }));
    const [quote] = (await visit(id)).quotes;
    expect(quote).to.include({ state: 'approved', approvedHow: 'signature', approverName: '王芳' });
    expect(
      quote?.lines.map(({ unitFen, listFen, amountFen }) => [unitFen, listFen, amountFen]),
    ).to.deep.equal([
      [12_000, 10_000, 12_000],
      [8001, null, 20_003],
      [12_000, 10_000, 0],
    ]);

    const second = await done(post<{ ref: string }>(id, 'quotes', { ref: newRef(), lines: [line()] }));
    const states = async () => (await visit(id)).quotes.map(({ state }) => state);
    expect(await states()).to.deep.equal(['replaced', 'given']);
    expect((await post(id, 'quotes/approve', { quoteRef: first.ref, signed: SIGNED() })).status).to.equal(
      409,
    );
    await act(id, 'work');
    expect((await visit(id)).workedUnquoted, 'agreed once counts').to.equal(false);
    at(30);
    await done(post(id, 'quotes/approve', { quoteRef: second.ref, signed: SIGNED() }));
    const finish = { summary: '修好了', chargeFen: 15_000, codeAbsence: 'refused' };
    expect((await post(id, 'complete', finish)).status, 'not the quote, and no reason').to.equal(422);
    await done(
      post(id, 'complete', {
        ...finish,
        differsReason: '客户另要清洗',
        method: 'cash',
        receiptNumber: 'R-1',
      }),
    );
    expect((await visit(id)).closing).to.deep.include({
      method: 'cash',
      amountFen: 15_000,
      quotedFen: 12_000,
      differsReason: '客户另要清洗',
      receiptNumber: 'R-1',
      codeAbsence: 'refused',
    });
  });

  it('shows work that nobody had agreed to', async () => {
    const id = await job();
    await act(id, 'work');
    expect((await visit(id)).workedUnquoted).to.equal(true);
    at(10);
    const { ref } = await done(post<{ ref: string }>(id, 'quotes', { ref: newRef(), lines: [line()] }));
    await done(post(id, 'quotes/approve', { quoteRef: ref, signed: SIGNED() }));
    expect((await visit(id)).workedUnquoted, 'afterwards is too late').to.equal(true);
    expect(
      (await visit(id)).actions.map(({ action }) => action),
      'nor is the chain mended',
    ).to.deep.equal(['accept', 'work']);
  });

  it('is confirmed with a code that only the customer has', async () => {
    const id = await job();
    await act(id, 'arrive');
    const code = await codeFor(id, 'completion_code');
    for (const token of Object.values(tokens)) {
      const answers = [
        await api.get(`/api/tickets/${id}`, token),
        await api.get(`/api/tickets/${id}/fieldwork`, token),
      ];
      for (const { text } of answers) expect(text).to.not.include(code);
    }
    expect((await detail(id, tokens.dispatcher)).messages.map(({ body }) => body).join()).to.include(
      '验收码······',
    );
    const wrong = code === '000000' ? '000001' : '000000';
    const type = (typed: string, key?: string) =>
      done(
        api.post<CodeView>(
          `/api/tickets/${id}/code`,
          { purpose: 'completion', code: typed },
          tokens.technician,
          key,
        ),
      );
    expect(await type(wrong, 'wrong-once-only')).to.deep.equal({ state: 'sent', triesLeft: 4 });
    expect(await type(wrong, 'wrong-once-only'), 'the same try, heard twice').to.deep.equal({
      state: 'sent',
      triesLeft: 4,
    });
    expect(await type(code)).to.include({ state: 'confirmed' });
    expect(await type(wrong), 'confirmed stays').to.include({ state: 'confirmed' });
    await done(post(id, 'complete', { summary: '修好了', chargeFen: 0 }));
    expect((await visit(id)).closing?.codeAbsence).to.equal(null);
  });

  it('is not finished without the code or a reason why it lacks, also when it was kept on the phone', async () => {
    const id = await job();
    await act(id, 'arrive');
    const finish = { summary: '修好了', chargeFen: 0 };
    for (const headers of [{}, { 'Sent-At': at(200) }]) {
      const body = 'Sent-At' in headers ? { ...finish, doneAt: minutesIn(30).toISOString() } : finish;
      const { status, body: problem } = await post<{ code: string; detail: string }>(
        id,
        'complete',
        body,
        tokens.technician,
        headers,
      );
      expect([status, problem.code]).to.deep.equal([422, 'code_missing']);
      expect(problem.detail).to.match(/Enter the completion code .* or say why/);
    }
    expect((await world.province.ticket(id)).state).to.equal('in_progress');
    await done(post(id, 'complete', { ...finish, codeAbsence: 'not_received' }));
    expect((await visit(id)).closing?.codeAbsence).to.equal('not_received');
    const landline = await job({ contactNumber: '+8673182345678', customerId: null });
    await act(landline, 'arrive');
    await done(post(landline, 'complete', finish));
    expect((await visit(landline)).closing?.codeAbsence, 'no code could ever come').to.equal('no_text_phone');
  });

  it('locks a code that was guessed at, and finishing says so', async () => {
    const id = await job();
    await act(id, 'arrive');
    const code = await codeFor(id, 'completion_code');
    const wrong = code === '111111' ? '222222' : '111111';
    const type = (typed: string) => done(post<CodeView>(id, 'code', { purpose: 'completion', code: typed }));
    const guesses = await Promise.all(Array.from({ length: 12 }, () => type(wrong)));
    expect(guesses.filter(({ state }) => state === 'sent')).to.have.length(4);
    expect(await type(code), 'too late').to.deep.equal({ state: 'locked', triesLeft: 0 });
    await done(post(id, 'complete', { summary: '修好了', chargeFen: 0, codeAbsence: 'no_text_phone' }));
    expect((await visit(id)).closing?.codeAbsence).to.equal('tries_spent');
    const figures = await done(api.get<FieldFigures>('/api/field/figures', tokens.hq));
    expect(figures.withoutCode.find(({ reason }) => reason === 'tries_spent')?.count).to.equal(1);
    expect(figures.tickets.map((ticket) => ticket.id)).to.include(id);
    // Each figure opens what it counts.
    const counted = { any: figures.finished, code: figures.confirmed, tries_spent: 1 };
    for (const [finished, count] of Object.entries(counted)) {
      const { items } = await done(
        api.get<{ items: { id: number }[] }>(`/api/tickets?limit=100&finished=${finished}`, tokens.hq),
      );
      expect(items, finished).to.have.length(count);
    }
  });

  it('texts another code after a minute, three at most, and the one before is void', async () => {
    const id = await job();
    await act(id, 'arrive');
    const first = await codeFor(id, 'completion_code');
    const again = () => post<CodeView>(id, 'code/send', { purpose: 'completion' });
    expect((await again()).status).to.equal(409);
    at(2);
    await done(again());
    const second = await codeFor(id, 'completion_code');
    if (first !== second)
      expect(await done(post<CodeView>(id, 'code', { purpose: 'completion', code: first }))).to.include({
        state: 'sent',
      });
    at(4);
    await done(again());
    at(6);
    expect((await again()).status, 'often enough').to.equal(409);
    const landline = await job({ contactNumber: '+8673182345678', customerId: null });
    await act(landline, 'arrive');
    expect((await post(landline, 'code/send', { purpose: 'completion' })).status).to.equal(422);
    await done(post(landline, 'complete', { summary: '好了', chargeFen: 0, codeAbsence: 'no_text_phone' }));
    expect((await visit(landline)).closing?.codeAbsence).to.equal('no_text_phone');
  });

  it('lets a customer agree to a quote by the code in a text message, which names the sum', async () => {
    const id = await job();
    const { ref } = await done(post<{ ref: string }>(id, 'quotes', { ref: newRef(), lines: [line()] }));
    await done(post(id, 'code/send', { purpose: 'quote', quoteRef: ref }));
    const code = await codeFor(id, 'quote_code');
    expect(await done(post<CodeView>(id, 'code', { purpose: 'quote', quoteRef: ref, code }))).to.include({
      state: 'confirmed',
    });
    expect((await visit(id)).quotes[0]).to.include({ state: 'approved', approvedHow: 'code' });
    expect((await detail(id, tokens.manager)).messages.map(({ body }) => body).join()).to.include(
      '合计120.00元',
    );
  });

  it('keeps parts with their serial numbers in the history of the appliance', async () => {
    const { manager } = api.database.dataSource;
    const inserted = await manager.insert(Appliance, {
      customerId: world.a.customerId,
      category: 'television',
      model: 'X1',
      serialNumber: 'TV-0001',
    });
    const applianceId = Number(inserted.identifiers[0]?.id);
    const id = await job({ applianceId });
    await act(id, 'work');
    await done(
      post(id, 'parts', {
        ref: newRef(),
        code: 'P-1',
        name: '电源板',
        quantity: 1,
        oldSerial: 'OLD-7',
        newSerial: 'NEW-9',
        warrantyMonths: 12,
      }),
    );
    await done(post(id, 'complete', { summary: '换电源板', chargeFen: 0, codeAbsence: 'refused' }));
    const next = await job({ applianceId });
    const seen = await work(next, tokens.technician);
    expect(seen.applianceSerial).to.equal('TV-0001');
    expect(seen.applianceParts).to.have.length(1);
    expect(seen.applianceParts[0]).to.include({
      name: '电源板',
      oldSerial: 'OLD-7',
      newSerial: 'NEW-9',
      warrantyUntil: '2027-05-01',
      ticketId: id,
    });
  });

  it('keeps photos for those who may see the ticket, and is fooled by nothing', async () => {
    const id = await job();
    const { id: photoId } = await done(
      photo(id, { kind: 'nameplate', placeState: 'given', lng: '112', lat: '28', accuracyM: '9' }, JPEG),
    );
    for (const token of [tokens.technician, tokens.manager, tokens.dispatcher, tokens.hq]) {
      const answer = await api.get(`/api/photos/${photoId}`, token);
      expect(answer.status).to.equal(200);
      expect(answer.headers.get('content-type')).to.equal('image/jpeg');
      expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(answer.headers.get('content-security-policy')).to.equal("default-src 'none'; sandbox");
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    }
    expect((await api.get(`/api/photos/${photoId}`, tokens.stranger)).status).to.equal(404);
    expect((await api.get(`/api/photos/${photoId}`)).status).to.equal(401);
    expect((await photo(id, {}, JPEG, { token: tokens.stranger })).status, 'a foreign visit').to.equal(404);
    expect(
      (await photo(id, {}, JPEG, { token: tokens.dispatcher })).status,
      'not who is at work there',
    ).to.equal(403);
    expect((await photo(id, {}, Buffer.from('<svg onload="alert(1)"/>'))).status, 'no picture').to.equal(422);
    expect((await photo(id, {}, JPEG, { type: 'image/svg+xml' })).status).to.equal(422);
    expect((await photo(id, {}, JPEG, { type: 'text/html' })).status).to.equal(422);
    expect((await photo(id, {}, Buffer.alloc(0))).status, 'empty').to.equal(422);
    const large = await photo(id, {}, Buffer.concat([JPEG, Buffer.alloc(PHOTO_BYTES)]));
    expect([large.status, large.body.id]).to.deep.equal([413, undefined]);
    expect((await photo(id, { kind: 'selfie' }, JPEG)).status).to.equal(422);
    expect((await photo(id, { ref: "x' OR 1=1" }, JPEG)).status).to.equal(422);
    const more = await Promise.all(Array.from({ length: 14 }, () => photo(id, {}, JPEG)));
    expect(more.filter(({ status }) => status === 200)).to.have.length(11);
    expect((await visit(id)).photos).to.have.length(12);
  });

  it('tells one key from another photo under it', async () => {
    const id = await job();
    const key = 'one-photo-one-key';
    const ref = newRef();
    expect((await photo(id, { ref }, JPEG, { key })).status).to.equal(200);
    expect((await photo(id, { ref }, JPEG, { key })).status).to.equal(200);
    expect((await photo(id, { ref: newRef() }, JPEG, { key })).status).to.equal(422);
    expect((await visit(id)).photos).to.have.length(1);
  });

  it('is read by an outlet as far as it did it itself', async () => {
    const id = await job();
    await act(id, 'work');
    await done(photo(id, {}, JPEG));
    const { manager } = api.database.dataSource;
    await manager.query('UPDATE ticket SET outletId = ? WHERE id = ?', [world.b.outletId, id]);
    expect((await work(id, tokens.stranger)).visits).to.deep.equal([]);
    const [row] = await manager.query('SELECT id FROM attachment WHERE ticketId = ?', [id]);
    expect((await api.get(`/api/photos/${row.id}`, tokens.stranger)).status).to.equal(404);
    const refused = await post(id, 'actions', { action: 'test' });
    expect([refused.status, refused.body], 'who lost it').to.satisfy(([status]: unknown[]) => status === 404);
  });

  it('lists the jobs of an outlet with where they are, for those who work there alone', async () => {
    const id = await job();
    const ticket = await world.province.ticket(id);
    await api.database.dataSource.manager.update(
      Site,
      { id: ticket.siteId as number },
      { lng: 112.5, lat: 28.5, precision: 'address' },
    );
    const day = await done(
      api.get<FieldDay>(`/api/field/day?outletId=${world.a.outletId}`, tokens.technician),
    );
    const mine = day.jobs.find(({ card }) => card.id === id);
    expect(mine).to.deep.include({ point: { lng: 112.5, lat: 28.5 }, precision: 'address', mine: false });
    expect(JSON.stringify(day)).to.not.include(world.a.number.slice(3)).and.not.include(world.a.customerName);
    expect((await api.get(`/api/field/day?outletId=${world.a.outletId}`, tokens.stranger)).status).to.equal(
      403,
    );
    expect((await api.get(`/api/field/day?outletId=${world.a.outletId}`, tokens.dispatcher)).status).to.equal(
      403,
    );
  });
});
