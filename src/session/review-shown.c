/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-session"
#include "review-shown.h"

struct _ReviewShown
{
  GObject parent;
  ReviewDesk *desk;     /* owned */
  ReviewCaseView *view; /* owned (nullable) */
  gboolean away;        /* it does not follow the desk */
};

G_DEFINE_FINAL_TYPE (ReviewShown, review_shown, G_TYPE_OBJECT)

static void
set_view (ReviewShown *self, const ReviewCaseView *view)
{
  if (view == self->view)
    return;
  g_clear_pointer (&self->view, review_record_unref);
  self->view = view != NULL ? review_record_ref ((gpointer) view) : NULL;
  g_signal_emit_by_name (self, "changed");
}

static void
view_changed_cb (ReviewShown *self)
{
  if (!self->away)
    set_view (self, review_desk_get_view (self->desk));
}

static void
review_shown_dispose (GObject *object)
{
  ReviewShown *self = REVIEW_SHOWN (object);

  g_clear_pointer (&self->view, review_record_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (review_shown_parent_class)->dispose (object);
}

static void
review_shown_class_init (ReviewShownClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_shown_dispose;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
review_shown_init (ReviewShown *self)
{
}

/** review_shown_new: Returns: (transfer full): what follows @desk */
ReviewShown *
review_shown_new (ReviewDesk *desk)
{
  ReviewShown *self = g_object_new (REVIEW_TYPE_SHOWN, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::view", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
  view_changed_cb (self);
  return self;
}

/** review_shown_get_view: Returns: (transfer none) (nullable): NULL: no case */
const ReviewCaseView *
review_shown_get_view (ReviewShown *self)
{
  g_return_val_if_fail (REVIEW_IS_SHOWN (self), NULL);

  return self->view;
}

/**
 * review_shown_get_assessment:
 *
 * Returns: (transfer none) (nullable): the assessment as the person may see it; NULL without a model
 *   or while it is hidden
 */
const ReviewAssessment *
review_shown_get_assessment (ReviewShown *self)
{
  g_return_val_if_fail (REVIEW_IS_SHOWN (self), NULL);

  return review_case_view_get_assessment (self->view);
}

/**
 * review_shown_look_at:
 * @view: (nullable): NULL: no case
 *
 * Shows this case, whatever lies on the desk.
 */
void
review_shown_look_at (ReviewShown *self, const ReviewCaseView *view)
{
  g_return_if_fail (REVIEW_IS_SHOWN (self));

  self->away = TRUE;
  set_view (self, view);
}

/** review_shown_stay: goes on showing the present case, whatever comes on the desk. */
void
review_shown_stay (ReviewShown *self)
{
  g_return_if_fail (REVIEW_IS_SHOWN (self));

  self->away = TRUE;
}

/** review_shown_follow: shows what lies on the desk, now and later. */
void
review_shown_follow (ReviewShown *self)
{
  g_return_if_fail (REVIEW_IS_SHOWN (self));

  self->away = FALSE;
  view_changed_cb (self);
}
