import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Initial1767225600000 implements MigrationInterface {
  name = 'Initial1767225600000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE \`contact\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`direction\` varchar(24) NOT NULL, \`number\` varchar(40) NOT NULL, \`customerId\` bigint UNSIGNED NULL, \`language\` varchar(4) NOT NULL DEFAULT 'zh', \`startedAt\` datetime(3) NOT NULL, \`endedAt\` datetime(3) NULL, \`disposition\` varchar(24) NULL, INDEX \`IDX_b8a37cb323223c57276171591f\` (\`number\`), INDEX \`IDX_a54f4088bd2e596cc15c1f7aa3\` (\`customerId\`), INDEX \`IDX_97f4c3d6c73c6d8d66182e594f\` (\`startedAt\`), INDEX \`contact_live\` (\`endedAt\`, \`startedAt\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`phone_call\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`sid\` varchar(64) COLLATE "utf8mb4_bin" NOT NULL, \`contactId\` bigint UNSIGNED NOT NULL, \`direction\` varchar(24) NOT NULL, \`fromNumber\` varchar(40) NOT NULL, \`toNumber\` varchar(40) NOT NULL, \`status\` varchar(24) NOT NULL, \`startedAt\` datetime(3) NOT NULL, \`endedAt\` datetime(3) NULL, \`durationSeconds\` int UNSIGNED NULL, \`checkAt\` datetime(3) NULL, INDEX \`IDX_82241ff6260a3eb1076ccd7475\` (\`contactId\`), INDEX \`call_unsettled\` (\`status\`, \`checkAt\`), UNIQUE INDEX \`IDX_480d8e12b3a7ea6266cebe2143\` (\`sid\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`leg\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`callId\` bigint UNSIGNED NOT NULL, \`party\` varchar(24) NOT NULL, \`personId\` bigint UNSIGNED NULL, \`joinedAt\` datetime(3) NOT NULL, \`leftAt\` datetime(3) NULL, INDEX \`IDX_0838ad066afefd55a9c27068bc\` (\`callId\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`call_step\` (\`callSid\` varchar(64) COLLATE "utf8mb4_bin" NOT NULL, \`step\` int UNSIGNED NOT NULL, \`state\` varchar(32) NOT NULL, \`memory\` json NOT NULL, \`input\` text NULL, \`answer\` mediumtext NOT NULL, \`at\` datetime(3) NOT NULL, PRIMARY KEY (\`callSid\`, \`step\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`contact_ticket\` (\`contactId\` bigint UNSIGNED NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`purpose\` varchar(24) NOT NULL, INDEX \`IDX_3b3f9d818b6b15936c40659393\` (\`ticketId\`), PRIMARY KEY (\`contactId\`, \`ticketId\`, \`purpose\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`recording\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`sid\` varchar(64) COLLATE "utf8mb4_bin" NOT NULL, \`contactId\` bigint UNSIGNED NOT NULL, \`ticketId\` bigint UNSIGNED NULL, \`url\` varchar(300) NOT NULL, \`durationSeconds\` int UNSIGNED NOT NULL DEFAULT '0', \`at\` datetime(3) NOT NULL, INDEX \`IDX_0f1638705fd73e6c1ef030a17a\` (\`contactId\`), UNIQUE INDEX \`IDX_41ca10fccee42740ede7090d9e\` (\`sid\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`message\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`dedupKey\` varchar(80) NOT NULL, \`toNumber\` varchar(40) NOT NULL, \`template\` varchar(24) NOT NULL, \`language\` varchar(4) NOT NULL, \`body\` text NOT NULL, \`ticketId\` bigint UNSIGNED NULL, \`state\` varchar(24) NOT NULL, \`sid\` varchar(64) COLLATE "utf8mb4_bin" NULL, \`attempts\` int UNSIGNED NOT NULL DEFAULT '0', \`createdAt\` datetime(3) NOT NULL, \`nextActionAt\` datetime(3) NULL, \`error\` varchar(200) NULL, INDEX \`IDX_0b780eaa7d705c91500fc22bf8\` (\`ticketId\`), INDEX \`IDX_19deddc1b113fb7a59a9fe6293\` (\`sid\`), INDEX \`message_due\` (\`state\`, \`nextActionAt\`), UNIQUE INDEX \`IDX_8ed66681043a9a435f437406e1\` (\`dedupKey\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`customer\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`name\` varchar(80) NOT NULL, \`gender\` varchar(1) NOT NULL DEFAULT '', \`createdAt\` datetime(3) NOT NULL, PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`phone_number\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`number\` varchar(40) NOT NULL, \`customerId\` bigint UNSIGNED NOT NULL, \`doNotCall\` tinyint NOT NULL DEFAULT 0, INDEX \`IDX_dbd179e0072e15d025a4dae738\` (\`customerId\`), UNIQUE INDEX \`IDX_f0c704fd660b78b0ae19c601c6\` (\`number\`, \`customerId\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`site\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`customerId\` bigint UNSIGNED NULL, \`districtCode\` char(6) NOT NULL, \`address\` varchar(200) NULL, \`spokenAddress\` text NULL, \`lng\` double NULL, \`lat\` double NULL, \`precision\` varchar(24) NOT NULL, INDEX \`IDX_7597068f7be20d82105df08eeb\` (\`customerId\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`appliance\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`customerId\` bigint UNSIGNED NOT NULL, \`siteId\` bigint UNSIGNED NULL, \`category\` varchar(24) NOT NULL, \`brandId\` bigint UNSIGNED NULL, \`model\` varchar(40) NOT NULL DEFAULT '', \`serialNumber\` varchar(40) NULL, \`purchasedOn\` date NULL, \`warrantyUntil\` date NULL, INDEX \`IDX_529e124dce0f62cb560dcfd125\` (\`customerId\`), INDEX \`IDX_3245e2561d56ac273e8d0e9a33\` (\`serialNumber\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`obligation\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`dedupKey\` varchar(80) NOT NULL, \`kind\` varchar(24) NOT NULL, \`ticketId\` bigint UNSIGNED NULL, \`resolutionNo\` int UNSIGNED NULL, \`contactId\` bigint UNSIGNED NULL, \`number\` varchar(40) NOT NULL, \`language\` varchar(4) NOT NULL, \`regionId\` bigint UNSIGNED NULL, \`state\` varchar(24) NOT NULL, \`priority\` int UNSIGNED NOT NULL DEFAULT '0', \`openedAt\` datetime(3) NOT NULL, \`dueAt\` datetime(3) NOT NULL, \`nextActionAt\` datetime(3) NULL, \`attempts\` int UNSIGNED NOT NULL DEFAULT '0', \`settlement\` varchar(24) NULL, \`settledAt\` datetime(3) NULL, \`settledBy\` bigint UNSIGNED NULL, \`note\` text NULL, INDEX \`IDX_b66677f93cf4fc6b358aaf0759\` (\`ticketId\`), INDEX \`IDX_f12e5935d03e38e8df331975b2\` (\`number\`), INDEX \`obligation_open\` (\`state\`, \`kind\`, \`dueAt\`), INDEX \`obligation_due\` (\`state\`, \`nextActionAt\`), UNIQUE INDEX \`IDX_9682a0df7c27f79cbf982559bf\` (\`dedupKey\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`attempt\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`number\` varchar(40) NOT NULL, \`liveNumber\` varchar(40) NULL, \`contactId\` bigint UNSIGNED NOT NULL, \`state\` varchar(24) NOT NULL, \`callSid\` varchar(64) COLLATE "utf8mb4_bin" NULL, \`grantedAt\` datetime(3) NOT NULL, \`endedAt\` datetime(3) NULL, \`outcome\` varchar(24) NULL, \`checkAt\` datetime(3) NULL, INDEX \`IDX_28b9a6d292fa861470c1f0c35e\` (\`contactId\`), INDEX \`IDX_d446d02400d843f7c64cd806e1\` (\`callSid\`), INDEX \`attempt_unsettled\` (\`state\`, \`checkAt\`), UNIQUE INDEX \`IDX_50db512ad68714924d09a5afc8\` (\`liveNumber\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`attempt_obligation\` (\`attemptId\` bigint UNSIGNED NOT NULL, \`obligationId\` bigint UNSIGNED NOT NULL, INDEX \`IDX_c4e407722616b556d17b9f18a6\` (\`obligationId\`), PRIMARY KEY (\`attemptId\`, \`obligationId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`survey_answer\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`obligationId\` bigint UNSIGNED NOT NULL, \`ticketId\` bigint UNSIGNED NULL, \`question\` varchar(24) NOT NULL, \`value\` int UNSIGNED NULL, \`recordingUrl\` varchar(300) NULL, \`at\` datetime(3) NOT NULL, INDEX \`IDX_765fd96426980bc7a9ac0bb109\` (\`ticketId\`), UNIQUE INDEX \`IDX_310a788facbfeffe264b60750a\` (\`obligationId\`, \`question\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`event\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`type\` varchar(40) NOT NULL, \`at\` datetime(3) NOT NULL, \`ticketId\` bigint UNSIGNED NULL, \`ticketVersion\` int UNSIGNED NULL, \`contactId\` bigint UNSIGNED NULL, \`actorKind\` varchar(24) NOT NULL, \`actorId\` bigint UNSIGNED NULL, \`rule\` varchar(8) NULL, \`cause\` varchar(80) NULL, \`rooms\` json NOT NULL, \`data\` json NOT NULL, INDEX \`IDX_bc8d58266e53974461fbf747b3\` (\`contactId\`), INDEX \`event_ticket\` (\`ticketId\`, \`id\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`outbox\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`eventId\` bigint UNSIGNED NOT NULL, PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`room_event\` (\`room\` varchar(40) NOT NULL, \`seq\` bigint UNSIGNED NOT NULL, \`eventId\` bigint UNSIGNED NOT NULL, \`position\` bigint UNSIGNED NOT NULL, INDEX \`IDX_e6fd693a2b3c65004dbad4f105\` (\`position\`), PRIMARY KEY (\`room\`, \`seq\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`room_head\` (\`room\` varchar(40) NOT NULL, \`seq\` bigint UNSIGNED NOT NULL DEFAULT '0', PRIMARY KEY (\`room\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`lease\` (\`name\` varchar(40) NOT NULL, \`holder\` varchar(80) NOT NULL, \`token\` bigint UNSIGNED NOT NULL DEFAULT '0', \`expiresAt\` datetime(3) NOT NULL, PRIMARY KEY (\`name\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`dial_slot\` (\`name\` varchar(40) NOT NULL, \`nextAt\` bigint UNSIGNED NOT NULL, PRIMARY KEY (\`name\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`setting\` (\`name\` varchar(40) NOT NULL, \`value\` json NOT NULL, PRIMARY KEY (\`name\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`idempotency\` (\`personId\` bigint UNSIGNED NOT NULL, \`key\` varchar(80) NOT NULL, \`route\` varchar(200) NOT NULL, \`status\` int UNSIGNED NOT NULL DEFAULT '0', \`body\` json NOT NULL, \`at\` datetime(3) NOT NULL, PRIMARY KEY (\`personId\`, \`key\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`outlet\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`code\` varchar(32) NOT NULL, \`name\` varchar(80) NOT NULL, \`type\` varchar(24) NOT NULL, \`standing\` varchar(24) NOT NULL DEFAULT 'good', \`regionId\` bigint UNSIGNED NOT NULL, \`storeId\` bigint UNSIGNED NULL, \`brandId\` bigint UNSIGNED NULL, \`districtCode\` char(6) NOT NULL, \`lng\` double NULL, \`lat\` double NULL, \`phone\` varchar(40) NOT NULL, \`dailyCapacity\` int UNSIGNED NOT NULL DEFAULT '0', \`openedAt\` datetime(3) NOT NULL, INDEX \`IDX_2343ad6a8ca939c5717b6b03ef\` (\`regionId\`), UNIQUE INDEX \`IDX_061e6f9177168af3157ee980a1\` (\`code\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`technician\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`outletId\` bigint UNSIGNED NOT NULL, \`personId\` bigint UNSIGNED NULL, \`code\` varchar(32) NOT NULL, \`name\` varchar(80) NOT NULL, \`phone\` varchar(40) NOT NULL, \`skills\` varchar(200) NOT NULL, \`active\` tinyint NOT NULL DEFAULT 1, INDEX \`IDX_4fdaffaeb900686a9234d876b6\` (\`outletId\`), UNIQUE INDEX \`IDX_41af73dd8dac6e9ee51957f491\` (\`code\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`coverage\` (\`districtCode\` char(6) NOT NULL, \`category\` varchar(24) NOT NULL, \`kind\` varchar(24) NOT NULL, \`outletId\` bigint UNSIGNED NOT NULL, INDEX \`IDX_79767f84abe2c347f2008bf367\` (\`outletId\`), PRIMARY KEY (\`districtCode\`, \`category\`, \`kind\`, \`outletId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`brand\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`code\` varchar(32) NOT NULL, \`name\` varchar(80) NOT NULL, \`nameEn\` varchar(80) NOT NULL, \`manufacturer\` varchar(80) NOT NULL, UNIQUE INDEX \`IDX_40218d8d4bbf8e38d458869a1c\` (\`code\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`supply_contract\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`brandId\` bigint UNSIGNED NOT NULL, \`number\` varchar(40) NOT NULL, \`validFrom\` date NOT NULL, \`validTo\` date NOT NULL, \`manufacturerFirst\` tinyint NOT NULL DEFAULT 0, INDEX \`IDX_e1cc7f40dc18bf2c475adcf9c7\` (\`brandId\`), UNIQUE INDEX \`IDX_76c2227cea7547658e9aab0f69\` (\`number\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`contract_clause\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`contractId\` bigint UNSIGNED NOT NULL, \`number\` varchar(16) NOT NULL, \`title\` varchar(120) NOT NULL, \`text\` text NULL, UNIQUE INDEX \`IDX_c6183a8e01ce5c7e4628ea68ee\` (\`contractId\`, \`number\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`brand_authorisation\` (\`outletId\` bigint UNSIGNED NOT NULL, \`brandId\` bigint UNSIGNED NOT NULL, \`validFrom\` date NOT NULL, \`validTo\` date NULL, INDEX \`IDX_cb1f62a550672deb768f03735b\` (\`brandId\`), PRIMARY KEY (\`outletId\`, \`brandId\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`capacity_day\` (\`outletId\` bigint UNSIGNED NOT NULL, \`day\` date NOT NULL, \`capacity\` int UNSIGNED NOT NULL DEFAULT '0', \`booked\` int UNSIGNED NOT NULL DEFAULT '0', PRIMARY KEY (\`outletId\`, \`day\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`unit\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`kind\` varchar(24) NOT NULL, \`code\` varchar(32) NOT NULL, \`name\` varchar(80) NOT NULL, \`nameEn\` varchar(80) NOT NULL, \`parentId\` bigint UNSIGNED NULL, \`marketTier\` int UNSIGNED NULL, \`districtCode\` char(6) NULL, \`lng\` double NULL, \`lat\` double NULL, INDEX \`IDX_5dd750900308d1d70a3848b92c\` (\`parentId\`), UNIQUE INDEX \`IDX_dfb75cdb2a790fb84327e1d1b1\` (\`code\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`person\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`username\` varchar(64) NOT NULL, \`name\` varchar(80) NOT NULL, \`passwordHash\` varchar(200) NOT NULL, \`active\` tinyint NOT NULL DEFAULT 1, \`language\` varchar(8) NOT NULL DEFAULT 'zh', UNIQUE INDEX \`IDX_e4475bde6806df5ab6999b47e5\` (\`username\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`assignment\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`personId\` bigint UNSIGNED NOT NULL, \`role\` varchar(24) NOT NULL, \`unitId\` bigint UNSIGNED NULL, \`outletId\` bigint UNSIGNED NULL, \`categories\` varchar(200) NOT NULL DEFAULT '', \`validFrom\` date NOT NULL, \`validTo\` date NULL, INDEX \`IDX_1f461a142794a1e7219adcd143\` (\`personId\`), INDEX \`IDX_fed3575ea6a681f296b9eb9723\` (\`unitId\`), INDEX \`IDX_f1b8c482049308ec3ab92ecd35\` (\`outletId\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`session\` (\`tokenHash\` char(64) NOT NULL, \`personId\` bigint UNSIGNED NOT NULL, \`createdAt\` datetime(3) NOT NULL, \`expiresAt\` datetime(3) NOT NULL, INDEX \`IDX_b8e1fcf37e349295272a5ebbd5\` (\`personId\`), INDEX \`IDX_5d97cf9773002b16861b4bb8ae\` (\`expiresAt\`), PRIMARY KEY (\`tokenHash\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`login_failure\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`username\` varchar(64) NOT NULL, \`at\` datetime(3) NOT NULL, INDEX \`login_failure_account\` (\`username\`, \`at\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`district\` (\`code\` char(6) NOT NULL, \`name\` varchar(40) NOT NULL, \`parentCode\` char(6) NULL, \`lng\` double NULL, \`lat\` double NULL, \`regionId\` bigint UNSIGNED NULL, \`storeId\` bigint UNSIGNED NULL, INDEX \`IDX_04a4a8eefaed72b196b597d978\` (\`parentCode\`), PRIMARY KEY (\`code\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`category\` (\`code\` varchar(24) NOT NULL, \`name\` varchar(40) NOT NULL, \`nameEn\` varchar(40) NOT NULL, \`spoken\` varchar(300) NOT NULL DEFAULT '', \`position\` int UNSIGNED NOT NULL DEFAULT '0', PRIMARY KEY (\`code\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`policy_version\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`policy\` json NOT NULL, \`createdAt\` datetime(3) NOT NULL, \`createdBy\` bigint UNSIGNED NULL, \`why\` text NULL, PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`ticket\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`number\` varchar(12) NOT NULL, \`version\` int UNSIGNED NOT NULL DEFAULT '1', \`kind\` varchar(24) NOT NULL, \`priority\` varchar(24) NOT NULL, \`state\` varchar(24) NOT NULL, \`stateSince\` datetime(3) NOT NULL, \`source\` varchar(24) NOT NULL, \`language\` varchar(4) NOT NULL DEFAULT 'zh', \`customerId\` bigint UNSIGNED NULL, \`contactNumber\` varchar(40) NOT NULL DEFAULT '', \`siteId\` bigint UNSIGNED NULL, \`applianceId\` bigint UNSIGNED NULL, \`category\` varchar(24) NULL, \`brandId\` bigint UNSIGNED NULL, \`districtCode\` char(6) NULL, \`regionId\` bigint UNSIGNED NULL, \`storeId\` bigint UNSIGNED NULL, \`outletId\` bigint UNSIGNED NULL, \`technicianId\` bigint UNSIGNED NULL, \`description\` text NULL, \`wishDay\` date NULL, \`plannedDay\` date NULL, \`chaseCount\` int UNSIGNED NOT NULL DEFAULT '0', \`moves\` int UNSIGNED NOT NULL DEFAULT '0', \`resolutionNo\` int UNSIGNED NOT NULL DEFAULT '0', \`reopenCount\` int UNSIGNED NOT NULL DEFAULT '0', \`manualReason\` varchar(24) NULL, \`openedAt\` datetime(3) NOT NULL, \`doneAt\` datetime(3) NULL, \`closedAt\` datetime(3) NULL, \`firstContactDueAt\` datetime(3) NULL, \`arrivalDueAt\` datetime(3) NULL, \`completionDueAt\` datetime(3) NULL, \`firstContactAt\` datetime(3) NULL, \`arrivedAt\` datetime(3) NULL, \`nextActionAt\` datetime(3) NULL, INDEX \`IDX_8932781487db15d1393b206482\` (\`customerId\`), INDEX \`ticket_phone\` (\`contactNumber\`, \`openedAt\`), INDEX \`ticket_opened\` (\`openedAt\`), INDEX \`ticket_outlet\` (\`outletId\`, \`state\`, \`openedAt\`), INDEX \`ticket_store\` (\`storeId\`, \`state\`, \`openedAt\`), INDEX \`ticket_region\` (\`regionId\`, \`state\`, \`openedAt\`), INDEX \`ticket_board\` (\`state\`, \`stateSince\`), INDEX \`ticket_due\` (\`nextActionAt\`, \`state\`), UNIQUE INDEX \`IDX_a8d5171cdff59b4d6fc2c6d092\` (\`number\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`visit\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`ticketId\` bigint UNSIGNED NOT NULL, \`number\` int UNSIGNED NOT NULL DEFAULT '0', \`outletId\` bigint UNSIGNED NOT NULL, \`technicianId\` bigint UNSIGNED NULL, \`outcome\` varchar(24) NOT NULL, \`appointmentAt\` datetime(3) NULL, \`createdAt\` datetime(3) NOT NULL, \`endedAt\` datetime(3) NULL, \`summary\` text NULL, \`chargeFen\` bigint NOT NULL DEFAULT '0', INDEX \`IDX_1cf03ee56fe3aa8c9bb5635546\` (\`outletId\`), UNIQUE INDEX \`IDX_fb99da3cdb41fdb37a3e747c53\` (\`ticketId\`, \`number\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`service_action\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`visitId\` bigint UNSIGNED NOT NULL, \`ticketId\` bigint UNSIGNED NOT NULL, \`action\` varchar(24) NOT NULL, \`at\` datetime(3) NOT NULL, \`personId\` bigint UNSIGNED NULL, \`evidence\` text NULL, INDEX \`IDX_6a3198b7bce8f1255a76f14319\` (\`ticketId\`), UNIQUE INDEX \`IDX_33ae40327b8fd58240d485b7e9\` (\`visitId\`, \`action\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`offer\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`ticketId\` bigint UNSIGNED NOT NULL, \`outletId\` bigint UNSIGNED NOT NULL, \`state\` varchar(24) NOT NULL, \`openMark\` tinyint NULL, \`day\` date NOT NULL, \`offeredAt\` datetime(3) NOT NULL, \`expiresAt\` datetime(3) NOT NULL, \`answeredAt\` datetime(3) NULL, \`declineReason\` varchar(24) NULL, \`note\` text NULL, \`assignedBy\` bigint UNSIGNED NULL, INDEX \`IDX_e79c4cd0781f31ee6f0880aedf\` (\`ticketId\`), INDEX \`IDX_740b1a5b3d6cda8eee1a66116a\` (\`outletId\`), INDEX \`offer_expiry\` (\`state\`, \`expiresAt\`), UNIQUE INDEX \`offer_one_open\` (\`ticketId\`, \`openMark\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
    await queryRunner.query(
      `CREATE TABLE \`routing_decision\` (\`id\` bigint UNSIGNED NOT NULL AUTO_INCREMENT, \`ticketId\` bigint UNSIGNED NOT NULL, \`at\` datetime(3) NOT NULL, \`policyVersionId\` bigint UNSIGNED NOT NULL, \`outletId\` bigint UNSIGNED NULL, \`verdict\` json NOT NULL, INDEX \`IDX_c5e18d4ba43212e1752e8e1cb6\` (\`ticketId\`), PRIMARY KEY (\`id\`)) ENGINE=InnoDB`,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX \`IDX_c5e18d4ba43212e1752e8e1cb6\` ON \`routing_decision\``);
    await queryRunner.query(`DROP TABLE \`routing_decision\``);
    await queryRunner.query(`DROP INDEX \`offer_one_open\` ON \`offer\``);
    await queryRunner.query(`DROP INDEX \`offer_expiry\` ON \`offer\``);
    await queryRunner.query(`DROP INDEX \`IDX_740b1a5b3d6cda8eee1a66116a\` ON \`offer\``);
    await queryRunner.query(`DROP INDEX \`IDX_e79c4cd0781f31ee6f0880aedf\` ON \`offer\``);
    await queryRunner.query(`DROP TABLE \`offer\``);
    await queryRunner.query(`DROP INDEX \`IDX_33ae40327b8fd58240d485b7e9\` ON \`service_action\``);
    await queryRunner.query(`DROP INDEX \`IDX_6a3198b7bce8f1255a76f14319\` ON \`service_action\``);
    await queryRunner.query(`DROP TABLE \`service_action\``);
    await queryRunner.query(`DROP INDEX \`IDX_fb99da3cdb41fdb37a3e747c53\` ON \`visit\``);
    await queryRunner.query(`DROP INDEX \`IDX_1cf03ee56fe3aa8c9bb5635546\` ON \`visit\``);
    await queryRunner.query(`DROP TABLE \`visit\``);
    await queryRunner.query(`DROP INDEX \`IDX_a8d5171cdff59b4d6fc2c6d092\` ON \`ticket\``);
    await queryRunner.query(`DROP INDEX \`ticket_due\` ON \`ticket\``);
    await queryRunner.query(`DROP INDEX \`ticket_board\` ON \`ticket\``);
    await queryRunner.query(`DROP INDEX \`ticket_region\` ON \`ticket\``);
    await queryRunner.query(`DROP INDEX \`ticket_store\` ON \`ticket\``);
    await queryRunner.query(`DROP INDEX \`ticket_outlet\` ON \`ticket\``);
    await queryRunner.query(`DROP INDEX \`ticket_opened\` ON \`ticket\``);
    await queryRunner.query(`DROP INDEX \`ticket_phone\` ON \`ticket\``);
    await queryRunner.query(`DROP INDEX \`IDX_8932781487db15d1393b206482\` ON \`ticket\``);
    await queryRunner.query(`DROP TABLE \`ticket\``);
    await queryRunner.query(`DROP TABLE \`policy_version\``);
    await queryRunner.query(`DROP TABLE \`category\``);
    await queryRunner.query(`DROP INDEX \`IDX_04a4a8eefaed72b196b597d978\` ON \`district\``);
    await queryRunner.query(`DROP TABLE \`district\``);
    await queryRunner.query(`DROP INDEX \`login_failure_account\` ON \`login_failure\``);
    await queryRunner.query(`DROP TABLE \`login_failure\``);
    await queryRunner.query(`DROP INDEX \`IDX_5d97cf9773002b16861b4bb8ae\` ON \`session\``);
    await queryRunner.query(`DROP INDEX \`IDX_b8e1fcf37e349295272a5ebbd5\` ON \`session\``);
    await queryRunner.query(`DROP TABLE \`session\``);
    await queryRunner.query(`DROP INDEX \`IDX_f1b8c482049308ec3ab92ecd35\` ON \`assignment\``);
    await queryRunner.query(`DROP INDEX \`IDX_fed3575ea6a681f296b9eb9723\` ON \`assignment\``);
    await queryRunner.query(`DROP INDEX \`IDX_1f461a142794a1e7219adcd143\` ON \`assignment\``);
    await queryRunner.query(`DROP TABLE \`assignment\``);
    await queryRunner.query(`DROP INDEX \`IDX_e4475bde6806df5ab6999b47e5\` ON \`person\``);
    await queryRunner.query(`DROP TABLE \`person\``);
    await queryRunner.query(`DROP INDEX \`IDX_dfb75cdb2a790fb84327e1d1b1\` ON \`unit\``);
    await queryRunner.query(`DROP INDEX \`IDX_5dd750900308d1d70a3848b92c\` ON \`unit\``);
    await queryRunner.query(`DROP TABLE \`unit\``);
    await queryRunner.query(`DROP TABLE \`capacity_day\``);
    await queryRunner.query(`DROP INDEX \`IDX_cb1f62a550672deb768f03735b\` ON \`brand_authorisation\``);
    await queryRunner.query(`DROP TABLE \`brand_authorisation\``);
    await queryRunner.query(`DROP INDEX \`IDX_c6183a8e01ce5c7e4628ea68ee\` ON \`contract_clause\``);
    await queryRunner.query(`DROP TABLE \`contract_clause\``);
    await queryRunner.query(`DROP INDEX \`IDX_76c2227cea7547658e9aab0f69\` ON \`supply_contract\``);
    await queryRunner.query(`DROP INDEX \`IDX_e1cc7f40dc18bf2c475adcf9c7\` ON \`supply_contract\``);
    await queryRunner.query(`DROP TABLE \`supply_contract\``);
    await queryRunner.query(`DROP INDEX \`IDX_40218d8d4bbf8e38d458869a1c\` ON \`brand\``);
    await queryRunner.query(`DROP TABLE \`brand\``);
    await queryRunner.query(`DROP INDEX \`IDX_79767f84abe2c347f2008bf367\` ON \`coverage\``);
    await queryRunner.query(`DROP TABLE \`coverage\``);
    await queryRunner.query(`DROP INDEX \`IDX_41af73dd8dac6e9ee51957f491\` ON \`technician\``);
    await queryRunner.query(`DROP INDEX \`IDX_4fdaffaeb900686a9234d876b6\` ON \`technician\``);
    await queryRunner.query(`DROP TABLE \`technician\``);
    await queryRunner.query(`DROP INDEX \`IDX_061e6f9177168af3157ee980a1\` ON \`outlet\``);
    await queryRunner.query(`DROP INDEX \`IDX_2343ad6a8ca939c5717b6b03ef\` ON \`outlet\``);
    await queryRunner.query(`DROP TABLE \`outlet\``);
    await queryRunner.query(`DROP TABLE \`idempotency\``);
    await queryRunner.query(`DROP TABLE \`setting\``);
    await queryRunner.query(`DROP TABLE \`dial_slot\``);
    await queryRunner.query(`DROP TABLE \`lease\``);
    await queryRunner.query(`DROP TABLE \`room_head\``);
    await queryRunner.query(`DROP INDEX \`IDX_e6fd693a2b3c65004dbad4f105\` ON \`room_event\``);
    await queryRunner.query(`DROP TABLE \`room_event\``);
    await queryRunner.query(`DROP TABLE \`outbox\``);
    await queryRunner.query(`DROP INDEX \`event_ticket\` ON \`event\``);
    await queryRunner.query(`DROP INDEX \`IDX_bc8d58266e53974461fbf747b3\` ON \`event\``);
    await queryRunner.query(`DROP TABLE \`event\``);
    await queryRunner.query(`DROP INDEX \`IDX_310a788facbfeffe264b60750a\` ON \`survey_answer\``);
    await queryRunner.query(`DROP INDEX \`IDX_765fd96426980bc7a9ac0bb109\` ON \`survey_answer\``);
    await queryRunner.query(`DROP TABLE \`survey_answer\``);
    await queryRunner.query(`DROP INDEX \`IDX_c4e407722616b556d17b9f18a6\` ON \`attempt_obligation\``);
    await queryRunner.query(`DROP TABLE \`attempt_obligation\``);
    await queryRunner.query(`DROP INDEX \`IDX_50db512ad68714924d09a5afc8\` ON \`attempt\``);
    await queryRunner.query(`DROP INDEX \`attempt_unsettled\` ON \`attempt\``);
    await queryRunner.query(`DROP INDEX \`IDX_d446d02400d843f7c64cd806e1\` ON \`attempt\``);
    await queryRunner.query(`DROP INDEX \`IDX_28b9a6d292fa861470c1f0c35e\` ON \`attempt\``);
    await queryRunner.query(`DROP TABLE \`attempt\``);
    await queryRunner.query(`DROP INDEX \`IDX_9682a0df7c27f79cbf982559bf\` ON \`obligation\``);
    await queryRunner.query(`DROP INDEX \`obligation_due\` ON \`obligation\``);
    await queryRunner.query(`DROP INDEX \`obligation_open\` ON \`obligation\``);
    await queryRunner.query(`DROP INDEX \`IDX_f12e5935d03e38e8df331975b2\` ON \`obligation\``);
    await queryRunner.query(`DROP INDEX \`IDX_b66677f93cf4fc6b358aaf0759\` ON \`obligation\``);
    await queryRunner.query(`DROP TABLE \`obligation\``);
    await queryRunner.query(`DROP INDEX \`IDX_3245e2561d56ac273e8d0e9a33\` ON \`appliance\``);
    await queryRunner.query(`DROP INDEX \`IDX_529e124dce0f62cb560dcfd125\` ON \`appliance\``);
    await queryRunner.query(`DROP TABLE \`appliance\``);
    await queryRunner.query(`DROP INDEX \`IDX_7597068f7be20d82105df08eeb\` ON \`site\``);
    await queryRunner.query(`DROP TABLE \`site\``);
    await queryRunner.query(`DROP INDEX \`IDX_f0c704fd660b78b0ae19c601c6\` ON \`phone_number\``);
    await queryRunner.query(`DROP INDEX \`IDX_dbd179e0072e15d025a4dae738\` ON \`phone_number\``);
    await queryRunner.query(`DROP TABLE \`phone_number\``);
    await queryRunner.query(`DROP TABLE \`customer\``);
    await queryRunner.query(`DROP INDEX \`IDX_8ed66681043a9a435f437406e1\` ON \`message\``);
    await queryRunner.query(`DROP INDEX \`message_due\` ON \`message\``);
    await queryRunner.query(`DROP INDEX \`IDX_19deddc1b113fb7a59a9fe6293\` ON \`message\``);
    await queryRunner.query(`DROP INDEX \`IDX_0b780eaa7d705c91500fc22bf8\` ON \`message\``);
    await queryRunner.query(`DROP TABLE \`message\``);
    await queryRunner.query(`DROP INDEX \`IDX_41ca10fccee42740ede7090d9e\` ON \`recording\``);
    await queryRunner.query(`DROP INDEX \`IDX_0f1638705fd73e6c1ef030a17a\` ON \`recording\``);
    await queryRunner.query(`DROP TABLE \`recording\``);
    await queryRunner.query(`DROP INDEX \`IDX_3b3f9d818b6b15936c40659393\` ON \`contact_ticket\``);
    await queryRunner.query(`DROP TABLE \`contact_ticket\``);
    await queryRunner.query(`DROP TABLE \`call_step\``);
    await queryRunner.query(`DROP INDEX \`IDX_0838ad066afefd55a9c27068bc\` ON \`leg\``);
    await queryRunner.query(`DROP TABLE \`leg\``);
    await queryRunner.query(`DROP INDEX \`IDX_480d8e12b3a7ea6266cebe2143\` ON \`phone_call\``);
    await queryRunner.query(`DROP INDEX \`call_unsettled\` ON \`phone_call\``);
    await queryRunner.query(`DROP INDEX \`IDX_82241ff6260a3eb1076ccd7475\` ON \`phone_call\``);
    await queryRunner.query(`DROP TABLE \`phone_call\``);
    await queryRunner.query(`DROP INDEX \`contact_live\` ON \`contact\``);
    await queryRunner.query(`DROP INDEX \`IDX_97f4c3d6c73c6d8d66182e594f\` ON \`contact\``);
    await queryRunner.query(`DROP INDEX \`IDX_a54f4088bd2e596cc15c1f7aa3\` ON \`contact\``);
    await queryRunner.query(`DROP INDEX \`IDX_b8a37cb323223c57276171591f\` ON \`contact\``);
    await queryRunner.query(`DROP TABLE \`contact\``);
  }
}
