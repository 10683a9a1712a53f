/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is going to breach: a table by type whose figures open the queue with that filter, and the
 * next hours of all types or of one. */
#define G_LOG_DOMAIN "review-app"
#include "review-today-breach.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-card.h"
#include "review-clock.h"
#include "review-format.h"
#include "review-hours-chart.h"
#include "review-label.h"
#include "review-tip.h"
#include "review-today-parts.h"
#include "review-words.h"

#define CHOSEN     "today/type" /* screen state: the type whose hours are drawn; "": all */
#define LEAST      20           /* as the server counts: see review-service-load.c */
#define LEAST_SEEN 24

struct _ReviewTodayBreach
{
  AdwBin parent;
  GtkWidget *card;
  GtkBox *box;
  GtkGrid *table;
  GtkWidget *chart;
  GtkWidget *note;
  /* owned */
  ReviewSession *session;
  ReviewToday *page; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ReviewTodayBreach, review_today_breach, ADW_TYPE_BIN)

/* "": all, also when what was chosen is gone. */
static const char *
get_chosen (ReviewTodayBreach *self)
{
  const char *chosen = review_session_get_ui_string (self->session, CHOSEN);

  for (guint t = 0; chosen != NULL && t < self->page->types->len; t++)
    if (g_strcmp0 (((ReviewTodayType *) self->page->types->pdata[t])->case_type, chosen) == 0)
      return chosen;
  return "";
}

static gboolean
is_chosen (ReviewTodayBreach *self, const ReviewTodayType *type)
{
  return *get_chosen (self) == '\0' || g_str_equal (get_chosen (self), type->case_type);
}

static char *
describe_people (const ReviewTodayType *type)
{
  if (type->needed > 0)
    /* Translators: people at work, people who may take the type, people that it takes */
    return g_strdup_printf (_ ("%d of %d on, %d needed"), (int) type->people_on, (int) type->people,
                            (int) type->needed);
  /* Translators: people at work, and people who may take the type */
  return g_strdup_printf (_ ("%d of %d on"), (int) type->people_on, (int) type->people);
}

/* The hour @i of the types that are chosen. */
static ReviewTodayHour
add_up (ReviewTodayBreach *self, guint i)
{
  ReviewTodayHour sum = { .late = 0, .late_low = 0, .late_high = 0 };

  for (guint t = 0; t < self->page->types->len; t++)
    {
      const ReviewTodayType *type = self->page->types->pdata[t];
      const ReviewTodayHour *hour = type->hours->pdata[i];

      if (!is_chosen (self, type))
        continue;
      sum.at = hour->at;
      sum.due += hour->due;
      sum.late += hour->late;
      sum.late_low += hour->late_low;
      sum.late_high += hour->late_high;
    }
  return sum;
}

static char *
describe_hour (const ReviewTodayHour *hour, const char *from, const char *to)
{
  g_autofree char *due =
      g_strdup_printf (ngettext ("%d due", "%d due", (gulong) hour->due), (int) hour->due);

  if (isnan (hour->late))
    /* Translators: an hour from … to …, and how many cases are due in it */
    return g_strdup_printf (_ ("%s to %s: %s, no forecast"), from, to, due);
  /* Translators: likewise, with how many will be late and the interval of that */
  return g_strdup_printf (_ ("%s to %s: %s, about %.0f late (%.0f … %.0f)"), from, to, due,
                          hour->late, hour->late_low, hour->late_high);
}

static guint
count_hours (ReviewTodayBreach *self)
{
  const ReviewTodayType *first = self->page->types->len > 0 ? self->page->types->pdata[0] : NULL;

  return first != NULL && first->hours != NULL ? first->hours->len : 0;
}

static void
draw_hours (ReviewTodayBreach *self)
{
  review_hours_chart_clear (REVIEW_HOURS_CHART (self->chart));
  for (guint i = 0; i < count_hours (self); i++)
    {
      ReviewTodayHour hour = add_up (self, i);
      g_autofree char *from = review_format_local_hour (hour.at);
      g_autofree char *to = review_format_local_hour (hour.at + REVIEW_HOUR);
      g_autofree char *text = describe_hour (&hour, from, to);

      review_hours_chart_add (REVIEW_HOURS_CHART (self->chart),
                              &(ReviewHour){ .label = from,
                                             .due = (double) hour.due,
                                             .late = hour.late,
                                             .low = hour.late_low,
                                             .high = hour.late_high,
                                             .text = text });
    }
}

