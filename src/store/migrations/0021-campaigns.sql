-- SPDX-License-Identifier: GPL-3.0-or-later
-- Campaigns: waves of alike cases that a lead decides as a group. A case belongs to one at most; who
-- was taken out stays on record and is not gathered again. What the lead says is planned in one
-- transaction and carried out case by case, so that a server that is killed in between goes on
-- where it was.

CREATE TABLE campaign (
  id TEXT PRIMARY KEY,
  display_id TEXT NOT NULL UNIQUE,
  case_type TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'deciding', 'retracting', 'decided', 'dismissed')),
  version BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);
CREATE INDEX campaign_state ON campaign (state, last_at);

CREATE TABLE campaign_member (
  case_id TEXT PRIMARY KEY REFERENCES case_file (id),
  campaign TEXT NOT NULL REFERENCES campaign (id),
  kind TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  out_at BIGINT,
  out_by TEXT REFERENCES account (id),
  out_reason TEXT,
  review_at BIGINT,
  reviewed_at BIGINT
);
CREATE INDEX campaign_member_of ON campaign_member (campaign);

CREATE TABLE campaign_decision (
  id TEXT PRIMARY KEY,
  campaign TEXT NOT NULL REFERENCES campaign (id),
  n INTEGER NOT NULL,
  account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  effective_at BIGINT,
  state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'retracting', 'retracted')),
  seed TEXT NOT NULL,
  share DOUBLE PRECISION NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (campaign, n)
);

CREATE TABLE campaign_item (
  plan TEXT NOT NULL REFERENCES campaign_decision (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  work_item TEXT REFERENCES work_item (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('planned', 'drawn', 'excluded', 'decided',
    'retracted')),
  reason TEXT,
  decision TEXT REFERENCES decision (id),
  PRIMARY KEY (plan, case_id)
);
CREATE INDEX campaign_item_outcome ON campaign_item (plan, outcome);
CREATE INDEX campaign_item_case ON campaign_item (case_id);

CREATE TABLE campaign_note (
  campaign TEXT NOT NULL REFERENCES campaign (id),
  n INTEGER NOT NULL,
  account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL,
  text_en TEXT,
  text_zh_cn TEXT,
  PRIMARY KEY (campaign, n)
);

CREATE INDEX case_file_opened ON case_file (opened_at) WHERE history = 0;
