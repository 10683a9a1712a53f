-- SPDX-License-Identifier: GPL-3.0-or-later
-- Import: what the rows of an import hold that is counted over earlier rows (count_by, share_by of
-- a mapping). Empty when no import runs. It has no key: it is written once in the order of the files
-- and read once, sorted.

CREATE TABLE import_count (
  slot INTEGER NOT NULL,
  key TEXT NOT NULL,
  at BIGINT NOT NULL,
  file INTEGER NOT NULL,
  line BIGINT NOT NULL
);
