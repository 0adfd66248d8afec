import type { MigrationInterface, QueryRunner } from 'typeorm';

/** F3, C1–C5, S1, M1: what an answer that was not content became. */
export class Cases1768780800000 implements MigrationInterface {
  name = 'Cases1768780800000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`quality_case\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`kind\` varchar(24) NOT NULL, \`state\` varchar(24) NOT NULL, \`level\` varchar(24) NOT NULL, \`version\` int UNSIGNED NOT NULL DEFAULT '1', \`rule\` varchar(24) NOT NULL, \`item\` varchar(24) NULL, \`points\` int UNSIGNED NOT NULL DEFAULT '0', \`grounds\` json NOT NULL, \`obligationId\` bigint UNSIGNED NOT NULL, \`ticketId\` bigint UNSIGNED NULL, \`contactId\` bigint UNSIGNED NULL, \`regionId\` bigint UNSIGNED NULL, \`storeId\` bigint UNSIGNED NULL, \`outletId\` bigint UNSIGNED NULL, \`brandId\` bigint UNSIGNED NULL, \`unitId\` bigint UNSIGNED NULL, \`ownerId\` bigint UNSIGNED NULL, \`openedAt\` datetime(3) NOT NULL, \`dueAt\` datetime(3) NOT NULL, \`nextActionAt\` datetime(3) NULL, \`takenAt\` datetime(3) NULL, \`closedAt\` datetime(3) NULL, \`closedBy\` bigint UNSIGNED NULL, \`cause\` varchar(24) NULL, \`remedy\` text NULL, \`word\` varchar(24) NULL, \`said\` text NULL, INDEX \`quality_case_owner\` (\`ownerId\`, \`state\`, \`id\`), INDEX \`quality_case_outlet\` (\`outletId\`, \`kind\`, \`id\`), INDEX \`quality_case_store\` (\`storeId\`, \`state\`, \`id\`), INDEX \`quality_case_region\` (\`regionId\`, \`state\`, \`id\`), INDEX \`quality_case_open\` (\`state\`, \`level\`, \`id\`), INDEX \`quality_case_ticket\` (\`ticketId\`), INDEX \`quality_case_due\` (\`nextActionAt\`), UNIQUE INDEX \`quality_case_once\` (\`obligationId\`, \`kind\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE \`quality_case\``);
  }
}
