import { expect } from 'chai';
import {
  boardRoomsOf,
  DUTIES,
  dutiesOf,
  groupsOf,
  homeOf,
  isOutletOnly,
  mayAnswerOffers,
  maySeeCoverage,
  maySettle,
  mayTakeIn,
} from '../../dashboard/src/session/duties.ts';
import type { Me } from '../../domain/contracts/api.ts';

const me = (given: Partial<Me>): Me => ({
  personId: 1,
  username: 'someone',
  name: '某人',
  language: 'zh',
  roles: [],
  scope: { province: false, regionIds: [], storeIds: [], outletIds: [] },
  placeName: '',
  rooms: [],
  ...given,
});
const province = { province: true, regionIds: [], storeIds: [], outletIds: [] };
const dispatcher = me({ roles: ['dispatcher'], scope: province, rooms: ['province', 'calls'] });
const agent = me({ roles: ['agent'], scope: province, rooms: ['province', 'calls'] });
const outlet = me({
  roles: ['outlet_manager'],
  scope: { ...province, province: false, outletIds: [12] },
  rooms: ['outlet.12'],
});
const region = me({
  roles: ['region_manager'],
  scope: { ...province, province: false, regionIds: [3] },
  rooms: ['region.3'],
});

const store = me({
  roles: ['store_supervisor'],
  scope: { ...province, province: false, storeIds: [5] },
  rooms: ['store.5'],
});

describe('duties', () => {
  it('are only what the role may use', () => {
    expect(dutiesOf(dispatcher)).to.deep.equal([
      'desk',
      'calls',
      'messages',
      'knowledge',
      'board',
      'plan',
      'tickets',
      'outlets',
      'work',
      'prices',
      'campaigns',
      'followups',
      'cases',
      'supervise',
      'recordings',
      'numbers',
    ]);
    expect(dutiesOf(region)).to.deep.equal([
      'messages',
      'board',
      'plan',
      'tickets',
      'outlets',
      'work',
      'prices',
      'campaigns',
      'followups',
      'cases',
      'recordings',
    ]);
    expect(dutiesOf(outlet)).to.deep.equal(['plan', 'prices', 'cases', 'outlet']);
    expect(dutiesOf(me({}))).to.deep.equal([]);
  });

  it('are grouped, every page once, with no group that is empty', () => {
    expect(new Set(DUTIES).size).to.equal(DUTIES.length);
    for (const person of [dispatcher, agent, outlet, region]) {
      const groups = groupsOf(person);
      expect(groups.flatMap(({ duties }) => duties)).to.deep.equal(dutiesOf(person));
      expect(groups.filter(({ duties }) => duties.length === 0)).to.deep.equal([]);
    }
    expect(groupsOf(region).map(({ group }) => group)).to.deep.equal([
      'desk',
      'dispatch',
      'followup',
      'supervision',
    ]);
  });

  it('lead everyone home', () => {
    expect(homeOf(dispatcher)).to.equal('/board');
    expect(homeOf(agent)).to.equal('/desk');
    expect(homeOf(outlet)).to.equal('/o');
    expect(homeOf(store)).to.equal('/counter');
  });

  it('tell an outlet from the rest', () => {
    expect(isOutletOnly(outlet)).to.equal(true);
    expect(isOutletOnly(region)).to.equal(false);
    expect(boardRoomsOf(outlet)).to.deep.equal([]);
    expect(boardRoomsOf(dispatcher)).to.deep.equal(['province']);
  });

  it('show both supervisors of a store how its customers were called back', () => {
    const ofCategory = me({ roles: ['category_supervisor'], scope: { ...store.scope } });
    for (const person of [store, ofCategory]) {
      expect(dutiesOf(person)).to.include('followups');
      expect(maySeeCoverage(person)).to.equal(true);
      expect(maySettle(person)).to.equal(false);
    }
  });

  it('say who may take in, settle, see coverage and answer offers', () => {
    const table = [dispatcher, region, store, outlet].map((person) =>
      [mayTakeIn, maySettle, maySeeCoverage, mayAnswerOffers].map((may) => may(person)),
    );
    expect(table).to.deep.equal([
      [true, true, true, false],
      [false, false, true, false],
      [true, false, true, false],
      [false, false, false, true],
    ]);
  });
});
