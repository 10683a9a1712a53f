-- SPDX-License-Identifier: GPL-3.0-or-later
-- What cases share, by a hash of it, and what people write beside cases and customers.
--
-- link_key is an index over evidence, made from it by one function: it can be thrown away and made
-- again, and `linked` says of which cases it holds the keys. A store from before gets them by and
-- by. `at` is the time of the first row that carries the key; 0: undated.

CREATE TABLE link_key (
  kind TEXT NOT NULL,
  value_hash TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  n INTEGER NOT NULL,
  at BIGINT NOT NULL,
  gateway INTEGER NOT NULL CHECK (gateway IN (0, 1)),
  PRIMARY KEY (kind, value_hash, case_id)
);
CREATE INDEX link_key_case ON link_key (case_id);

ALTER TABLE case_file ADD COLUMN linked INTEGER NOT NULL DEFAULT 0;
CREATE INDEX case_file_unlinked ON case_file (received_at) WHERE linked = 0;

CREATE TABLE note (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL CHECK (scope IN ('case', 'subject')),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  subject TEXT NOT NULL REFERENCES subject (id),
  account TEXT NOT NULL REFERENCES account (id),
  vendor TEXT,
  at BIGINT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX note_case ON note (case_id, at);
CREATE INDEX note_subject ON note (subject, at) WHERE scope = 'subject';
