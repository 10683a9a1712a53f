-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER first_call_no_update BEFORE UPDATE ON first_call
BEGIN SELECT RAISE (ABORT, 'first_call only appends'); END;
CREATE TRIGGER first_call_no_delete BEFORE DELETE ON first_call
BEGIN SELECT RAISE (ABORT, 'first_call only appends'); END;
CREATE TRIGGER verdict_shown_no_update BEFORE UPDATE ON verdict_shown
BEGIN SELECT RAISE (ABORT, 'verdict_shown only appends'); END;
CREATE TRIGGER verdict_shown_no_delete BEFORE DELETE ON verdict_shown
BEGIN SELECT RAISE (ABORT, 'verdict_shown only appends'); END;
