import { expect } from 'chai';
import fc from 'fast-check';
import { timeOfAction } from '../../../domain/fieldwork/action-time.ts';
import { codeState, triesLeft, whyNotSendAgain } from '../../../domain/fieldwork/customer-code.ts';
import { inDayOrder, mapLink, roughWay, todayAndLater } from '../../../domain/fieldwork/day.ts';
import { sniffPicture } from '../../../domain/fieldwork/photo.ts';
import {
  chargeAgreement,
  formatQuantity,
  lineFen,
  parseQuantity,
  quoteInForce,
  quoteTotal,
  workedUnquoted,
} from '../../../domain/fieldwork/quote.ts';
import { isSignature, pathOf } from '../../../domain/fieldwork/strokes.ts';

const at = (time: string) => new Date(`2026-05-01T${time}:00Z`);
const minutes = (from: Date, count: number) => new Date(from.getTime() + count * 60_000);

describe('the time of an action done on a phone (H5)', () => {
  const now = at('10:00');
  const table: [string, Parameters<typeof timeOfAction>[0], string, string | null][] = [
    ['said at once', { doneAt: null, sentAt: null, now, previousAt: at('09:00') }, '10:00', null],
    ['just now', { doneAt: at('10:00'), sentAt: at('10:00'), now, previousAt: null }, '10:00', null],
    [
      'offline for an hour',
      { doneAt: at('09:00'), sentAt: at('10:00'), now, previousAt: at('08:00') },
      '09:00',
      'sent_late',
    ],
    [
      'an old client that sends no time',
      { doneAt: at('09:00'), sentAt: null, now, previousAt: null },
      '09:00',
      'sent_late',
    ],
    [
      'a clock an hour ahead',
      { doneAt: at('10:40'), sentAt: at('11:00'), now, previousAt: null },
      '09:40',
      'clock_corrected',
    ],
    [
      'a clock a day behind',
      { doneAt: minutes(at('09:50'), -1440), sentAt: minutes(now, -1440), now, previousAt: at('09:00') },
      '09:50',
      'clock_corrected',
    ],
    [
      'in the future',
      { doneAt: at('12:00'), sentAt: at('10:00'), now, previousAt: null },
      '10:00',
      'in_future',
    ],
    ['seconds ahead', { doneAt: at('10:01'), sentAt: at('10:00'), now, previousAt: null }, '10:00', null],
    [
      'before the one before',
      { doneAt: at('08:00'), sentAt: at('10:00'), now, previousAt: at('09:30') },
      '09:30',
      'before_previous',
    ],
    [
      'a previous one in the future',
      { doneAt: at('08:00'), sentAt: at('10:00'), now, previousAt: at('10:30') },
      '10:00',
      'before_previous',
    ],
  ];
  for (const [name, claim, expected, note] of table) {
    it(name, () => {
      const time = timeOfAction(claim);
      expect(time.at.toISOString()).to.equal(at(expected).toISOString());
      expect(time.note).to.equal(note);
    });
  }

  it('notes how far the clock was off', () => {
    expect(
      timeOfAction({ doneAt: at('09:00'), sentAt: at('09:30'), now, previousAt: null }).skewSeconds,
    ).to.equal(1800);
  });

  it('is never in the future, nor before an action that is not; and the order of what was done stays', () => {
    const offset = fc.integer({ min: -3_000_000, max: 3_000_000 });
    fc.assert(
      fc.property(
        offset,
        fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 8 }),
        (skew, steps) => {
          // A phone whose clock is off by so much does things one after the other, then finds a network.
          const begun = now.getTime() - steps.reduce((sum, step) => sum + step, 0) * 1_000;
          let done = begun;
          let previousAt: Date | null = null;
          for (const step of steps) {
            done += step * 1_000;
            const claim = {
              doneAt: new Date(done - skew * 1_000),
              sentAt: new Date(now.getTime() - skew * 1_000),
              now,
              previousAt,
            };
            const time: Date = timeOfAction(claim).at;
            expect(time.getTime()).to.be.at.most(now.getTime());
            if (previousAt) expect(time.getTime()).to.be.at.least((previousAt as Date).getTime());
            // Within what clocks may differ without being corrected.
            expect(Math.abs(time.getTime() - done)).to.be.at.most(120_000);
            previousAt = time;
          }
        },
      ),
    );
  });
});

