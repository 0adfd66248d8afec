import { expect } from 'chai';
import fc from 'fast-check';
import { IMPORT_KINDS } from '../../../domain/contracts/imports.ts';
import { IMPORT_COLUMNS, matchHeader } from '../../../domain/imports/columns.ts';
import { readCount, readDay, readPhone, safeCell } from '../../../domain/imports/values.ts';

describe('cells of a list', () => {
  it('are days in each of the ways in which people write them', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (at) => {
          const iso = at.toISOString().slice(0, 10);
          const [year, month, day] = iso.split('-').map(Number);
          for (const text of [
            iso,
            `${year}/${month}/${day}`,
            iso.replaceAll('-', ''),
            `${year}年${month}月${day}日`,
            ` ${iso} 10:30:00 `,
            iso.replaceAll('-', '.'),
          ]) {
            expect(readDay(text), text).to.equal(iso);
          }
        },
      ),
    );
  });

  it('are no days where the calendar has none', () => {
    for (const text of [
      '2026-02-30',
      '20261301',
      '2026年13月1日',
      '28/11/2026',
      '45992',
      '明天',
      '',
      '2026-1',
    ]) {
      expect(readDay(text), text).to.equal(null);
    }
  });

  it('are numbers in each of the ways in which people write them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (rest) => {
        const digits = `138${String(rest).padStart(8, '0')}`;
        const grouped = `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`;
        for (const text of [
          digits,
          grouped,
          grouped.replaceAll(' ', '-'),
          `+86 ${grouped}`,
          `86${digits}`,
          `${digits}.0`,
          `'${digits}`,
        ]) {
          expect(readPhone(text), text).to.equal(`+86${digits}`);
        }
      }),
    );
    expect(readPhone('0731-82345678')).to.equal('+8673182345678');
    expect(readPhone('（0731）82345678')).to.equal('+8673182345678');
    expect(readPhone('１３８００１３８０００')).to.equal('+8613800138000');
  });

  it('are no numbers where nobody could be rung', () => {
    for (const text of ['1380013800', '82345678', '1.38001E+10', '无', '12345', '', '13800138000转2']) {
      expect(readPhone(text), text).to.equal(null);
    }
    expect(readCount('12.5')).to.equal(null);
    expect(readCount('-1')).to.equal(null);
    expect(readCount('36.0')).to.equal(36);
  });

  it('are never a formula when they are given back', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(safeCell(text)).to.not.match(/^[=+\-@\t\r]/);
        expect(safeCell(text).endsWith(text)).to.equal(true);
      }),
    );
  });

  it('stand under headings in Chinese, English, or by their names, in any order', () => {
    for (const kind of IMPORT_KINDS) {
      const columns = IMPORT_COLUMNS[kind];
      for (const heads of [
        columns.map(({ zh }) => `${zh}（必填）`),
        columns.map(({ en }) => en.toUpperCase()),
        columns.map(({ name }) => name).reverse(),
      ]) {
        const matched = matchHeader(kind, heads);
        expect(matched, `${kind}: ${heads}`).to.have.property('at');
        if ('at' in matched) expect(matched.at.size).to.equal(columns.length);
      }
      expect(matchHeader(kind, ['备注'])).to.have.property('missing');
    }
    expect(matchHeader('customers', ['姓名', '电话', '手机', '区县', '地址'])).to.deep.equal({
      doubled: ['电话'],
    });
  });
});
