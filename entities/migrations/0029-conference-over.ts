import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That an agent has ended a conversation is known, though the carrier did not follow. */
export class ConferenceOver1769644800000 implements MigrationInterface {
  name = 'ConferenceOver1769644800000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE `conference` ADD `overAt` datetime(3) NULL AFTER `endedAt`');
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE `conference` DROP COLUMN `overAt`');
  }
}
