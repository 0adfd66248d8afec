import { expect } from 'chai';
import {
  boardRoomsOf,
  dutiesOf,
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

describe('duties', () => {
  it('are only what the role may use', () => {
    expect(dutiesOf(dispatcher)).to.deep.equal([
      'desk',
      'supervise',
      'calls',
      'board',
      'plan',
      'tickets',
      'outlets',
      'followups',
      'recordings',
      'messages',
      'numbers',
      'campaigns',
      'knowledge',
    ]);
    expect(dutiesOf(region)).to.deep.equal([
      'board',
      'plan',
      'tickets',
      'outlets',
      'followups',
      'recordings',
      'messages',
      'campaigns',
    ]);
    expect(dutiesOf(outlet)).to.deep.equal(['plan', 'outlet']);
    expect(dutiesOf(me({}))).to.deep.equal([]);
  });

  it('lead everyone home', () => {
    expect(homeOf(dispatcher)).to.equal('/board');
    expect(homeOf(agent)).to.equal('/desk');
    expect(homeOf(outlet)).to.equal('/o');
  });

  it('tell an outlet from the rest', () => {
    expect(isOutletOnly(outlet)).to.equal(true);
    expect(isOutletOnly(region)).to.equal(false);
    expect(boardRoomsOf(outlet)).to.deep.equal([]);
    expect(boardRoomsOf(dispatcher)).to.deep.equal(['province']);
  });

  it('say who may take in, settle, see coverage and answer offers', () => {
    const table = [dispatcher, region, outlet].map((person) =>
      [mayTakeIn, maySettle, maySeeCoverage, mayAnswerOffers].map((may) => may(person)),
    );
    expect(table).to.deep.equal([
      [true, true, true, false],
      [false, false, false, false],
      [false, false, false, true],
    ]);
  });
});
