/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report's numbers as tables. Each number that has cases behind it carries which: kinds, cause,
 * day and case type in one word. */
#define G_LOG_DOMAIN "review-app"
#include "review-attainment-tables.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-floor-words.h"
#include "review-format.h"
#include "review-waves-words.h"
#include "review-words.h"

/** review_attainment_tables_make_id: Returns: (transfer full): the word for @choice. */
char *
review_attainment_tables_make_id (const ReviewFloorChoice *choice)
{
  return g_strdup_printf ("%u:%d:%" G_GINT64_FORMAT ":%d:%d:%s", choice->kinds, choice->cause,
                          choice->day, choice->basis, choice->trigger,
                          choice->case_type != NULL ? choice->case_type : "");
}

/**
 * review_attainment_tables_read_id:
 * @ret_type: (out): (transfer full): keeps @ret's case type
 *
 * Returns: whether @id is such a word
 */
gboolean
review_attainment_tables_read_id (const char *id, ReviewFloorChoice *ret, char **ret_type)
{
  g_auto (GStrv) parts = g_strsplit (id, ":", 6);

  if (g_strv_length (parts) != 6)
    return FALSE;
  *ret_type = g_strdup (parts[5]);
  *ret = (ReviewFloorChoice){ .kinds = (guint) g_ascii_strtoull (parts[0], NULL, 10),
                              .cause = (int) g_ascii_strtoll (parts[1], NULL, 10),
                              .day = g_ascii_strtoll (parts[2], NULL, 10),
                              .basis = (int) g_ascii_strtoll (parts[3], NULL, 10),
                              .trigger = (int) g_ascii_strtoll (parts[4], NULL, 10),
                              .case_type = **ret_type != '\0' ? *ret_type : NULL };
  return TRUE;
}

/* A count; one that is not zero can be looked into. */
static void
add_count (ReviewFigureTable *table, gint64 n, ReviewTone tone, const ReviewFloorChoice *choice)
{
  g_autofree char *text = review_format_figure ((double) n, 0);
  g_autofree char *id = choice != NULL ? review_attainment_tables_make_id (choice) : NULL;

  review_figure_table_add_figure (table, text, n > 0 ? tone : REVIEW_TONE_NEUTRAL,
                                  n > 0 ? id : NULL);
}

static void
add_share (ReviewFigureTable *table, gint64 part, gint64 whole)
{
  g_autofree char *text =
      whole > 0 ? review_format_share ((double) part / (double) whole) : g_strdup ("—");

  review_figure_table_add_figure (table, text, REVIEW_TONE_NEUTRAL, NULL);
}

/* "too_long" counts late ones, too; the list of those that are only too long does not. */
static void
add_type (ReviewFigureTable *table, const ReviewTypeAttainment *one, const char *case_type)
{
  const ReviewFloorChoice late = { .kinds = 1u << REVIEW_FINDING_LATE, .case_type = case_type };
  const ReviewFloorChoice all = { .kinds = REVIEW_FLOOR_BREACHES, .case_type = case_type };
  const ReviewFloorChoice open = { .kinds = 1u << REVIEW_FINDING_OPEN_LATE,
                                   .case_type = case_type };
  gint64 over = one->looks - one->open;
  gint64 breaches = 0;

  for (guint i = 0; i < one->causes->len; i++)
    breaches += ((ReviewCauseCount *) one->causes->pdata[i])->count;
  add_count (table, one->looks, REVIEW_TONE_NEUTRAL, NULL);
  add_count (table, one->open, REVIEW_TONE_NEUTRAL, NULL);
  add_count (table, one->open_late, REVIEW_TONE_WARNING, &open);
  add_share (table, over - one->late, over);
  add_count (table, one->late, REVIEW_TONE_ERROR, &late);
  add_count (table, breaches, REVIEW_TONE_WARNING, &all);
}

static ReviewTypeAttainment *
sum_types (const ReviewAttainment *report)
{
  ReviewTypeAttainment *sum = review_record_new (&review_type_attainment_type);

  sum->causes = review_records_new ();
  for (guint i = 0; i < report->types->len; i++)
    {
      const ReviewTypeAttainment *one = report->types->pdata[i];

      sum->looks += one->looks;
      sum->open += one->open;
      sum->open_late += one->open_late;
      sum->late += one->late;
      for (guint k = 0; k < one->causes->len; k++)
        g_ptr_array_add (sum->causes, review_record_ref (one->causes->pdata[k]));
    }
  return sum;
}

