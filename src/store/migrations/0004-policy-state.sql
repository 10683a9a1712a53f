-- SPDX-License-Identifier: GPL-3.0-or-later
-- Policies: what became of each version, and by whom. A version's body never changes; its states
-- only append, numbered through all versions, so that the newest 'live' row is what is in force.
-- And what the server keeps to itself: the salt of the audit lot.

CREATE TABLE policy_state (
  seq BIGINT PRIMARY KEY,
  version TEXT NOT NULL REFERENCES policy (version),
  state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'live', 'superseded', 'withdrawn')),
  account TEXT NOT NULL,
  at BIGINT NOT NULL,
  reason TEXT,
  sha256 TEXT NOT NULL
);
CREATE INDEX policy_state_version ON policy_state (version, seq);

-- A store from before had one policy in force at a time: the one that was published last.
INSERT INTO policy_state (seq, version, state, account, at, sha256)
SELECT ROW_NUMBER() OVER (ORDER BY published_at, version), version,
  CASE WHEN ROW_NUMBER() OVER (ORDER BY published_at DESC, version DESC) = 1
    THEN 'live' ELSE 'superseded' END,
  'system', published_at, sha256
FROM policy;
INSERT INTO counter (name, value) SELECT 'policy_state', COUNT(*) FROM policy;

CREATE TABLE secret (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