describe('a quote', () => {
  const line = fc.record({
    covered: fc.boolean(),
    unitFen: fc.integer({ min: 0, max: 100_000_00 }),
    quantityMilli: fc.integer({ min: 1, max: 999_999 }),
  });

  it('adds up to whole fen, exactly, whatever the order of its lines', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const exact = lines.reduce(
          (sum, { covered, unitFen, quantityMilli }) =>
            sum + (covered ? 0n : (BigInt(unitFen) * BigInt(quantityMilli) + 500n) / 1000n),
          0n,
        );
        expect(BigInt(quoteTotal(lines))).to.equal(exact);
        expect(quoteTotal([...lines].reverse())).to.equal(quoteTotal(lines));
        expect(Number.isSafeInteger(quoteTotal(lines))).to.equal(true);
      }),
    );
  });

  it('rounds half a fen up, and charges nothing under warranty', () => {
    expect(lineFen({ covered: false, unitFen: 101, quantityMilli: 500 })).to.equal(51);
    expect(lineFen({ covered: false, unitFen: 12_000, quantityMilli: 2_500 })).to.equal(30_000);
    expect(lineFen({ covered: true, unitFen: 12_000, quantityMilli: 1_000 })).to.equal(0);
  });

  it('reads a quantity to the thousandth, and writes it as it was', () => {
    for (const [text, milli] of [
      ['1', 1000],
      ['2.5', 2500],
      ['0.125', 125],
    ] as const) {
      expect(parseQuantity(text)).to.equal(milli);
      expect(formatQuantity(milli)).to.equal(text);
    }
    for (const text of ['', '0', '-1', '1.2345', '1e3', '1000', 'x'])
      expect(parseQuantity(text), text).to.equal(null);
  });

  it('is in force once it is agreed to, until another is made', () => {
    expect(quoteInForce([{ state: 'given' }])).to.equal(null);
    expect(quoteInForce([{ state: 'replaced' }, { state: 'approved', n: 2 }] as never)).to.deep.equal({
      state: 'approved',
      n: 2,
    });
    expect(chargeAgreement(100, 100)).to.equal('as_quoted');
    expect(chargeAgreement(101, 100)).to.equal('differs');
    expect(chargeAgreement(0, null)).to.equal('not_quoted');
  });

  it('comes before the work, or that is seen', () => {
    const work = [{ action: 'work', at: '2026-05-01T03:00:00Z' }] as const;
    expect(workedUnquoted([], [])).to.equal(false);
    expect(workedUnquoted(work, [])).to.equal(true);
    expect(workedUnquoted(work, [{ approvedAt: null }])).to.equal(true);
    expect(workedUnquoted(work, [{ approvedAt: '2026-05-01T03:00:01Z' }])).to.equal(true);
    expect(workedUnquoted(work, [{ approvedAt: '2026-05-01T03:00:00Z' }])).to.equal(false);
  });
});

describe("the customer's code", () => {
  const kept = { tries: 0, sends: 1, sentAt: at('10:00'), confirmedAt: null };
  it('is locked after five wrong tries, and stays confirmed', () => {
    expect(codeState(null)).to.equal('none');
    expect(codeState(kept)).to.equal('sent');
    expect(codeState({ ...kept, tries: 5 })).to.equal('locked');
    expect(codeState({ ...kept, tries: 5, confirmedAt: at('10:05') })).to.equal('confirmed');
    expect(triesLeft({ tries: 3 })).to.equal(2);
  });
  it('is sent again after a minute, three times at most', () => {
    expect(whyNotSendAgain(null, at('10:00'))).to.equal(null);
    expect(whyNotSendAgain(kept, at('10:00'))).to.equal('too_soon');
    expect(whyNotSendAgain(kept, at('10:01'))).to.equal(null);
    expect(whyNotSendAgain({ ...kept, sends: 3 }, at('10:30'))).to.equal('too_often');
    expect(whyNotSendAgain({ ...kept, tries: 5 }, at('10:30'))).to.equal('locked');
  });
});

