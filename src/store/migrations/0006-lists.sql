-- SPDX-License-Identifier: GPL-3.0-or-later
-- Screening lists: one row per name or address of an entry; a part is what one file brought, and is
-- replaced as a whole. The revision grows with every change, so that a process knows when what it
-- holds in memory is old.

CREATE TABLE list_part (
  list TEXT NOT NULL,
  part TEXT NOT NULL,
  kind TEXT NOT NULL,
  entries BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  imported_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (list, part)
);

CREATE TABLE list_entry (
  list TEXT NOT NULL,
  part TEXT NOT NULL,
  n BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (list, part, n)
);
