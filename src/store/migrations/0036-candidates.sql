-- SPDX-License-Identifier: GPL-3.0-or-later
-- Candidates: jobs that train one (at most one open per type; a server that is killed takes it up
-- again), the card of what came of it, what it says in silence beside the live model, and the states
-- that each model went through. Models of before,
-- and those that are trained from the command line, have no card.

CREATE TABLE training_job (
  id TEXT PRIMARY KEY,
  case_type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  method TEXT NOT NULL CHECK (method IN ('anew', 'continued')),
  reason TEXT NOT NULL,
  slice TEXT,
  asked_by TEXT NOT NULL REFERENCES account (id),
  asked_at BIGINT NOT NULL,
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  error TEXT,
  model TEXT REFERENCES model (version)
);
CREATE UNIQUE INDEX training_job_open ON training_job (case_type)
  WHERE state IN ('waiting', 'running');

CREATE TABLE model_card (
  model TEXT PRIMARY KEY REFERENCES model (version),
  job TEXT NOT NULL REFERENCES training_job (id),
  base TEXT,
  dataset TEXT NOT NULL,
  rows_trained BIGINT NOT NULL,
  positives BIGINT NOT NULL,
  passed INTEGER NOT NULL,
  comparison TEXT NOT NULL
);

CREATE TABLE model_state (
  seq BIGINT PRIMARY KEY,
  model TEXT NOT NULL REFERENCES model (version),
  state TEXT NOT NULL CHECK (state IN ('candidate', 'shadow', 'live', 'retired')),
  account TEXT NOT NULL,
  at BIGINT NOT NULL,
  reason TEXT
);
CREATE INDEX model_state_of ON model_state (model, seq);

CREATE TABLE model_shadow (
  model TEXT NOT NULL REFERENCES model (version),
  assessment TEXT NOT NULL REFERENCES assessment (id),
  at BIGINT NOT NULL,
  risk DOUBLE PRECISION NOT NULL CHECK (risk >= 0 AND risk <= 1),
  PRIMARY KEY (model, assessment)
);
CREATE INDEX model_shadow_at ON model_shadow (model, at);
CREATE INDEX assessment_created ON assessment (created_at);
