/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double stats_erlang_wait (double per_hour, double minutes, guint people, double limit);

G_END_DECLS
