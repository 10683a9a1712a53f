-- SPDX-License-Identifier: GPL-3.0-or-later
-- Experiments: a version of the policy beside the one in force. At most one runs on a case type. Its
-- terms (`body`) never change; what became of it is there step by step, and what each case was: under
-- which arm, what either policy would have done, and whether its truth was to be found out.

CREATE TABLE experiment (
  id TEXT PRIMARY KEY,
  case_type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'shadow', 'rollout', 'promoted', 'ended',
    'stopped')),
  version BIGINT NOT NULL,
  live TEXT NOT NULL REFERENCES policy (version),
  tried TEXT NOT NULL REFERENCES policy (version),
  share DOUBLE PRECISION NOT NULL CHECK (share >= 0 AND share <= 1),
  body TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES account (id),
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX experiment_running ON experiment (case_type)
  WHERE state IN ('shadow', 'rollout');

CREATE TABLE experiment_step (
  experiment TEXT NOT NULL REFERENCES experiment (id),
  n BIGINT NOT NULL,
  state TEXT NOT NULL,
  share DOUBLE PRECISION NOT NULL,
  account TEXT NOT NULL,
  at BIGINT NOT NULL,
  reason TEXT,
  PRIMARY KEY (experiment, n)
);

CREATE TABLE experiment_case (
  experiment TEXT NOT NULL REFERENCES experiment (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  assessment TEXT NOT NULL REFERENCES assessment (id),
  rollout INTEGER NOT NULL CHECK (rollout IN (0, 1)),
  arm TEXT NOT NULL CHECK (arm IN ('live', 'tried')),
  live_act TEXT CHECK (live_act IN ('pass', 'block')),
  tried_act TEXT CHECK (tried_act IN ('pass', 'block')),
  adjudicated INTEGER NOT NULL CHECK (adjudicated IN (0, 1)),
  uniform INTEGER NOT NULL CHECK (uniform IN (0, 1)),
  at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  PRIMARY KEY (experiment, case_id)
);
CREATE INDEX experiment_case_arm ON experiment_case (experiment, rollout, arm);
