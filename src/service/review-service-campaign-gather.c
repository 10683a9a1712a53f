/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding waves: the timer job that gathers alike cases into campaigns. What brings cases together
 * is what links them (review-link.h), and the same guards hold: a carrier's gateway makes no wave, a
 * family counts as one. A crowd is no wave either unless it came all at once: the key's own past says
 * how many of its customers a day would bring anyway. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"

#include "review-store-audit.h"
#include "review-store-campaigns.h"
#include "review-store-events.h"
#include "stats-interval.h"

#define PAST   (30 * REVIEW_DAY) /* before the window, against which a burst is one */
#define CHANCE 1e-4              /* that so many come by themselves: at or above it, no wave */
#define MOST   200               /* keys that one round looks at */

/* One key on its way to a campaign. */
typedef struct
{
  ReviewTx *tx;
  const ReviewWaveKey *key;
  gint64 since;     /* µs: begin of the window */
  gint64 window;    /* µs */
  guint least;      /* parties that make a wave */
  GPtrArray *cases; /* (owned): ReviewWaveCase in the window */
} Wave;

typedef struct
{
  ReviewService *service;
  gint64 window;
  guint least;
  GPtrArray *keys; /* (owned): ReviewWaveKey */
  const ReviewWaveKey *key;
} Round;

double
review_service_parameter (ReviewService *self, const char *name, double otherwise)
{
  double value = otherwise;

  review_policy_get_parameter (review_service_get_policy (self), name, &value);
  return value;
}

static gboolean
is_burst (const Wave *self, guint customers, gint64 before)
{
  double share = (double) self->window / (double) (self->window + PAST);
  guint all = customers + (guint) MIN (before, G_MAXINT / 2);

  return stats_binomial_at_least (customers, all, share) < CHANCE;
}

static gboolean
passes_guards (Wave *self, gboolean *ret, GError **error)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) households = g_ptr_array_new_with_free_func (g_free);
  ReviewWavePast past;
  guint parties;

  *ret = FALSE;
  if (!review_store_list_households (self->tx, self->key, self->since, subjects, households, error)
      || !review_store_find_past (self->tx, self->key, self->since - PAST, self->since, &past,
                                  error))
    return FALSE;
  parties = review_campaign_count_parties (subjects, households);
  *ret = review_link_guard (self->key->kind, 2, past.gateway, FALSE) == 0 && parties >= self->least
         && is_burst (self, parties, past.customers);
  return TRUE;
}

/* (transfer none) (nullable): the campaign that half of the cases or more are in already. */
static const char *
find_home (const Wave *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->cases->len; i++)
    {
      const ReviewWaveCase *one = self->cases->pdata[i];
      guint n;

      if (one->campaign == NULL || one->out)
        continue;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, one->campaign)) + 1;
      g_hash_table_insert (counts, one->campaign, GUINT_TO_POINTER (n));
      if (2 * n >= self->cases->len)
        return one->campaign;
    }
  return NULL;
}

static guint
count_free (const Wave *self)
{
  g_autoptr (GHashTable) customers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->cases->len; i++)
    if (((ReviewWaveCase *) self->cases->pdata[i])->campaign == NULL)
      g_hash_table_add (customers, ((ReviewWaveCase *) self->cases->pdata[i])->subject);
  return g_hash_table_size (customers);
}

/* The campaign that the free cases go to: the one that the others are in, or a new one where there
 * are enough of them; NULL without an error where there is none. */
static char *
pick_home (Wave *self, gboolean *ret_new, GError **error)
{
  const char *home = find_home (self);
  gboolean gathers = FALSE;

  *ret_new = FALSE;
  if (home != NULL)
    review_store_may_join (self->tx, home, self->since, &gathers);
  if (gathers)
    return g_strdup (home);
  if (count_free (self) < self->least)
    return NULL;
  *ret_new = TRUE;
  return review_store_add_campaign (self->tx, self->key, error);
}

static gboolean
gather (Wave *self, GError **error)
{
  GError *local = NULL;
  gboolean fresh;
  g_autofree char *home = pick_home (self, &fresh, &local);
  g_autofree char *object = g_strconcat ("campaign:", home, NULL);
  ReviewAuditEntry entry = { .actor = review_service_system_user ()->id,
                             .action = fresh ? "campaign_open" : "campaign_grow",
                             .object = object,
                             .ref = home,
                             .reason = review_enum_nick (&review_link_kinds, self->key->kind) };

  if (home == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  for (guint i = 0; i < self->cases->len; i++)
    {
      const ReviewWaveCase *one = self->cases->pdata[i];

      if (one->campaign == NULL
          && !review_store_join_campaign (self->tx, home, one->case_id, self->key->kind, error))
        return FALSE;
    }
  return review_store_grow_campaign (self->tx, home, error)
         && review_audit_add (self->tx, &entry, error)
         && review_event_add (self->tx, "campaign", home, NULL, error);
}

static gboolean
gather_key (ReviewTx *tx, gpointer user_data, GError **error)
{
  Round *round = user_data;
  Wave wave = { .tx = tx,
                .key = round->key,
                .since = review_tx_get_now (tx) - round->window,
                .window = round->window,
                .least = round->least };
  gboolean ok, passes = FALSE;

  wave.cases = review_store_list_wave (tx, wave.key, wave.since, error);
  ok = wave.cases != NULL && (count_free (&wave) == 0 || passes_guards (&wave, &passes, error))
       && (!passes || gather (&wave, error));
  g_clear_pointer (&wave.cases, g_ptr_array_unref);
  return ok;
}

static gboolean
list_keys (ReviewTx *tx, gpointer user_data, GError **error)
{
  Round *round = user_data;

  round->keys =
      review_store_list_wave_keys (tx, review_tx_get_now (tx) - round->window, round->least, error);
  return round->keys != NULL;
}

/*
 * review_service_gather:
 *
 * Gathers alike cases of the policy's window into campaigns. Each key is a transaction of its own;
 * one that fails stays for the next round.
 */
gboolean
review_service_gather (ReviewService *self, GError **error)
{
  double hours = review_service_parameter (self, "campaign_window_h", REVIEW_CAMPAIGN_WINDOW_HOURS);
  double least = review_service_parameter (self, "campaign_min", REVIEW_CAMPAIGN_MIN);
  Round round = { .service = self,
                  .window = (gint64) (hours * (double) REVIEW_HOUR),
                  .least = (guint) MAX (least, 2) };

  if (!review_store_read (self->store, list_keys, &round, error))
    return FALSE;
  for (guint i = 0; i < MIN (round.keys->len, MOST); i++)
    {
      g_autoptr (GError) local = NULL;

      round.key = round.keys->pdata[i];
      if (!review_service_write (self, gather_key, &round, &local))
        g_message ("a wave is not gathered: %s", local->message);
    }
  g_ptr_array_unref (round.keys);
  return TRUE;
}
