-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER campaign_note_no_update BEFORE UPDATE ON campaign_note
BEGIN SELECT RAISE (ABORT, 'campaign_note only appends'); END;
CREATE TRIGGER campaign_note_no_delete BEFORE DELETE ON campaign_note
BEGIN SELECT RAISE (ABORT, 'campaign_note only appends'); END;
