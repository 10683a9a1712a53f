-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER policy_state_no_update BEFORE UPDATE ON policy_state
BEGIN SELECT RAISE (ABORT, 'policy_state only appends'); END;
CREATE TRIGGER policy_state_no_delete BEFORE DELETE ON policy_state
BEGIN SELECT RAISE (ABORT, 'policy_state only appends'); END;
CREATE TRIGGER secret_no_update BEFORE UPDATE ON secret
BEGIN SELECT RAISE (ABORT, 'secret only appends'); END;
CREATE TRIGGER secret_no_delete BEFORE DELETE ON secret
BEGIN SELECT RAISE (ABORT, 'secret only appends'); END;
