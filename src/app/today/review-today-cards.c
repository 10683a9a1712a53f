/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cards of the Today page: what changed, how the floor kept its time, how sure people are. */
#define G_LOG_DOMAIN "review-app"
#include "review-today-cards.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-attainment-tables.h"
#include "review-floor-words.h"
#include "review-format.h"
#include "review-label.h"
#include "review-list.h"
#include "review-today-parts.h"
#include "review-today-words.h"
#include "review-waves-words.h"
#include "review-words.h"

static char *
describe_usual (const ReviewTodayRate *rate)
{
  g_autofree char *low = review_format_share (rate->band_low);
  g_autofree char *high = review_format_share (rate->band_high);

  if (rate->level == 0)
    return g_strdup (review_today_words_level (0));
  /* Translators: how a share lies ("as usual"), and the ends of what is usual */
  return g_strdup_printf (_ ("%s: %s … %s"), review_today_words_level (rate->level), low, high);
}

static ReviewTone
get_tone (const ReviewTodayRate *rate)
{
  return rate->level == REVIEW_LEVEL_BELOW || rate->level == REVIEW_LEVEL_ABOVE
             ? REVIEW_TONE_WARNING
             : REVIEW_TONE_NEUTRAL;
}

static GtkWidget *
new_rate_row (const char *title, const ReviewTodayRate *rate)
{
  g_autofree char *figure = review_today_words_share (rate->rate, rate->low, rate->high, rate->n);
  g_autofree char *note = describe_usual (rate);

  return review_today_new_row (title, figure, note, get_tone (rate));
}

/* A row as a button, with a name that says all of it. */
static void
append_button (GtkBox *box,
               GtkWidget *row,
               const char *id,
               const char *action,
               GVariant *target,
               const char *spoken)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "today-lead");
  gtk_widget_set_name (button, id);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_box_append (box, button);
}

/* A row whose cases the page has: a button that lists them; without any it leads nowhere. */
static void
append_findings (GtkBox *box,
                 GtkWidget *row,
                 const char *spoken,
                 const ReviewToday *page,
                 const ReviewFloorChoice *choice)
{
  g_autoptr (GPtrArray) found = review_floor_find (page->attainment, page->overturns, choice);
  g_autofree char *target = review_attainment_tables_make_id (choice);
  g_autofree char *id = g_strconcat ("focus-today-findings-", target, NULL);

  if (found->len > 0)
    append_button (box, row, id, "today.findings", g_variant_new_string (target), spoken);
  else
    gtk_box_append (box, row);
}

static void
append_rate (GtkBox *box, const ReviewTodayRate *rate)
{
  const char *title = review_today_words_rate (rate->kind);
  const char *nick = review_enum_nick (&review_today_rate_kinds, rate->kind);
  g_autofree char *id = g_strdup_printf ("focus-today-rate-%s", nick);
  g_autofree char *figure = review_today_words_share (rate->rate, rate->low, rate->high, rate->n);
  g_autofree char *note = describe_usual (rate);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s. %s"), title, figure, note);

  append_button (box, new_rate_row (title, rate), id, "today.rates",
                 g_variant_new_int32 (rate->kind), spoken);
}

static void
append_version (GtkBox *box, ReviewSession *session, const ReviewTodayVersion *one, guint n)
{
  const char *type =
      one->case_type != NULL ? review_words_type (session, one->case_type) : _ ("All types");
  g_autofree char *at = review_format_local_time (one->at);
  /* Translators: what went live (SOP, model …), and for which case type */
  g_autofree char *title =
      g_strdup_printf (_ ("%s · %s"), review_today_words_live (one->kind), type);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s. %s"), title, one->version, at);
  g_autofree char *id = g_strdup_printf ("focus-today-version-%u", n);
  GtkWidget *row = review_today_new_row (title, one->version, at, REVIEW_TONE_NEUTRAL);

  if (one->kind != REVIEW_LIVE_SOP && review_session_get_can_see_hub (session))
    append_button (box, row, id, "win.page", g_variant_new_string ("hub"), spoken);
  else
    gtk_box_append (box, row);
}

