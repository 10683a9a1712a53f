/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an experiment shows so far: the cases on which the policies differ and the evidence from them,
 * both arms with intervals that hold at every look and their guardrails, and what history said. */
#define G_LOG_DOMAIN "review-app"
#include "review-experiment-figures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-card.h"
#include "review-columns.h"
#include "review-format.h"
#include "review-hub-changes-card.h"
#include "review-kpi.h"
#include "review-label.h"
#include "review-trial-parts.h"
#include "review-trial-words.h"

enum
{
  KPI_DIFFER,
  KPI_JUDGED,
  KPI_EVIDENCE,
  N_KPIS
};

struct _ReviewExperimentFigures
{
  AdwBin parent;
  ReviewCard *duel;
  ReviewKpi *kpis[N_KPIS];
  ReviewFigureTable *wins;
  GtkLabel *duel_note;
  ReviewCard *arms;
  ReviewFigureTable *rows;
  ReviewCard *history;
  GtkGrid *backtest;
  GtkLabel *history_note;
  ReviewSession *session; /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewExperimentFigures, review_experiment_figures, ADW_TYPE_BIN)

static char *
count (gint64 n)
{
  return review_format_figure ((double) n, 0);
}

/* Evidence grows by factors: beyond a thousand its size says nothing more. */
static char *
format_evidence (double e)
{
  return e >= 1000 ? g_strdup (_ ("over 1000")) : review_format_figure (e, e < 10 ? 1 : 0);
}

static void
show_kpis (ReviewExperimentFigures *self, const ReviewExperiment *one, const ReviewDuel *duel)
{
  g_autofree char *differ = count (duel->differ);
  g_autofree char *cases = count (duel->cases);
  g_autofree char *judged = count (duel->adjudicated - duel->open);
  g_autofree char *open = count (duel->open);
  g_autofree char *evidence = format_evidence (duel->e_better);
  g_autofree char *needed = review_format_figure (2 / one->alpha, 0);
  g_autofree char *of = g_strdup_printf (_ ("of %s cases that both read"), cases);
  g_autofree char *waits = g_strdup_printf (_ ("%s more wait in the queue, blind"), open);
  g_autofree char *shown = g_strdup_printf (_ ("it is shown at %s"), needed);

  review_kpi_set (self->kpis[KPI_DIFFER], differ, of, REVIEW_TONE_NEUTRAL);
  review_kpi_set (self->kpis[KPI_JUDGED], judged, waits, REVIEW_TONE_NEUTRAL);
  review_kpi_set (self->kpis[KPI_EVIDENCE], evidence, shown,
                  review_trial_words_verdict_tone (duel->verdict));
}

static void
add_win (ReviewExperimentFigures *self, const char *what, gint64 tried, gint64 live)
{
  g_autofree char *one = count (tried);
  g_autofree char *two = count (live);

  review_figure_table_add_row (self->wins, what, FALSE);
  review_figure_table_add_figure (self->wins, one, REVIEW_TONE_NEUTRAL, NULL);
  review_figure_table_add_figure (self->wins, two, REVIEW_TONE_NEUTRAL, NULL);
}

static void
show_duel (ReviewExperimentFigures *self, const ReviewExperiment *one)
{
  const char *const heads[] = { "", _ ("for the one on trial"), _ ("against it"), NULL };
  const ReviewDuel *duel = one->duel;
  g_autofree char *cost = review_format_figure (one->error_cost, 1);
  g_autofree char *more = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->duel), duel != NULL && duel->cases > 0);
  if (duel == NULL || duel->cases == 0)
    return;
  review_card_set_caption (self->duel, review_trial_words_verdict (duel->verdict));
  show_kpis (self, one, duel);
  review_figure_table_begin (self->wins, heads);
  add_win (self, _ ("looks of people saved, spent"), duel->saved, duel->spent);
  add_win (self, _ ("errors avoided, made"), duel->avoided, duel->made);
  if (duel->verdict == REVIEW_TRIAL_GOES_ON && duel->more > 0)
    more = g_strdup_printf (
        ngettext ("It would be shown to be better after %d more look saved in a row. ",
                  "It would be shown to be better after %d more looks saved in a row. ",
                  (gulong) duel->more),
        (int) duel->more);
  text = g_strdup_printf (
      _ ("%sAn error counts as %s looks. Looking often does not make it wrong more often."),
      more != NULL ? more : "", cost);
  gtk_label_set_text (self->duel_note, text);
}

/* "holds, ≥ 95.0 %" or "holds, ± 1 points" of the other arm */
static char *
describe_guard (const ReviewExperimentRow *row)
{
  gboolean high = row->measure == REVIEW_MEASURE_BLOCKS || row->measure == REVIEW_MEASURE_APPEALS;
  g_autofree char *limit = isnan (row->limit) ? NULL : review_format_share (row->limit);
  g_autofree char *points =
      isnan (row->tolerance) ? NULL : review_format_figure (100 * row->tolerance, 1);

  if (!row->guarded)
    return g_strdup ("—");
  if (row->broken)
    return g_strdup (_ ("broken"));
  if (limit != NULL)
    return g_strdup_printf (high ? _ ("holds, ≤ %s") : _ ("holds, ≥ %s"), limit);
  return points != NULL ? g_strdup_printf (_ ("holds, ± %s points"), points)
                        : g_strdup (_ ("holds"));
}

