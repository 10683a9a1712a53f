-- SPDX-License-Identifier: GPL-3.0-or-later
-- The house's own lists: block, allow, watch. A value is in force once another person than who
-- proposed it has approved it; what was approved is bound by its hash. `applied` says whether cases
-- that were open when it came into force have been looked at for it.

CREATE TABLE house_entry (
  id TEXT PRIMARY KEY,
  display_id TEXT NOT NULL UNIQUE,
  list TEXT NOT NULL CHECK (list IN ('block', 'allow', 'watch')),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  value_hash TEXT NOT NULL,
  source TEXT,
  case_id TEXT REFERENCES case_file (id),
  reason TEXT NOT NULL,
  expires_at BIGINT,
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'live', 'rejected', 'withdrawn', 'expired',
    'removed')),
  version BIGINT NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES account (id),
  proposed_at BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  decided_reason TEXT,
  applied INTEGER NOT NULL DEFAULT 0 CHECK (applied IN (0, 1)),
  review_at BIGINT
);
CREATE INDEX house_entry_live ON house_entry (kind, value_hash) WHERE state = 'live';
CREATE INDEX house_entry_case ON house_entry (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE house_hit (
  entry TEXT NOT NULL REFERENCES house_entry (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (entry, case_id)
);
