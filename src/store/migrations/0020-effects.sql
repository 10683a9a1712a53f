-- SPDX-License-Identifier: GPL-3.0-or-later
-- How far each command to another system has come: when it is sent next, what came back, who
-- confirmed it by hand. An effect without a time to be sent waits for others of its decision.

ALTER TABLE effect ADD COLUMN case_id TEXT;
ALTER TABLE effect ADD COLUMN after_kinds TEXT;
ALTER TABLE effect ADD COLUMN parameters TEXT;
ALTER TABLE effect ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE effect ADD COLUMN round INTEGER NOT NULL DEFAULT 1;
ALTER TABLE effect ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE effect ADD COLUMN next_at BIGINT;
ALTER TABLE effect ADD COLUMN sent_at BIGINT;
ALTER TABLE effect ADD COLUMN accepted_at BIGINT;
ALTER TABLE effect ADD COLUMN reason TEXT;
ALTER TABLE effect ADD COLUMN detail TEXT;
ALTER TABLE effect ADD COLUMN by_account TEXT;
ALTER TABLE effect ADD COLUMN note TEXT;
ALTER TABLE effect ADD COLUMN simulated INTEGER NOT NULL DEFAULT 0;

UPDATE effect SET case_id = (SELECT d.case_id FROM decision d WHERE d.id = effect.decision),
  next_at = CASE WHEN state = 'requested' THEN at END;

CREATE INDEX effect_case ON effect (case_id);
CREATE INDEX effect_next ON effect (next_at) WHERE state = 'requested';
CREATE INDEX effect_failed ON effect (at) WHERE state = 'failed';

ALTER TABLE customer_notice ADD COLUMN text_zh_cn TEXT;
CREATE INDEX customer_notice_decision ON customer_notice (decision);
