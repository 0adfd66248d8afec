import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Desk1767312000000 implements MigrationInterface {
  name = 'Desk1767312000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`agent_desk\` (\`personId\` bigint UNSIGNED NOT NULL, \`state\` varchar(24) NOT NULL, \`reason\` varchar(24) NULL, \`since\` datetime(3) NOT NULL, \`idleSince\` datetime(3) NOT NULL, \`wrapUpUntil\` datetime(3) NULL, \`nextState\` varchar(24) NULL, \`nextReason\` varchar(24) NULL, \`reach\` varchar(24) NOT NULL DEFAULT 'browser', \`reachNumber\` varchar(40) NOT NULL DEFAULT '', \`skills\` json NOT NULL, \`seenAt\` datetime(3) NULL, \`contactId\` bigint UNSIGNED NULL, \`version\` int UNSIGNED NOT NULL DEFAULT '1', INDEX \`IDX_b93271f2ab50f5cb783d5b2bce\` (\`contactId\`), INDEX \`desk_free\` (\`state\`, \`idleSince\`), PRIMARY KEY (\`personId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`line_entry\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`contactId\` bigint UNSIGNED NOT NULL, \`callSid\` varchar(64) COLLATE "utf8mb4_bin" NULL, \`state\` varchar(24) NOT NULL, \`priority\` int UNSIGNED NOT NULL DEFAULT '0', \`skills\` json NOT NULL, \`arrivedAt\` datetime(3) NOT NULL, \`enteredAt\` datetime(3) NOT NULL, \`answeredAt\` datetime(3) NULL, \`endedAt\` datetime(3) NULL, \`ending\` varchar(24) NULL, \`personId\` bigint UNSIGNED NULL, \`notBefore\` datetime(3) NULL, \`tries\` int UNSIGNED NOT NULL DEFAULT '0', \`obligationId\` bigint UNSIGNED NULL, INDEX \`IDX_7061e95d6e57dce5f65b91e6c7\` (\`endedAt\`), INDEX \`IDX_0af002c7a7d6c0ff5ee41faa47\` (\`obligationId\`), INDEX \`line_arrived\` (\`arrivedAt\`), INDEX \`line_order\` (\`state\`, \`priority\`, \`arrivedAt\`), UNIQUE INDEX \`IDX_bf5b257533a99e0807758768ee\` (\`contactId\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`desk_offer\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`lineEntryId\` bigint UNSIGNED NOT NULL, \`contactId\` bigint UNSIGNED NOT NULL, \`personId\` bigint UNSIGNED NOT NULL, \`kind\` varchar(24) NOT NULL, \`state\` varchar(24) NOT NULL, \`openMark\` tinyint NULL, \`offeredAt\` datetime(3) NOT NULL, \`expiresAt\` datetime(3) NOT NULL, \`answeredAt\` datetime(3) NULL, \`fromPersonId\` bigint UNSIGNED NULL, \`callSid\` varchar(64) COLLATE "utf8mb4_bin" NULL, INDEX \`IDX_7b87f1fedeea8d5edbf6a79882\` (\`contactId\`), INDEX \`desk_offer_expiry\` (\`state\`, \`expiresAt\`), UNIQUE INDEX \`desk_offer_one_agent\` (\`personId\`, \`openMark\`), UNIQUE INDEX \`desk_offer_one_entry\` (\`lineEntryId\`, \`kind\`, \`openMark\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`conference\` (\`contactId\` bigint UNSIGNED NOT NULL, \`sid\` varchar(64) COLLATE "utf8mb4_bin" NULL, \`live\` tinyint NOT NULL DEFAULT 1, \`held\` tinyint NOT NULL DEFAULT 0, \`consultingId\` bigint UNSIGNED NULL, \`recordingSid\` varchar(64) COLLATE "utf8mb4_bin" NULL, \`recording\` varchar(24) NOT NULL DEFAULT 'off', \`startedAt\` datetime(3) NOT NULL, \`endedAt\` datetime(3) NULL, \`checkAt\` datetime(3) NULL, INDEX \`conference_check\` (\`live\`, \`checkAt\`), PRIMARY KEY (\`contactId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`conference_member\` (\`contactId\` bigint UNSIGNED NOT NULL, \`callSid\` varchar(64) COLLATE "utf8mb4_bin" NOT NULL, \`party\` varchar(24) NOT NULL, \`personId\` bigint UNSIGNED NULL, \`label\` varchar(80) NOT NULL DEFAULT '', \`mode\` varchar(24) NULL, \`muted\` tinyint NOT NULL DEFAULT 0, \`joinedAt\` datetime(3) NOT NULL, \`leftAt\` datetime(3) NULL, \`released\` tinyint NOT NULL DEFAULT 0, PRIMARY KEY (\`contactId\`, \`callSid\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`supervision\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`at\` datetime(3) NOT NULL, \`supervisorId\` bigint UNSIGNED NOT NULL, \`agentId\` bigint UNSIGNED NULL, \`contactId\` bigint UNSIGNED NULL, \`act\` varchar(24) NOT NULL, \`what\` text NULL, \`why\` text NULL, INDEX \`IDX_27da09bdbb8283ce98cca0294f\` (\`agentId\`), INDEX \`IDX_16343c24fe6fd79dbcefebbe50\` (\`contactId\`), INDEX \`supervision_at\` (\`at\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(`ALTER TABLE \`contact\` ADD \`subject\` varchar(24) NULL`);
    await queryRunner.query(`ALTER TABLE \`contact\` ADD \`note\` text NULL`);
    await queryRunner.query(
      `ALTER TABLE \`phone_call\` ADD \`party\` varchar(24) NOT NULL DEFAULT 'customer'`,
    );
    await queryRunner.query(`ALTER TABLE \`phone_call\` ADD \`personId\` bigint UNSIGNED NULL`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`phone_call\` DROP COLUMN \`personId\``);
    await queryRunner.query(`ALTER TABLE \`phone_call\` DROP COLUMN \`party\``);
    await queryRunner.query(`ALTER TABLE \`contact\` DROP COLUMN \`note\``);
    await queryRunner.query(`ALTER TABLE \`contact\` DROP COLUMN \`subject\``);
    await queryRunner.query(`DROP INDEX \`supervision_at\` ON \`supervision\``);
    await queryRunner.query(`DROP INDEX \`IDX_16343c24fe6fd79dbcefebbe50\` ON \`supervision\``);
    await queryRunner.query(`DROP INDEX \`IDX_27da09bdbb8283ce98cca0294f\` ON \`supervision\``);
    await queryRunner.query(`DROP TABLE \`supervision\``);
    await queryRunner.query(`DROP TABLE \`conference_member\``);
    await queryRunner.query(`DROP INDEX \`conference_check\` ON \`conference\``);
    await queryRunner.query(`DROP TABLE \`conference\``);
    await queryRunner.query(`DROP INDEX \`desk_offer_one_entry\` ON \`desk_offer\``);
    await queryRunner.query(`DROP INDEX \`desk_offer_one_agent\` ON \`desk_offer\``);
    await queryRunner.query(`DROP INDEX \`desk_offer_expiry\` ON \`desk_offer\``);
    await queryRunner.query(`DROP INDEX \`IDX_7b87f1fedeea8d5edbf6a79882\` ON \`desk_offer\``);
    await queryRunner.query(`DROP TABLE \`desk_offer\``);
    await queryRunner.query(`DROP INDEX \`IDX_bf5b257533a99e0807758768ee\` ON \`line_entry\``);
    await queryRunner.query(`DROP INDEX \`line_order\` ON \`line_entry\``);
    await queryRunner.query(`DROP INDEX \`line_arrived\` ON \`line_entry\``);
    await queryRunner.query(`DROP INDEX \`IDX_0af002c7a7d6c0ff5ee41faa47\` ON \`line_entry\``);
    await queryRunner.query(`DROP INDEX \`IDX_7061e95d6e57dce5f65b91e6c7\` ON \`line_entry\``);
    await queryRunner.query(`DROP TABLE \`line_entry\``);
    await queryRunner.query(`DROP INDEX \`desk_free\` ON \`agent_desk\``);
    await queryRunner.query(`DROP INDEX \`IDX_b93271f2ab50f5cb783d5b2bce\` ON \`agent_desk\``);
    await queryRunner.query(`DROP TABLE \`agent_desk\``);
  }
}
