/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of the evidence panes. A pane that nobody looks at builds nothing: it follows the desk
 * only while it is active, and catches up when it becomes so. */
#define G_LOG_DOMAIN "review-app"
#include "review-evidence-pane.h"

typedef struct
{
  ReviewSession *session; /* owned */
  char *shown;            /* owned: what set_view() was last told; NULL: nothing yet */
  gboolean active;
  gboolean restored;
} ReviewEvidencePanePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ReviewEvidencePane, review_evidence_pane, ADW_TYPE_BIN)

static ReviewEvidencePanePrivate *
get_private (ReviewEvidencePane *self)
{
  return review_evidence_pane_get_instance_private (self);
}

static guint
count_masked (GPtrArray *fields)
{
  guint n = 0;

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    n += ((const ReviewField *) fields->pdata[i])->masked ? 1 : 0;
  return n;
}

/* The same rows may come again with a lease: then fewer of their fields are masked. */
static char *
describe (const ReviewCaseView *view)
{
  guint masked = 0;

  if (view == NULL)
    return g_strdup ("");
  for (guint i = 0; view->evidence != NULL && i < view->evidence->len; i++)
    masked += count_masked (((const ReviewEvidence *) view->evidence->pdata[i])->fields);
  if (view->item_case->subject != NULL)
    masked += count_masked (view->item_case->subject->profile);
  return g_strdup_printf ("%s %s %u", view->work_item->id, view->evidence_hash, masked);
}

static void
follow (ReviewEvidencePane *self)
{
  ReviewEvidencePanePrivate *priv = get_private (self);
  ReviewEvidencePaneClass *klass = REVIEW_EVIDENCE_PANE_GET_CLASS (self);
  const ReviewCaseView *view = review_evidence_pane_get_view (self);
  g_autofree char *what = describe (view);

  if (!priv->active)
    return;
  if (g_strcmp0 (what, priv->shown) == 0)
    {
      if (klass->update != NULL && view != NULL)
        klass->update (self, view);
      return;
    }
  g_free (priv->shown);
  priv->shown = g_steal_pointer (&what);
  klass->set_view (self, view);
  if (view == NULL || priv->restored)
    return;
  priv->restored = TRUE;
  if (klass->restore != NULL)
    klass->restore (self);
  if (review_session_get_ui_string (priv->session, "case/evidence") != NULL)
    review_evidence_pane_show_evidence (
        self, review_session_get_ui_string (priv->session, "case/evidence"));
}

static void
review_evidence_pane_dispose (GObject *object)
{
  ReviewEvidencePanePrivate *priv = get_private (REVIEW_EVIDENCE_PANE (object));

  g_clear_object (&priv->session);
  g_clear_pointer (&priv->shown, g_free);
  G_OBJECT_CLASS (review_evidence_pane_parent_class)->dispose (object);
}

static void
review_evidence_pane_class_init (ReviewEvidencePaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_evidence_pane_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TAB_PANEL);
}

static void
review_evidence_pane_init (ReviewEvidencePane *self)
{
}

/**
 * review_evidence_pane_bind:
 *
 * Gives the pane its session. Called once; nothing is shown until the pane is active.
 */
void
review_evidence_pane_bind (ReviewEvidencePane *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_EVIDENCE_PANE (self));

  get_private (self)->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_desk (session), "notify::view", G_CALLBACK (follow),
                           self, G_CONNECT_SWAPPED);
}

/**
 * review_evidence_pane_get_session:
 *
 * Returns: (transfer none) (nullable): the session; NULL before bind() and after dispose()
 */
ReviewSession *
review_evidence_pane_get_session (ReviewEvidencePane *self)
{
  g_return_val_if_fail (REVIEW_IS_EVIDENCE_PANE (self), NULL);

  return get_private (self)->session;
}

/**
 * review_evidence_pane_get_view:
 *
 * Returns: (transfer none) (nullable): the open case
 */
const ReviewCaseView *
review_evidence_pane_get_view (ReviewEvidencePane *self)
{
  ReviewSession *session = review_evidence_pane_get_session (self);

  return session != NULL ? review_desk_get_view (review_session_get_desk (session)) : NULL;
}

/**
 * review_evidence_pane_set_active:
 * @active: whether somebody can see the pane
 *
 * An active pane shows the open case and follows it.
 */
void
review_evidence_pane_set_active (ReviewEvidencePane *self, gboolean active)
{
  g_return_if_fail (REVIEW_IS_EVIDENCE_PANE (self));

  if (get_private (self)->active == active)
    return;
  get_private (self)->active = active;
  follow (self);
}

/**
 * review_evidence_pane_get_ready:
 * @view: (nullable): a case that may come next; NULL: nothing stays of another one
 *
 * Shows @view while the pane is not active, that is, while nobody sees it.
 *
 * Returns: whether it did not show it yet
 */
gboolean
review_evidence_pane_get_ready (ReviewEvidencePane *self, const ReviewCaseView *view)
{
  ReviewEvidencePanePrivate *priv;

  g_return_val_if_fail (REVIEW_IS_EVIDENCE_PANE (self), FALSE);

  priv = get_private (self);
  if (priv->active || review_evidence_pane_shows (self, view))
    return FALSE;
  g_free (priv->shown);
  priv->shown = describe (view);
  /* What was kept of a case was of the one that was open. */
  priv->restored = TRUE;
  REVIEW_EVIDENCE_PANE_GET_CLASS (self)->set_view (self, view);
  return TRUE;
}

/** review_evidence_pane_shows: @view: (nullable). Returns: whether the pane shows all that it has. */
gboolean
review_evidence_pane_shows (ReviewEvidencePane *self, const ReviewCaseView *view)
{
  g_autofree char *what = describe (view);

  g_return_val_if_fail (REVIEW_IS_EVIDENCE_PANE (self), FALSE);

  return g_strcmp0 (what, get_private (self)->shown) == 0;
}

/**
 * review_evidence_pane_show_evidence:
 * @label: of a row: "E12"
 *
 * Returns: whether the pane, which must be active, has the row; then it is marked
 */
gboolean
review_evidence_pane_show_evidence (ReviewEvidencePane *self, const char *label)
{
  ReviewEvidencePaneClass *klass;

  g_return_val_if_fail (REVIEW_IS_EVIDENCE_PANE (self), FALSE);

  klass = REVIEW_EVIDENCE_PANE_GET_CLASS (self);
  return get_private (self)->active && klass->show_evidence != NULL
         && klass->show_evidence (self, label);
}

/**
 * review_evidence_pane_save:
 *
 * Writes where the pane is to the session, if it has shown anything.
 */
void
review_evidence_pane_save (ReviewEvidencePane *self)
{
  ReviewEvidencePaneClass *klass;

  g_return_if_fail (REVIEW_IS_EVIDENCE_PANE (self));

  klass = REVIEW_EVIDENCE_PANE_GET_CLASS (self);
  if (klass->save != NULL && get_private (self)->restored)
    klass->save (self);
}
