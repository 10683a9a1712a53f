-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cases in which reviewers cited a kind of evidence, of the newest request for a feature.

CREATE TABLE pattern_fact_case (
  pattern TEXT NOT NULL REFERENCES pattern (id),
  kind TEXT NOT NULL,
  n INTEGER NOT NULL,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  PRIMARY KEY (pattern, kind, n)
);
