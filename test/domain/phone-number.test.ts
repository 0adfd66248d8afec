import { expect } from 'chai';
import fc from 'fast-check';
import {
  isDiallable,
  maskNumber,
  nationalDigits,
  normaliseNumber,
  numberAtHome,
  takesMessages,
} from '../../domain/phone-number.ts';

describe('phone numbers', () => {
  const cases: [string | undefined, string, boolean, boolean][] = [
    ['13800138000', '+8613800138000', true, true],
    ['+86 138 0013 8000', '+8613800138000', true, true],
    ['0731-82345678', '+8673182345678', true, false],
    ['4008009527', '+864008009527', true, false],
    ['+442079460958', '+442079460958', true, false],
    ['12345', '12345', false, false],
    ['96123', '96123', false, false],
    ['anonymous', '', false, false],
    ['+266696687', '', false, false],
    ['client:agent-7', '', false, false],
    ['', '', false, false],
    [undefined, '', false, false],
  ];
  for (const [given, number, diallable, messages] of cases) {
    it(`takes ${JSON.stringify(given)} for ${JSON.stringify(number)}`, () => {
      expect(normaliseNumber(given)).to.equal(number);
      expect(isDiallable(number)).to.equal(diallable);
      expect(takesMessages(number)).to.equal(messages);
    });
  }

  it('are written as they are dialled at home', () => {
    const table = [
      '+8613800138000',
      '+8673188881234',
      '+861088881234',
      '+864008009527',
      '+14155550100',
      '10086',
    ];
    expect(table.map(numberAtHome)).to.deep.equal([
      '13800138000',
      '073188881234',
      '01088881234',
      '4008009527',
      '+14155550100',
      '10086',
    ]);
  });

  it('reads and masks', () => {
    expect(nationalDigits('+8613800138000')).to.equal('13800138000');
    expect(maskNumber('+8613800138000')).to.equal('138****8000');
    expect(maskNumber('+8673187685222'), 'a landline keeps its area code').to.equal('0731****5222');
    expect(maskNumber('+861087654321')).to.equal('010****4321');
    expect(maskNumber('+864008009527')).to.equal('400****9527');
    expect(maskNumber('12345')).to.equal('12345');
    expect(maskNumber('')).to.equal('');
  });

  it('takes its own answer for the same number, whatever it was given', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = normaliseNumber(text);
        expect(normaliseNumber(once)).to.equal(once);
      }),
    );
  });

  it('never shows the middle of a full number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 130_0000_0000, max: 199_9999_9999 }), (digits) => {
        const number = `+86${digits}`;
        fc.pre(isDiallable(number));
        expect(maskNumber(number)).to.not.include(
          String(digits).slice(3, 7) === '****' ? 'x' : String(digits),
        );
        expect(maskNumber(number)).to.match(/^\d{3}\*{4}\d{4}$/);
      }),
    );
  });
});
