/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CASE_HEADER (review_case_header_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCaseHeader, review_case_header, REVIEW, CASE_HEADER, AdwBin)

void review_case_header_bind (ReviewCaseHeader *self, ReviewSession *session);
void review_case_header_put_off (ReviewCaseHeader *self);

G_END_DECLS
