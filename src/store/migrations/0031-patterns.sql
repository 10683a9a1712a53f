-- SPDX-License-Identifier: GPL-3.0-or-later
-- Recurring errors of ROCA. What one says stands in its body; the same conditions are one pattern.
-- What happened to it only appends.

CREATE TABLE pattern (
  id TEXT PRIMARY KEY,
  display_id TEXT NOT NULL UNIQUE,
  case_type TEXT NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('FP', 'FN')),
  predicate TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('candidate', 'confirmed', 'working', 'repaired', 'closed',
    'dismissed')),
  version BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX pattern_type ON pattern (case_type, state);

CREATE TABLE pattern_step (
  pattern TEXT NOT NULL REFERENCES pattern (id),
  n INTEGER NOT NULL,
  act TEXT NOT NULL,
  state TEXT NOT NULL,
  account TEXT NOT NULL,
  at BIGINT NOT NULL,
  reason TEXT,
  PRIMARY KEY (pattern, n)
);

CREATE TABLE pattern_case (
  pattern TEXT NOT NULL REFERENCES pattern (id),
  n INTEGER NOT NULL,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  PRIMARY KEY (pattern, n)
);

-- What ROCA said first of each case, by the end of its evidence: what is measured.
CREATE INDEX assessment_measured ON assessment (as_of) WHERE n = 1;