/** review_attainment_tables_fill_types: who kept their time, by case type. */
void
review_attainment_tables_fill_types (ReviewFigureTable *table,
                                     ReviewSession *session,
                                     const ReviewAttainment *report)
{
  const char *heads[] = { _ ("Case type"),
                          C_ ("attainment", "Came"),
                          C_ ("attainment", "Open"),
                          C_ ("attainment", "Open, late"),
                          C_ ("attainment", "On time"),
                          C_ ("attainment", "Late"),
                          C_ ("attainment", "Late or too long"),
                          NULL };
  g_autoptr (ReviewTypeAttainment) sum = sum_types (report);

  review_figure_table_begin (table, heads);
  for (guint i = 0; i < report->types->len; i++)
    {
      const ReviewTypeAttainment *one = report->types->pdata[i];

      review_figure_table_add_row (table, review_words_type (session, one->case_type), FALSE);
      add_type (table, one, one->case_type);
    }
  review_figure_table_add_row (table, C_ ("attainment", "All"), TRUE);
  add_type (table, sum, NULL);
}

static gint64
count_cause (const ReviewTypeAttainment *type, int cause)
{
  for (guint i = 0; i < type->causes->len; i++)
    if (((ReviewCauseCount *) type->causes->pdata[i])->cause == cause)
      return ((ReviewCauseCount *) type->causes->pdata[i])->count;
  return 0;
}

/* (transfer full): the first head, the types, all of them. */
static char **
head_types (ReviewSession *session, const ReviewAttainment *report, const char *first)
{
  g_autoptr (GStrvBuilder) heads = g_strv_builder_new ();

  g_strv_builder_add (heads, first);
  for (guint i = 0; i < report->types->len; i++)
    g_strv_builder_add (
        heads, review_words_type_prefix (
                   session, ((ReviewTypeAttainment *) report->types->pdata[i])->case_type));
  g_strv_builder_add (heads, C_ ("attainment", "All"));
  return g_strv_builder_end (heads);
}

/** review_attainment_tables_fill_causes: what made them late; one cause each. */
void
review_attainment_tables_fill_causes (ReviewFigureTable *table,
                                      ReviewSession *session,
                                      const ReviewAttainment *report)
{
  g_auto (GStrv) heads = head_types (session, report, _ ("Cause"));

  review_figure_table_begin (table, (const char *const *) heads);
  for (int cause = 1; cause <= REVIEW_N_CAUSES; cause++)
    {
      ReviewFloorChoice choice = { .kinds = REVIEW_FLOOR_BREACHES, .cause = cause };
      gint64 all = 0;

      for (guint i = 0; i < report->types->len; i++)
        all += count_cause (report->types->pdata[i], cause);
      if (all == 0)
        continue;
      review_figure_table_add_row (table, review_floor_words_cause (cause), FALSE);
      for (guint i = 0; i < report->types->len; i++)
        {
          const ReviewTypeAttainment *type = report->types->pdata[i];

          choice.case_type = type->case_type;
          add_count (table, count_cause (type, cause), REVIEW_TONE_NEUTRAL, &choice);
        }
      choice.case_type = NULL;
      add_count (table, all, REVIEW_TONE_NEUTRAL, &choice);
    }
}

static const ReviewDayAttainment *
find_day (const ReviewAttainment *report, const char *case_type, gint64 day)
{
  for (guint i = 0; i < report->days->len; i++)
    {
      const ReviewDayAttainment *one = report->days->pdata[i];

      if (one->day == day && strcmp (one->case_type, case_type) == 0)
        return one;
    }
  return NULL;
}

static void
add_day (ReviewFigureTable *table, gint64 late, gint64 over, const ReviewFloorChoice *choice)
{
  g_autofree char *id = review_attainment_tables_make_id (choice);
  /* Translators: late ones of those that came on a day and are over: "3 of 41". */
  g_autofree char *text =
      over > 0 ? g_strdup_printf (_ ("%d of %d"), (int) late, (int) over) : g_strdup ("—");

  review_figure_table_add_figure (table, text, late > 0 ? REVIEW_TONE_ERROR : REVIEW_TONE_NEUTRAL,
                                  late > 0 ? id : NULL);
}

