/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REVIEW_LANGUAGE_EN "en"
#define REVIEW_LANGUAGE_ZH "zh-CN"

void review_language_init (const char *setting);
const char *review_language_detect (const char *const *names);
void review_language_set (const char *language);
const char *review_language_get (void);

G_END_DECLS
