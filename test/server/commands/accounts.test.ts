import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { AccountError, addAccount, disableAccount, setPassword } from '../../../server/commands/accounts.ts';
import { signIn, viewerOf } from '../../../services/people/sign-in.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, type SmallProvince, smallProvince } from '../../support/province.ts';

describe('accounts by command', () => {
  let dataSource: DataSource;
  let province: SmallProvince;
  before(async () => {
    ({ dataSource } = await testDatabase());
    province = await smallProvince(dataSource);
    await province.addOutlet();
  });

  const password = 'a long password';
  const add = (over: Partial<Parameters<typeof addAccount>[1]>) =>
    addAccount(dataSource.manager, {
      username: 'li',
      name: '李雷',
      role: 'agent',
      password,
      today: '2026-05-01',
      ...over,
    });
  const refusal = async (work: Promise<void>): Promise<string> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof AccountError) return error.message;
      throw error;
    }
    return 'nothing was refused';
  };

  it('lets someone sign in, in the place of their role', async () => {
    await add({});
    await add({ username: 'store', role: 'store_supervisor', unit: 'S1' });
    await add({ username: 'outlet', role: 'outlet_manager', outlet: 'W1' });
    const { viewer } = await signIn(dataSource, { username: 'li', password }, MORNING);
    expect(viewer.scope.province).to.equal(true);
    const store = await signIn(dataSource, { username: 'store', password }, MORNING);
    expect(store.viewer.scope).to.deep.include({ province: false, storeIds: [province.storeId] });
    const outlet = await signIn(dataSource, { username: 'outlet', password }, MORNING);
    expect(outlet.viewer.placeName).to.equal('网点1');
  });

  it('refuses a place that does not fit, a name taken, a short password', async () => {
    expect(await refusal(add({ username: 'a', role: 'store_supervisor' }))).to.match(/--unit/);
    expect(await refusal(add({ username: 'a', role: 'store_supervisor', unit: 'HQ' }))).to.match(
      /headquarters/,
    );
    expect(await refusal(add({ username: 'a', role: 'agent', outlet: 'W1' }))).to.match(
      /--unit, not --outlet/,
    );
    expect(await refusal(add({ username: 'a', role: 'technician', unit: 'S1' }))).to.match(/--outlet/);
    expect(await refusal(add({ username: 'a', role: 'technician', outlet: 'W9' }))).to.match(/no outlet W9/);
    await add({ username: 'taken' });
    expect(await refusal(add({ username: 'taken' }))).to.match(/already/);
    expect(await refusal(add({ username: 'a', password: 'short' }))).to.match(/10 characters/);
    const [{ n }] = await dataSource.query("SELECT COUNT(*) AS n FROM person WHERE username = 'a'");
    expect(Number(n)).to.equal(0);
  });

  it('ends the sessions of whoever gets a new password, or may no longer come in', async () => {
    await add({ username: 'wang' });
    const { token } = await signIn(dataSource, { username: 'wang', password }, MORNING);
    await setPassword(dataSource.manager, { username: 'wang', password: 'another password' });
    expect(await viewerOf(dataSource.manager, token, MORNING)).to.equal(null);
    const again = await signIn(dataSource, { username: 'wang', password: 'another password' }, MORNING);
    await disableAccount(dataSource.manager, { username: 'wang' });
    expect(await viewerOf(dataSource.manager, again.token, MORNING)).to.equal(null);
    const [{ n }] = await dataSource.query('SELECT COUNT(*) AS n FROM session WHERE personId = ?', [
      again.viewer.personId,
    ]);
    expect(Number(n)).to.equal(0);
    expect(await refusal(disableAccount(dataSource.manager, { username: 'nobody' }))).to.match(/no account/);
  });
});
