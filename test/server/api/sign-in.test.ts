import { expect } from 'chai';
import type { Me, SessionAnswer } from '../../../domain/contracts/api.ts';
import { Assignment, LoginFailure, Person, Session } from '../../../entities/organisation.ts';
import { hashPassword } from '../../../services/people/password.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

const PASSWORD = '一line-of-words';

describe('signing in', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let passwordHash: string;
  let people = 0;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    passwordHash = await hashPassword(PASSWORD);
  });
  after(() => api.close());

  async function employ(over: Partial<Person> = {}): Promise<{ personId: number; username: string }> {
    const { personId } = await world.hire('dispatcher', 'headquarters');
    const username = `employee${++people}`;
    await api.database.dataSource.manager.update(
      Person,
      { id: personId },
      { username, passwordHash, ...over },
    );
    return { personId, username };
  }
  const signIn = (username: string, password = PASSWORD, at = api) =>
    at.post<SessionAnswer>('/api/session', { username, password });
  const refusal = ({ status, text }: { status: number; text: string }) => ({ status, text });

  it('gives a bearer token and a cookie, and each opens the same', async () => {
    const { username, personId } = await employ();
    const answer = await signIn(username);
    expect(answer.status).to.equal(200);
    expect(answer.body.me).to.deep.include({ username, roles: ['dispatcher'], placeName: '服务管理部' });
    expect(answer.body.me.rooms[0]).to.equal('province');
    expect(Date.parse(answer.body.expiresAt)).to.be.greaterThan(api.time.now.getTime());
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).to.match(/^yixian=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const [pair = ''] = cookie.split(';');

    const byToken = await api.get<Me>('/api/session', answer.body.token);
    const byCookie = await api.send<Me>('GET', '/api/session', { headers: { cookie: `other=1; ${pair}` } });
    expect(byToken.body.personId).to.equal(personId);
    expect(byCookie.body).to.deep.equal(byToken.body);
    const lowerCase = await api.send('GET', '/api/session', {
      headers: { authorization: `bearer ${answer.body.token}` },
    });
    expect(lowerCase.status).to.equal(200);
    const stored = await api.database.dataSource.manager.findBy(Session, { personId });
    expect(JSON.stringify(stored), 'a stolen table opens nothing').to.not.include(answer.body.token);
  });

  it('asks for no secure cookie where there is no https', async () => {
    const plain = await startApi({ database: api.database, env: { PUBLIC_URL: 'http://127.0.0.1:3000' } });
    const { username } = await employ();
    const answer = await signIn(username, PASSWORD, plain);
    await plain.close();
    expect(answer.headers.getSetCookie()[0]).to.not.match(/Secure/);
    expect(answer.headers.has('strict-transport-security')).to.equal(false);
  });

  it('answers a wrong name, a wrong password and one who has left in the same words', async () => {
    const { username } = await employ();
    const left = await employ({ active: false });
    const answers = [
      await signIn(username, 'wrong'),
      await signIn('nobody-of-that-name', PASSWORD),
      await signIn(left.username, PASSWORD),
    ].map(refusal);
    expect(answers[0]?.status).to.equal(401);
    expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
  });

  it('takes as long for an account that does not exist', async () => {
    const { username } = await employ();
    const timed = async (name: string) => {
      const times: number[] = [];
      for (let n = 0; n < 4; n++) {
        const from = performance.now();
        await signIn(name, 'wrong');
        times.push(performance.now() - from);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await timed(username), await timed('nobody-here')];
    expect(unknown / known).to.be.within(0.4, 2.5);
  });

  it('lets ten tries through within a quarter of an hour, however many come at once, and over a restart', async function () {
    this.timeout(90_000);
    const { username } = await employ();
    const guesses = await Promise.all(Array.from({ length: 1_000 }, (_, n) => signIn(username, `guess${n}`)));
    const checked = guesses.filter(({ status }) => status === 401).length;
    expect(checked, 'passwords compared').to.be.at.most(10);
    expect(guesses.filter(({ status }) => status === 429)).to.have.length(1_000 - checked);

    // Whether the guesses at once left tries over or not: the ten are soon spent.
    for (let n = checked; n < 10; n++) await signIn(username, 'wrong');
    expect((await signIn(username)).status, 'not even the right one').to.equal(429);
    const restarted = await startApi({ database: api.database });
    expect((await signIn(username, PASSWORD, restarted)).status).to.equal(429);
    expect((await signIn(username.toUpperCase(), PASSWORD, restarted)).status, 'the same account').to.equal(
      429,
    );
    await restarted.close();

    const { now } = api.time;
    api.time.now = new Date(now.getTime() + 15 * 60_000 + 1);
    expect((await signIn(username)).status, 'after a quarter of an hour').to.equal(200);
    api.time.now = now;
  });

  it('keeps the limit per account, and does not let the refused tries prolong it', async () => {
    const { username } = await employ();
    const other = await employ();
    const { now } = api.time;
    for (let n = 0; n < 10; n++) await signIn(username, 'wrong');
    for (let minute = 1; minute <= 14; minute++) {
      api.time.now = new Date(now.getTime() + minute * 60_000);
      expect((await signIn(username)).status).to.equal(429);
    }
    expect((await signIn(other.username)).status, 'someone else').to.equal(200);
    api.time.now = new Date(now.getTime() + 15 * 60_000 + 1);
    expect((await signIn(username)).status).to.equal(200);
    api.time.now = now;
    const left = await api.database.dataSource.manager.findBy(LoginFailure, { username });
    expect(left, 'forgotten once signed in').to.deep.equal([]);
  });

  it('counts tries that overtake each other on their way', async () => {
    const { username } = await employ();
    const { now } = api.time;
    const answers = [];
    for (let n = 0; n < 15; n++) {
      // Each later request carries an earlier time: they waited for the database in another order.
      api.time.now = new Date(now.getTime() - n);
      answers.push(await signIn(username, 'wrong'));
    }
    api.time.now = now;
    expect(answers.filter(({ status }) => status === 401)).to.have.length(10);
  });

  it('ends with signing out, for that session alone', async () => {
    const { username } = await employ();
    const [first, second] = [await signIn(username), await signIn(username)];
    const out = await api.send<{ ok: boolean }>('DELETE', '/api/session', { token: first.body.token });
    expect(out.body).to.deep.equal({ ok: true });
    expect(out.headers.getSetCookie()[0]).to.match(/^yixian=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await api.get('/api/session', first.body.token)).status).to.equal(401);
    expect((await api.get('/api/session', second.body.token)).status).to.equal(200);
  });

  it('ends when the session expires, when the person leaves, and with the assignment', async () => {
    const { manager } = api.database.dataSource;
    const { personId, username } = await employ();
    const { token, expiresAt } = (await signIn(username)).body;
    const { now } = api.time;
    const ticket = await world.open(world.a);
    const sees = async () => {
      const { status, body } = await api.get<{ items: unknown[] }>('/api/tickets', token);
      return status === 200 ? body.items.length > 0 : status;
    };
    expect(await sees()).to.equal(true);

    await manager.update(Assignment, { personId }, { validTo: '2026-05-01' });
    expect(await sees(), 'the last day is a day of work').to.equal(true);
    await manager.update(Assignment, { personId }, { validTo: '2026-04-30' });
    expect(await sees()).to.equal(false);
    expect((await api.get(`/api/tickets/${ticket}`, token)).status).to.equal(404);
    expect((await api.get<Me>('/api/session', token)).body.roles).to.deep.equal([]);
    await manager.update(Assignment, { personId }, { validFrom: '2026-05-02', validTo: null });
    expect(await sees(), 'not before the first day').to.equal(false);
    await manager.update(Assignment, { personId }, { validFrom: '2026-01-01' });

    api.time.now = new Date(Date.parse(expiresAt) - 1);
    expect(await sees()).to.equal(true);
    api.time.now = new Date(expiresAt);
    expect(await sees()).to.equal(401);
    api.time.now = now;
    await manager.update(Person, { id: personId }, { active: false });
    expect(await sees()).to.equal(401);
  });

  it('knows no garbled token', async () => {
    for (const token of ['x', 'y'.repeat(43), `${'z'.repeat(300)}`, "' OR 1=1 --"]) {
      expect((await api.get('/api/session', token)).status, token).to.equal(401);
      const cookie = await api.send('GET', '/api/session', { headers: { cookie: `yixian=${token}` } });
      expect(cookie.status, token).to.equal(401);
    }
    expect((await api.send('GET', '/api/session')).body.code).to.equal('not_signed_in');
  });
});
