/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

G_BEGIN_DECLS

char *review_path_words_reason (ReviewSession *session, const ReviewCode *cause);

G_END_DECLS
