/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean review_moment_format_is_known (const char *format);
gboolean review_moment_parse (const char *text, const char *format, gint64 *ret_time);
const char *review_moment_guess (const char *text);

G_END_DECLS
