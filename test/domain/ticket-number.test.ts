import { expect } from 'chai';
import fc from 'fast-check';
import { isTicketNumber, ticketNumber } from '../../domain/ticket-number.ts';

const bodies = fc.integer({ min: 0, max: 99_999_999 });

describe('ticket numbers (H3)', () => {
  it('are nine digits that check', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const number = ticketNumber(body);
        expect(number).to.match(/^\d{9}$/);
        expect(isTicketNumber(number)).to.equal(true);
      }),
    );
  });

  it('give away every single wrong digit', () => {
    fc.assert(
      fc.property(bodies, fc.nat(8), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const digits = [...ticketNumber(body)];
        digits[at] = String((Number(digits[at]) + by) % 10);
        expect(isTicketNumber(digits.join(''))).to.equal(false);
      }),
    );
  });

  it('give away every swap of two neighbours', () => {
    fc.assert(
      fc.property(bodies, fc.nat(7), (body, at) => {
        const digits = [...ticketNumber(body)];
        const [a, b] = [digits[at], digits[at + 1]];
        fc.pre(a !== b);
        digits[at] = b as string;
        digits[at + 1] = a as string;
        expect(isTicketNumber(digits.join(''))).to.equal(false);
      }),
    );
  });

  it('are never anything else a phone may send', () => {
    for (const text of ['', '12345678', '1234567890', '12345678a', '１２３４５６７８９', ' 23456789']) {
      expect(isTicketNumber(text), JSON.stringify(text)).to.equal(false);
    }
    expect(() => ticketNumber(100_000_000)).to.throw(RangeError);
    expect(() => ticketNumber(1.5)).to.throw(RangeError);
  });
});
