import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why nobody is followed up by the system just now. */
export class PauseReason1769385600000 implements MigrationInterface {
  name = 'PauseReason1769385600000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE `dial_slot` ADD `pauseReason` varchar(200) NULL');
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE `dial_slot` DROP COLUMN `pauseReason`');
  }
}
