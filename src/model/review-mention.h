/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-note.h"

G_BEGIN_DECLS

GPtrArray *review_mention_find (const char *text, GPtrArray *people);

G_END_DECLS
