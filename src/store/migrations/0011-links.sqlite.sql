-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER note_no_update BEFORE UPDATE ON note
BEGIN SELECT RAISE (ABORT, 'note only appends'); END;
CREATE TRIGGER note_no_delete BEFORE DELETE ON note
BEGIN SELECT RAISE (ABORT, 'note only appends'); END;
