-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TRIGGER experiment_step_no_update BEFORE UPDATE ON experiment_step
BEGIN SELECT RAISE (ABORT, 'experiment_step only appends'); END;
CREATE TRIGGER experiment_step_no_delete BEFORE DELETE ON experiment_step
BEGIN SELECT RAISE (ABORT, 'experiment_step only appends'); END;
CREATE TRIGGER experiment_case_no_update BEFORE UPDATE ON experiment_case
BEGIN SELECT RAISE (ABORT, 'experiment_case only appends'); END;
CREATE TRIGGER experiment_case_no_delete BEFORE DELETE ON experiment_case
BEGIN SELECT RAISE (ABORT, 'experiment_case only appends'); END;
