-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clock that a person lives by: a name of the tz database. NULL: UTC.

ALTER TABLE account ADD COLUMN zone TEXT;
