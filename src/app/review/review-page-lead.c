/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lead does from the review page with cases of others: gives one to a person, gives or closes
 * many. */
#define G_LOG_DOMAIN "review-app"
#include "review-page-private.h"

#include "review-bulk-dialog.h"

static ReviewDesk *
get_desk (ReviewPage *self)
{
  return review_session_get_desk (self->session);
}

static guint
count_marks (ReviewPage *self)
{
  return review_queue_marks_get_count (review_session_get_marks (self->session));
}

/* Whether the open case may be given to somebody: it waits, or it is one's own to put back. */
static gboolean
can_give (ReviewPage *self)
{
  ReviewDesk *desk = get_desk (self);
  const ReviewCaseView *view = review_desk_get_view (desk);

  return view != NULL && !review_desk_get_busy (desk) && !review_desk_get_escalated (desk)
         && (view->work_item->state == REVIEW_WORK_QUEUED || review_desk_get_writable (desk));
}

/* What a lead does with cases of others, and with many. */
void
review_page_update_leading (ReviewPage *self)
{
  gboolean leads = review_session_get_can_lead (self->session);
  gboolean marked = count_marks (self) > 0;

  review_page_enable (self, "review.assign", leads && (marked || can_give (self)));
  review_page_enable (self, "review.assign-marked", leads && marked);
  review_page_enable (self, "review.close-marked", leads && marked);
  review_page_enable (self, "review.clear-marks", marked);
}

void
review_page_clear_marks (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_queue_marks_clear (review_session_get_marks (REVIEW_PAGE (widget)->session));
}

static void
act_on (ReviewPage *self, int kind, const char *const *work_items, const char *name)
{
  review_bulk_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                              kind, work_items, name);
}

void
review_page_act_on_marked (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPage *self = REVIEW_PAGE (widget);
  g_auto (GStrv) ids = review_queue_marks_dup_ids (review_session_get_marks (self->session));

  act_on (self, g_str_equal (name, "review.close-marked") ? REVIEW_BULK_CLOSE : REVIEW_BULK_ASSIGN,
          (const char *const *) ids, NULL);
}

static void
give (ReviewPage *self)
{
  g_autofree char *id = g_steal_pointer (&self->giving);
  g_autofree char *name = g_steal_pointer (&self->giving_name);

  act_on (self, REVIEW_BULK_ASSIGN, (const char *const[]){ id, NULL }, name);
}

static void
put_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewPage) self = user_data;

  if (review_desk_release_finish (REVIEW_DESK (source), result, NULL) && self->session != NULL
      && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    give (self);
}

/* The marked cases, or else the open one. One that is held is put back first, its draft is kept: only
 * what waits can be given. */
void
review_page_assign (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPage *self = REVIEW_PAGE (widget);
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));

  if (count_marks (self) > 0)
    {
      review_page_act_on_marked (widget, "review.assign-marked", NULL);
      return;
    }
  g_free (self->giving);
  g_free (self->giving_name);
  self->giving = g_strdup (view->work_item->id);
  self->giving_name = g_strdup (view->item_case->display_id);
  if (review_desk_get_writable (get_desk (self)))
    review_desk_release_async (get_desk (self), NULL, NULL, put_back_cb, g_object_ref (self));
  else
    give (self);
}
