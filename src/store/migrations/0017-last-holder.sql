-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose lease ran out last: they may take the case again while it is free. NULL once it is taken.

ALTER TABLE work_item ADD COLUMN last_holder TEXT REFERENCES account (id);
