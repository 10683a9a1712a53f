/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-note.h"

G_BEGIN_DECLS

GPtrArray *review_mention_find (const char *text, GPtrArray *people);
const char *review_mention_typed (const char *text);
GPtrArray *review_mention_suggest (const char *typed, GPtrArray *people, guint most);
char *review_mention_write (const ReviewColleague *one, GPtrArray *people);

G_END_DECLS
