-- SPDX-License-Identifier: GPL-3.0-or-later
-- Names under which agents of other houses deliver, in small letters: each belongs to the account
-- that used it first.

CREATE TABLE agent_name (
  name TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  at BIGINT NOT NULL
);
