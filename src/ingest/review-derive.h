/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *review_derive_host (const char *text);
char *review_derive_domain (const char *text);
double review_derive_digit_share (const char *text);
double review_derive_entropy (const char *text);

G_END_DECLS
