/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panes that there are, in the order of their tabs. A new one is a line here. */
#define G_LOG_DOMAIN "review-app"
#include "review-evidence-panes.h"

#include <glib/gi18n.h>

#include "review-documents-pane.h"
#include "review-profile-pane.h"
#include "review-notes-pane.h"
#include "review-related-pane.h"
#include "review-places-pane.h"
#include "review-timeline-pane.h"
#include "review-transactions-pane.h"
#include "review-visit.h"

static int
count_kinds (const ReviewCaseView *view, guint kinds)
{
  int n = 0;

  for (guint i = 0; view->evidence != NULL && i < view->evidence->len; i++)
    n += (kinds & (1u << ((const ReviewEvidence *) view->evidence->pdata[i])->kind)) != 0;
  return n;
}

/* Always there: a case without evidence says so in it. */
static int
count_all (const ReviewCaseView *view)
{
  return view->evidence != NULL && view->evidence->len > 0 ? (int) view->evidence->len
                                                           : REVIEW_PANE_NO_COUNT;
}

static int
count_transactions (const ReviewCaseView *view)
{
  return count_kinds (view, 1u << REVIEW_EVIDENCE_TRANSACTION);
}

static int
count_documents (const ReviewCaseView *view)
{
  int n = 0;

  for (guint i = 0; view->evidence != NULL && i < view->evidence->len; i++)
    {
      const ReviewEvidence *row = view->evidence->pdata[i];

      n += row->attachments != NULL ? (int) row->attachments->len : 0;
    }
  return n;
}

/* What stands beside a case is read after it: how much it is, is not known yet. */
static int
count_unknown (const ReviewCaseView *view)
{
  return REVIEW_PANE_NO_COUNT;
}

/* Logins, and activity of sessions without one. */
static int
count_visits (const ReviewCaseView *view)
{
  ReviewVisit visit;
  int n = 0;

  for (guint i = 0; view->evidence != NULL && i < view->evidence->len; i++)
    n += review_visit_read (view->evidence->pdata[i], &visit) ? 1 : 0;
  return n;
}

static const ReviewPaneKind kinds[] = {
  { "timeline", N_ ("Timeline"), count_all, review_timeline_pane_get_type, TRUE },
  { "transactions", N_ ("Transactions"), count_transactions, review_transactions_pane_get_type,
    FALSE },
  { "places", N_ ("Devices & places"), count_visits, review_places_pane_get_type, FALSE },
  { "documents", N_ ("Documents"), count_documents, review_documents_pane_get_type, FALSE },
  { "profile", N_ ("Profile"), review_profile_pane_count, review_profile_pane_get_type, FALSE },
  { "related", N_ ("Related cases"), count_unknown, review_related_pane_get_type, FALSE },
  { "notes", N_ ("Notes"), count_unknown, review_notes_pane_get_type, FALSE },
};

/**
 * review_evidence_panes_get_n:
 *
 * Returns: how many kinds of panes there are
 */
gsize
review_evidence_panes_get_n (void)
{
  return G_N_ELEMENTS (kinds);
}

/**
 * review_evidence_panes_get:
 * @i: below review_evidence_panes_get_n()
 *
 * Returns: (transfer none): the ith kind, in the order of the tabs
 */
const ReviewPaneKind *
review_evidence_panes_get (gsize i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (kinds), NULL);

  return &kinds[i];
}

/**
 * review_evidence_panes_find:
 * @id: (nullable): of a kind
 *
 * Returns: (transfer none) (nullable): the kind
 */
const ReviewPaneKind *
review_evidence_panes_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      return &kinds[i];
  return NULL;
}

/**
 * review_evidence_panes_new:
 *
 * Returns: (transfer floating): a pane of @kind over @session, named for screen readers, not active
 */
ReviewEvidencePane *
review_evidence_panes_new (const ReviewPaneKind *kind, ReviewSession *session)
{
  ReviewEvidencePane *pane = g_object_new (kind->get_type (), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->title), -1);
  review_evidence_pane_bind (pane, session);
  return pane;
}
