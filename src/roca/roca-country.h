/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean roca_country_normalise (const char *code, char ret_code[3]);
gboolean roca_country_is_retired (const char *code);
double roca_country_differs (const char *a, const char *b);

G_END_DECLS
