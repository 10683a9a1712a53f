/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each takes a #ReviewRole; an unknown one may nothing. */
gboolean review_role_may_take (int role);
gboolean review_role_may_pick (int role);
gboolean review_role_may_decide (int role);
gboolean review_role_leads (int role);
gboolean review_role_is_vendor (int role);
gboolean review_role_sees_effects (int role);
gboolean review_role_oversees (int role);
gboolean review_role_reads_figures (int role);
gboolean review_role_reads_lists (int role);
gboolean review_role_designs (int role);
gboolean review_role_reads_models (int role);

G_END_DECLS
