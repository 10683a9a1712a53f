-- SPDX-License-Identifier: GPL-3.0-or-later
-- What only appends: SQLite refuses to change or delete a row. (On PostgreSQL grants do it.)

CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE (ABORT, 'evidence only appends'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE (ABORT, 'evidence only appends'); END;
CREATE TRIGGER feature_set_no_update BEFORE UPDATE ON feature_set
BEGIN SELECT RAISE (ABORT, 'feature_set only appends'); END;
CREATE TRIGGER feature_set_no_delete BEFORE DELETE ON feature_set
BEGIN SELECT RAISE (ABORT, 'feature_set only appends'); END;
CREATE TRIGGER truth_no_update BEFORE UPDATE ON truth
BEGIN SELECT RAISE (ABORT, 'truth only appends'); END;
CREATE TRIGGER truth_no_delete BEFORE DELETE ON truth
BEGIN SELECT RAISE (ABORT, 'truth only appends'); END;
CREATE TRIGGER assessment_no_update BEFORE UPDATE ON assessment
BEGIN SELECT RAISE (ABORT, 'assessment only appends'); END;
CREATE TRIGGER assessment_no_delete BEFORE DELETE ON assessment
BEGIN SELECT RAISE (ABORT, 'assessment only appends'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE (ABORT, 'decision only appends'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE (ABORT, 'decision only appends'); END;
CREATE TRIGGER decision_retraction_no_update BEFORE UPDATE ON decision_retraction
BEGIN SELECT RAISE (ABORT, 'decision_retraction only appends'); END;
CREATE TRIGGER decision_retraction_no_delete BEFORE DELETE ON decision_retraction
BEGIN SELECT RAISE (ABORT, 'decision_retraction only appends'); END;
CREATE TRIGGER root_cause_no_update BEFORE UPDATE ON root_cause
BEGIN SELECT RAISE (ABORT, 'root_cause only appends'); END;
CREATE TRIGGER root_cause_no_delete BEFORE DELETE ON root_cause
BEGIN SELECT RAISE (ABORT, 'root_cause only appends'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE (ABORT, 'audit only appends'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'audit only appends'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE (ABORT, 'checkpoint only appends'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE (ABORT, 'checkpoint only appends'); END;
CREATE TRIGGER policy_no_update BEFORE UPDATE ON policy
BEGIN SELECT RAISE (ABORT, 'policy only appends'); END;
CREATE TRIGGER policy_no_delete BEFORE DELETE ON policy
BEGIN SELECT RAISE (ABORT, 'policy only appends'); END;
CREATE TRIGGER sop_version_no_update BEFORE UPDATE ON sop_version
BEGIN SELECT RAISE (ABORT, 'sop_version only appends'); END;
CREATE TRIGGER sop_version_no_delete BEFORE DELETE ON sop_version
BEGIN SELECT RAISE (ABORT, 'sop_version only appends'); END;
CREATE TRIGGER sop_clause_no_update BEFORE UPDATE ON sop_clause
BEGIN SELECT RAISE (ABORT, 'sop_clause only appends'); END;
CREATE TRIGGER sop_clause_no_delete BEFORE DELETE ON sop_clause
BEGIN SELECT RAISE (ABORT, 'sop_clause only appends'); END;
CREATE TRIGGER model_training_no_update BEFORE UPDATE ON model_training
BEGIN SELECT RAISE (ABORT, 'model_training only appends'); END;
CREATE TRIGGER model_training_no_delete BEFORE DELETE ON model_training
BEGIN SELECT RAISE (ABORT, 'model_training only appends'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE (ABORT, 'event only appends'); END;
