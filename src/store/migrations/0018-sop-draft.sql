-- SPDX-License-Identifier: GPL-3.0-or-later
-- Clauses that people propose for a gap, each with the case that shows it. Taking one back is a row
-- of its own.

CREATE TABLE sop_draft (
  id TEXT PRIMARY KEY,
  case_type TEXT NOT NULL,
  version TEXT NOT NULL,
  feature TEXT NOT NULL,
  step INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('check', 'ask', 'hold', 'pass', 'block', 'escalate')),
  text_en TEXT,
  text_zh_cn TEXT,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  CHECK (text_en IS NOT NULL OR text_zh_cn IS NOT NULL)
);
CREATE INDEX sop_draft_gap ON sop_draft (case_type, feature, at);

CREATE TABLE sop_draft_withdrawal (
  draft TEXT PRIMARY KEY REFERENCES sop_draft (id),
  account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL
);
