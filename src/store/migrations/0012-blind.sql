-- SPDX-License-Identifier: GPL-3.0-or-later
-- Blind looks: how a work item was queued; what people called before ROCA's verdict was shown to
-- them, and when they asked for it. Both are rows of their own that nothing changes.

ALTER TABLE work_item ADD COLUMN blind TEXT CHECK (blind IN ('open', 'on_demand', 'hidden'));

CREATE TABLE first_call (
  work_item TEXT NOT NULL REFERENCES work_item (id),
  account TEXT NOT NULL REFERENCES account (id),
  choice TEXT NOT NULL CHECK (choice IN ('pass', 'block', 'undecided')),
  assessment TEXT REFERENCES assessment (id),
  at BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (work_item, account)
);

CREATE TABLE verdict_shown (
  work_item TEXT NOT NULL REFERENCES work_item (id),
  account TEXT NOT NULL REFERENCES account (id),
  choice TEXT CHECK (choice IN ('pass', 'block', 'escalate')),
  assessment TEXT REFERENCES assessment (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (work_item, account)
);
