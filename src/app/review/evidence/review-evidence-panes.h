/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-pane.h"

G_BEGIN_DECLS

#define REVIEW_PANE_NO_COUNT -1 /* the pane applies, and a number would say nothing */

/**
 * ReviewPaneKind:
 * @id: names tab, state in the session, action targets; never translated
 * @title: for gettext
 * @count: how many things the pane would show of a case; 0: its tab is not shown
 * @get_type: of its #ReviewEvidencePane
 * @ahead: whether there are two, so that one can be got ready for the next case
 */
typedef struct
{
  const char *id;
  const char *title;
  int (*count) (const ReviewCaseView *view);
  GType (*get_type) (void);
  gboolean ahead;
} ReviewPaneKind;

gsize review_evidence_panes_get_n (void);
const ReviewPaneKind *review_evidence_panes_get (gsize i);
const ReviewPaneKind *review_evidence_panes_find (const char *id);
ReviewEvidencePane *review_evidence_panes_new (const ReviewPaneKind *kind, ReviewSession *session);

G_END_DECLS
