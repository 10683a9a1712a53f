-- SPDX-License-Identifier: GPL-3.0-or-later
-- What comes back to a person: feedback rows, events for one person, and a case that is kept for
-- the one who had it first.

CREATE TABLE feedback (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL CHECK (kind IN ('overruled', 'returned')),
  work_item TEXT NOT NULL REFERENCES work_item (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  escalation TEXT REFERENCES escalation (id),
  recommendation TEXT CHECK (recommendation IN ('pass', 'block', 'undecided')),
  choice TEXT CHECK (choice IN ('pass', 'block', 'escalate')),
  guidance TEXT,
  by_account TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX feedback_account ON feedback (account, at);

CREATE TABLE feedback_read (
  feedback TEXT PRIMARY KEY REFERENCES feedback (id),
  at BIGINT NOT NULL
);

CREATE INDEX escalation_work_item ON escalation (work_item);

ALTER TABLE event ADD COLUMN account TEXT;

ALTER TABLE work_item ADD COLUMN reserved_for TEXT;
ALTER TABLE work_item ADD COLUMN reserved_until BIGINT;
CREATE INDEX work_item_reserved ON work_item (reserved_for) WHERE reserved_for IS NOT NULL;
