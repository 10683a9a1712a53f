/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-features.h"

G_BEGIN_DECLS

ReviewText *
roca_say_value (const char *feature, const char *unit, const char *currency, double value);
char *roca_say_number (double value);
ReviewText *roca_text_printf (const char *en, const char *zh_cn, ...);
ReviewText *roca_text_join (GPtrArray *texts, const char *en, const char *zh_cn);

G_END_DECLS
