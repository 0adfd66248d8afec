import type { MigrationInterface, QueryRunner } from 'typeorm';

/** D6, H8: since when a ticket is urgent because the customer chased it: what is urgent counts from then on. */
export class Hurried1768262400000 implements MigrationInterface {
  name = 'Hurried1768262400000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`ticket\` ADD \`hurriedAt\` datetime(3) NULL`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`ticket\` DROP COLUMN \`hurriedAt\``);
  }
}
