-- SPDX-License-Identifier: GPL-3.0-or-later
-- What comes back to a person whose decision was overturned: a row like that of an overrule, without
-- an escalation and with the basis of the second look.

ALTER TABLE feedback ADD COLUMN basis TEXT CHECK (basis IN ('on_record', 'new_evidence'));
