-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER pattern_step_no_update BEFORE UPDATE ON pattern_step
BEGIN SELECT RAISE (ABORT, 'pattern_step only appends'); END;
CREATE TRIGGER pattern_step_no_delete BEFORE DELETE ON pattern_step
BEGIN SELECT RAISE (ABORT, 'pattern_step only appends'); END;
