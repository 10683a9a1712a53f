/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says in time, and once, that the case in hand is about to be breached. */
#define G_LOG_DOMAIN "review-session"
#include "review-sla-watch.h"

struct _ReviewSlaWatch
{
  GObject parent;
  ReviewDesk *desk; /* owned */
  char *work_item;  /* owned (nullable): the case that was told of */
  gint64 told;      /* seconds of the limit that was told of last; 0: none */
};

enum
{
  SIGNAL_DUE_SOON,
  SIGNAL_OVER,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewSlaWatch, review_sla_watch, G_TYPE_OBJECT)

/* The lowest limit that @left has come down to, 0: none. */
static gint64
find_limit (gint64 left)
{
  return left <= 0                 ? 0
         : left <= REVIEW_SLA_LAST ? REVIEW_SLA_LAST
         : left <= REVIEW_SLA_SOON ? REVIEW_SLA_SOON
                                   : 0;
}

static void
forget (ReviewSlaWatch *self)
{
  gboolean told = self->told != 0;

  g_clear_pointer (&self->work_item, g_free);
  self->told = 0;
  if (told)
    g_signal_emit (self, signals[SIGNAL_OVER], 0);
}

static void
look (ReviewSlaWatch *self)
{
  const char *work_item = review_desk_get_work_item (self->desk);
  gint64 left = review_desk_get_sla_seconds (self->desk);
  gint64 limit = find_limit (left);

  if (!review_desk_get_writable (self->desk) || review_desk_get_sla_paused (self->desk)
      || g_strcmp0 (work_item, self->work_item) != 0)
    forget (self);
  if (!review_desk_get_writable (self->desk) || review_desk_get_sla_paused (self->desk))
    return;
  if (self->work_item == NULL)
    self->work_item = g_strdup (work_item);
  if (limit == 0 || (self->told != 0 && limit >= self->told))
    return;
  self->told = limit;
  g_signal_emit (self, signals[SIGNAL_DUE_SOON], 0, left);
}

static void
review_sla_watch_dispose (GObject *object)
{
  ReviewSlaWatch *self = REVIEW_SLA_WATCH (object);

  g_clear_object (&self->desk);
  G_OBJECT_CLASS (review_sla_watch_parent_class)->dispose (object);
}

static void
review_sla_watch_finalize (GObject *object)
{
  g_free (REVIEW_SLA_WATCH (object)->work_item);
  G_OBJECT_CLASS (review_sla_watch_parent_class)->finalize (object);
}

static void
review_sla_watch_class_init (ReviewSlaWatchClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_sla_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_sla_watch_finalize;
  signals[SIGNAL_DUE_SOON] = g_signal_new ("due-soon", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_OVER] =
      g_signal_new ("over", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
review_sla_watch_init (ReviewSlaWatch *self)
{
}

/**
 * review_sla_watch_new:
 * @desk: whose case is watched
 *
 * Returns: (transfer full): a watch, which lives as long as its owner wants to be told
 */
ReviewSlaWatch *
review_sla_watch_new (ReviewDesk *desk)
{
  ReviewSlaWatch *self = g_object_new (REVIEW_TYPE_SLA_WATCH, NULL);
  static const char *const notes[] = { "notify::sla-seconds", "notify::writable",
                                       "notify::sla-paused", "notify::work-item", NULL };

  self->desk = g_object_ref (desk);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (desk, notes[i], G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  return self;
}
