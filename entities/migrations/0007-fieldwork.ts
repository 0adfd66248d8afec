import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Fieldwork1767744000000 implements MigrationInterface {
  name = 'Fieldwork1767744000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`price_item\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`code\` varchar(32) NOT NULL, \`category\` varchar(24) NULL, \`kind\` varchar(24) NULL, \`sort\` varchar(24) NOT NULL, \`name\` varchar(80) NOT NULL, \`nameEn\` varchar(120) NOT NULL, \`unit\` varchar(24) NOT NULL, \`unitFen\` bigint NOT NULL DEFAULT '0', \`warrantyMonths\` int UNSIGNED NOT NULL DEFAULT '0', \`active\` tinyint NOT NULL DEFAULT 1, UNIQUE INDEX \`IDX_ac622610b84832d0dfed2da107\` (\`code\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`quote\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`ref\` char(32) NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`visitId\` bigint UNSIGNED NOT NULL, \`version\` int UNSIGNED NOT NULL DEFAULT '0', \`state\` varchar(24) NOT NULL, \`totalFen\` bigint NOT NULL DEFAULT '0', \`at\` datetime(3) NOT NULL, \`personId\` bigint UNSIGNED NULL, \`approvedAt\` datetime(3) NULL, \`approvedHow\` varchar(24) NULL, \`approverName\` varchar(60) NULL, INDEX \`IDX_e5df7d47fce7bc405f94e6cf28\` (\`ticketId\`), INDEX \`IDX_531190e1ed8f75018b377f4216\` (\`visitId\`), UNIQUE INDEX \`IDX_85fd8753ff32f133cdb02ce63f\` (\`ref\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`quote_line\` (\`quoteId\` bigint UNSIGNED NOT NULL, \`position\` int UNSIGNED NOT NULL, \`sort\` varchar(24) NOT NULL, \`code\` varchar(32) NULL, \`text\` varchar(120) NOT NULL, \`unit\` varchar(24) NOT NULL, \`quantityMilli\` int UNSIGNED NOT NULL DEFAULT '0', \`unitFen\` bigint NOT NULL DEFAULT '0', \`listFen\` bigint NULL, \`covered\` tinyint NOT NULL DEFAULT 0, \`amountFen\` bigint NOT NULL DEFAULT '0', \`reason\` varchar(200) NULL, PRIMARY KEY (\`quoteId\`, \`position\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`visit_signature\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`ref\` char(32) NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`visitId\` bigint UNSIGNED NOT NULL, \`purpose\` varchar(24) NOT NULL, \`quoteId\` bigint UNSIGNED NULL, \`name\` varchar(60) NOT NULL, \`strokes\` json NOT NULL, \`at\` datetime(3) NOT NULL, INDEX \`IDX_d5a9cd1129782e95a31f1b9b58\` (\`ticketId\`), UNIQUE INDEX \`IDX_d8b4b7613689808e7748394f12\` (\`ref\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`part_used\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`ref\` char(32) NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`visitId\` bigint UNSIGNED NOT NULL, \`applianceId\` bigint UNSIGNED NULL, \`code\` varchar(32) NULL, \`name\` varchar(80) NOT NULL, \`quantity\` int UNSIGNED NOT NULL DEFAULT '1', \`oldSerial\` varchar(40) NULL, \`newSerial\` varchar(40) NULL, \`warrantyUntil\` date NULL, \`at\` datetime(3) NOT NULL, \`personId\` bigint UNSIGNED NULL, INDEX \`IDX_57be1a0c520d1fe45ef2337dfe\` (\`ticketId\`), INDEX \`IDX_8eacaad304da3e2d3ea87b0a16\` (\`applianceId\`), INDEX \`IDX_f2bf2d43a8342ac94eb9d6dc1d\` (\`newSerial\`), UNIQUE INDEX \`IDX_63541d3a2831f56ab509be883e\` (\`ref\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`attachment\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`ref\` char(32) NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`visitId\` bigint UNSIGNED NOT NULL, \`kind\` varchar(24) NOT NULL, \`mime\` varchar(40) NOT NULL, \`bytes\` int UNSIGNED NOT NULL DEFAULT '0', \`width\` int UNSIGNED NOT NULL DEFAULT '0', \`height\` int UNSIGNED NOT NULL DEFAULT '0', \`takenAt\` datetime(3) NOT NULL, \`receivedAt\` datetime(3) NOT NULL, \`personId\` bigint UNSIGNED NULL, \`lng\` double NULL, \`lat\` double NULL, \`accuracyM\` int UNSIGNED NULL, \`placeState\` varchar(24) NULL, INDEX \`IDX_60b41d083b908cacf03ca2d441\` (\`ticketId\`), INDEX \`IDX_3f72130f1bd7f67553c200d591\` (\`visitId\`), UNIQUE INDEX \`IDX_05dd3cb23300038a72657be989\` (\`ref\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`attachment_data\` (\`attachmentId\` bigint UNSIGNED NOT NULL, \`data\` longblob NOT NULL, PRIMARY KEY (\`attachmentId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`customer_code\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`subject\` varchar(40) NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`visitId\` bigint UNSIGNED NOT NULL, \`hash\` varchar(64) NOT NULL, \`tries\` int UNSIGNED NOT NULL DEFAULT '0', \`sends\` int UNSIGNED NOT NULL DEFAULT '0', \`sentAt\` datetime(3) NOT NULL, \`confirmedAt\` datetime(3) NULL, INDEX \`IDX_1c109d3b67f3c390627039f788\` (\`ticketId\`), UNIQUE INDEX \`IDX_3bdc7b14451d6409d85f03e975\` (\`subject\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`visit_closing\` (\`visitId\` bigint UNSIGNED NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`method\` varchar(24) NULL, \`amountFen\` bigint NOT NULL DEFAULT '0', \`quotedFen\` bigint NULL, \`differsReason\` varchar(200) NULL, \`receiptNumber\` varchar(40) NULL, \`codeAbsence\` varchar(24) NULL, \`workedUnquoted\` tinyint NOT NULL DEFAULT 0, \`at\` datetime(3) NOT NULL, INDEX \`IDX_858882a6b0d0de292f9b43c288\` (\`ticketId\`), INDEX \`IDX_7a44b7690ea431c82b6e8f0310\` (\`at\`), PRIMARY KEY (\`visitId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(`ALTER TABLE \`service_action\` ADD \`receivedAt\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`service_action\` ADD \`timeNote\` varchar(24) NULL`);
    await queryRunner.query(`ALTER TABLE \`service_action\` ADD \`skewSeconds\` int NULL`);
    await queryRunner.query(`ALTER TABLE \`service_action\` ADD \`lng\` double NULL`);
    await queryRunner.query(`ALTER TABLE \`service_action\` ADD \`lat\` double NULL`);
    await queryRunner.query(`ALTER TABLE \`service_action\` ADD \`accuracyM\` int UNSIGNED NULL`);
    await queryRunner.query(`ALTER TABLE \`service_action\` ADD \`placeState\` varchar(24) NULL`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE \`service_action\` DROP COLUMN \`placeState\``);
    await queryRunner.query(`ALTER TABLE \`service_action\` DROP COLUMN \`accuracyM\``);
    await queryRunner.query(`ALTER TABLE \`service_action\` DROP COLUMN \`lat\``);
    await queryRunner.query(`ALTER TABLE \`service_action\` DROP COLUMN \`lng\``);
    await queryRunner.query(`ALTER TABLE \`service_action\` DROP COLUMN \`skewSeconds\``);
    await queryRunner.query(`ALTER TABLE \`service_action\` DROP COLUMN \`timeNote\``);
    await queryRunner.query(`ALTER TABLE \`service_action\` DROP COLUMN \`receivedAt\``);
    await queryRunner.query(`DROP TABLE \`visit_closing\``);
    await queryRunner.query(`DROP TABLE \`customer_code\``);
    await queryRunner.query(`DROP TABLE \`attachment_data\``);
    await queryRunner.query(`DROP TABLE \`attachment\``);
    await queryRunner.query(`DROP TABLE \`part_used\``);
    await queryRunner.query(`DROP TABLE \`visit_signature\``);
    await queryRunner.query(`DROP TABLE \`quote_line\``);
    await queryRunner.query(`DROP TABLE \`quote\``);
    await queryRunner.query(`DROP TABLE \`price_item\``);
  }
}
