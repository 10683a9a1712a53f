-- SPDX-License-Identifier: GPL-3.0-or-later
-- Import: the rows of an import between reading and storing (empty when none runs), so that files
-- may come in any order and size; and the case types and features that came with data instead of
-- with the program.

CREATE TABLE import_case (
  key TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file INTEGER NOT NULL,
  line BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (key, sha256)
);

CREATE TABLE import_key (
  case_key TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (case_key, key, value)
);
CREATE INDEX import_key_value ON import_key (key, value);

CREATE TABLE import_row (
  n BIGINT PRIMARY KEY,
  spec INTEGER NOT NULL,
  file INTEGER NOT NULL,
  line BIGINT NOT NULL,
  body TEXT NOT NULL
);

CREATE TABLE import_link (
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (key, value, n)
);
CREATE INDEX import_link_n ON import_link (n);

CREATE TABLE case_type (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE feature_def (
  case_type TEXT NOT NULL,
  id TEXT NOT NULL,
  n INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (case_type, id)
);
