import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed what of the price list, when and why. */
export class PriceChanges1769299200000 implements MigrationInterface {
  name = 'PriceChanges1769299200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`price_change\` (\`code\` varchar(32) NOT NULL, \`version\` int UNSIGNED NOT NULL, \`item\` longtext NOT NULL, \`at\` datetime(3) NOT NULL, \`editedBy\` bigint UNSIGNED NULL, \`why\` varchar(200) NOT NULL, PRIMARY KEY (\`code\`, \`version\`)) ENGINE=InnoDB`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE \`price_change\``);
  }
}
