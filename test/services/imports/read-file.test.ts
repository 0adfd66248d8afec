import { expect } from 'chai';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { IMPORT_MAX_ROWS } from '../../../domain/contracts/imports.ts';
import { IMPORT_COLUMNS } from '../../../domain/imports/columns.ts';
import { readFile } from '../../../services/imports/read-file.ts';

const heads = IMPORT_COLUMNS.customers.map(({ zh }) => zh);
/** GBK has no encoder in Node: the bytes of 姓名,电话,性别,备用电话,区县,地址 and one row. */
const GBK = Buffer.from(
  'd0d5c3fb2cb5e7bbb02cd0d4b1f02cb1b8d3c3b5e7bbb02cc7f8cfd82cb5d8d6b70d0acdf5b7bc2c31333830303133383030302cc5ae2c2cb6abb3c7c7f82cc8cbc3f1c2b731bac50d0a',
  'hex',
);

describe('files of rows', () => {
  it('give back every cell that was written, whatever is in it', () => {
    const cell = fc
      .string({ unit: fc.constantFrom(...'王a1,;"\n\t =+-@ 　'), maxLength: 12 })
      .map((text) => text.replace(/\0/g, ''));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: heads.length, maxLength: heads.length }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        (rows, delimiter, bom) => {
          const filled = rows.filter((row) => row.some((text) => text.trim() !== ''));
          if (filled.length === 0) return;
          const text = stringify([heads, ...rows], { delimiter });
          const read = readFile('customers', Buffer.from((bom ? '\ufeff' : '') + text));
          if (!('rows' in read)) throw new Error(JSON.stringify(read));
          expect(read.rows.map(({ raw }) => raw)).to.deep.equal(filled);
        },
      ),
    );
  });

  it('are read in the encodings of spreadsheets here', () => {
    const text = `${heads.join(',')}\r\n王芳,13800138000,女,,东城区,人民路1号\r\n`;
    const expected = {
      name: '王芳',
      phone: '13800138000',
      gender: '女',
      phone2: '',
      district: '东城区',
      address: '人民路1号',
    };
    for (const [encoding, content] of [
      ['utf-8', Buffer.from(text)],
      ['utf-8', Buffer.from(`\ufeff${text}`)],
      ['gb18030', GBK],
      ['utf-16le', Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le')],
    ] as const) {
      const read = readFile('customers', content);
      expect(read.encoding).to.equal(encoding);
      if (!('rows' in read)) throw new Error(JSON.stringify(read));
      expect(read.rows).to.deep.equal([{ line: 2, cells: expected, raw: read.rows[0]?.raw }]);
    }
  });

  it('say on which line a row begins, though cells hold several', () => {
    const read = readFile('customers', Buffer.from(`${heads.join()}\n"王\n芳",1,,,a,b\n\n李雷,2,,,a,b\n`));
    if (!('rows' in read)) throw new Error(JSON.stringify(read));
    expect(read.rows.map(({ line }) => line)).to.deep.equal([2, 5]);
  });

  it('are refused, with the reason, where they cannot be read', () => {
    const trouble = (content: string | Buffer) => {
      const read = readFile('customers', Buffer.from(content));
      return 'trouble' in read ? read.trouble : null;
    };
    expect(trouble('')).to.equal('empty');
    expect(trouble(heads.join())).to.equal('empty');
    expect(trouble('姓名,电话\n王芳,1')).to.equal('columns_missing');
    expect(trouble(`${heads.join()},电话\n1,2,3,4,5,6,7`)).to.equal('columns_doubled');
    expect(trouble(`${heads.join()}\n"never closed`)).to.equal('broken');
    expect(trouble(Buffer.from([0xff, 0xff, 0x00, 0x80]))).to.equal('encoding');
    expect(trouble(`${heads.join()}\n${'a,b,c,d,e,f\n'.repeat(IMPORT_MAX_ROWS + 1)}`)).to.equal(
      'too_many_rows',
    );
  });
});