static void
add_arms (ReviewExperimentFigures *self, const ReviewExperimentRow *row)
{
  g_autofree char *live = review_trial_words_interval (row->live, row->live_low, row->live_high);
  g_autofree char *tried =
      review_trial_words_interval (row->tried, row->tried_low, row->tried_high);
  g_autofree char *n = g_strdup_printf ("%d / %d", (int) row->live_n, (int) row->tried_n);
  g_autofree char *guard = describe_guard (row);

  review_figure_table_add_row (self->rows, review_trial_words_measure (row->measure), FALSE);
  review_figure_table_add_figure (self->rows, live, REVIEW_TONE_NEUTRAL, NULL);
  review_figure_table_add_figure (self->rows, tried, REVIEW_TONE_NEUTRAL, NULL);
  review_figure_table_add_figure (self->rows, n, REVIEW_TONE_NEUTRAL, NULL);
  review_figure_table_add_figure (self->rows, guard,
                                  row->broken ? REVIEW_TONE_ERROR : REVIEW_TONE_NEUTRAL, NULL);
}

static void
show_arms (ReviewExperimentFigures *self, const ReviewExperiment *one)
{
  g_autofree char *live = g_strdup_printf (_ ("in force, %s"), one->live);
  g_autofree char *tried = g_strdup_printf (_ ("on trial, %s"), one->tried);
  const char *const heads[] = { "", live, tried, _ ("counted of"), _ ("guardrail"), NULL };
  gboolean any =
      one->rows != NULL && one->rows->len > 0 && one->duel != NULL && one->duel->cases > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->arms), any);
  if (!any)
    return;
  review_figure_table_begin (self->rows, heads);
  for (guint i = 0; i < one->rows->len; i++)
    add_arms (self, one->rows->pdata[i]);
}

static void
show_history (ReviewExperimentFigures *self, const ReviewExperiment *one)
{
  const ReviewBacktest *backtest = one->backtest;
  g_autofree char *live = g_strdup_printf (_ ("in force, %s"), one->live);
  g_autofree char *tried = g_strdup_printf (_ ("on trial, %s"), one->tried);
  g_autofree char *changed = NULL;
  g_autofree char *cases = NULL;
  g_autofree char *text = NULL;
  GtkWidget *child;

  gtk_widget_set_visible (GTK_WIDGET (self->history), backtest != NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->backtest))) != NULL)
    gtk_grid_remove (self->backtest, child);
  if (backtest == NULL)
    return;
  changed = count (backtest->changed);
  cases = count (backtest->cases);
  text = g_strdup_printf (_ ("%s of %s cases would take another route."), changed, cases);
  review_hub_changes_fill (self->backtest, backtest, live, tried);
  gtk_label_set_text (self->history_note, text);
}

static void
update (ReviewExperimentFigures *self)
{
  const ReviewExperiment *one =
      review_trial_board_get_opened (review_session_get_trials (self->session));

  gtk_widget_set_visible (GTK_WIDGET (self), one != NULL);
  if (one == NULL)
    return;
  show_duel (self, one);
  show_arms (self, one);
  show_history (self, one);
}

static void
review_experiment_figures_dispose (GObject *object)
{
  g_clear_object (&REVIEW_EXPERIMENT_FIGURES (object)->session);
  G_OBJECT_CLASS (review_experiment_figures_parent_class)->dispose (object);
}

static void
review_experiment_figures_class_init (ReviewExperimentFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_experiment_figures_dispose;
}

static void
add_duel (ReviewExperimentFigures *self, GtkBox *box)
{
  const char *const titles[N_KPIS] = { _ ("Decided differently"), _ ("Truth known of"),
                                       _ ("Evidence that it is better") };
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *tiles = g_object_new (REVIEW_TYPE_COLUMNS, "narrow-at", 420, NULL);

  self->duel = REVIEW_CARD (review_card_new (_ ("Shadow: where the two differ")));
  for (int i = 0; i < N_KPIS; i++)
    {
      self->kpis[i] = REVIEW_KPI (review_kpi_new (titles[i]));
      review_columns_add (REVIEW_COLUMNS (tiles), GTK_WIDGET (self->kpis[i]), 1);
    }
  self->wins = REVIEW_FIGURE_TABLE (review_trial_new_table (_ ("Shadow: where the two differ")));
  self->duel_note = GTK_LABEL (review_label_new_text (NULL, "dim-label"));
  gtk_box_append (GTK_BOX (inner), tiles);
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->wins));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->duel_note));
  review_card_set_child (self->duel, inner);
  gtk_box_append (box, GTK_WIDGET (self->duel));
}

static void
add_history (ReviewExperimentFigures *self, GtkBox *box)
{
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->history = REVIEW_CARD (review_card_new (_ ("History under both")));
  self->backtest = GTK_GRID (gtk_grid_new ());
  self->history_note = GTK_LABEL (review_label_new_text (NULL, "dim-label"));
  gtk_grid_set_column_spacing (self->backtest, 18);
  gtk_grid_set_row_spacing (self->backtest, 4);
  gtk_widget_add_css_class (GTK_WIDGET (self->backtest), "backtest");
  review_card_set_caption (self->history, _ ("back-test, intervals 95 %"));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->backtest));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->history_note));
  review_card_set_child (self->history, inner);
  gtk_box_append (box, GTK_WIDGET (self->history));
}

static void
review_experiment_figures_init (ReviewExperimentFigures *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  self->arms = REVIEW_CARD (review_card_new (_ ("Both arms")));
  self->rows = REVIEW_FIGURE_TABLE (review_trial_new_table (_ ("Both arms")));
  review_card_set_caption (self->arms, _ ("intervals that hold at every look"));
  review_card_set_child (self->arms, GTK_WIDGET (self->rows));
  add_duel (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->arms));
  add_history (self, GTK_BOX (box));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * review_experiment_figures_bind:
 *
 * Shows the figures of the experiment that @session's board has opened. Called once.
 */
void
review_experiment_figures_bind (ReviewExperimentFigures *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_EXPERIMENT_FIGURES (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_trials (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}
