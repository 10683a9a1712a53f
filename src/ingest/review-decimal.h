/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Most digits that are moved: a 256-bit integer has 78. */
#define REVIEW_DECIMAL_MAX_SHIFT 77

char *review_decimal_scale (const char *text, gint64 decimals);

G_END_DECLS
