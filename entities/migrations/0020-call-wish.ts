import type { MigrationInterface, QueryRunner } from 'typeorm';

/** F1: when a customer wishes to be called, and who lives behind the same door. */
export class CallWish1768867200000 implements MigrationInterface {
  name = 'CallWish1768867200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`customer\` ADD \`callWish\` varchar(24) NOT NULL DEFAULT 'any'`);
    await queryRunner.query(`CREATE INDEX \`site_place\` ON \`site\` (\`districtCode\`, \`address\`)`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`site_place\` ON \`site\``);
    await queryRunner.query(`ALTER TABLE \`customer\` DROP COLUMN \`callWish\``);
  }
}
