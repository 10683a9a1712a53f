-- SPDX-License-Identifier: GPL-3.0-or-later
-- What teams that move over have today: a case of one's own that comes back later, acts on many cases
-- at once, and colleagues named in notes.

ALTER TABLE work_item ADD COLUMN snoozed_until BIGINT;
CREATE INDEX work_item_snoozed ON work_item (snoozed_until) WHERE snoozed_until IS NOT NULL;

CREATE TABLE snooze (
  id TEXT PRIMARY KEY,
  work_item TEXT NOT NULL REFERENCES work_item (id),
  account TEXT NOT NULL REFERENCES account (id),
  note TEXT,
  at BIGINT NOT NULL,
  until_at BIGINT NOT NULL
);
CREATE INDEX snooze_work_item ON snooze (work_item, at);

CREATE TABLE bulk (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('assign', 'close')),
  account TEXT NOT NULL REFERENCES account (id),
  to_account TEXT REFERENCES account (id),
  code TEXT,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  over_at BIGINT
);
CREATE INDEX bulk_at ON bulk (at);
CREATE INDEX bulk_running ON bulk (at) WHERE over_at IS NULL;

CREATE TABLE bulk_item (
  bulk TEXT NOT NULL REFERENCES bulk (id),
  n INTEGER NOT NULL,
  work_item TEXT NOT NULL REFERENCES work_item (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('planned', 'done', 'excluded')),
  exception TEXT,
  PRIMARY KEY (bulk, n)
);
CREATE INDEX bulk_item_outcome ON bulk_item (bulk, outcome);

CREATE TABLE mention (
  id TEXT PRIMARY KEY,
  note TEXT NOT NULL REFERENCES note (id),
  account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  UNIQUE (note, account)
);
CREATE INDEX mention_account ON mention (account, at);

CREATE TABLE mention_read (
  mention TEXT PRIMARY KEY REFERENCES mention (id),
  at BIGINT NOT NULL
);
