-- SPDX-License-Identifier: GPL-3.0-or-later
-- Annotations from the moment of their decision on: one that says what an earlier one says is
-- refused. `sha256` is over what is left without case, punctuation, digits and evidence ids.

CREATE TABLE annotation (
  decision TEXT PRIMARY KEY REFERENCES decision (id),
  account TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  case_type TEXT NOT NULL,
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX annotation_same ON annotation (case_type, sha256);
CREATE INDEX annotation_own ON annotation (account, at);
