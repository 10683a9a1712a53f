-- SPDX-License-Identifier: GPL-3.0-or-later
-- Labels in the order in which they became known: an entry each time that a decision took effect, and
-- each time that what counts as true of its case became another. A reader goes on after the last
-- entry that it has; reading the same entries again reads the same.

CREATE TABLE label_log (
  seq BIGINT PRIMARY KEY,
  decision TEXT NOT NULL REFERENCES decision (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  truth_n INTEGER NOT NULL,
  correction INTEGER NOT NULL CHECK (correction IN (0, 1)),
  at BIGINT NOT NULL
);
CREATE INDEX label_log_decision ON label_log (decision, seq);

INSERT INTO label_log (seq, decision, case_id, truth_n, correction, at)
SELECT ROW_NUMBER() OVER (ORDER BY d.effective_at, d.id), d.id, d.case_id,
  (SELECT u.n FROM truth u WHERE u.case_id = d.case_id
    ORDER BY CASE u.maturity WHEN 'matured' THEN 0 WHEN 'confirmed' THEN 1 ELSE 2 END, u.n DESC
    LIMIT 1), 0, d.effective_at
FROM effective_decision e JOIN decision d ON d.id = e.decision
WHERE EXISTS (SELECT 1 FROM truth t WHERE t.decision = d.id);
INSERT INTO counter (name, value) SELECT 'label_log', COUNT(*) FROM label_log;
