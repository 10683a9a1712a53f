/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Other cases that share something with this one, for one reader: graded by what sharing says,
 * guarded against guilt by a gateway, a crowd or a family. The order knows nothing of outcomes, and
 * a blind look shows none, nor anything that came to be after its time. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-related.h"
#include "review-service-private.h"
#include "review-store-cases.h"
#include "review-store-links.h"

#define SHARING_MAX (4 * REVIEW_LINK_CROWD) /* cases of one key that are looked at */

/* A key of this case and who shares it. */
typedef struct
{
  const ReviewLinkKey *key; /* (borrowed) */
  gint64 customers;
  gboolean gateway;
} Shared;

/* Another case while it is found. */
typedef struct
{
  char *id;
  gboolean same_subject;
  double strength;
  GArray *shared;    /* (owned): Shared: the keys that it has too, crowds left out */
  GPtrArray *links;  /* (owned): ReviewLink, the strongest first */
  GArray *strengths; /* (owned): double, of @links */
} Candidate;

typedef struct
{
  ReviewService *service;
  ReviewTx *tx;
  const ReviewUser *user;
  const char *work_item;
  ReviewLook look;
  ReviewScope scope;
  ReviewLinkView view;
  GPtrArray *keys;       /* (owned): ReviewLinkKey */
  GArray *shared;        /* (owned): Shared: keys that somebody else has */
  GHashTable *found;     /* (owned): id -> Candidate */
  ReviewRelated *answer; /* (owned) */
} Search;

static void
candidate_free (gpointer data)
{
  Candidate *self = data;

  g_free (self->id);
  g_array_unref (self->shared);
  g_ptr_array_unref (self->links);
  g_array_unref (self->strengths);
  g_free (self);
}

static Candidate *
get_candidate (Search *self, const char *id)
{
  Candidate *one = g_hash_table_lookup (self->found, id);

  if (one != NULL)
    return one;
  one = g_new0 (Candidate, 1);
  one->id = g_strdup (id);
  one->shared = g_array_new (FALSE, FALSE, sizeof (Shared));
  one->links = review_records_new ();
  one->strengths = g_array_new (FALSE, FALSE, sizeof (double));
  g_hash_table_insert (self->found, one->id, one);
  return one;
}

static ReviewLink *
make_link (const Shared *shared, int guard)
{
  ReviewLink *link = review_record_new (&review_link_type);

  link->kind = shared->key->kind;
  if (shared->key->n > 0)
    link->evidence = g_strdup_printf ("E%" G_GINT64_FORMAT, shared->key->n);
  link->customers = shared->customers;
  link->guard = guard;
  return link;
}

static int
guard_of (const Shared *shared, gboolean household)
{
  return review_link_guard (shared->key->kind, shared->customers, shared->gateway, household);
}

/* The strongest first. */
static void
add_link (Candidate *one, const Shared *shared, gboolean household)
{
  int guard = guard_of (shared, household);
  double strength = review_link_strength (shared->key->kind, shared->customers, guard);
  guint at = 0;

  while (at < one->strengths->len && g_array_index (one->strengths, double, at) >= strength)
    at++;
  g_array_insert_val (one->strengths, at, strength);
  g_ptr_array_insert (one->links, (gint) at, make_link (shared, guard));
  one->strength = review_link_combine (one->strength, strength);
}

/* Finds out of each key of the case whether anybody else has it. */
static gboolean
count_keys (Search *self, GError **error)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      Shared shared = { .key = self->keys->pdata[i] };

      if (!review_store_count_link (self->tx, shared.key, &self->view, &shared.customers,
                                    &shared.gateway, error))
        return FALSE;
      if (shared.customers > 1)
        g_array_append_val (self->shared, shared);
    }
  return TRUE;
}