describe('a signature', () => {
  it('is what was drawn, not a dot', () => {
    expect(isSignature([[10, 10, 400, 200, 300, 100]])).to.equal(true);
    expect(isSignature([[10, 10]])).to.equal(false);
    expect(isSignature([[10, 10, 12, 12]])).to.equal(false);
    expect(isSignature([[10, 10, 400]]), 'half a point').to.equal(false);
    expect(isSignature([[10, 10, 400, 401]]), 'off the field').to.equal(false);
    expect(isSignature([[0.5, 10, 400, 200]])).to.equal(false);
    expect(isSignature(Array(81).fill([10, 10, 400, 200]))).to.equal(false);
    expect(
      pathOf([
        [1, 2, 3, 4],
        [5, 6],
      ]),
    ).to.equal('M1 2L3 4M5 6');
  });
});

describe('what the bytes of a picture say', () => {
  const bytes = (...parts: (number[] | string)[]) =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)),
    );
  const jpeg = bytes([
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0x01, 0x90, 0x02, 0x58, 1, 1, 0x11, 0,
  ]);
  const png = bytes(
    [0x89],
    'PNG',
    [13, 10, 26, 10, 0, 0, 0, 13],
    'IHDR',
    [0, 0, 2, 0, 0, 0, 1, 0],
    Array(9).fill(0),
  );
  const webp = bytes('RIFF', [0, 0, 0, 0], 'WEBP', 'VP8X', Array(8).fill(0), [0xff, 1, 0, 0xff, 0, 0]);
  it('is told, with its size', () => {
    expect(sniffPicture(jpeg)).to.deep.equal({ type: 'image/jpeg', width: 600, height: 400 });
    expect(sniffPicture(png)).to.deep.equal({ type: 'image/png', width: 512, height: 256 });
    expect(sniffPicture(webp)).to.deep.equal({ type: 'image/webp', width: 512, height: 256 });
  });
  it('is nothing for anything else, however it is cut', () => {
    for (const other of [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '<html><script>',
      'GIF89a',
      '%PDF-1.7',
      '',
    ])
      expect(sniffPicture(bytes(other)), other).to.equal(null);
    fc.assert(
      fc.property(
        fc.constantFrom(jpeg, png, webp),
        fc.nat(60),
        fc.uint8Array({ maxLength: 80 }),
        (whole, cut, noise) => {
          expect(() => sniffPicture(whole.slice(0, cut))).to.not.throw();
          expect(() => sniffPicture(Uint8Array.from([...whole.slice(0, cut), ...noise]))).to.not.throw();
        },
      ),
    );
    const bomb = png.slice();
    bomb[16] = 0x7f;
    expect(sniffPicture(bomb), 'billions of pixels').to.equal(null);
  });
});

describe("a technician's day", () => {
  const job = (id: number, over: object = {}) => ({
    id,
    plannedOrder: null,
    plannedAt: null,
    appointmentAt: null,
    dueAt: null,
    rescue: false,
    ...over,
  });
  it('is driven as planned, else by the time agreed, rescues first', () => {
    const jobs = [
      job(1, { dueAt: '2026-05-01T08:00:00Z' }),
      job(2, { appointmentAt: '2026-05-01T06:00:00Z' }),
      job(3, { plannedOrder: 2 }),
      job(4, { plannedOrder: 1 }),
      job(5, { rescue: true }),
      job(6),
    ];
    expect(inDayOrder(jobs).map(({ id }) => id)).to.deep.equal([5, 4, 3, 2, 1, 6]);
  });
  it('holds what is overdue and what has no day, not what is for tomorrow', () => {
    const end = Date.parse('2026-05-01T16:00:00Z');
    const { today, later } = todayAndLater(
      [
        job(1, { appointmentAt: '2026-04-29T06:00:00Z' }),
        job(2, { appointmentAt: '2026-05-01T16:00:00Z' }),
        job(3),
      ],
      end,
    );
    expect(today.map(({ id }) => id)).to.deep.equal([1, 3]);
    expect(later.map(({ id }) => id)).to.deep.equal([2]);
  });
  it('tells a rough way, and opens a map with coordinates alone', () => {
    const home = { lng: 112.94, lat: 28.23 };
    const way = roughWay(home, { lng: 113.04, lat: 28.23 });
    expect(way.km).to.be.within(12, 15);
    expect(way.minutes).to.be.within(25, 35);
    expect(roughWay(home, home)).to.deep.equal({ km: 0, minutes: 0 });
    expect(mapLink('geo', home)).to.equal('geo:28.230000,112.940000?q=28.230000,112.940000');
    expect(mapLink('amap', home)).to.include('to=112.940000,28.230000&');
    expect(mapLink('apple', home)).to.include('daddr=28.230000,112.940000');
  });
});
