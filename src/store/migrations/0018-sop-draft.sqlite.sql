-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER sop_draft_no_update BEFORE UPDATE ON sop_draft
BEGIN SELECT RAISE (ABORT, 'sop_draft only appends'); END;
CREATE TRIGGER sop_draft_no_delete BEFORE DELETE ON sop_draft
BEGIN SELECT RAISE (ABORT, 'sop_draft only appends'); END;
CREATE TRIGGER sop_draft_withdrawal_no_update BEFORE UPDATE ON sop_draft_withdrawal
BEGIN SELECT RAISE (ABORT, 'sop_draft_withdrawal only appends'); END;
CREATE TRIGGER sop_draft_withdrawal_no_delete BEFORE DELETE ON sop_draft_withdrawal
BEGIN SELECT RAISE (ABORT, 'sop_draft_withdrawal only appends'); END;
