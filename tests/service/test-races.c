/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many people at once: a case has one holder, a decision is made once, a key answers once. */
#define G_LOG_DOMAIN "test-races"
#include <string.h>

#include "service-fixture.h"

#define PEOPLE 8
#define CASES  60

typedef struct
{
  Desk *desk;
  ReviewUser *user;
  GPtrArray *taken; /* ids of work items */
  guint decided, refused;
} Person;

static void
set_up_people (Desk *f, Person *people, gpointer (*func) (gpointer), GThread **threads)
{
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *id = g_strdup_printf ("person-%u", i);
      g_autoptr (ReviewUser) user = review_record_copy (f->senior);
      g_autoptr (GError) error = NULL;

      g_free (user->id);
      user->id = g_strdup (id);
      review_service_put_user (f->service, f->lead, user, &error);
      g_assert_no_error (error);
      people[i] = (Person){ .desk = f,
                            .user = g_steal_pointer (&user),
                            .taken = g_ptr_array_new_with_free_func (g_free) };
    }
  for (guint i = 0; i < PEOPLE; i++)
    threads[i] = g_thread_new ("person", func, &people[i]);
  for (guint i = 0; i < PEOPLE; i++)
    g_thread_join (threads[i]);
}

static void
clear_people (Person *people)
{
  for (guint i = 0; i < PEOPLE; i++)
    {
      review_record_unref (people[i].user);
      g_ptr_array_unref (people[i].taken);
    }
}

static gpointer
take_until_empty (gpointer data)
{
  Person *self = data;
  g_autoptr (ReviewCaseView) view = NULL;

  while ((view = desk_take_next (self->desk, self->user)) != NULL)
    {
      g_ptr_array_add (self->taken, g_strdup (view->work_item->id));
      g_assert_cmpstr (view->lease->user, ==, self->user->id);
      g_clear_pointer (&view, review_record_unref);
    }
  return NULL;
}

static void
test_one_holder (Desk *f, gconstpointer data)
{
  Person people[PEOPLE];
  GThread *threads[PEOPLE];
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < CASES; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);
      g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = name, .risk = 0.8 });
    }
  set_up_people (f, people, take_until_empty, threads);
  for (guint i = 0; i < PEOPLE; i++)
    for (guint j = 0; j < people[i].taken->len; j++)
      g_assert_true (g_hash_table_add (seen, people[i].taken->pdata[j]));
  g_assert_cmpint (g_hash_table_size (seen), ==, CASES);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM lease"), ==, CASES);
  clear_people (people);
}

/* Everybody has the same version of the same case and takes it by hand. */
static gpointer
take_the_first (gpointer data)
{
  Person *self = data;
  g_autoptr (ReviewViewRequest) all = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewPage) page =
      review_service_open_view (self->desk->service, self->user, all, NULL);
  const ReviewQueueRow *row = page->rows->pdata[0];
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view = review_service_take (
      self->desk->service, CALL (self->user, row->version), row->work_item, &error);

  if (view != NULL)
    self->decided++;
  else
    {
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
      self->refused++;
    }
  return NULL;
}

static void
test_one_picks (Desk *f, gconstpointer data)
{
  Person people[PEOPLE];
  GThread *threads[PEOPLE];
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "one", .risk = 0.8 });
  guint won = 0, lost = 0;

  set_up_people (f, people, take_the_first, threads);
  for (guint i = 0; i < PEOPLE; i++)
    {
      won += people[i].decided;
      lost += people[i].refused;
    }
  g_assert_cmpint (won, ==, 1);
  g_assert_cmpint (lost, ==, PEOPLE - 1);
  clear_people (people);
}

typedef struct
{
  Desk *desk;
  const ReviewCaseView *view;
  const char *key;
  char *decision;
  int code;
} Click;

static gpointer
click (gpointer data)
{
  Click *self = data;
  g_autoptr (ReviewForm) form = desk_make_form (REVIEW_CHOICE_BLOCK, self->view);
  g_autoptr (ReviewDecideRequest) request = desk_make_request (form, self->view);
  const ReviewCall call = { self->desk->agent, self->key, self->view->work_item->version };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDecision) decision = review_service_decide (
      self->desk->service, &call, self->view->work_item->id, request, &error);

  self->decision = decision != NULL ? g_strdup (decision->id) : NULL;
  self->code = error != NULL ? error->code : 0;
  return NULL;
}

static void
click_at_once (
    Desk *f, const ReviewCaseView *view, gboolean same_key, guint *answers, guint *conflicts)
{
  Click clicks[PEOPLE];
  GThread *threads[PEOPLE];
  char *keys[PEOPLE];

  for (guint i = 0; i < PEOPLE; i++)
    {
      keys[i] = g_strdup_printf ("key-click-%u", same_key ? 0 : i);
      clicks[i] = (Click){ .desk = f, .view = view, .key = keys[i] };
      threads[i] = g_thread_new ("click", click, &clicks[i]);
    }
  for (guint i = 0; i < PEOPLE; i++)
    g_thread_join (threads[i]);
  *answers = *conflicts = 0;
  for (guint i = 0; i < PEOPLE; i++)
    {
      *answers += clicks[i].decision != NULL;
      *conflicts += clicks[i].code == REVIEW_ERROR_CONFLICT;
      if (same_key)
        g_assert_cmpstr (clicks[i].decision, ==, clicks[0].decision);
    }
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_free (clicks[i].decision);
      g_free (keys[i]);
    }
}

static void
test_one_decision (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "d", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  guint answers, conflicts;

  click_at_once (f, view, FALSE, &answers, &conflicts);
  g_assert_cmpint (answers, ==, 1);
  g_assert_cmpint (conflicts, ==, PEOPLE - 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 1);
}

static void
test_one_answer (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "k", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  guint answers, conflicts;

  click_at_once (f, view, TRUE, &answers, &conflicts);
  g_assert_cmpint (answers, ==, PEOPLE);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'decide'"), ==, 1);
}

/* The decider undoes while the timer lets decisions take effect: exactly one of them wins. */
static gpointer
settle_now (gpointer data)
{
  Desk *f = data;
  g_autoptr (GError) error = NULL;

  review_service_settle (f->service, &error);
  g_assert_no_error (error);
  return NULL;
}

static void
test_undo_against_effect (Desk *f, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("u%u", i);
      g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = name, .risk = 0.8 });
      g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewDecision) decision =
          desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error);
      g_autoptr (ReviewCaseView) back = NULL;
      g_autofree char *sql =
          g_strdup_printf ("SELECT COUNT(*) FROM effect WHERE decision = '%s'", decision->id);
      GThread *timer;

      review_test_clock_advance (&f->clock, REVIEW_UNDO_TIME - (i % 2) * 1000);
      timer = g_thread_new ("timer", settle_now, f);
      back = review_service_retract (f->service, CALL (f->agent, decision->work_item_version),
                                     decision->id, &error);
      g_thread_join (timer);
      settle_now (f);
      g_assert_cmpint (desk_count (f, sql), ==, back != NULL ? 0 : 3);
      g_assert_cmpint (back != NULL, ==, i % 2);
    }
}

#define ADD(name, func) g_test_add ("/races/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-holder", test_one_holder);
  ADD ("one-picks", test_one_picks);
  ADD ("one-decision", test_one_decision);
  ADD ("one-answer", test_one_answer);
  ADD ("undo-against-effect", test_undo_against_effect);
  return g_test_run ();
}
