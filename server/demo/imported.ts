import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import type { QueryRunner } from 'typeorm';
import { IMPORT_COLUMNS } from '../../domain/imports/columns.ts';
import { hoursAfter, minutesAfter } from '../../domain/time.ts';

const ROWS = 12;
/** What somebody mistyped: the row that was not taken in. */
const MISTYPED = '1380013';

/** A list of sales that a store's supervisor brought in yesterday, with the one row that has to be mended. */
export async function writeImported(runner: Pick<QueryRunner, 'query'>, now: Date): Promise<void> {
  const [person] = await runner.query(
    "SELECT p.id, a.unitId FROM person p JOIN assignment a ON a.personId = p.id WHERE p.username = 'store'",
  );
  const sold: Record<string, string>[] = await runner.query(
    `SELECT sale.receiptNo AS receipt, u.code AS store, sale.soldOn, c.name, MIN(p.number) AS phone,
            d.name AS district, s.address, g.name AS category, b.name AS brand, a.model, a.serialNumber AS serial,
            ROUND(DATEDIFF(a.warrantyUntil, a.purchasedOn) / 365) * 12 AS warranty
     FROM sale JOIN unit u ON u.id = sale.storeId JOIN appliance a ON a.id = sale.applianceId
     JOIN site s ON s.id = a.siteId JOIN district d ON d.code = s.districtCode JOIN customer c ON c.id = a.customerId
     JOIN phone_number p ON p.customerId = c.id JOIN category g ON g.code = a.category JOIN brand b ON b.id = a.brandId
     WHERE sale.storeId = ? GROUP BY sale.id ORDER BY sale.soldOn DESC, sale.id LIMIT ${ROWS + 1}`,
    [person.unitId],
  );
  const [wrong, ...right] = sold;
  if (!wrong || right.length === 0) return;
  const columns = IMPORT_COLUMNS.sales;
  const given = [...right, { ...wrong, receipt: `${wrong.receipt}A`, serial: '', phone: MISTYPED }];
  const sheet = [
    columns.map(({ zh }) => zh),
    ...given.map((row: Record<string, string>) => columns.map(({ name }) => plain(row[name] ?? ''))),
  ];
  const content = Buffer.from(`\ufeff${stringify(sheet)}`);
  const at = hoursAfter(now, -24);
  const { insertId } = await runner.query(
    `INSERT INTO data_import (kind, fileName, fileHash, size, encoding, state, personId, createdAt, appliedAt, finishedAt,
       \`rows\`, newRows, badRows, doneRows, strandedAt)
     VALUES ('sales', '门店销售日报.csv', ?, ?, 'utf-8', 'done', ?, ?, ?, ?, ?, ?, 1, ?, '[]')`,
    [
      createHash('sha256').update(content).digest('hex'),
      content.length,
      person.id,
      at,
      minutesAfter(at, 2),
      minutesAfter(at, 2),
      given.length,
      right.length,
      given.length,
    ],
  );
  await runner.query('INSERT INTO import_file (importId, content, expiresAt) VALUES (?, ?, ?)', [
    insertId,
    content,
    hoursAfter(at, 7 * 24),
  ]);
  await runner.query(
    "INSERT INTO import_problem (importId, line, field, trouble, given) VALUES (?, ?, 'phone', 'not_a_phone', ?)",
    [insertId, given.length + 1, MISTYPED],
  );
}

const plain = (cell: unknown): string => String(cell).replace(/^\+86/, '');