/** review_today_fill_changes: what changed since the reader was last at work. */
void
review_today_fill_changes (GtkBox *box, ReviewSession *session, const ReviewToday *page)
{
  review_today_empty (box);
  for (guint i = 0; page->rates != NULL && i < page->rates->len; i++)
    if (((ReviewTodayRate *) page->rates->pdata[i])->case_type == NULL)
      append_rate (box, page->rates->pdata[i]);
  for (guint i = 0; page->versions != NULL && i < page->versions->len; i++)
    append_version (box, session, page->versions->pdata[i], i);
  if (page->versions == NULL || page->versions->len == 0)
    gtk_box_append (box, review_label_new_text (_ ("No other version went live."), "dim-label"));
}

static char *
describe_causes (const ReviewTypeAttainment *type)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; type->causes != NULL && i < type->causes->len; i++)
    {
      const ReviewCauseCount *one = type->causes->pdata[i];

      g_string_append_printf (text, "%s%s %d", i > 0 ? " · " : "",
                              review_today_words_cause (one->cause), (int) one->count);
    }
  /* Translators: cases that are not over and past their time already, after what made others late */
  if (type->open_late > 0)
    g_string_append_printf (text,
                            text->len > 0 ? _ (" · open and late %d") : _ ("open and late %d"),
                            (int) type->open_late);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
append_attainment (GtkBox *box,
                   ReviewSession *session,
                   const ReviewToday *page,
                   const ReviewTypeAttainment *type)
{
  const ReviewFloorChoice choice = { .kinds = REVIEW_FLOOR_PAST_TIME,
                                     .case_type = type->case_type };
  const char *title = review_words_type (session, type->case_type);
  gint64 judged = type->looks - type->open;
  g_autofree char *share =
      review_format_share (judged > 0 ? 1 - (double) type->late / (double) judged : NAN);
  /* Translators: a share, and of how many cases it is */
  g_autofree char *figure = judged > 0 ? g_strdup_printf (_ ("%s of %d"), share, (int) judged)
                                       : g_strdup (C_ ("share", "none yet"));
  g_autofree char *note = describe_causes (type);
  g_autofree char *spoken =
      g_strdup_printf (_ ("%s: %s. %s"), title, figure, note != NULL ? note : "");

  append_findings (box,
                   review_today_new_row (title, figure, note,
                                         type->late + type->open_late > 0 ? REVIEW_TONE_WARNING
                                                                          : REVIEW_TONE_NEUTRAL),
                   spoken, page, &choice);
}

static void
append_escalations (GtkBox *box, const ReviewToday *page, const ReviewEscalationCounts *counts)
{
  const ReviewFloorChoice choice = { .kinds =
                                         REVIEW_FLOOR_ESCALATIONS | 1u << REVIEW_FINDING_MISSED };
  g_autofree char *figure = g_strdup_printf (
      ngettext ("%d escalation", "%d escalations", (gulong) counts->made), (int) counts->made);
  g_autofree char *note = g_strdup_printf (
      _ ("%d needless, %d overruled, %d missed in %d decisions"), (int) counts->needless,
      (int) counts->overruled, (int) counts->missed, (int) counts->decided);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s. %s"), _ ("Escalated"), figure, note);

  append_findings (box, review_today_new_row (_ ("Escalated"), figure, note, REVIEW_TONE_NEUTRAL),
                   spoken, page, &choice);
}

static void
append_overturn (GtkBox *box, const ReviewToday *page, const ReviewOverturnRate *one)
{
  const ReviewFloorChoice choice = { .kinds = REVIEW_FLOOR_DECIDED_AGAIN,
                                     .basis = one->basis,
                                     .trigger = one->trigger };
  const char *title = one->trigger != 0 ? review_waves_words_trigger (one->trigger)
                                        : review_today_words_basis (one->basis);
  g_autofree char *figure = review_today_words_share (one->rate, one->low, one->high, one->n);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), title, figure);

  append_findings (box, review_today_new_row (title, figure, NULL, REVIEW_TONE_NEUTRAL), spoken,
                   page, &choice);
}

