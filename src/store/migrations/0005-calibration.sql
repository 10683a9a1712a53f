-- SPDX-License-Identifier: GPL-3.0-or-later
-- Calibrations, versioned apart from the models: logit p = c + a ln s - b ln (1 - s), s the logistic
-- of the raw score. One is live per model. Models from before have none; their artefact's counts.

CREATE TABLE calibration (
  version TEXT PRIMARY KEY,
  model TEXT NOT NULL REFERENCES model (version),
  a DOUBLE PRECISION NOT NULL CHECK (a >= 0),
  b DOUBLE PRECISION NOT NULL CHECK (b >= 0),
  c DOUBLE PRECISION NOT NULL,
  n BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'retired')),
  at BIGINT NOT NULL,
  by_account TEXT
);
CREATE UNIQUE INDEX calibration_live ON calibration (model) WHERE state = 'live';
