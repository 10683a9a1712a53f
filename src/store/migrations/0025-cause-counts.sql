-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which root causes were given lately: decisions by the time at which they took effect.

CREATE INDEX decision_effective_at ON decision (effective_at);
