import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Link1767916800000 implements MigrationInterface {
  name = 'Link1767916800000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`sale\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`saleKey\` varchar(160) COLLATE "utf8mb4_bin" NOT NULL, \`storeId\` bigint UNSIGNED NOT NULL, \`receiptNo\` varchar(40) NOT NULL, \`applianceId\` bigint UNSIGNED NOT NULL, \`soldOn\` date NOT NULL, \`createdAt\` datetime(3) NOT NULL, INDEX \`IDX_c43bdd8ac5fb48ff650c166822\` (\`storeId\`), INDEX \`IDX_f960e2a65ee0b3ab207fdf198b\` (\`receiptNo\`), INDEX \`IDX_481058ca9aa1189a9d882e9712\` (\`applianceId\`), UNIQUE INDEX \`IDX_4d27496a8f788feefe4e09a428\` (\`saleKey\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`data_import\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`kind\` varchar(24) NOT NULL, \`fileName\` varchar(200) NOT NULL, \`fileHash\` char(64) NOT NULL, \`size\` int UNSIGNED NOT NULL DEFAULT '0', \`encoding\` varchar(24) NULL, \`state\` varchar(24) NOT NULL, \`trouble\` varchar(24) NULL, \`troubleDetail\` varchar(300) NULL, \`personId\` bigint UNSIGNED NOT NULL, \`createdAt\` datetime(3) NOT NULL, \`appliedAt\` datetime(3) NULL, \`finishedAt\` datetime(3) NULL, \`rows\` int UNSIGNED NOT NULL DEFAULT '0', \`newRows\` int UNSIGNED NOT NULL DEFAULT '0', \`changedRows\` int UNSIGNED NOT NULL DEFAULT '0', \`sameRows\` int UNSIGNED NOT NULL DEFAULT '0', \`badRows\` int UNSIGNED NOT NULL DEFAULT '0', \`doneRows\` int UNSIGNED NOT NULL DEFAULT '0', \`strandedAt\` json NOT NULL, \`nextActionAt\` datetime(3) NULL, \`token\` bigint UNSIGNED NOT NULL DEFAULT '0', INDEX \`IDX_866bf7225c7fedc47b864728cc\` (\`personId\`), INDEX \`data_import_due\` (\`state\`, \`nextActionAt\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`import_file\` (\`importId\` bigint UNSIGNED NOT NULL, \`content\` longblob NOT NULL, \`expiresAt\` datetime(3) NOT NULL, INDEX \`IDX_df41cab654e8c9e32b60e19b2b\` (\`expiresAt\`), PRIMARY KEY (\`importId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`import_problem\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`importId\` bigint UNSIGNED NOT NULL, \`line\` int UNSIGNED NOT NULL DEFAULT '0', \`field\` varchar(24) NOT NULL, \`trouble\` varchar(24) NOT NULL, \`given\` varchar(80) NOT NULL, INDEX \`import_problem_list\` (\`importId\`, \`line\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`event_position\` (\`position\` bigint UNSIGNED NOT NULL, \`eventId\` bigint UNSIGNED NOT NULL, PRIMARY KEY (\`position\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`webhook_endpoint\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`description\` varchar(120) NOT NULL, \`url\` varchar(500) NOT NULL, \`types\` json NOT NULL, \`unitId\` bigint UNSIGNED NOT NULL, \`state\` varchar(24) NOT NULL DEFAULT 'active', \`disabledWhy\` varchar(24) NULL, \`sealedSecret\` varchar(300) NOT NULL, \`previousSecret\` varchar(300) NULL, \`previousUntil\` datetime(3) NULL, \`position\` bigint UNSIGNED NOT NULL DEFAULT '0', \`nextActionAt\` datetime(3) NOT NULL, \`token\` bigint UNSIGNED NOT NULL DEFAULT '0', \`failures\` int UNSIGNED NOT NULL DEFAULT '0', \`failingSince\` datetime(3) NULL, \`lastDeliveredAt\` datetime(3) NULL, \`createdBy\` bigint UNSIGNED NULL, \`createdAt\` datetime(3) NOT NULL, INDEX \`webhook_endpoint_due\` (\`state\`, \`nextActionAt\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`webhook_delivery\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`endpointId\` bigint UNSIGNED NOT NULL, \`messageId\` varchar(64) NOT NULL, \`eventId\` bigint UNSIGNED NULL, \`position\` bigint UNSIGNED NULL, \`type\` varchar(40) NOT NULL, \`state\` varchar(24) NOT NULL, \`attempts\` int UNSIGNED NOT NULL DEFAULT '0', \`code\` int UNSIGNED NULL, \`error\` varchar(24) NULL, \`durationMs\` int UNSIGNED NULL, \`firstAt\` datetime(3) NOT NULL, \`lastAt\` datetime(3) NOT NULL, \`resendAt\` datetime(3) NULL, INDEX \`IDX_4d44e28ca5e478aedbcf6739c3\` (\`resendAt\`), INDEX \`webhook_delivery_last\` (\`lastAt\`), INDEX \`webhook_delivery_list\` (\`endpointId\`, \`state\`, \`id\`), UNIQUE INDEX \`webhook_delivery_once\` (\`endpointId\`, \`messageId\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`api_key\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`name\` varchar(80) NOT NULL, \`hint\` varchar(16) NOT NULL, \`tokenHash\` char(64) NOT NULL, \`personId\` bigint UNSIGNED NOT NULL, \`createdBy\` bigint UNSIGNED NULL, \`createdAt\` datetime(3) NOT NULL, \`lastUsedAt\` datetime(3) NULL, \`revokedAt\` datetime(3) NULL, INDEX \`IDX_7e113c7bee32a1ad82a7c40121\` (\`personId\`), UNIQUE INDEX \`IDX_1189cbcaa265b918f733fcc89a\` (\`tokenHash\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    // What happened before has its place already.
    await queryRunner.query(
      'INSERT INTO event_position (position, eventId) SELECT DISTINCT position, eventId FROM room_event',
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`IDX_1189cbcaa265b918f733fcc89a\` ON \`api_key\``);
    await queryRunner.query(`DROP INDEX \`IDX_7e113c7bee32a1ad82a7c40121\` ON \`api_key\``);
    await queryRunner.query(`DROP TABLE \`api_key\``);
    await queryRunner.query(`DROP INDEX \`webhook_delivery_once\` ON \`webhook_delivery\``);
    await queryRunner.query(`DROP INDEX \`webhook_delivery_list\` ON \`webhook_delivery\``);
    await queryRunner.query(`DROP INDEX \`webhook_delivery_last\` ON \`webhook_delivery\``);
    await queryRunner.query(`DROP INDEX \`IDX_4d44e28ca5e478aedbcf6739c3\` ON \`webhook_delivery\``);
    await queryRunner.query(`DROP TABLE \`webhook_delivery\``);
    await queryRunner.query(`DROP INDEX \`webhook_endpoint_due\` ON \`webhook_endpoint\``);
    await queryRunner.query(`DROP TABLE \`webhook_endpoint\``);
    await queryRunner.query(`DROP TABLE \`event_position\``);
    await queryRunner.query(`DROP INDEX \`import_problem_list\` ON \`import_problem\``);
    await queryRunner.query(`DROP TABLE \`import_problem\``);
    await queryRunner.query(`DROP INDEX \`IDX_df41cab654e8c9e32b60e19b2b\` ON \`import_file\``);
    await queryRunner.query(`DROP TABLE \`import_file\``);
    await queryRunner.query(`DROP INDEX \`data_import_due\` ON \`data_import\``);
    await queryRunner.query(`DROP INDEX \`IDX_866bf7225c7fedc47b864728cc\` ON \`data_import\``);
    await queryRunner.query(`DROP TABLE \`data_import\``);
    await queryRunner.query(`DROP INDEX \`IDX_4d27496a8f788feefe4e09a428\` ON \`sale\``);
    await queryRunner.query(`DROP INDEX \`IDX_481058ca9aa1189a9d882e9712\` ON \`sale\``);
    await queryRunner.query(`DROP INDEX \`IDX_f960e2a65ee0b3ab207fdf198b\` ON \`sale\``);
    await queryRunner.query(`DROP INDEX \`IDX_c43bdd8ac5fb48ff650c166822\` ON \`sale\``);
    await queryRunner.query(`DROP TABLE \`sale\``);
  }
}
