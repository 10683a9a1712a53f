-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER snooze_no_update BEFORE UPDATE ON snooze
BEGIN SELECT RAISE (ABORT, 'snooze only appends'); END;
CREATE TRIGGER snooze_no_delete BEFORE DELETE ON snooze
BEGIN SELECT RAISE (ABORT, 'snooze only appends'); END;
CREATE TRIGGER mention_no_update BEFORE UPDATE ON mention
BEGIN SELECT RAISE (ABORT, 'mention only appends'); END;
CREATE TRIGGER mention_no_delete BEFORE DELETE ON mention
BEGIN SELECT RAISE (ABORT, 'mention only appends'); END;
