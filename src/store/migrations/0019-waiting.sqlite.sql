-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER customer_answer_no_update BEFORE UPDATE ON customer_answer
BEGIN SELECT RAISE (ABORT, 'customer_answer only appends'); END;
CREATE TRIGGER customer_answer_no_delete BEFORE DELETE ON customer_answer
BEGIN SELECT RAISE (ABORT, 'customer_answer only appends'); END;
