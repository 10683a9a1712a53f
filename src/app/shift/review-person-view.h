/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_PERSON_VIEW (review_person_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewPersonView, review_person_view, REVIEW, PERSON_VIEW, AdwBin)

void review_person_view_bind (ReviewPersonView *self, ReviewSession *session);
void review_person_view_show (ReviewPersonView *self, const ReviewPerson *person, gboolean own);

G_END_DECLS
