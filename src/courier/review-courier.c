/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One turn: what the core said meanwhile, then what is due. A command that gets no answer waits by
 * itself; where nobody is there at all, everything waits, so that an outage of an hour is a few
 * hundred attempts and not one for each command. Sending holds no transaction. */
#define G_LOG_DOMAIN "review-courier"
#include "review-courier.h"

#define BATCH         50
#define EVERY         G_TIME_SPAN_SECOND
#define LONGEST_PAUSE REVIEW_MINUTE

struct _ReviewCourier
{
  ReviewService *service; /* (borrowed) */
  ReviewCore core;        /* (owned) */
  gint64 paused_until;    /* µs of the service's clock */
  guint misses;           /* in a row, with nobody there */

  GThread *thread; /* (nullable) */
  GMutex lock;
  GCond stopped;
  gboolean stopping;
};

/**
 * review_courier_new:
 * @service: (transfer none): outlives the courier
 * @core: (transfer full): copied; its self is freed with the courier
 *
 * Returns: (transfer full): a courier that waits to be started, or to be given turns
 */
ReviewCourier *
review_courier_new (ReviewService *service, const ReviewCore *core)
{
  ReviewCourier *self = g_new0 (ReviewCourier, 1);

  self->service = service;
  self->core = *core;
  g_mutex_init (&self->lock);
  g_cond_init (&self->stopped);
  return self;
}

/**
 * review_courier_free:
 * @self: (transfer full)
 *
 * Ends its thread. What was sent and not answered is sent again by the next courier.
 */
void
review_courier_free (ReviewCourier *self)
{
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->stopped);
  g_mutex_unlock (&self->lock);
  if (self->core.interrupt != NULL)
    self->core.interrupt (self->core.self);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  if (self->core.free != NULL)
    self->core.free (self->core.self);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->stopped);
  g_free (self);
}

static gint64
get_now (ReviewCourier *self)
{
  return review_clock_now (review_store_get_clock (review_service_get_store (self->service)));
}

static gboolean
is_stopping (ReviewCourier *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->stopping;
}

static gboolean
file (ReviewCourier *self, const ReviewCoreAnswer *answer, GError **error)
{
  const ReviewDelivered delivered = { .effect = answer->effect,
                                      .reply = answer->reply,
                                      .reason = answer->reason,
                                      .wait = answer->wait,
                                      .simulated = self->core.simulated };

  return review_service_file_delivery (self->service, &delivered, error);
}

static gboolean
collect (ReviewCourier *self, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) answers =
      self->core.collect != NULL ? self->core.collect (self->core.self, now) : NULL;

  for (guint i = 0; answers != NULL && i < answers->len; i++)
    {
      g_autoptr (GError) local = NULL;

      /* Of an effect that this store does not know it has nothing to say. */
      if (!file (self, answers->pdata[i], &local)
          && !g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

/* Nobody was there: twice as long until the next attempt, up to a minute. */
static void
note_presence (ReviewCourier *self, const ReviewCoreAnswer *answer)
{
  gint64 pause;

  if (!answer->down)
    {
      self->misses = 0;
      return;
    }
  pause = MIN (REVIEW_SECOND << MIN (self->misses, 10), LONGEST_PAUSE);
  self->misses++;
  self->paused_until = get_now (self) + pause;
}

static gint64
send_due (ReviewCourier *self, GError **error)
{
  g_autoptr (GPtrArray) due = review_service_list_due_commands (self->service, BATCH, error);
  gint64 sent = 0;

  if (due == NULL)
    return -1;
  for (guint i = 0; i < due->len && !is_stopping (self) && get_now (self) >= self->paused_until;
       i++)
    {
      const ReviewCommandOut *command = due->pdata[i];
      g_auto (ReviewCoreAnswer) answer = { 0 };

      self->core.send (self->core.self, command, get_now (self), &answer);
      /* A send that was cut short by the end says nothing about the core. */
      if (answer.reply == 0 && is_stopping (self))
        break;
      g_free (answer.effect);
      answer.effect = g_strdup (command->id);
      note_presence (self, &answer);
      if (!file (self, &answer, error))
        return -1;
      sent++;
    }
  return sent;
}

/**
 * review_courier_turn:
 *
 * Files what the core said meanwhile and sends what is due. Call it from one thread only.
 *
 * Returns: how many commands were sent; -1 on error, when the same is tried in the next turn
 */
gint64
review_courier_turn (ReviewCourier *self, GError **error)
{
  gint64 now = get_now (self);

  if (!collect (self, now, error))
    return -1;
  /* A clock that jumped back must not silence it for long. */
  if (now < self->paused_until && self->paused_until - now <= LONGEST_PAUSE)
    return 0;
  self->paused_until = 0;
  return send_due (self, error);
}

static gboolean
wait_a_turn (ReviewCourier *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 until = g_get_monotonic_time () + EVERY;

  while (!self->stopping && g_cond_wait_until (&self->stopped, &self->lock, until))
    ;
  return !self->stopping;
}

static gpointer
run (gpointer user_data)
{
  ReviewCourier *self = user_data;

  do
    {
      g_autoptr (GError) error = NULL;

      while (!is_stopping (self) && review_courier_turn (self, &error) > 0)
        ;
      if (error != NULL)
        g_warning ("effects are not delivered: %s", error->message);
    }
  while (wait_a_turn (self));
  return NULL;
}

/**
 * review_courier_start:
 *
 * Gives it turns in a thread of its own, until it is freed.
 */
void
review_courier_start (ReviewCourier *self)
{
  g_assert (self->thread == NULL);
  self->thread = g_thread_new ("courier", run, self);
}
