-- SPDX-License-Identifier: GPL-3.0-or-later
-- The order of the queue with what most filters ask for, so that a view of a million rows is one
-- walk along an index: no sort, and no look at rows that are left out. Its condition names the states
-- that are left out, which no other index can be searched by. And the counts of what waits by type.

DROP INDEX work_item_open;
CREATE INDEX work_item_open
  ON work_item (band, key_user DESC, value_rank DESC, queued_at, id, case_type, language, vendor, state)
  WHERE state NOT IN ('decided', 'closed');
CREATE INDEX work_item_types ON work_item (state, case_type, vendor);
