-- Perto's database for MySQL 8.4 and MariaDB 10.11, as the migrations make it.
-- The server makes its tables by itself when it starts: this file is for reading, and for making an
-- empty database by hand. Its source is db/src/migrations; a test holds the two together.

CREATE TABLE IF NOT EXISTS `building` (
  `id` varchar(50) NOT NULL,
  `name` varchar(100) NULL,
  `latitude` decimal(10,7) NULL,
  `longitude` decimal(10,7) NULL,
  `radious` double NULL,
  `retired_at` datetime(3) NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `user` (
  `id` varchar(50) NOT NULL,
  `name` varchar(250) NULL,
  `online` boolean NOT NULL DEFAULT 0,
  `latitude` decimal(10,7) NULL,
  `longitude` decimal(10,7) NULL,
  `positioned_at` datetime(3) NULL,
  `b_id` varchar(50) NULL,
  `radious` double NOT NULL DEFAULT 50,
  `counter` int NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_user_building` FOREIGN KEY (`b_id`) REFERENCES `building` (`id`),
  KEY `ix_user_building` (`b_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `bot` (
  `id` varchar(50) NOT NULL,
  `b_id` varchar(50) NOT NULL,
  `online` boolean NOT NULL DEFAULT 0,
  `authorized` boolean NOT NULL,
  `pass` varchar(100) NOT NULL,
  `registered_at` datetime(3) NULL,
  `decided_at` datetime(3) NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_bot_building` FOREIGN KEY (`b_id`) REFERENCES `building` (`id`),
  KEY `ix_bot_building` (`b_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `log` (
  `id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `message` varchar(250) NOT NULL,
  `u_id` varchar(50) NULL,
  `b_id` varchar(50) NULL,
  `bot_id` varchar(50) NULL,
  `timestamp` datetime(3) NOT NULL,
  CONSTRAINT `fk_log_user` FOREIGN KEY (`u_id`) REFERENCES `user` (`id`),
  CONSTRAINT `fk_log_building` FOREIGN KEY (`b_id`) REFERENCES `building` (`id`),
  CONSTRAINT `fk_log_bot` FOREIGN KEY (`bot_id`) REFERENCES `bot` (`id`),
  KEY `ix_log_user_time` (`u_id`, `timestamp`),
  KEY `ix_log_building_time` (`b_id`, `timestamp`),
  KEY `ix_log_bot_time` (`bot_id`, `timestamp`),
  KEY `ix_log_time` (`timestamp`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `sign_in` (
  `digest` varchar(64) NOT NULL,
  `user_id` varchar(50) NOT NULL,
  `created_at` datetime(3) NOT NULL,
  `expires_at` datetime(3) NOT NULL,
  PRIMARY KEY (`digest`),
  CONSTRAINT `fk_sign_in_user` FOREIGN KEY (`user_id`) REFERENCES `user` (`id`),
  KEY `ix_sign_in_user` (`user_id`),
  KEY `ix_sign_in_expiry` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `bot_sign_in` (
  `digest` varchar(64) NOT NULL,
  `bot_id` varchar(50) NOT NULL,
  `created_at` datetime(3) NOT NULL,
  `expires_at` datetime(3) NOT NULL,
  PRIMARY KEY (`digest`),
  CONSTRAINT `fk_bot_sign_in_bot` FOREIGN KEY (`bot_id`) REFERENCES `bot` (`id`) ON DELETE CASCADE,
  KEY `ix_bot_sign_in_bot` (`bot_id`),
  KEY `ix_bot_sign_in_expiry` (`expires_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `message` (
  `id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `kind` varchar(20) NOT NULL,
  `sender_kind` varchar(10) NOT NULL,
  `sender_id` varchar(50) NOT NULL,
  `text` varchar(2000) NOT NULL,
  `sent_at` datetime(3) NOT NULL,
  `idempotency_key` varchar(100) NULL,
  `b_id` varchar(50) NULL,
  `recipient_count` int NOT NULL DEFAULT 0,
  KEY `ix_message_sender` (`sender_kind`, `sender_id`, `id`),
  KEY `ix_message_time` (`sent_at`),
  UNIQUE KEY `ux_message_key` (`sender_kind`, `sender_id`, `idempotency_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `message_recipient` (
  `message_id` bigint NOT NULL,
  `recipient_kind` varchar(10) NOT NULL,
  `recipient_id` varchar(50) NOT NULL,
  `sender_kind` varchar(10) NOT NULL,
  `sender_id` varchar(50) NOT NULL,
  `sent_at` datetime(3) NOT NULL,
  `sequence` bigint NOT NULL DEFAULT 0,
  `delivered_at` datetime(3) NULL,
  `seen_at` datetime(3) NULL,
  PRIMARY KEY (`message_id`, `recipient_kind`, `recipient_id`),
  CONSTRAINT `fk_recipient_message` FOREIGN KEY (`message_id`) REFERENCES `message` (`id`) ON DELETE CASCADE,
  KEY `ix_recipient_messages` (`recipient_kind`, `recipient_id`, `message_id`),
  KEY `ix_recipient_conversation` (`recipient_id`, `sender_id`, `message_id`),
  KEY `ix_recipient_sender` (`recipient_kind`, `recipient_id`, `sender_kind`, `sender_id`, `sent_at`),
  UNIQUE KEY `ux_recipient_sequence` (`recipient_kind`, `recipient_id`, `sequence`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `mailbox` (
  `recipient_kind` varchar(10) NOT NULL,
  `recipient_id` varchar(50) NOT NULL,
  `sequence` bigint NOT NULL,
  PRIMARY KEY (`recipient_kind`, `recipient_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `outbox` (
  `message_id` bigint NOT NULL,
  `attempts` int NOT NULL DEFAULT 0,
  `due_at` datetime(3) NOT NULL,
  `set_aside_at` datetime(3) NULL,
  `fault` varchar(250) NULL,
  PRIMARY KEY (`message_id`),
  CONSTRAINT `fk_outbox_message` FOREIGN KEY (`message_id`) REFERENCES `message` (`id`) ON DELETE CASCADE,
  KEY `ix_outbox_due` (`set_aside_at`, `due_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `admin_action` (
  `id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `admin_id` varchar(50) NOT NULL,
  `action` varchar(50) NOT NULL,
  `target` varchar(100) NOT NULL,
  `detail` varchar(500) NOT NULL,
  `at` datetime(3) NOT NULL,
  KEY `ix_admin_action_time` (`at`),
  KEY `ix_admin_action_admin` (`admin_id`, `id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS `installation` (
  `id` varchar(36) NOT NULL,
  `held_by` varchar(36) NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
