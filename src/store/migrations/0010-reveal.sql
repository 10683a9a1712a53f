-- SPDX-License-Identifier: GPL-3.0-or-later
-- How often somebody had a masked field opened is counted on the audit rows, before each time.

CREATE INDEX audit_reveal ON audit (actor, at) WHERE action = 'reveal';