/* Cases that share a key that few have; a crowd is only counted. */
static gboolean
find_sharing (Search *self, GError **error)
{
  for (guint i = 0; i < self->shared->len; i++)
    {
      const Shared *shared = &g_array_index (self->shared, Shared, i);
      g_autoptr (GPtrArray) ids = NULL;

      if (shared->customers > REVIEW_LINK_CROWD)
        {
          g_ptr_array_add (self->answer->crowds, make_link (shared, guard_of (shared, FALSE)));
          continue;
        }
      ids = review_store_list_sharing (self->tx, shared->key, &self->view, self->look.item_case->id,
                                       SHARING_MAX, error);
      for (guint j = 0; ids != NULL && j < ids->len; j++)
        g_array_append_vals (get_candidate (self, ids->pdata[j])->shared, shared, 1);
      if (ids == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_same_subject (Search *self, GError **error)
{
  g_autoptr (GPtrArray) ids = review_store_list_of_subject (
      self->tx, self->look.item_case->subject->id, &self->view, self->look.item_case->id, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    get_candidate (self, ids->pdata[i])->same_subject = TRUE;
  return ids != NULL;
}

/* That two are of one family weakens what else they share. What a customer shares with themselves
 * says nothing. */
static void
weigh_candidate (Candidate *one)
{
  gboolean household = FALSE;

  if (one->same_subject)
    {
      one->strength = 1;
      return;
    }
  for (guint i = 0; i < one->shared->len; i++)
    household =
        household || g_array_index (one->shared, Shared, i).key->kind == REVIEW_LINK_HOUSEHOLD;
  for (guint i = 0; i < one->shared->len; i++)
    add_link (one, &g_array_index (one->shared, Shared, i), household);
}

/* Crowds that a case is in beside what links it: they change nothing about its strength. */
static gboolean
add_crowds (Search *self, Candidate *one, GError **error)
{
  for (guint i = 0; i < self->shared->len && !one->same_subject; i++)
    {
      const Shared *shared = &g_array_index (self->shared, Shared, i);
      GError *local = NULL;

      if (shared->customers > REVIEW_LINK_CROWD
          && review_store_shares_link (self->tx, shared->key, one->id, self->view.as_of, &local))
        add_link (one, shared, FALSE);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }
  return TRUE;
}

static void
fill_outcome (Search *self, ReviewRelatedCase *related, const ReviewLinkedCase *linked)
{
  if (self->look.blind)
    return;
  related->outcome = linked->outcome;
  related->established = linked->established;
  related->nature = linked->nature;
}

static ReviewRelatedCase *
make_related (Search *self, const Candidate *one, const ReviewLinkedCase *linked)
{
  ReviewRelatedCase *related = review_record_new (&review_related_case_type);

  related->case_id = g_strdup (linked->id);
  related->work_item = g_strdup (linked->work_item);
  related->display_id = g_strdup (linked->display_id);
  related->type = g_strdup (linked->type);
  related->subject = g_strdup (linked->subject_display);
  related->same_subject = one->same_subject;
  related->opened_at = linked->opened_at;
  related->grade = review_link_grade (one->strength);
  related->links = g_ptr_array_ref (one->links);
  fill_outcome (self, related, linked);
  return related;
}

static gboolean
add_case (Search *self, Candidate *one, gboolean listed, GError **error)
{
  ReviewLinkedCase *linked = review_store_load_linked (self->tx, one->id, error);
  gboolean ok = linked != NULL && (!listed || add_crowds (self, one, error));

  if (ok && one->same_subject && linked->opened_at <= self->look.item_case->opened_at)
    self->answer->earlier++;
  if (ok && listed)
    g_ptr_array_add (self->answer->cases, make_related (self, one, linked));
  review_linked_case_free (linked);
  return ok;
}

/* By strength alone, then by id, which is by time of arrival: never by how a case ended. */
static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = *(const Candidate *const *) a, *y = *(const Candidate *const *) b;

  if (x->same_subject != y->same_subject)
    return x->same_subject ? -1 : 1;
  if (x->strength < y->strength || x->strength > y->strength)
    return x->strength > y->strength ? -1 : 1;
  return -strcmp (x->id, y->id);
}

static gboolean
fill_cases (Search *self, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer one;

  g_hash_table_iter_init (&iter, self->found);
  while (g_hash_table_iter_next (&iter, NULL, &one))
    {
      weigh_candidate (one);
      g_ptr_array_add (sorted, one);
    }
  g_ptr_array_sort (sorted, compare_candidates);
  self->answer->count = sorted->len;
  for (guint i = 0; i < sorted->len; i++)
    {
      Candidate *each = sorted->pdata[i];

      if (review_link_grade (each->strength) == REVIEW_GRADE_WEAK)
        self->answer->weak++;
      if ((i < REVIEW_RELATED_MAX || each->same_subject)
          && !add_case (self, each, i < REVIEW_RELATED_MAX, error))
        return FALSE;
    }
  return TRUE;
}

/* What the look may know of the rest of the world: a blind one is as of its time. */
static gboolean
begin (Search *self, ReviewWork *work, GError **error)
{
  if (!review_look_init (&self->look, self->service, self->tx, self->user, work, error))
    return FALSE;
  self->view = (ReviewLinkView){ &self->scope, self->look.blind ? work->item->as_of : 0 };
  self->keys =
      review_store_list_links (self->tx, self->look.item_case->id, self->view.as_of, error);
  self->shared = g_array_new (FALSE, FALSE, sizeof (Shared));
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, candidate_free);
  self->answer = review_record_new (&review_related_type);
  self->answer->work_item = g_strdup (self->work_item);
  self->answer->outcomes_hidden = self->look.blind;
  self->answer->cases = review_records_new ();
  self->answer->crowds = review_records_new ();
  return self->keys != NULL;
}

static gboolean
find (Search *self, GError **error)
{
  g_autoptr (ReviewWork) work = NULL;

  self->scope = review_service_scope (self->user);
  work = review_store_load_work (self->tx, self->work_item, &self->scope, error);
  return work != NULL && begin (self, work, error) && count_keys (self, error)
         && find_sharing (self, error) && find_same_subject (self, error);
}

static gboolean
search (ReviewTx *tx, gpointer user_data, GError **error)
{
  Search *self = user_data;

  self->tx = tx;
  return find (self, error) && fill_cases (self, error);
}

static void
clear (Search *self)
{
  review_look_clear (&self->look);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->shared, g_array_unref);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_pointer (&self->answer, review_record_unref);
}

/**
 * review_hearsay_init:
 * @case_id: of the case that is heard of
 *
 * Returns: whether @case_id is related to what @work_item is about, as far as @user may see; %FALSE
 *   with NOT_FOUND when it is not, or is not there
 */
gboolean
review_hearsay_init (ReviewHearsay *self,
                     ReviewService *service,
                     ReviewTx *tx,
                     const ReviewUser *user,
                     const char *work_item,
                     const char *case_id,
                     GError **error)
{
  Search job = { .service = service, .tx = tx, .user = user, .work_item = work_item };
  gboolean ok = find (&job, error);
  Candidate *one = ok ? g_hash_table_lookup (job.found, case_id) : NULL;
  ReviewLinkedCase *linked = NULL;

  if (one != NULL)
    {
      weigh_candidate (one);
      linked = add_crowds (&job, one, error) ? review_store_load_linked (tx, case_id, error) : NULL;
    }
  else if (ok)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  if (linked != NULL)
    *self = (ReviewHearsay){ make_related (&job, one, linked), job.look.blind, job.view.as_of };
  review_linked_case_free (linked);
  clear (&job);
  return linked != NULL;
}

/**
 * review_service_get_related:
 *
 * Returns: (transfer full): what the work item's case is related to, as far as @user may see: a
 *   vendor's people only among their vendor's cases, which is also all that is counted
 */
ReviewRelated *
review_service_get_related (ReviewService *self,
                            const ReviewUser *user,
                            const char *work_item,
                            GError **error)
{
  Search job = { .service = self, .user = user, .work_item = work_item };
  gboolean ok = review_store_read (self->store, search, &job, error);
  ReviewRelated *answer = ok ? g_steal_pointer (&job.answer) : NULL;

  clear (&job);
  return answer;
}