static void
add_day_row (ReviewFigureTable *table, const ReviewAttainment *report, gint64 day)
{
  ReviewFloorChoice choice = { .kinds = 1u << REVIEW_FINDING_LATE, .day = day };
  g_autofree char *title = review_floor_words_day (day);
  gint64 late = 0, over = 0;

  review_figure_table_add_row (table, title, FALSE);
  for (guint i = 0; i < report->types->len; i++)
    {
      const ReviewTypeAttainment *type = report->types->pdata[i];
      const ReviewDayAttainment *one = find_day (report, type->case_type, day);

      choice.case_type = type->case_type;
      add_day (table, one != NULL ? one->late : 0, one != NULL ? one->looks - one->open : 0,
               &choice);
      late += one != NULL ? one->late : 0;
      over += one != NULL ? one->looks - one->open : 0;
    }
  choice.case_type = NULL;
  add_day (table, late, over, &choice);
}

/** review_attainment_tables_fill_days: late of those that came and are over, by day, the newest first. */
void
review_attainment_tables_fill_days (ReviewFigureTable *table,
                                    ReviewSession *session,
                                    const ReviewAttainment *report)
{
  g_auto (GStrv) heads = head_types (session, report, _ ("Day (UTC)"));
  gint64 last = report->until - report->until % REVIEW_DAY;

  review_figure_table_begin (table, (const char *const *) heads);
  for (gint64 day = last; day > report->since - REVIEW_DAY; day -= REVIEW_DAY)
    add_day_row (table, report, day);
}

/** review_attainment_tables_fill_escalations: those without need, and those that were missing. */
void
review_attainment_tables_fill_escalations (ReviewFigureTable *table, const ReviewAttainment *report)
{
  const ReviewEscalationCounts *counts = report->escalations;
  const struct
  {
    const char *title;
    gint64 n, of;
    int kind;
    guint of_kinds; /* 0: no list */
  } rows[] = {
    { _ ("Escalated, still open"), counts->open, counts->made, REVIEW_FINDING_ESCALATED,
      REVIEW_FLOOR_ESCALATIONS },
    { _ ("Escalated without need"), counts->needless, counts->made, REVIEW_FINDING_NEEDLESS, 0 },
    { _ ("Escalated and overruled"), counts->overruled, counts->made, REVIEW_FINDING_OVERRULED, 0 },
    { _ ("Decided alone, escalation missed"), counts->missed, counts->decided,
      REVIEW_FINDING_MISSED, 0 },
  };
  const char *heads[] = { _ ("Escalations"), C_ ("attainment", "Cases"), C_ ("attainment", "Of"),
                          C_ ("attainment", "Share"), NULL };

  review_figure_table_begin (table, heads);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const ReviewFloorChoice choice = { .kinds = 1u << rows[i].kind };
      const ReviewFloorChoice of = { .kinds = rows[i].of_kinds };

      review_figure_table_add_row (table, rows[i].title, FALSE);
      add_count (table, rows[i].n, REVIEW_TONE_NEUTRAL, &choice);
      add_count (table, rows[i].of, REVIEW_TONE_NEUTRAL, of.kinds != 0 ? &of : NULL);
      add_share (table, rows[i].n, rows[i].of);
    }
}

/** review_attainment_tables_fill_overturns: decisions that a second look overturned. */
void
review_attainment_tables_fill_overturns (ReviewFigureTable *table, const ReviewOverturnRates *rates)
{
  const char *heads[] = { _ ("Reopened cases"), C_ ("attainment", "Decided again"),
                          C_ ("attainment", "Overturned"),
                          C_ ("attainment", "Share and its interval"), NULL };

  review_figure_table_begin (table, heads);
  for (guint i = 0; i < rates->rows->len; i++)
    {
      const ReviewOverturnRate *one = rates->rows->pdata[i];
      const ReviewFloorChoice again = { .kinds = REVIEW_FLOOR_DECIDED_AGAIN,
                                        .basis = one->basis,
                                        .trigger = one->trigger };
      const ReviewFloorChoice otherwise = { .kinds = 1u << REVIEW_FINDING_OVERTURNED,
                                            .basis = one->basis,
                                            .trigger = one->trigger };
      g_autofree char *rate = review_floor_words_rate (one);

      review_figure_table_add_row (table,
                                   one->trigger != 0 ? review_waves_words_trigger (one->trigger)
                                                     : review_waves_words_basis (one->basis),
                                   one->trigger == 0);
      add_count (table, one->n, REVIEW_TONE_NEUTRAL, &again);
      add_count (table, one->overturned, REVIEW_TONE_NEUTRAL, &otherwise);
      review_figure_table_add_figure (table, rate, REVIEW_TONE_NEUTRAL, NULL);
    }
}
