import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { matchCategory } from '../../../domain/phone/match-category.ts';
import { createPlaceIndex, type PlaceMatch, shortName } from '../../../domain/phone/match-place.ts';
import { soundsDangerous } from '../../../domain/phone/rescue.ts';
import { streetOf } from '../../../domain/phone/short-address.ts';
import { spokenTime } from '../../../domain/phone/spoken-time.ts';
import { menuWish, yesOrNo } from '../../../domain/phone/spoken-words.ts';

const places = createPlaceIndex([
  { code: '430100', name: '长沙市', parentCode: null },
  { code: '430400', name: '衡阳市', parentCode: null },
  { code: '430900', name: '益阳市', parentCode: null },
  { code: '431100', name: '永州市', parentCode: null },
  { code: '433100', name: '湘西土家族苗族自治州', parentCode: null },
  { code: '430104', name: '岳麓区', parentCode: '430100' },
  { code: '430111', name: '雨花区', parentCode: '430100' },
  { code: '430112', name: '长沙县', parentCode: '430100' },
  { code: '430421', name: '衡阳县', parentCode: '430400' },
  { code: '430422', name: '衡南县', parentCode: '430400' },
  { code: '430921', name: '南县', parentCode: '430900' },
  { code: '431124', name: '道县', parentCode: '431100' },
  { code: '431129', name: '江华瑶族自治县', parentCode: '431100' },
  { code: '433101', name: '吉首市', parentCode: '433100' },
  { code: '990111', name: '雨花区', parentCode: '430400' },
]);
const county = (code: string): PlaceMatch => ({ kind: 'county', code });

describe('understanding a place', () => {
  const heard: [string, PlaceMatch][] = [
    ['岳麓区', county('430104')],
    ['长沙市岳麓区', county('430104')],
    ['我在岳麓那边', county('430104')],
    ['长沙岳麓', county('430104')],
    ['长沙 市 岳麓 区。', county('430104')],
    ['长沙县', county('430112')],
    ['长沙市长沙县', county('430112')],
    ['长沙', { kind: 'prefecture', code: '430100' }],
    ['长沙市', { kind: 'prefecture', code: '430100' }],
    ['衡南县', county('430422')],
    ['衡南', county('430422')],
    ['南县', county('430921')],
    ['益阳市南县', county('430921')],
    ['道县', county('431124')],
    ['江华', county('431129')],
    ['永州江华瑶族自治县', county('431129')],
    ['湘西', { kind: 'prefecture', code: '433100' }],
    ['湘西吉首', county('433101')],
    ['雨花区', { kind: 'several', codes: ['430111', '990111'] }],
    ['长沙市雨花区', county('430111')],
    ['衡阳雨花区', county('990111')],
    ['衡阳', { kind: 'prefecture', code: '430400' }],
    ['北京市朝阳区', { kind: 'none' }],
    ['', { kind: 'none' }],
  ];
  for (const [spoken, match] of heard) {
    it(`takes “${spoken}” for ${JSON.stringify(match)}`, () => {
      expect(places.match(spoken)).to.deep.equal(match);
    });
  }

  it('looks within a prefecture that is known already', () => {
    expect(places.match('雨花', '430100')).to.deep.equal(county('430111'));
    expect(places.match('岳麓', '430400')).to.deep.equal({ kind: 'none' });
  });

  it('shortens names as people do', () => {
    const names = [
      '长沙市',
      '岳麓区',
      '攸县',
      '湘西土家族苗族自治州',
      '通道侗族自治县',
      '大兴安岭地区',
      '浦东新区',
      '神农架林区',
    ];
    expect(names.map(shortName)).to.deep.equal([
      '长沙',
      '岳麓',
      '攸县',
      '湘西',
      '通道',
      '大兴安岭',
      '浦东',
      '神农架',
    ]);
  });

  it('finds every county of the demo province by its full name, and by its short one where that is not the prefecture’s', () => {
    const read = (name: string) =>
      JSON.parse(readFileSync(new URL(`../../../server/demo/data/${name}`, import.meta.url), 'utf8'))
        .features as {
        properties: { code: string; name: string };
      }[];
    const prefectures = read('hunan-prefectures.geojson').map(({ properties: { code, name } }) => ({
      code,
      name,
      parentCode: null,
    }));
    const counties = read('hunan-counties.geojson').map(({ properties: { code, name } }) => ({
      code,
      name,
      parentCode: `${code.slice(0, 4)}00`,
    }));
    expect([prefectures.length, counties.length]).to.deep.equal([14, 122]);
    const province = createPlaceIndex([...prefectures, ...counties]);
    const short = new Set(prefectures.map(({ name }) => shortName(name)));
    for (const { code, name, parentCode } of counties) {
      const parent = prefectures.find((one) => one.code === parentCode)?.name ?? '';
      expect(province.match(parent + name), parent + name).to.deep.equal(county(code));
      if (!short.has(shortName(name))) {
        expect(province.match(shortName(parent) + shortName(name)), shortName(name)).to.deep.equal(
          county(code),
        );
      }
    }
  });
});