/* The type that knows least, of those that are drawn. */
static const ReviewTodayType *
find_unknown (ReviewTodayBreach *self)
{
  for (guint t = 0; t < self->page->types->len; t++)
    {
      const ReviewTodayType *type = self->page->types->pdata[t];
      const ReviewTodayHour *hour = type->hours->len > 0 ? type->hours->pdata[0] : NULL;

      if (is_chosen (self, type) && hour != NULL && isnan (hour->late))
        return type;
    }
  return NULL;
}

static void
show_note (ReviewTodayBreach *self)
{
  const ReviewTodayType *unknown = find_unknown (self);
  g_autofree char *text = NULL;

  if (unknown == NULL)
    text = g_strdup (
        _ ("Blue: due. Orange, striped: likely to be late. Line: the interval of the forecast."));
  else
    /* Translators: a case type; what there is and what is needed of each */
    text = g_strdup_printf (_ ("Due by the hour. No forecast yet for %s: %d of %d arrivals, %d of "
                               "%d decisions, %.0f of "
                               "%d hours seen."),
                            review_words_type (self->session, unknown->case_type),
                            (int) MIN (unknown->arrivals, LEAST), LEAST,
                            (int) MIN (unknown->handled, LEAST), LEAST,
                            fmin (unknown->hours_seen, LEAST_SEEN), LEAST_SEEN);
  gtk_label_set_text (GTK_LABEL (self->note), text);
}

static void
chosen_cb (ReviewTodayBreach *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  review_session_set_ui_string (self->session, CHOSEN,
                                g_object_get_data (G_OBJECT (button), "type"));
  draw_hours (self);
  show_note (self);
}

static GtkWidget *
add_chooser (ReviewTodayBreach *self, const char *case_type, GtkWidget *group, int row)
{
  const char *text =
      *case_type != '\0' ? review_words_type (self->session, case_type) : _ ("All types");
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name =
      g_strdup_printf ("focus-today-type-%s", *case_type != '\0' ? case_type : "all");
  g_autofree char *spoken = g_strdup_printf (_ ("Hours of: %s"), text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "today-type");
  gtk_widget_set_name (button, name);
  gtk_widget_set_hexpand (button, TRUE);
  g_object_set_data_full (G_OBJECT (button), "type", g_strdup (case_type), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                g_str_equal (get_chosen (self), case_type));
  g_signal_connect_object (button, "toggled", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->table, button, 0, row, 1, 1);
  return button;
}

/* Columns of figures: what the queue shows with these bands. */
static const struct
{
  const char *title;
  int band; /* 0: all */
  ReviewTone tone;
} columns[] = {
  { NC_ ("today", "Waiting"), 0, REVIEW_TONE_NEUTRAL },
  { NC_ ("today", "Breached"), REVIEW_BAND_BREACHED, REVIEW_TONE_ERROR },
  { NC_ ("today", "< 20 min"), REVIEW_BAND_UNDER_20_MIN, REVIEW_TONE_ERROR },
  { NC_ ("today", "< 1 h"), REVIEW_BAND_UNDER_1_H, REVIEW_TONE_WARNING },
};

static gint64
get_figure (const ReviewTodayType *type, gsize column)
{
  const gint64 figures[] = { type->waiting, type->breached, type->minutes_20, type->hour_1 };

  return figures[column];
}

static void
add_figures (ReviewTodayBreach *self, const ReviewTodayType *type, int row)
{
  const char *of = review_words_type (self->session, type->case_type);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      gint64 n = get_figure (type, i);
      const char *title = g_dpgettext2 (NULL, "today", columns[i].title);
      g_autofree char *figure = g_strdup_printf ("%d", (int) n);
      g_autofree char *name =
          g_strdup_printf ("focus-today-%s-%d", type->case_type, columns[i].band);
      /* Translators: a case type, a column's title, a number */
      g_autofree char *spoken =
          g_strdup_printf (_ ("%s, %s: %s. Opens the queue"), of, title, figure);
      GtkWidget *cell = review_today_new_figure (figure, n > 0 ? name : NULL, spoken);

      if (n > 0)
        {
          review_tone_apply (cell, columns[i].tone);
          gtk_actionable_set_action_target (GTK_ACTIONABLE (cell), "(si)", type->case_type,
                                            columns[i].band);
          gtk_actionable_set_action_name (GTK_ACTIONABLE (cell), "today.queue");
        }
      gtk_grid_attach (self->table, cell, (int) i + 1, row, 1, 1);
    }
}

