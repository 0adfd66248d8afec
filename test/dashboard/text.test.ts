import { expect } from 'chai';
import { groupCount, groupPhone, groupTicket, percent, shareText } from '../../dashboard/src/text/numbers.ts';
import { placesOf } from '../../dashboard/src/text/places.ts';
import { isPhone } from '../../dashboard/src/tickets/is-phone.ts';

describe('numbers for reading', () => {
  for (const [given, read] of [
    ['13800138000', '138 0013 8000'],
    ['+8613800138000', '138 0013 8000'],
    ['138****8000', '138 **** 8000'],
    ['0731****5222', '0731-**** 5222'],
    ['010****4321', '010-**** 4321'],
    ['073188881234', '0731-8888 1234'],
    ['+8673187685222', '0731-8768 5222'],
    ['+861088881234', '010-8888 1234'],
    ['+8679212345678', '0792-1234 5678'],
    ['01088881234', '010-8888 1234'],
    ['+864008009527', '400 800 9527'],
    ['12345', '12345'],
    ['', ''],
  ] as const) {
    it(`reads ${given || 'a hidden number'} as "${read}"`, () => expect(groupPhone(given)).to.equal(read));
  }

  it('groups tickets and counts', () => {
    expect(groupTicket('482913057')).to.equal('482 913 057');
    expect(groupCount(13693)).to.equal('13,693');
    expect(groupCount(999)).to.equal('999');
  });

  it('never says that all is done when it is not', () => {
    expect(percent(0.99999)).to.equal('99.9%');
    expect(percent(1)).to.equal('100%');
    expect(percent(0.5)).to.equal('50.0%');
  });

  it('lets the parts of a whole add up', () => {
    expect(shareText(971, 4050)).to.equal('97.1%');
    expect(shareText(1000, 7)).to.equal('100%');
    expect(shareText(0, 1)).to.equal('<0.1%');
    expect(shareText(0, 0)).to.equal('0.0%');
  });

  it('knows what can be a phone number', () => {
    expect(['138 0013 8000', '+86 138 0013 8000', '0731-88881234'].every(isPhone)).to.equal(true);
    expect(['', '12345', 'abc', '138 0013 80x0'].some(isPhone)).to.equal(false);
  });
});

describe('places', () => {
  const district = (code: string, name: string, parentCode: string | null) => ({
    code,
    name,
    parentCode,
    regionId: 1,
  });
  const prefecture = district('430100', '长沙市', null);
  const county = district('430104', '岳麓区', '430100');

  it('are told short and long, and chosen step by step', () => {
    const places = placesOf([county, prefecture]);
    expect(places.short('430104')).to.equal('岳麓区');
    expect(places.long('430104')).to.equal('长沙市岳麓区');
    expect(places.whole('430104', '岳麓区桂屏巷53号')).to.equal('长沙市岳麓区 桂屏巷53号');
    expect(places.whole('430104', '长沙市岳麓区桂屏巷53号')).to.equal('长沙市岳麓区 桂屏巷53号');
    expect(places.whole(null, null)).to.equal('');
    expect(places.path('430104')).to.deep.equal(['430100', '430104']);
    expect(places.options).to.deep.equal([
      { value: '430100', label: '长沙市', children: [{ value: '430104', label: '岳麓区' }] },
    ]);
  });

  it('leave out the one province above all, which everybody knows', () => {
    const places = placesOf([
      district('430000', '湖南省', null),
      { ...prefecture, parentCode: '430000' },
      district('430200', '株洲市', '430000'),
      county,
    ]);
    expect(places.options.map(({ label }) => label)).to.deep.equal(['长沙市', '株洲市']);
    expect(places.long('430104')).to.equal('长沙市岳麓区');
    expect(places.whole('430104', '岳麓区桂屏巷53号')).to.equal('长沙市岳麓区 桂屏巷53号');
    expect(places.whole('430104', '长沙市岳麓区桂屏巷53号')).to.equal('长沙市岳麓区 桂屏巷53号');
    expect(places.whole(null, null)).to.equal('');
    expect(places.path('430104')).to.deep.equal(['430100', '430104']);
  });

  it('show a code that is not known as it is', () => {
    expect(placesOf([]).long('999999')).to.equal('999999');
    expect(placesOf([]).short(null)).to.equal('');
  });
});
