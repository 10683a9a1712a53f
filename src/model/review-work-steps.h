/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of a work item as one table: what may happen in which state, and what it is then.
 * Whatever stands in no row is refused. The service asks here before it writes; the statements of
 * the store say the same once more, so that whoever comes second changes nothing. */
#pragma once

#include "review-enums.h"

G_BEGIN_DECLS

int review_work_step (int state, int act, gboolean escalated);
gboolean review_work_state_pauses (int state);

G_END_DECLS
