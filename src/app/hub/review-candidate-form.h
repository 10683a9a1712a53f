/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CANDIDATE_FORM (review_candidate_form_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCandidateForm, review_candidate_form, REVIEW, CANDIDATE_FORM, AdwBin)

void review_candidate_form_bind (ReviewCandidateForm *self, ReviewSession *session);

G_END_DECLS
