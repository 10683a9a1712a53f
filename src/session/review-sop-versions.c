/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of the SOP of the open case: read when somebody asks for them. */
#define G_LOG_DOMAIN "review-session"
#include "review-sop-versions.h"

#include <string.h>

#include "review-client-sops.h"
#include "review-error.h"
#include "review-session-private.h"

struct _ReviewSopVersions
{
  GObject parent_instance;

  ReviewDesk *desk;           /* (owned) */
  char *work_item;            /* (owned) (nullable): of what follows */
  GCancellable *cancellable;  /* (owned) (nullable): of this case */
  ReviewSopVersionList *list; /* (owned) (nullable) */
  ReviewSop *older;           /* (owned) (nullable) */
  char *wanted;               /* (owned) (nullable): version that is being read */
  int error;
};

G_DEFINE_FINAL_TYPE (ReviewSopVersions, review_sop_versions, G_TYPE_OBJECT)

static void
tell (ReviewSopVersions *self)
{
  g_signal_emit_by_name (self, "changed");
}

static int
code_of (const GError *error)
{
  if (error == NULL)
    return 0;
  return error->domain == REVIEW_ERROR ? error->code : REVIEW_ERROR_FAILED;
}

static void
forget (ReviewSopVersions *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->work_item, g_free);
  g_clear_pointer (&self->list, review_record_unref);
  g_clear_pointer (&self->older, review_record_unref);
  g_clear_pointer (&self->wanted, g_free);
  self->error = 0;
}

static void
work_item_changed_cb (ReviewSopVersions *self)
{
  const ReviewCaseView *view = review_desk_get_view (self->desk);
  const char *work_item = view != NULL ? view->work_item->id : NULL;

  if (g_strcmp0 (work_item, self->work_item) == 0)
    return;
  forget (self);
  self->work_item = g_strdup (work_item);
  self->cancellable = g_cancellable_new ();
  tell (self);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSopVersions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSopVersionList) answer =
      review_client_finish_sop_versions (REVIEW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->error = code_of (error);
  if (answer != NULL)
    {
      g_clear_pointer (&self->list, review_record_unref);
      self->list = g_steal_pointer (&answer);
    }
  tell (self);
}

/* An answer that is no longer asked for changes nothing. */
static void
version_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSopVersions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSop) answer = review_client_finish_sop (REVIEW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->wanted == NULL
      || (answer != NULL && strcmp (answer->version, self->wanted) != 0))
    return;
  g_clear_pointer (&self->wanted, g_free);
  self->error = code_of (error);
  if (answer != NULL)
    {
      g_clear_pointer (&self->older, review_record_unref);
      self->older = g_steal_pointer (&answer);
    }
  tell (self);
}

static void
review_sop_versions_dispose (GObject *object)
{
  ReviewSopVersions *self = REVIEW_SOP_VERSIONS (object);

  forget (self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (review_sop_versions_parent_class)->dispose (object);
}

static void
review_sop_versions_class_init (ReviewSopVersionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_sop_versions_dispose;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
review_sop_versions_init (ReviewSopVersions *self)
{
}

/**
 * review_sop_versions_new:
 *
 * Returns: (transfer full): the versions of the SOP of the case on @desk, whichever it is
 */
ReviewSopVersions *
review_sop_versions_new (ReviewDesk *desk)
{
  ReviewSopVersions *self = g_object_new (REVIEW_TYPE_SOP_VERSIONS, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::work-item", G_CALLBACK (work_item_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
review_sop_versions_read (ReviewSopVersions *self)
{
  ReviewClient *client = review_desk_get_client (self->desk);
  const ReviewCaseView *view = review_desk_get_view (self->desk);

  if (client == NULL || view == NULL)
    return;
  review_client_get_sop_versions_async (client, view->item_case->type, self->cancellable, list_cb,
                                        g_object_ref (self));
}

const ReviewSopVersionList *
review_sop_versions_get_list (ReviewSopVersions *self)
{
  return self->list;
}

int
review_sop_versions_get_error (ReviewSopVersions *self)
{
  return self->error;
}

void
review_sop_versions_open (ReviewSopVersions *self, const char *version)
{
  ReviewClient *client = review_desk_get_client (self->desk);
  const ReviewCaseView *view = review_desk_get_view (self->desk);

  g_clear_pointer (&self->wanted, g_free);
  self->error = 0;
  if (version == NULL)
    g_clear_pointer (&self->older, review_record_unref);
  else if (client != NULL && view != NULL)
    {
      self->wanted = g_strdup (version);
      review_client_get_sop_version_async (client, view->item_case->type, version,
                                           self->cancellable, version_cb, g_object_ref (self));
    }
  tell (self);
}

const ReviewSop *
review_sop_versions_get_older (ReviewSopVersions *self)
{
  return self->older;
}
