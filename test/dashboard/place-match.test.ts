import { expect } from 'chai';
import { matchPlaces, placeIndex } from '../../dashboard/src/desk-form/place-match.ts';

const district = (code: string, name: string, parentCode: string | null) => ({
  code,
  name,
  parentCode,
  regionId: null,
});
const index = placeIndex([
  district('430000', '湖南省', null),
  district('430100', '长沙市', '430000'),
  district('430104', '岳麓区', '430100'),
  district('430121', '长沙县', '430100'),
  district('430600', '岳阳市', '430000'),
  district('430602', '岳阳楼区', '430600'),
  district('430621', '岳阳县', '430600'),
  district('431200', '怀化市', '430000'),
  district('431228', '芷江侗族自治县', '431200'),
]);
const found = (text: string) => matchPlaces(text, index);

describe('a district in what was typed', () => {
  it('is found by its name, with or without those above it, and leaves the street', () => {
    const street = [{ code: '430104', rest: '枫林三路88号' }];
    for (const text of [
      '岳麓区枫林三路88号',
      '岳麓枫林三路88号',
      '长沙岳麓枫林三路88号',
      '长沙市岳麓区枫林三路88号',
      '湖南省长沙市岳麓区，枫林三路88号',
      '长沙 岳麓 枫林三路88号',
    ]) {
      expect(found(text), text).to.deep.equal(street);
    }
  });

  it('is found by initials and by pinyin, alone or after a Chinese name', () => {
    for (const text of ['yl枫林路', 'csyl枫林路', '长沙yl枫林路', 'yuelu枫林路']) {
      expect(found(text)[0], text).to.deep.equal({ code: '430104', rest: '枫林路' });
    }
    expect(found('zj')[0]?.code, 'the short name of an autonomous county').to.equal('431228');
  });

  it('is one of several while only its beginning is typed', () => {
    expect(found('岳').map(({ code }) => code)).to.have.members(['430104', '430602', '430621']);
    expect(found('长沙').map(({ code }) => code)).to.include.members(['430104', '430121']);
  });

  it('is the longest name that fits', () => {
    expect(found('岳阳楼区五里牌').map(({ code }) => code)).to.deep.equal(['430602']);
    expect(found('长沙县星沙')).to.deep.equal([{ code: '430121', rest: '星沙' }]);
  });

  it('is none where nothing fits, and prefectures are no answer', () => {
    expect(found('北京朝阳')).to.deep.equal([]);
    expect(found('')).to.deep.equal([]);
    expect(found('怀化').map(({ code }) => code)).to.deep.equal(['431228']);
  });
});
