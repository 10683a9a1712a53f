-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is there and who answers for what: shifts, absences, limits, cases that a lead gives to a
-- person, and handovers. What state a shift is in follows from its times.

CREATE TABLE shift (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  version BIGINT NOT NULL,
  zone TEXT,
  start_at BIGINT,
  end_at BIGINT,
  started_at BIGINT,
  ended_at BIGINT,
  cancelled_at BIGINT,
  case_types TEXT,
  by_account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  CHECK (start_at IS NULL OR end_at > start_at),
  CHECK (start_at IS NOT NULL OR started_at IS NOT NULL)
);
CREATE UNIQUE INDEX shift_on ON shift (account)
  WHERE started_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX shift_planned ON shift (account, start_at);
CREATE INDEX shift_ended ON shift (account, ended_at);

CREATE TABLE absence (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  by_account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  cancelled_at BIGINT,
  CHECK (until_at > from_at)
);
CREATE INDEX absence_account ON absence (account, until_at) WHERE cancelled_at IS NULL;

CREATE TABLE person_limit (
  account TEXT PRIMARY KEY REFERENCES account (id),
  at_most BIGINT NOT NULL,
  reason TEXT NOT NULL,
  by_account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  version BIGINT NOT NULL
);

-- A case that a lead gave to a person waits for them in its own band; one that came back does not.
ALTER TABLE work_item ADD COLUMN assigned INTEGER NOT NULL DEFAULT 0 CHECK (assigned IN (0, 1));

CREATE TABLE assignment (
  id TEXT PRIMARY KEY,
  work_item TEXT NOT NULL REFERENCES work_item (id),
  account TEXT NOT NULL REFERENCES account (id),
  by_account TEXT NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  until_at BIGINT NOT NULL
);
CREATE INDEX assignment_work_item ON assignment (work_item, at);

CREATE TABLE handover (
  id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  from_account TEXT NOT NULL REFERENCES account (id),
  team INTEGER NOT NULL CHECK (team IN (0, 1)),
  to_account TEXT REFERENCES account (id),
  at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  told_at BIGINT,
  settled_at BIGINT,
  withdrawn_at BIGINT
);
CREATE INDEX handover_open ON handover (due_at)
  WHERE settled_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX handover_at ON handover (at);

CREATE TABLE handover_item (
  handover TEXT NOT NULL REFERENCES handover (id),
  work_item TEXT NOT NULL REFERENCES work_item (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  kind TEXT NOT NULL CHECK (kind IN ('leased', 'kept', 'waiting_customer', 'on_hold',
    'escalated')),
  owner TEXT NOT NULL REFERENCES account (id),
  step TEXT,
  note TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'decided', 'taken', 'moved',
    'withdrawn')),
  by_account TEXT REFERENCES account (id),
  at BIGINT,
  PRIMARY KEY (handover, work_item)
);
CREATE INDEX handover_item_open ON handover_item (work_item) WHERE state = 'open';

-- Who answers for a case that waits, since another than who made it wait accepted it.
CREATE TABLE work_owner (
  work_item TEXT PRIMARY KEY REFERENCES work_item (id),
  account TEXT NOT NULL REFERENCES account (id),
  handover TEXT NOT NULL REFERENCES handover (id),
  at BIGINT NOT NULL
);

CREATE INDEX information_request_account ON information_request (account) WHERE ended_at IS NULL;
CREATE INDEX hold_account ON hold (account) WHERE woken_at IS NULL;
