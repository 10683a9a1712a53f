/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *review_tipping_off_find (const char *text);

G_END_DECLS
