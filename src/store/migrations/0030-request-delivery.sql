-- SPDX-License-Identifier: GPL-3.0-or-later
-- A question to the customer is a command like any other: sent until it is answered, confirmed or
-- failed. What was asked before, and a wish, have no delivery.

ALTER TABLE information_request ADD COLUMN delivery TEXT
  CHECK (delivery IN ('requested', 'confirmed', 'failed'));
ALTER TABLE information_request ADD COLUMN delivery_at BIGINT;
ALTER TABLE information_request ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE information_request ADD COLUMN next_at BIGINT;
ALTER TABLE information_request ADD COLUMN accepted_at BIGINT;
ALTER TABLE information_request ADD COLUMN delivery_detail TEXT;
CREATE INDEX information_request_next ON information_request (next_at)
  WHERE delivery = 'requested';
