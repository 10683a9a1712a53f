-- SPDX-License-Identifier: GPL-3.0-or-later
-- Waiting: how a question to the customer ended and what was answered, and what ends a hold. The row
-- of a question is its outbox: it is out while `ended_at` is NULL and `wish` is 0. A wish is what a
-- look that measures would have asked; it never leaves the house.

ALTER TABLE information_request ADD COLUMN note TEXT;
ALTER TABLE information_request ADD COLUMN wish INTEGER NOT NULL DEFAULT 0 CHECK (wish IN (0, 1));
ALTER TABLE information_request ADD COLUMN ended_at BIGINT;
ALTER TABLE information_request ADD COLUMN outcome TEXT
  CHECK (outcome IN ('answered', 'unanswered'));
UPDATE information_request SET ended_at = answered_at, outcome = 'answered'
WHERE answered_at IS NOT NULL;
DROP INDEX information_request_open;
CREATE INDEX information_request_open ON information_request (due_at) WHERE ended_at IS NULL;

CREATE TABLE customer_answer (
  id TEXT PRIMARY KEY,
  request TEXT NOT NULL REFERENCES information_request (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  external_id TEXT NOT NULL,
  received TEXT NOT NULL CHECK (received IN ('in_time', 'late', 'again', 'closed')),
  rows_added BIGINT NOT NULL,
  answered_at BIGINT NOT NULL,
  at BIGINT NOT NULL,
  account TEXT NOT NULL,
  UNIQUE (request, external_id)
);

ALTER TABLE hold ADD COLUMN note TEXT;
ALTER TABLE hold ADD COLUMN wake_on TEXT;
ALTER TABLE hold ADD COLUMN woken TEXT CHECK (woken IN ('time', 'event', 'maximum', 'person'));
UPDATE hold SET woken = 'time' WHERE woken_at IS NOT NULL;
CREATE INDEX hold_of ON hold (work_item);

ALTER TABLE escalation ADD COLUMN due_at BIGINT;
UPDATE escalation SET due_at = at + 1800000000;

-- Who has been at a desk lately.
CREATE INDEX audit_desk ON audit (actor, at)
  WHERE action IN ('take_next', 'take', 'take_back', 'renew', 'decide');
