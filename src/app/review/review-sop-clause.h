/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Which halves of a bilingual text are shown. */
typedef enum
{
  REVIEW_SOP_ENGLISH = 1 << 0,
  REVIEW_SOP_CHINESE = 1 << 1,
  REVIEW_SOP_BOTH = REVIEW_SOP_ENGLISH | REVIEW_SOP_CHINESE
} ReviewSopLanguages;

#define REVIEW_TYPE_SOP_CLAUSE (review_sop_clause_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSopClause, review_sop_clause, REVIEW, SOP_CLAUSE, GtkWidget)

GtkWidget *
review_sop_clause_new (const ReviewClause *clause, ReviewSopLanguages languages, const char *cited);
const char *review_sop_clause_get_id (ReviewSopClause *self);
void review_sop_clause_set_current (ReviewSopClause *self, gboolean current, const char *applies);

void review_sop_clause_add_change (ReviewSopClause *self, const char *change, GtkWidget *now);

GtkWidget *review_sop_text_new (const ReviewText *text, ReviewSopLanguages languages);
GtkWidget *review_sop_label_new (const char *text);
void review_sop_mark_current (GtkWidget *widget, gboolean current);

G_END_DECLS
