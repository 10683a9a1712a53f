/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

/**
 * ReviewEvidencePane:
 *
 * What stands behind one tab of the evidence card, or in a window of its own: one way to look at
 * the evidence of the open case. The base class follows the desk while the pane is active; a pane
 * only says how it shows a case.
 */
#define REVIEW_TYPE_EVIDENCE_PANE (review_evidence_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (ReviewEvidencePane, review_evidence_pane, REVIEW, EVIDENCE_PANE, AdwBin)

/**
 * ReviewEvidencePaneClass:
 * @set_view: another case, or other evidence, or more or less of it masked. @view is NULL when no
 *   case is open: let go of everything. Required
 * @update: (optional): any other news of the same case (assessment, lease, state)
 * @show_evidence: (optional): scroll to the row called @label ("E12") and mark it; FALSE when it is
 *   not among what the pane shows
 * @save: (optional): write scroll position, selection, filters to the session under "case/ID-…"
 * @restore: (optional): read them; called once, after the first set_view() with a case
 */
struct _ReviewEvidencePaneClass
{
  AdwBinClass parent_class;

  void (*set_view) (ReviewEvidencePane *self, const ReviewCaseView *view);
  void (*update) (ReviewEvidencePane *self, const ReviewCaseView *view);
  gboolean (*show_evidence) (ReviewEvidencePane *self, const char *label);
  void (*save) (ReviewEvidencePane *self);
  void (*restore) (ReviewEvidencePane *self);
};

void review_evidence_pane_bind (ReviewEvidencePane *self, ReviewSession *session);
ReviewSession *review_evidence_pane_get_session (ReviewEvidencePane *self);
const ReviewCaseView *review_evidence_pane_get_view (ReviewEvidencePane *self);
void review_evidence_pane_set_active (ReviewEvidencePane *self, gboolean active);
gboolean review_evidence_pane_get_ready (ReviewEvidencePane *self, const ReviewCaseView *view);
gboolean review_evidence_pane_shows (ReviewEvidencePane *self, const ReviewCaseView *view);
gboolean review_evidence_pane_show_evidence (ReviewEvidencePane *self, const char *label);
void review_evidence_pane_save (ReviewEvidencePane *self);

G_END_DECLS
