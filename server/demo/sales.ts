import type { QueryRunner } from 'typeorm';

/** So far back stores still have the receipt. */
const DAYS = 400;

/** H9: the receipts of what was bought lately, so that the counter finds who brings one. */
export async function writeSales(runner: Pick<QueryRunner, 'query'>, now: Date): Promise<void> {
  await runner.query(
    `INSERT IGNORE INTO sale (saleKey, storeId, receiptNo, applianceId, soldOn, createdAt)
     SELECT CONCAT('s:', a.brandId, ':', a.serialNumber), d.storeId,
            CONCAT('XS', DATE_FORMAT(a.purchasedOn, '%y%m%d'), LPAD(a.id, 5, '0')), a.id, a.purchasedOn,
            a.purchasedOn + INTERVAL 14 HOUR
     FROM appliance a JOIN site s ON s.id = a.siteId JOIN district d ON d.code = s.districtCode
     WHERE a.brandId IS NOT NULL AND d.storeId IS NOT NULL AND a.purchasedOn >= DATE(?) - INTERVAL ${DAYS} DAY
     ORDER BY a.id`,
    [now],
  );
}
