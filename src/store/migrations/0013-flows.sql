-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who paid whom, summed up per case, so that a party can be looked for across cases. Written from the
-- evidence by a job: what waits for it is queued, at first every case there is.

CREATE TABLE flow (
  case_id TEXT NOT NULL REFERENCES case_file (id),
  n INTEGER NOT NULL,
  account TEXT NOT NULL,
  party TEXT NOT NULL,
  outward INTEGER NOT NULL CHECK (outward IN (0, 1)),
  requested INTEGER NOT NULL CHECK (requested IN (0, 1)),
  asset TEXT,
  transfers BIGINT NOT NULL,
  amount DOUBLE PRECISION,
  value DOUBLE PRECISION,
  currency TEXT,
  first_at BIGINT,
  last_at BIGINT,
  PRIMARY KEY (case_id, n)
);
CREATE INDEX flow_account ON flow (account);
CREATE INDEX flow_party ON flow (party);

CREATE TABLE flow_queue (
  case_id TEXT PRIMARY KEY REFERENCES case_file (id)
);
INSERT INTO flow_queue (case_id) SELECT id FROM case_file;