static void
append_overturns (GtkBox *box, const ReviewToday *page)
{
  const ReviewOverturnRates *rates = page->overturns;

  for (guint i = 0; rates->rows != NULL && i < rates->rows->len; i++)
    {
      const ReviewOverturnRate *one = rates->rows->pdata[i];

      if (one->trigger == 0 || one->n > 0)
        append_overturn (box, page, one);
    }
}

/** review_today_fill_time: how the looks of seven days kept their time, and what made them late. */
void
review_today_fill_time (GtkBox *box, ReviewSession *session, const ReviewToday *page)
{
  const ReviewAttainment *report = page->attainment;

  review_today_empty (box);
  for (guint i = 0; report != NULL && report->types != NULL && i < report->types->len; i++)
    append_attainment (box, session, page, report->types->pdata[i]);
  if (report != NULL && (report->types == NULL || report->types->len == 0))
    gtk_box_append (box, review_label_new_text (_ ("No case came in seven days."), "dim-label"));
  if (report != NULL && report->escalations != NULL)
    append_escalations (box, page, report->escalations);
}

/* It leads to what came back to oneself: which of the looks were known answers is not told. */
static void
append_corridor (GtkBox *box, const ReviewTodayAccuracy *own)
{
  g_autofree char *figure = NULL, *note = NULL, *target = review_format_share (own->target);
  g_autofree char *spoken = NULL;

  if (own->more > 0)
    {
      figure = g_strdup (C_ ("share", "not known yet"));
      note = g_strdup_printf (ngettext ("%d more decision with an established truth is needed",
                                        "%d more decisions with an established truth are needed",
                                        (gulong) own->more),
                              (int) own->more);
    }
  else
    {
      figure = review_today_words_share (own->rate, own->low, own->high, own->n);
      note =
          g_strdup_printf (own->low >= own->target   ? _ ("above the target of %s")
                           : own->high < own->target ? _ ("below the target of %s")
                                                     : _ ("too few to tell from the target of %s"),
                           target);
    }
  spoken = g_strdup_printf (_ ("%s: %s. %s"), _ ("My accuracy, 90 days"), figure, note);
  append_button (
      box,
      review_today_new_row (_ ("My accuracy, 90 days"), figure, note,
                            own->high < own->target ? REVIEW_TONE_WARNING : REVIEW_TONE_NEUTRAL),
      "focus-today-corridor", "win.go-to", g_variant_new_string ("feedback"), spoken);
}

/* A count of so many, that opens the list which its tile opens. */
static void
append_share (GtkBox *box, const char *title, const ReviewTodayCount *count, gint64 of)
{
  /* Translators: how many audits contradict the machine, and of how many */
  g_autofree char *figure = g_strdup_printf (_ ("%d of %d"), (int) count->count, (int) of);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), title, figure);
  g_autofree char *id =
      g_strdup_printf ("focus-today-share-%s", review_enum_nick (&review_today_kinds, count->kind));
  GtkWidget *row = review_today_new_row (title, figure, NULL, REVIEW_TONE_NEUTRAL);

  if (count->count > 0)
    append_button (box, row, id, "today.open", g_variant_new_int32 (count->kind), spoken);
  else
    gtk_box_append (box, row);
}

/** review_today_fill_quality: what audits and second looks say, and the reader's own corridor. */
void
review_today_fill_quality (GtkBox *box, const ReviewToday *page)
{
  const ReviewTodayCount *finds = review_today_find_count (page, REVIEW_TODAY_FINDS);
  const ReviewTodayCount *people = review_today_find_count (page, REVIEW_TODAY_PEOPLE);

  review_today_empty (box);
  if (page->corridor != NULL)
    append_corridor (box, page->corridor);
  if (finds != NULL)
    append_share (box, _ ("Audits that contradict, 7 days"), finds, page->audited);
  if (people != NULL)
    append_share (box, _ ("People below the target, of those measured"), people, page->measured);
  if (page->overturns != NULL)
    append_overturns (box, page);
}

