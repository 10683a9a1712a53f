-- SPDX-License-Identifier: GPL-3.0-or-later
-- Searches for recurring errors that somebody asked for: at most one open per type; a server that is
-- killed takes it up again.

CREATE TABLE pattern_scan (
  id TEXT PRIMARY KEY,
  case_type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  asked_by TEXT NOT NULL REFERENCES account (id),
  asked_at BIGINT NOT NULL,
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  error TEXT,
  request TEXT NOT NULL,
  answer TEXT
);
CREATE UNIQUE INDEX pattern_scan_open ON pattern_scan (case_type)
  WHERE state IN ('waiting', 'running');
