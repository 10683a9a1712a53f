/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of root causes by case type, kept for a while. */
#define G_LOG_DOMAIN "review-session"
#include "review-causes.h"

#include "review-client-causes.h"
#include "review-session-private.h"

#define FRESH ((gint64) 10 * 60 * G_USEC_PER_SEC)

struct _ReviewCauses
{
  GObject parent_instance;

  ReviewDesk *desk;          /* (owned) */
  ReviewClient *client;      /* (owned) (nullable): of whom @known was told */
  GHashTable *known;         /* (owned): case type → ReviewCauseCounts */
  GHashTable *asked;         /* (owned): case type → gint64, monotonic µs */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ReviewCauses, review_causes, G_TYPE_OBJECT)

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewCauses) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCauseCounts) counts =
      review_client_finish_causes (REVIEW_CLIENT (source), result, &error);

  if (counts != NULL && REVIEW_CLIENT (source) == self->client)
    g_hash_table_replace (self->known, g_strdup (counts->case_type), review_record_ref (counts));
  else if (error != NULL)
    g_debug ("root causes stay as in the data: %s", error->message);
}

static gboolean
is_fresh (ReviewCauses *self, const char *case_type)
{
  gint64 *at = g_hash_table_lookup (self->asked, case_type);

  return at != NULL && g_get_monotonic_time () - *at < FRESH;
}

/* Another server, or another person: what was told before is not theirs. */
static void
take_client (ReviewCauses *self, ReviewClient *client)
{
  if (!g_set_object (&self->client, client))
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->known);
  g_hash_table_remove_all (self->asked);
}

static void
work_item_changed_cb (ReviewCauses *self)
{
  const ReviewCaseView *view = review_desk_get_view (self->desk);
  const char *type = view != NULL ? view->item_case->type : NULL;
  gint64 *now;

  take_client (self, review_desk_get_client (self->desk));
  if (self->client == NULL || type == NULL || is_fresh (self, type))
    return;
  now = g_new (gint64, 1);
  *now = g_get_monotonic_time ();
  g_hash_table_replace (self->asked, g_strdup (type), now);
  review_client_get_causes_async (self->client, type, self->cancellable, counted_cb,
                                  g_object_ref (self));
}

static void
review_causes_dispose (GObject *object)
{
  ReviewCauses *self = REVIEW_CAUSES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (review_causes_parent_class)->dispose (object);
}

static void
review_causes_finalize (GObject *object)
{
  ReviewCauses *self = REVIEW_CAUSES (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  G_OBJECT_CLASS (review_causes_parent_class)->finalize (object);
}

static void
review_causes_class_init (ReviewCausesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_causes_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_causes_finalize;
}

static void
review_causes_init (ReviewCauses *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, review_record_unref);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * review_causes_new:
 *
 * Returns: (transfer full): the counts for the case on @desk, whichever it is
 */
ReviewCauses *
review_causes_new (ReviewDesk *desk)
{
  ReviewCauses *self = g_object_new (REVIEW_TYPE_CAUSES, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::work-item", G_CALLBACK (work_item_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const ReviewCauseCounts *
review_causes_get_counts (ReviewCauses *self)
{
  const ReviewCaseView *view = review_desk_get_view (self->desk);

  return view != NULL ? g_hash_table_lookup (self->known, view->item_case->type) : NULL;
}

GPtrArray *
review_causes_list (ReviewCauses *self)
{
  GPtrArray *codes = review_desk_list_codes (self->desk, "root_cause");

  review_root_causes_sort (codes, review_causes_get_counts (self),
                           review_desk_get_form (self->desk)->reasoning);
  return codes;
}
