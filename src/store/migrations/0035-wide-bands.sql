-- SPDX-License-Identifier: GPL-3.0-or-later
-- Bands that were widened because a promise was not kept, one that stands at most for each side of a
-- case type; and the cases that wait, undecided, until people have room for them.

CREATE TABLE wide_band (
  id TEXT PRIMARY KEY,
  case_type TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('pass', 'block')),
  version BIGINT NOT NULL,
  since BIGINT NOT NULL,
  cause TEXT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT,
  reason TEXT
);
CREATE UNIQUE INDEX wide_band_open ON wide_band (case_type, side) WHERE ended_at IS NULL;

CREATE TABLE wide_band_held (
  case_id TEXT PRIMARY KEY REFERENCES case_file (id),
  band TEXT NOT NULL REFERENCES wide_band (id),
  at BIGINT NOT NULL
);
CREATE INDEX wide_band_held_of ON wide_band_held (band, at);
