import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Desk1767312000000 implements MigrationInterface {
  name = 'Desk1767312000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE \`survey_answer\` CHANGE \`recordingUrl\` \`recordingId\` varchar(300) NULL`,
    );
    await queryRunner.query(
      `CREATE TABLE \`recording_pause\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`contactId\` bigint UNSIGNED NOT NULL, \`personId\` bigint UNSIGNED NULL, \`startedAt\` datetime(3) NOT NULL, \`endedAt\` datetime(3) NULL, \`ending\` varchar(24) NULL, \`openMark\` tinyint NULL, \`nextActionAt\` datetime(3) NULL, INDEX \`recording_pause_forgotten\` (\`openMark\`, \`nextActionAt\`), UNIQUE INDEX \`recording_pause_open\` (\`contactId\`, \`openMark\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`recording_hearing\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`recordingId\` bigint UNSIGNED NOT NULL, \`personId\` bigint UNSIGNED NOT NULL, \`at\` datetime(3) NOT NULL, INDEX \`recording_hearing_of\` (\`recordingId\`, \`personId\`, \`at\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`campaign\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`name\` varchar(80) NOT NULL, \`nameEn\` varchar(120) NOT NULL, \`kind\` varchar(24) NOT NULL, \`category\` varchar(24) NOT NULL, \`state\` varchar(24) NOT NULL, \`startsOn\` date NOT NULL, \`endsOn\` date NOT NULL, \`boughtFrom\` date NULL, \`boughtBefore\` date NULL, \`offer\` varchar(120) NOT NULL, \`offerEn\` varchar(300) NOT NULL, \`note\` text NULL, \`version\` int UNSIGNED NOT NULL DEFAULT '1', \`createdAt\` datetime(3) NOT NULL, \`madeBy\` bigint UNSIGNED NULL, INDEX \`campaign_period\` (\`state\`, \`endsOn\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`campaign_quota\` (\`campaignId\` bigint UNSIGNED NOT NULL, \`regionId\` bigint UNSIGNED NOT NULL, \`quota\` int UNSIGNED NOT NULL DEFAULT '0', \`booked\` int UNSIGNED NOT NULL DEFAULT '0', PRIMARY KEY (\`campaignId\`, \`regionId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`campaign_booking\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`campaignId\` bigint UNSIGNED NOT NULL, \`customerId\` bigint UNSIGNED NOT NULL, \`regionId\` bigint UNSIGNED NOT NULL, \`number\` varchar(40) NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`liveMark\` tinyint NULL, \`bookedAt\` datetime(3) NOT NULL, \`cancelledAt\` datetime(3) NULL, INDEX \`IDX_cd1d272afe39f0d39beba55a88\` (\`customerId\`), INDEX \`campaign_booking_list\` (\`campaignId\`, \`bookedAt\`), UNIQUE INDEX \`IDX_8d874f02d24517ea1160bfac28\` (\`ticketId\`), UNIQUE INDEX \`campaign_booking_one\` (\`campaignId\`, \`customerId\`, \`liveMark\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`agent_desk\` (\`personId\` bigint UNSIGNED NOT NULL, \`state\` varchar(24) NOT NULL, \`reason\` varchar(24) NULL, \`since\` datetime(3) NOT NULL, \`idleSince\` datetime(3) NOT NULL, \`wrapUpUntil\` datetime(3) NULL, \`nextState\` varchar(24) NULL, \`nextReason\` varchar(24) NULL, \`reach\` varchar(24) NOT NULL DEFAULT 'browser', \`reachNumber\` varchar(40) NOT NULL DEFAULT '', \`skills\` json NOT NULL, \`seenAt\` datetime(3) NULL, \`contactId\` bigint UNSIGNED NULL, \`version\` int UNSIGNED NOT NULL DEFAULT '1', INDEX \`IDX_b93271f2ab50f5cb783d5b2bce\` (\`contactId\`), INDEX \`desk_free\` (\`state\`, \`idleSince\`), PRIMARY KEY (\`personId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`line_entry\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`contactId\` bigint UNSIGNED NOT NULL, \`callSid\` varchar(64) COLLATE "utf8mb4_bin" NULL, \`state\` varchar(24) NOT NULL, \`priority\` int UNSIGNED NOT NULL DEFAULT '0', \`skills\` json NOT NULL, \`arrivedAt\` datetime(3) NOT NULL, \`enteredAt\` datetime(3) NOT NULL, \`answeredAt\` datetime(3) NULL, \`endedAt\` datetime(3) NULL, \`ending\` varchar(24) NULL, \`personId\` bigint UNSIGNED NULL, \`notBefore\` datetime(3) NULL, \`tries\` int UNSIGNED NOT NULL DEFAULT '0', \`obligationId\` bigint UNSIGNED NULL, INDEX \`IDX_7061e95d6e57dce5f65b91e6c7\` (\`endedAt\`), INDEX \`IDX_0af002c7a7d6c0ff5ee41faa47\` (\`obligationId\`), INDEX \`line_arrived\` (\`arrivedAt\`, \`answeredAt\`, \`endedAt\`, \`ending\`, \`obligationId\`), INDEX \`line_order\` (\`state\`, \`priority\`, \`arrivedAt\`), UNIQUE INDEX \`IDX_bf5b257533a99e0807758768ee\` (\`contactId\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
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
      `CREATE TABLE \`knowledge_article\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`sort\` varchar(24) NOT NULL, \`language\` varchar(4) NOT NULL, \`title\` varchar(120) NOT NULL, \`body\` text NOT NULL, \`kinds\` json NOT NULL, \`categories\` json NOT NULL, \`keywords\` varchar(300) NOT NULL DEFAULT '', \`version\` int UNSIGNED NOT NULL DEFAULT '1', \`retired\` tinyint NOT NULL DEFAULT 0, \`updatedAt\` datetime(3) NOT NULL, \`updatedBy\` bigint UNSIGNED NULL, INDEX \`knowledge_shelf\` (\`language\`, \`sort\`, \`retired\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`knowledge_version\` (\`articleId\` bigint UNSIGNED NOT NULL, \`version\` int UNSIGNED NOT NULL, \`title\` varchar(120) NOT NULL, \`body\` text NOT NULL, \`retired\` tinyint NOT NULL DEFAULT 0, \`at\` datetime(3) NOT NULL, \`editedBy\` bigint UNSIGNED NULL, \`why\` varchar(200) NOT NULL DEFAULT '', PRIMARY KEY (\`articleId\`, \`version\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`masked_call\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`contactId\` bigint UNSIGNED NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`outletId\` bigint UNSIGNED NOT NULL, \`side\` varchar(24) NOT NULL, \`personId\` bigint UNSIGNED NULL, \`technicianId\` bigint UNSIGNED NULL, \`callSid\` varchar(64) COLLATE "utf8mb4_bin" NULL, \`dialledSid\` varchar(64) COLLATE "utf8mb4_bin" NULL, \`begunAt\` datetime(3) NOT NULL, \`answeredAt\` datetime(3) NULL, \`endedAt\` datetime(3) NULL, \`outcome\` varchar(24) NULL, \`seconds\` int UNSIGNED NULL, \`checkAt\` datetime(3) NULL, INDEX \`IDX_0f44b65cbd3030d0c4b344d864\` (\`contactId\`), INDEX \`IDX_d32e77fb0edc287661d08e050f\` (\`ticketId\`), INDEX \`masked_call_check\` (\`endedAt\`, \`checkAt\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`number_rule\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`number\` varchar(40) NOT NULL, \`kind\` varchar(24) NOT NULL, \`reason\` varchar(300) NOT NULL, \`madeBy\` bigint UNSIGNED NULL, \`contactId\` bigint UNSIGNED NULL, \`createdAt\` datetime(3) NOT NULL, \`expiresAt\` datetime(3) NULL, \`liftedAt\` datetime(3) NULL, \`liftedBy\` bigint UNSIGNED NULL, \`liftReason\` varchar(300) NULL, \`openMark\` tinyint NULL, INDEX \`number_rule_newest\` (\`createdAt\`), UNIQUE INDEX \`number_rule_in_force\` (\`number\`, \`kind\`, \`openMark\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`phone_setup\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`state\` varchar(24) NOT NULL, \`slot\` varchar(24) NULL, \`number\` int UNSIGNED NULL, \`revision\` int UNSIGNED NOT NULL DEFAULT '1', \`body\` json NOT NULL, \`setupId\` bigint UNSIGNED NULL, \`editedBy\` bigint UNSIGNED NULL, \`editedAt\` datetime(3) NOT NULL, \`publishedBy\` bigint UNSIGNED NULL, \`publishedAt\` datetime(3) NULL, \`why\` text NULL, UNIQUE INDEX \`IDX_e88ebd79f528f32805fdd396e6\` (\`slot\`), UNIQUE INDEX \`IDX_6f6811c3d6606a96939a163a48\` (\`number\`), INDEX \`IDX_0a6a4651664d5c283a6f5fc2e2\` (\`publishedAt\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`setup_preview\` (\`number\` varchar(40) NOT NULL, \`setupId\` bigint UNSIGNED NOT NULL, \`until\` datetime(3) NOT NULL, \`createdBy\` bigint UNSIGNED NULL, INDEX \`IDX_023fbe96bf238351696bf9820d\` (\`until\`), PRIMARY KEY (\`number\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`supervision\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`at\` datetime(3) NOT NULL, \`supervisorId\` bigint UNSIGNED NOT NULL, \`agentId\` bigint UNSIGNED NULL, \`contactId\` bigint UNSIGNED NULL, \`act\` varchar(24) NOT NULL, \`what\` text NULL, \`why\` text NULL, INDEX \`IDX_27da09bdbb8283ce98cca0294f\` (\`agentId\`), INDEX \`IDX_16343c24fe6fd79dbcefebbe50\` (\`contactId\`), INDEX \`supervision_at\` (\`at\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `INSERT INTO number_rule (number, kind, reason, createdAt, openMark) SELECT p.number, 'do_not_call', '原有登记', MIN(c.createdAt), 1 FROM phone_number p JOIN customer c ON c.id = p.customerId WHERE p.doNotCall = 1 GROUP BY p.number`,
    );
    await queryRunner.query(`ALTER TABLE \`phone_number\` DROP COLUMN \`doNotCall\``);
    await queryRunner.query(`ALTER TABLE \`contact\` ADD \`subject\` varchar(24) NULL`);
    await queryRunner.query(`ALTER TABLE \`contact\` ADD \`note\` text NULL`);
    await queryRunner.query(`ALTER TABLE \`contact\` ADD \`ruleId\` bigint UNSIGNED NULL`);
    await queryRunner.query(
      `ALTER TABLE \`phone_call\` ADD \`party\` varchar(24) NOT NULL DEFAULT 'customer'`,
    );
    await queryRunner.query(`ALTER TABLE \`phone_call\` ADD \`personId\` bigint UNSIGNED NULL`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`kind\` varchar(24) NOT NULL DEFAULT 'message'`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`state\` varchar(24) NOT NULL DEFAULT 'kept'`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`retainUntil\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`nextActionAt\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`tries\` int UNSIGNED NOT NULL DEFAULT '0'`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`holdReason\` varchar(300) NULL`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`holdBy\` bigint UNSIGNED NULL`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`holdAt\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`recording\` ADD \`deletedAt\` datetime(3) NULL`);
    await queryRunner.query(`ALTER TABLE \`capacity_day\` ADD \`morning\` int UNSIGNED NOT NULL DEFAULT '0'`);
    await queryRunner.query(
      `ALTER TABLE \`capacity_day\` ADD \`afternoon\` int UNSIGNED NOT NULL DEFAULT '0'`,
    );
    await queryRunner.query(`ALTER TABLE \`ticket\` ADD \`plannedHalf\` varchar(24) NULL`);
    await queryRunner.query(`ALTER TABLE \`visit\` ADD \`appointmentUntil\` datetime(3) NULL`);
    await queryRunner.query(
      `INSERT IGNORE INTO recording (sid, kind, contactId, ticketId, url, durationSeconds, at) SELECT SUBSTRING_INDEX(a.recordingId, '/', -1), 'remark', t.contactId, a.ticketId, a.recordingId, 0, a.at FROM survey_answer a JOIN attempt_obligation o ON o.obligationId = a.obligationId JOIN attempt t ON t.id = o.attemptId WHERE a.recordingId IS NOT NULL ORDER BY t.id DESC`,
    );
    await queryRunner.query(`ALTER TABLE \`survey_answer\` DROP COLUMN \`recordingId\``);
    await queryRunner.query(`ALTER TABLE \`survey_answer\` ADD \`recordingId\` bigint UNSIGNED NULL`);
    await queryRunner.query(
      `CREATE INDEX \`IDX_68cf8a5d425eee9287834bd943\` ON \`recording\` (\`ticketId\`)`,
    );
    await queryRunner.query(`CREATE INDEX \`recording_due\` ON \`recording\` (\`nextActionAt\`)`);
    await queryRunner.query(`CREATE INDEX \`recording_at\` ON \`recording\` (\`at\`)`);
    await queryRunner.query(`CREATE INDEX \`IDX_23c519f45baa530bc96da122a8\` ON \`outlet\` (\`phone\`)`);
    await queryRunner.query(`CREATE INDEX \`IDX_bf7f855194c2c2ebac38efa021\` ON \`technician\` (\`phone\`)`);
    await queryRunner.query(
      `UPDATE survey_answer a JOIN recording r ON r.kind = 'remark' AND r.ticketId <=> a.ticketId AND r.at = a.at SET a.recordingId = r.id WHERE a.question = 'remark'`,
    );
    await queryRunner.query(
      `UPDATE recording SET retainUntil = at + INTERVAL 365 DAY, nextActionAt = at + INTERVAL 365 DAY`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`IDX_bf7f855194c2c2ebac38efa021\` ON \`technician\``);
    await queryRunner.query(`DROP INDEX \`IDX_23c519f45baa530bc96da122a8\` ON \`outlet\``);
    await queryRunner.query(`DROP INDEX \`recording_at\` ON \`recording\``);
    await queryRunner.query(`DROP INDEX \`recording_due\` ON \`recording\``);
    await queryRunner.query(`DROP INDEX \`IDX_68cf8a5d425eee9287834bd943\` ON \`recording\``);
    await queryRunner.query(`ALTER TABLE \`survey_answer\` DROP COLUMN \`recordingId\``);
    await queryRunner.query(`ALTER TABLE \`survey_answer\` ADD \`recordingId\` varchar(300) NULL`);
    await queryRunner.query(`ALTER TABLE \`visit\` DROP COLUMN \`appointmentUntil\``);
    await queryRunner.query(`ALTER TABLE \`ticket\` DROP COLUMN \`plannedHalf\``);
    await queryRunner.query(`ALTER TABLE \`capacity_day\` DROP COLUMN \`afternoon\``);
    await queryRunner.query(`ALTER TABLE \`capacity_day\` DROP COLUMN \`morning\``);
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`deletedAt\``);
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`holdAt\``);
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`holdBy\``);
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`holdReason\``);
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`tries\``);
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`nextActionAt\``);
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`retainUntil\``);
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`state\``);
    await queryRunner.query(`ALTER TABLE \`recording\` DROP COLUMN \`kind\``);
    await queryRunner.query(`ALTER TABLE \`phone_call\` DROP COLUMN \`personId\``);
    await queryRunner.query(`ALTER TABLE \`phone_call\` DROP COLUMN \`party\``);
    await queryRunner.query(`ALTER TABLE \`contact\` DROP COLUMN \`ruleId\``);
    await queryRunner.query(`ALTER TABLE \`contact\` DROP COLUMN \`note\``);
    await queryRunner.query(`ALTER TABLE \`contact\` DROP COLUMN \`subject\``);
    await queryRunner.query(`ALTER TABLE \`phone_number\` ADD \`doNotCall\` tinyint NOT NULL DEFAULT 0`);
    await queryRunner.query(`DROP INDEX \`supervision_at\` ON \`supervision\``);
    await queryRunner.query(`DROP INDEX \`IDX_16343c24fe6fd79dbcefebbe50\` ON \`supervision\``);
    await queryRunner.query(`DROP INDEX \`IDX_27da09bdbb8283ce98cca0294f\` ON \`supervision\``);
    await queryRunner.query(`DROP TABLE \`supervision\``);
    await queryRunner.query(`DROP INDEX \`IDX_023fbe96bf238351696bf9820d\` ON \`setup_preview\``);
    await queryRunner.query(`DROP TABLE \`setup_preview\``);
    await queryRunner.query(`DROP INDEX \`IDX_0a6a4651664d5c283a6f5fc2e2\` ON \`phone_setup\``);
    await queryRunner.query(`DROP INDEX \`IDX_6f6811c3d6606a96939a163a48\` ON \`phone_setup\``);
    await queryRunner.query(`DROP INDEX \`IDX_e88ebd79f528f32805fdd396e6\` ON \`phone_setup\``);
    await queryRunner.query(`DROP TABLE \`phone_setup\``);
    await queryRunner.query(`DROP INDEX \`number_rule_in_force\` ON \`number_rule\``);
    await queryRunner.query(`DROP INDEX \`number_rule_newest\` ON \`number_rule\``);
    await queryRunner.query(`DROP TABLE \`number_rule\``);
    await queryRunner.query(`DROP INDEX \`masked_call_check\` ON \`masked_call\``);
    await queryRunner.query(`DROP INDEX \`IDX_d32e77fb0edc287661d08e050f\` ON \`masked_call\``);
    await queryRunner.query(`DROP INDEX \`IDX_0f44b65cbd3030d0c4b344d864\` ON \`masked_call\``);
    await queryRunner.query(`DROP TABLE \`masked_call\``);
    await queryRunner.query(`DROP TABLE \`knowledge_version\``);
    await queryRunner.query(`DROP INDEX \`knowledge_shelf\` ON \`knowledge_article\``);
    await queryRunner.query(`DROP TABLE \`knowledge_article\``);
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
    await queryRunner.query(`DROP INDEX \`campaign_booking_one\` ON \`campaign_booking\``);
    await queryRunner.query(`DROP INDEX \`IDX_8d874f02d24517ea1160bfac28\` ON \`campaign_booking\``);
    await queryRunner.query(`DROP INDEX \`campaign_booking_list\` ON \`campaign_booking\``);
    await queryRunner.query(`DROP INDEX \`IDX_cd1d272afe39f0d39beba55a88\` ON \`campaign_booking\``);
    await queryRunner.query(`DROP TABLE \`campaign_booking\``);
    await queryRunner.query(`DROP TABLE \`campaign_quota\``);
    await queryRunner.query(`DROP INDEX \`campaign_period\` ON \`campaign\``);
    await queryRunner.query(`DROP TABLE \`campaign\``);
    await queryRunner.query(`DROP INDEX \`recording_hearing_of\` ON \`recording_hearing\``);
    await queryRunner.query(`DROP TABLE \`recording_hearing\``);
    await queryRunner.query(`DROP INDEX \`recording_pause_open\` ON \`recording_pause\``);
    await queryRunner.query(`DROP INDEX \`recording_pause_forgotten\` ON \`recording_pause\``);
    await queryRunner.query(`DROP TABLE \`recording_pause\``);
    await queryRunner.query(
      `ALTER TABLE \`survey_answer\` CHANGE \`recordingId\` \`recordingUrl\` varchar(300) NULL`,
    );
  }
}
