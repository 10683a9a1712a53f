-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cases that were over and are looked at once more: why, on what basis, and how it ended. And
-- suspicious-transaction referrals, which stand beside the case and not in it.

CREATE TABLE reopening (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  round INTEGER NOT NULL,
  work_item TEXT NOT NULL REFERENCES work_item (id),
  trigger_code TEXT NOT NULL CHECK (trigger_code IN ('appeal', 'new_evidence', 'qa', 'authority',
    'chargeback', 'list_removal')),
  basis TEXT NOT NULL CHECK (basis IN ('on_record', 'new_evidence')),
  reason TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  decision TEXT REFERENCES decision (id),
  choice TEXT,
  after_decision TEXT REFERENCES decision (id),
  outcome TEXT CHECK (outcome IN ('upheld', 'overturned')),
  decided_at BIGINT,
  UNIQUE (case_id, round)
);

CREATE TABLE referral (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  state TEXT NOT NULL CHECK (state IN ('drafted', 'sent', 'filed', 'declined')),
  version BIGINT NOT NULL,
  text TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  changed_by TEXT REFERENCES account (id),
  changed_at BIGINT,
  note TEXT
);
CREATE INDEX referral_case ON referral (case_id, at);
