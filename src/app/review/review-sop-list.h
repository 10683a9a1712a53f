/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-assessment.h"
#include "review-decision.h"
#include "review-session.h"
#include "review-sop-clause.h"

G_BEGIN_DECLS

/* What the list is made from; nothing is owned. */
typedef struct
{
  const ReviewSop *sop;               /* (nullable): nothing to show yet */
  const ReviewAssessment *assessment; /* (nullable): whose steps cite the clauses */
  ReviewSopLanguages languages;
  const ReviewSop *in_force; /* (nullable): where @sop is an older one: what is in force now */
  const char *query;         /* (nullable): only what has these words, in either language */
} ReviewSopShown;

#define REVIEW_TYPE_SOP_LIST (review_sop_list_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSopList, review_sop_list, REVIEW, SOP_LIST, GtkBox)

void review_sop_list_fill (ReviewSopList *self, const ReviewSopShown *shown);
GtkWidget *
review_sop_list_set_current (ReviewSopList *self, const char *clause, const ReviewStep *step);
void review_sop_list_show_flag (ReviewSopList *self, const ReviewForm *form);
void review_sop_list_show_drafts (ReviewSopList *self, ReviewSopDrafts *drafts);

G_END_DECLS
