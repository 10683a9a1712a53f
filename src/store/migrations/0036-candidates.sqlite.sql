-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER model_card_no_update BEFORE UPDATE ON model_card
BEGIN SELECT RAISE (ABORT, 'model_card only appends'); END;
CREATE TRIGGER model_card_no_delete BEFORE DELETE ON model_card
BEGIN SELECT RAISE (ABORT, 'model_card only appends'); END;
CREATE TRIGGER model_state_no_update BEFORE UPDATE ON model_state
BEGIN SELECT RAISE (ABORT, 'model_state only appends'); END;
CREATE TRIGGER model_state_no_delete BEFORE DELETE ON model_state
BEGIN SELECT RAISE (ABORT, 'model_state only appends'); END;
CREATE TRIGGER model_shadow_no_update BEFORE UPDATE ON model_shadow
BEGIN SELECT RAISE (ABORT, 'model_shadow only appends'); END;
CREATE TRIGGER model_shadow_no_delete BEFORE DELETE ON model_shadow
BEGIN SELECT RAISE (ABORT, 'model_shadow only appends'); END;