static void
add_people (ReviewTodayBreach *self, const ReviewTodayType *type, int row)
{
  g_autofree char *text = describe_people (type);
  g_autofree char *name = g_strdup_printf ("focus-today-people-%s", type->case_type);
  g_autofree char *spoken =
      /* Translators: a case type; how many people are at work, qualified and needed */
      g_strdup_printf (_ ("%s, people qualified: %s. Opens the shift"),
                       review_words_type (self->session, type->case_type), text);
  GtkWidget *cell = review_today_new_figure (text, name, spoken);
  gboolean short_of = type->waiting > 0 && (type->people_on == 0 || type->people_on < type->needed);

  gtk_widget_add_css_class (cell, "note");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cell), "win.shift");
  review_tone_apply (cell, short_of ? REVIEW_TONE_WARNING : REVIEW_TONE_NEUTRAL);
  gtk_grid_attach (self->table, cell, G_N_ELEMENTS (columns) + 1, row, 1, 1);
}

static void
add_head (ReviewTodayBreach *self)
{
  for (gsize i = 0; i <= G_N_ELEMENTS (columns); i++)
    {
      const char *text = i < G_N_ELEMENTS (columns) ? g_dpgettext2 (NULL, "today", columns[i].title)
                                                    : C_ ("today", "People qualified");
      GtkWidget *label = review_today_new_figure (text, NULL, NULL);

      gtk_widget_add_css_class (label, "caption-heading");
      gtk_grid_attach (self->table, label, (int) i + 1, 0, 1, 1);
    }
}

static void
show_table (ReviewTodayBreach *self)
{
  GtkWidget *child, *group;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_grid_remove (self->table, child);
  add_head (self);
  group = add_chooser (self, "", NULL, 0);
  for (guint t = 0; t < self->page->types->len; t++)
    {
      const ReviewTodayType *type = self->page->types->pdata[t];
      int row = (int) t + 1;

      add_chooser (self, type->case_type, group, row);
      add_figures (self, type, row);
      add_people (self, type, row);
    }
}

static void
review_today_breach_dispose (GObject *object)
{
  ReviewTodayBreach *self = REVIEW_TODAY_BREACH (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->page, review_record_unref);
  G_OBJECT_CLASS (review_today_breach_parent_class)->dispose (object);
}

static void
review_today_breach_class_init (ReviewTodayBreachClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_today_breach_dispose;
}

static void
review_today_breach_init (ReviewTodayBreach *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->card = review_card_new (_ ("Going to breach"));
  self->table = GTK_GRID (gtk_grid_new ());
  self->chart = review_hours_chart_new ();
  self->note = review_label_new_text ("", "dim-label");
  gtk_widget_add_css_class (self->note, "caption");
  gtk_grid_set_column_spacing (self->table, 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The next hours"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (box), self->chart);
  gtk_box_append (GTK_BOX (box), self->note);
  review_card_set_child (REVIEW_CARD (self->card), box);
  adw_bin_set_child (ADW_BIN (self), self->card);
}

/** review_today_breach_bind: called once. */
void
review_today_breach_bind (ReviewTodayBreach *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_TODAY_BREACH (self));

  self->session = g_object_ref (session);
}

/**
 * review_today_breach_show:
 * @page: has types
 * @moved: %FALSE: only the clock has moved since it was shown last
 */
void
review_today_breach_show (ReviewTodayBreach *self, const ReviewToday *page, gboolean moved)
{
  g_return_if_fail (REVIEW_IS_TODAY_BREACH (self));

  g_clear_pointer (&self->page, review_record_unref);
  self->page = review_record_ref ((gpointer) page);
  if (moved)
    show_table (self);
  draw_hours (self);
  show_note (self);
}
