/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report is read when somebody looks, not by events: it walks over everything that happened in
 * its days. The cases behind a number are in it, so choosing one asks nobody. */
#define G_LOG_DOMAIN "review-session"
#include "review-floor.h"

#include "review-board-private.h"
#include "review-client-floor.h"
#include "review-clock.h"
#include "review-items.h"
#include "review-role.h"
#include "review-session-private.h"

#define REFRESH_DELAY 20 /* ms */
#define DAYS          7

struct _ReviewFloor
{
  ReviewBoard board;

  GListStore *findings;           /* (owned) */
  ReviewAttainment *attainment;   /* (owned) (nullable) */
  ReviewOverturnRates *overturns; /* (owned) (nullable) */
  ReviewFloorChoice choice;
  char *case_type; /* (owned) (nullable): of @choice */
  guint days;
  guint sent; /* readings of the report, counted: an answer for other days counts for nothing */
};

G_DEFINE_FINAL_TYPE (ReviewFloor, review_floor, REVIEW_TYPE_BOARD)

static void
review_floor_finalize (GObject *object)
{
  ReviewFloor *self = REVIEW_FLOOR (object);

  g_clear_object (&self->findings);
  g_clear_pointer (&self->attainment, review_record_unref);
  g_clear_pointer (&self->overturns, review_record_unref);
  g_free (self->case_type);
  G_OBJECT_CLASS (review_floor_parent_class)->finalize (object);
}

static void
review_floor_init (ReviewFloor *self)
{
  self->findings = g_list_store_new (REVIEW_TYPE_ITEM);
  self->days = DAYS;
}

ReviewFloor *
review_floor_new (void)
{
  return g_object_new (REVIEW_TYPE_FLOOR, NULL);
}

static gboolean
is_chosen (const ReviewFloorChoice *choice, const ReviewFinding *one)
{
  return (choice->kinds & (1u << one->kind)) != 0
         && (choice->case_type == NULL || g_strcmp0 (choice->case_type, one->case_type) == 0)
         && (choice->day == 0 || (one->at >= choice->day && one->at < choice->day + REVIEW_DAY))
         && (choice->cause == 0 || choice->cause == one->cause)
         && (choice->basis == 0 || choice->basis == one->basis)
         && (choice->trigger == 0 || choice->trigger == one->trigger);
}

/**
 * review_floor_find:
 * @report: (nullable)
 * @rates: (nullable)
 *
 * Returns: (transfer full): array of #ReviewFinding, borrowed from both: the cases behind a number
 */
GPtrArray *
review_floor_find (const ReviewAttainment *report,
                   const ReviewOverturnRates *rates,
                   const ReviewFloorChoice *choice)
{
  GPtrArray *list = g_ptr_array_new ();
  GPtrArray *all[] = { report != NULL ? report->findings : NULL,
                       rates != NULL ? rates->cases : NULL };

  for (gsize k = 0; k < G_N_ELEMENTS (all); k++)
    for (guint i = 0; all[k] != NULL && i < all[k]->len; i++)
      if (is_chosen (choice, all[k]->pdata[i]))
        g_ptr_array_add (list, all[k]->pdata[i]);
  return list;
}

static void
list_findings (ReviewFloor *self)
{
  g_autoptr (GPtrArray) list = review_floor_find (self->attainment, self->overturns, &self->choice);

  review_items_update (self->findings, list);
}

typedef struct
{
  ReviewFloor *floor; /* (owned) */
  guint n;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->floor);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* The wire leaves out what is empty. */
static void
fill_lists (ReviewAttainment *report)
{
  GPtrArray **lists[] = { &report->types, &report->days, &report->findings };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (*lists[i] == NULL)
      *lists[i] = review_records_new ();
  for (guint i = 0; i < report->types->len; i++)
    {
      ReviewTypeAttainment *type = report->types->pdata[i];

      if (type->causes == NULL)
        type->causes = review_records_new ();
    }
  if (report->escalations == NULL)
    report->escalations = review_record_new (&review_escalation_counts_type);
}

static void
attainment_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  ReviewFloor *self = reading->floor;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewAttainment) report =
      review_client_finish_attainment (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || reading->n != self->sent)
    return;
  review_board_end (&self->board, error);
  if (report != NULL)
    {
      fill_lists (report);
      g_clear_pointer (&self->attainment, review_record_unref);
      self->attainment = g_steal_pointer (&report);
      list_findings (self);
    }
  review_board_tell (&self->board);
}

static void
overturns_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewFloor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewOverturnRates) rates =
      review_client_finish_overturns (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || rates == NULL)
    return;
  if (rates->rows == NULL)
    rates->rows = review_records_new ();
  g_clear_pointer (&self->overturns, review_record_unref);
  self->overturns = g_steal_pointer (&rates);
  list_findings (self);
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewFloor *self = REVIEW_FLOOR (board);
  Reading *reading = g_new0 (Reading, 1);

  reading->floor = g_object_ref (self);
  reading->n = ++self->sent;
  self->board.busy = TRUE;
  review_client_get_attainment_async (self->board.feed.client, self->days,
                                      self->board.feed.cancellable, attainment_cb, reading);
  review_client_get_overturns_async (self->board.feed.client, self->board.feed.cancellable,
                                     overturns_cb, g_object_ref (self));
  review_board_tell (&self->board);
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_role_oversees (board->role);
}

/* Everybody of a role reads the same. */
static void
set_user (ReviewBoard *board, const ReviewUser *user)
{
  ReviewFloor *self = REVIEW_FLOOR (board);
  int role = user != NULL ? user->role : 0;

  if (role == board->role)
    return;
  board->role = role;
  g_clear_pointer (&self->attainment, review_record_unref);
  g_clear_pointer (&self->overturns, review_record_unref);
  review_board_set_error (board, NULL);
  review_floor_choose (self, &(ReviewFloorChoice){ 0 });
}

static void
review_floor_class_init (ReviewFloorClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_floor_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->set_user = set_user;
}

const ReviewAttainment *
review_floor_get_attainment (ReviewFloor *self)
{
  return self->attainment;
}

const ReviewOverturnRates *
review_floor_get_overturns (ReviewFloor *self)
{
  return self->overturns;
}

guint
review_floor_get_days (ReviewFloor *self)
{
  return self->days;
}

void
review_floor_set_days (ReviewFloor *self, guint days)
{
  if (days == self->days)
    return;
  self->days = days;
  self->choice.day = 0;
  review_board_read_soon (&self->board);
  review_board_tell (&self->board);
}

GListModel *
review_floor_get_findings (ReviewFloor *self)
{
  return G_LIST_MODEL (self->findings);
}

const ReviewFloorChoice *
review_floor_get_choice (ReviewFloor *self)
{
  return &self->choice;
}

/**
 * review_floor_choose:
 * @choice: copied
 *
 * Lists the cases behind a number.
 */
void
review_floor_choose (ReviewFloor *self, const ReviewFloorChoice *choice)
{
  char *case_type = g_strdup (choice->case_type);

  self->choice = *choice;
  g_free (self->case_type);
  self->choice.case_type = self->case_type = case_type;
  list_findings (self);
  review_board_tell (&self->board);
}
