import { expect } from 'chai';
import fc from 'fast-check';
import { isOneHome } from '../../../domain/followup/household.ts';

describe('an address that leads to one home (F1)', () => {
  for (const address of [
    '人民路1号3栋501',
    '人民路1号 3栋 501',
    '人民路1号3栋501号',
    '人民路12号楼302',
    '锦绣花园3栋2单元1102',
    '锦绣花园三栋502',
    '锦绣花园三栋五零二',
    '锦绣花园3栋2单元5号',
    '锦绣花园3栋27楼2号',
    '锦绣花园３栋５０１室',
    '国际公寓A座1203',
    '国际公寓a座A1203',
    '锦绣花园3#502',
    '锦绣花园3#楼502',
    '锦绣花园3-2-501',
    '锦绣花园３－２－５０１',
    '锦绣花园3-501',
    '人民路18弄12号501室',
    '机关宿舍3号房',
    '白果村8组12号',
    '白果村八组十二号',
    '白果村3组5号房',
  ])
    it(`${address}`, () => expect(isOneHome(address)).to.equal(true));

  for (const address of [
    '人民路1号',
    '解放路12号3栋',
    'G107国道12号',
    '2号路15号',
    '人民路8号5栋',
    '人民路8号5号楼',
    '人民路8号3栋2单元',
    '人民路8号3栋12单元',
    '人民路8号3栋12楼',
    '人民路8号3#',
    '人民路8号3#楼',
    '人民路12-1号',
    '人民路12-101号',
    '中山路3-501',
    '人民路18弄12号',
    '黄鹤楼100号',
    '五里牌108号',
    '白果村8组',
    '8组团12号楼',
    '白果村8组12号楼',
    '5号线3号口',
    '锦绣花园2期3栋',
    '3栋101国道旁',
    '大厦5楼300米处',
    '三号厂房',
    '电话0731-82345678',
    '',
  ])
    it(`not ${address || 'an empty one'}`, () => expect(isOneHome(address)).to.equal(false));

  it('is no house, block, entrance or floor, whatever their numbers', () => {
    const n = fc.integer({ min: 1, max: 9_999 });
    const parts = fc.constantFrom(
      '号',
      '栋',
      '幢',
      '座',
      '号楼',
      '单元',
      '楼',
      '层',
      '期',
      '弄',
      '号院',
      '组',
    );
    const place = fc.constantFrom('人民路', 'G107国道', '2号路', '锦绣花园', '');
    const block = fc.tuple(place, n, fc.constantFrom('号', '弄', '号院'), n, parts);
    fc.assert(
      fc.property(block, ([street, number, house, second, part]) => {
        fc.pre(!(part === '号'));
        expect(isOneHome(`${street}${number}${house}${second}${part}`)).to.equal(false);
      }),
    );
  });

  it('is one with a room at its end, however it is spaced and whatever the width of its digits', () => {
    const wide = (text: string) =>
      text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const number = (max: number, min = 1) => fc.integer({ min, max });
    const flat = fc.tuple(
      number(400),
      number(60),
      fc.constantFrom('栋', '幢', '座', '单元', '号楼', '#'),
      number(4_099, 101),
    );
    fc.assert(
      fc.property(
        flat,
        fc.constantFrom('', ' ', '-'),
        fc.constantFrom('', '室', '号'),
        ([house, block, kind, room], gap, end) => {
          const address = `人民路${house}号${block}${kind}${gap}${room}${end}`;
          expect(isOneHome(address), address).to.equal(true);
          expect(isOneHome(wide(address)), wide(address)).to.equal(true);
        },
      ),
    );
  });
});