/* A case in a list. The focus finds it again by its name when the list is made anew. */
static void
append_case (GtkListBox *list, const char *display_id, const char *text, const char *work_item)
{
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), display_id, text);
  g_autofree char *name = g_strconcat ("focus-today-case-", work_item, NULL);

  review_list_append (list, review_today_new_row (display_id, "", text, REVIEW_TONE_NEUTRAL),
                      spoken, name, work_item);
}

static void
fill_people (GtkListBox *list, const ReviewToday *page)
{
  for (guint i = 0; page->people != NULL && i < page->people->len; i++)
    {
      const ReviewTodayAccuracy *one = page->people->pdata[i];
      const char *name = one->name != NULL ? one->name : one->account;
      g_autofree char *figure = review_today_words_share (one->rate, one->low, one->high, one->n);
      g_autofree char *target = review_format_share (one->target);
      g_autofree char *note = g_strdup_printf (_ ("below the target of %s"), target);
      g_autofree char *spoken = g_strdup_printf (_ ("%s: %s. %s"), name, figure, note);

      review_list_append (list, review_today_new_row (name, figure, note, REVIEW_TONE_WARNING),
                          spoken, NULL, NULL);
    }
}

/**
 * review_today_fill_list:
 * @kind: #ReviewTodayKind whose list the page has
 */
void
review_today_fill_list (GtkListBox *list, ReviewSession *session, const ReviewToday *page, int kind)
{
  review_list_clear (list);
  if (kind == REVIEW_TODAY_PEOPLE)
    fill_people (list, page);
  for (guint i = 0; page->items != NULL && i < page->items->len; i++)
    {
      const ReviewTodayItem *one = page->items->pdata[i];
      g_autofree char *text = review_today_words_item (session, one);

      if (one->kind == kind)
        append_case (list, one->display_id, text, one->work_item);
    }
}

/**
 * review_today_fill_findings:
 * @choice: which of the page's numbers
 */
void
review_today_fill_findings (GtkListBox *list,
                            ReviewSession *session,
                            const ReviewToday *page,
                            const ReviewFloorChoice *choice)
{
  g_autoptr (GPtrArray) found = review_floor_find (page->attainment, page->overturns, choice);

  review_list_clear (list);
  for (guint i = 0; i < found->len; i++)
    {
      const ReviewFinding *one = found->pdata[i];
      g_autofree char *at = review_format_local_time (one->at);
      g_autofree char *what = review_floor_words_finding (one);
      g_autofree char *text =
          g_strdup_printf ("%s · %s · %s", review_words_type (session, one->case_type), what, at);

      append_case (list, one->display_id, text, one->work_item);
    }
}

/**
 * review_today_fill_rates:
 * @kind: #ReviewTodayRateKind: its share in each case type
 */
void
review_today_fill_rates (GtkListBox *list,
                         ReviewSession *session,
                         const ReviewToday *page,
                         int kind)
{
  review_list_clear (list);
  for (guint i = 0; page->rates != NULL && i < page->rates->len; i++)
    {
      const ReviewTodayRate *one = page->rates->pdata[i];
      const char *title =
          one->case_type != NULL ? review_words_type (session, one->case_type) : _ ("All types");
      g_autofree char *figure = review_today_words_share (one->rate, one->low, one->high, one->n);
      g_autofree char *note = describe_usual (one);
      g_autofree char *spoken = g_strdup_printf (_ ("%s: %s. %s"), title, figure, note);

      if (one->kind == kind)
        review_list_append (list, new_rate_row (title, one), spoken, NULL, NULL);
    }
}
