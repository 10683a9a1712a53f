/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-files.h"

G_BEGIN_DECLS

const char *review_document_words_role (int role);
char *review_document_words_title (ReviewFile *file);
const char *review_document_words_state (ReviewFile *file);
const char *review_document_words_isolation (ReviewIsolation isolation);

G_END_DECLS
