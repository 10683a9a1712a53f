-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment
BEGIN SELECT RAISE (ABORT, 'attachment only appends'); END;
CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment
BEGIN SELECT RAISE (ABORT, 'attachment only appends'); END;
CREATE TRIGGER evidence_attachment_no_update BEFORE UPDATE ON evidence_attachment
BEGIN SELECT RAISE (ABORT, 'evidence_attachment only appends'); END;
CREATE TRIGGER evidence_attachment_no_delete BEFORE DELETE ON evidence_attachment
BEGIN SELECT RAISE (ABORT, 'evidence_attachment only appends'); END;
