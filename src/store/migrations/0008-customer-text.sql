-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the customer read, word for word: the catalogue's texts may change later.

ALTER TABLE information_request ADD COLUMN text_en TEXT;
ALTER TABLE information_request ADD COLUMN text_zh_cn TEXT;
CREATE INDEX information_request_of ON information_request (work_item);
