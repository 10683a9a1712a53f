/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"
#include "review-decision.h"

G_BEGIN_DECLS

#define REVIEW_FORM_MAX_SENTENCES 2    /* of an annotation: fewer than three */
#define REVIEW_FORM_MAX_CHARS     4000 /* of any free text, in characters */

/* One thing that keeps a form from being submitted: a stable code that the screen translates,
 * and the member of ReviewForm it is about. */
typedef struct
{
  ReviewRecord parent;
  char *code;  /* "needs_disposition", "annotation_too_long", … */
  char *field; /* "disposition", "annotation", … */
} ReviewUnmet;
REVIEW_DECLARE_RECORD (ReviewUnmet, review_unmet_type)

/* What a form is checked against. Nothing is owned; it lives as long as the call. */
typedef struct
{
  const ReviewCatalog *catalog;
  const ReviewCase *item_case;
  const ReviewAssessment *assessment; /* (nullable): no model, or not shown to the person */
  GPtrArray *evidence; /* (nullable): ReviewEvidence of the case; NULL: citations are not checked */
  int role;            /* ReviewRole of the person who decides */
  gboolean blind;      /* the verdict was not visible: nothing about ROCA is asked */
} ReviewFormContext;

gboolean review_role_decides_key_users (int role);
int review_form_label (const ReviewForm *form, const ReviewAssessment *assessment);
int review_form_label_maturity (int label);
GPtrArray *review_form_check (const ReviewForm *form, const ReviewFormContext *context);
gboolean
review_form_validate (const ReviewForm *form, const ReviewFormContext *context, GError **error);
ReviewForm *review_form_trim (const ReviewForm *form);

G_END_DECLS
