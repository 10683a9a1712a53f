-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER label_log_no_update BEFORE UPDATE ON label_log
BEGIN SELECT RAISE (ABORT, 'label_log only appends'); END;
CREATE TRIGGER label_log_no_delete BEFORE DELETE ON label_log
BEGIN SELECT RAISE (ABORT, 'label_log only appends'); END;