describe('understanding words', () => {
  const categories = [
    { code: 'air_conditioner', name: '空调', nameEn: 'Air conditioner', spoken: ['挂机'] },
    { code: 'fan', name: '空调扇', nameEn: 'Cooler', spoken: [] },
    { code: 'gas_stove', name: '燃气灶', nameEn: 'Gas stove', spoken: ['煤气灶'] },
  ];
  it('takes the longest name of a product', () => {
    expect(matchCategory('我家空调扇坏了', categories)).to.equal('fan');
    expect(matchCategory('我家空调坏了', categories)).to.equal('air_conditioner');
    expect(matchCategory('挂机滴水', categories)).to.equal('air_conditioner');
    expect(matchCategory('my AIR CONDITIONER', categories)).to.equal('air_conditioner');
    expect(matchCategory('沙发', categories)).to.equal(null);
  });

  it('knows a cry for help from a product or a place', () => {
    for (const cry of [
      '漏气了',
      '家里有煤气味',
      '插座漏电',
      '着火了',
      '水管漏水',
      '燃气泄漏',
      'there is a gas leak',
      'I smell gas',
      "it's on fire",
      'smoke is coming out, it is smoking',
    ]) {
      expect(soundsDangerous(cry), cry).to.equal(true);
    }
    for (const calm of [
      '燃气热水器不打火',
      '燃气灶',
      '燃气公司宿舍三栋',
      '空调漏水',
      '空调有点漏水',
      '洗衣机不转',
      'gas stove',
      'the remote control',
    ]) {
      expect(soundsDangerous(calm), calm).to.equal(false);
    }
  });

  it('knows wishes, and what is none', () => {
    const wishes = [
      ['我要报修', 'repair'],
      ['空调坏了', 'repair'],
      ['装空调', null],
      ['安装空调', 'installation'],
      ['油烟机清洗', 'maintenance'],
      ['师傅什么时候来', 'progress'],
      ['帮我催一下', 'chase'],
      ['投诉你们的维修师傅', 'complaint'],
      ['转人工客服', 'agent'],
      ['speak to a person', 'agent'],
      ['English please', 'other_language'],
      ['你好', null],
    ] as const;
    for (const [spoken, wish] of wishes) expect(menuWish(spoken), spoken).to.equal(wish);
  });

  it('knows yes from no, also where no contains yes', () => {
    for (const yes of ['是', '是的', '对', '好的', 'yes', 'That is right'])
      expect(yesOrNo(yes), yes).to.equal(true);
    for (const no of ['不是', '不对', '错了', 'no', 'not right']) expect(yesOrNo(no), no).to.equal(false);
    expect(yesOrNo('啊')).to.equal(null);
  });

  it('reads an address out as far as the street', () => {
    expect(streetOf('人民路8号锦绣花园3栋502')).to.equal('人民路');
    expect(streetOf('望城坡街道枫林三路100号')).to.equal('望城坡街道');
    expect(streetOf('锦绣花园3栋502')).to.equal('');
  });

  it('says times as people do', () => {
    const at = new Date('2026-05-01T06:00:00Z');
    expect(spokenTime(at, 'zh', 'Asia/Shanghai')).to.equal('5月1日14点');
    expect(spokenTime(at, 'en', 'Asia/Shanghai')).to.equal('May 1 at 2:00 PM');
  });
});
