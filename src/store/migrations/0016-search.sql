-- SPDX-License-Identifier: GPL-3.0-or-later
-- Search over the queue: which text of which case is in the full-text index, and up to which row of
-- evidence; `at` is the newest of them, so that a blind look is not found by what came after it.
-- The index itself is the database's own: see the dialect file. And the order of the queue over all
-- open work, so that a view of a million rows is read from an index and not sorted.

CREATE TABLE search_doc (
  n BIGINT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  evidence_n INTEGER NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX search_doc_case ON search_doc (case_id);

CREATE INDEX work_item_open
  ON work_item (band, key_user DESC, value_rank DESC, queued_at, id)
  WHERE state IN ('queued', 'leased', 'waiting_customer', 'on_hold', 'escalated');

CREATE TABLE saved_filters (
  account TEXT PRIMARY KEY REFERENCES account (id),
  version BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  body TEXT NOT NULL
);
