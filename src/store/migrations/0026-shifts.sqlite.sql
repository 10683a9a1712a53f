-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER assignment_no_update BEFORE UPDATE ON assignment
BEGIN SELECT RAISE (ABORT, 'assignment only appends'); END;
CREATE TRIGGER assignment_no_delete BEFORE DELETE ON assignment
BEGIN SELECT RAISE (ABORT, 'assignment only appends'); END;
