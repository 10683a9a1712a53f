/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changes if the draft goes live: the back-test as a table, live beside draft, and the
 * difference with its interval. A difference is coloured only where its interval leaves zero out. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-changes-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-card.h"
#include "review-format.h"
#include "review-hub-words.h"
#include "review-tip.h"
#include "review-words.h"

struct _ReviewHubChangesCard
{
  AdwBin parent;
  ReviewCard *card;
  GtkWidget *box;
  GtkGrid *grid;
  GtkWidget *progress; /* spinner, words and a button, while it runs */
  GtkSpinner *spinner;
  GtkLabel *note;
  ReviewSession *session; /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewHubChangesCard, review_hub_changes_card, ADW_TYPE_BIN)

static GtkWidget *
attach (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, css_class);
  if (column == 0)
    review_tip_set (label, text);
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return label;
}

static char *
format_value (const char *measure, double value)
{
  if (review_hub_words_measure_kind (measure) == REVIEW_MEASURE_SHARE)
    return review_format_share (value);
  return review_format_figure (value, fabs (value) < 10 ? 1 : 0);
}

/* "+1.9 (1.6 … 2.2)": percentage points, or cases. */
static char *
format_difference (const ReviewBacktestRow *row)
{
  gboolean share = review_hub_words_measure_kind (row->measure) == REVIEW_MEASURE_SHARE;
  double factor = share ? 100 : 1;
  int digits = share || fabs (row->difference) < 10 ? 1 : 0;
  g_autofree char *middle = review_format_change (factor * row->difference, digits);
  g_autofree char *low = review_format_change (factor * row->difference_low, digits);
  g_autofree char *high = review_format_change (factor * row->difference_high, digits);

  if (isnan (row->difference_low) || isnan (row->difference_high))
    return g_steal_pointer (&middle);
  return g_strdup_printf ("%s (%s … %s)", middle, low, high);
}

static ReviewTone
difference_tone (const ReviewBacktestRow *row)
{
  int better = review_hub_words_measure_better (row->measure);
  gboolean rises = row->difference_low > 0, falls = row->difference_high < 0;

  if (better == 0 || (!rises && !falls))
    return REVIEW_TONE_NEUTRAL;
  return rises == (better > 0) ? REVIEW_TONE_SUCCESS : REVIEW_TONE_WARNING;
}

static void
add_row (GtkGrid *grid, int at, const ReviewBacktestRow *row)
{
  g_autofree char *live = format_value (row->measure, row->live);
  g_autofree char *tried = format_value (row->measure, row->tried);
  g_autofree char *difference = format_difference (row);
  g_autofree char *name = row->unseen ? g_strdup_printf (_ ("%s (extrapolated)"),
                                                         review_hub_words_measure (row->measure))
                                      : g_strdup (review_hub_words_measure (row->measure));
  GtkWidget *label;

  attach (grid, 0, at, name, row->unseen ? "dim-label" : "measure");
  attach (grid, 1, at, live, "figure-cell");
  attach (grid, 2, at, tried, "figure-cell");
  label = attach (grid, 3, at, difference, "figure-cell");
  review_tone_apply (label, difference_tone (row));
}

/**
 * review_hub_changes_fill:
 * @grid: empty
 * @live: head of what is in force
 * @tried: head of what was tried
 *
 * A back-test as a table: both, and their difference with its interval.
 */
void
review_hub_changes_fill (GtkGrid *grid,
                         const ReviewBacktest *backtest,
                         const char *live,
                         const char *tried)
{
  attach (grid, 0, 0, "", "column-head");
  attach (grid, 1, 0, live, "column-head");
  attach (grid, 2, 0, tried, "column-head");
  attach (grid, 3, 0, _ ("difference"), "column-head");
  for (guint i = 0; backtest->rows != NULL && i < backtest->rows->len; i++)
    add_row (grid, (int) i + 1, backtest->rows->pdata[i]);
}

static void
fill (ReviewHubChangesCard *self, const ReviewBacktest *backtest)
{
  ReviewHubBoard *hub = review_session_get_hub (self->session);
  const ReviewPolicy *opened = review_hub_board_get_opened (hub);
  g_autofree char *live =
      g_strdup_printf (_ ("live %s"), backtest->live != NULL ? backtest->live : "");
  g_autofree char *draft = review_hub_board_get_dirty (hub) || opened == NULL
                               ? g_strdup (C_ ("policy", "draft"))
                               : g_strdup_printf (_ ("draft %s"), opened->version);

  review_hub_changes_fill (self->grid, backtest, live, draft);
}

static char *
say_state (ReviewHubBoard *hub)
{
  g_autofree char *cases = NULL;
  g_autofree char *changed = NULL;
  const ReviewBacktest *backtest = review_hub_board_get_backtest (hub);

  switch (review_hub_board_get_backtest_state (hub))
    {
    case REVIEW_BACKTEST_WAITING:
    case REVIEW_BACKTEST_RUNNING:
      return g_strdup (_ ("History is replayed under the draft …"));
    case REVIEW_BACKTEST_FAILED:
      return g_strdup_printf (_ ("The back-test failed. %s"),
                              review_words_error (review_hub_board_get_backtest_error (hub)));
    case REVIEW_BACKTEST_DONE:
      cases = review_format_figure ((double) backtest->cases, 0);
      changed = review_format_figure ((double) backtest->changed, 0);
      return g_strdup_printf (_ ("%s of %s cases would take another route."), changed, cases);
    case REVIEW_BACKTEST_NONE:
    default:
      break;
    }
  if (review_hub_board_get_state (hub) == REVIEW_HUB_NO_MODEL)
    return g_strdup (_ ("Without a model there is nothing to replay."));
  return g_strdup (_ ("Nothing: the draft decides these cases as the live policy does. Move a line "
                      "or change a rule."));
}

static void
update (ReviewHubChangesCard *self)
{
  ReviewHubBoard *hub = review_session_get_hub (self->session);
  ReviewBacktestState state = review_hub_board_get_backtest_state (hub);
  const ReviewBacktest *backtest = review_hub_board_get_backtest (hub);
  gboolean runs = state == REVIEW_BACKTEST_WAITING || state == REVIEW_BACKTEST_RUNNING;
  g_autofree char *note = say_state (hub);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  if (backtest != NULL)
    fill (self, backtest);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), backtest != NULL);
  gtk_widget_set_opacity (GTK_WIDGET (self->grid), runs ? 0.5 : 1);
  gtk_widget_set_visible (self->progress, runs);
  gtk_spinner_set_spinning (self->spinner, runs);
  gtk_label_set_text (self->note, note);
  review_card_set_caption (self->card, backtest != NULL ? _ ("back-test, intervals 95 %") : NULL);
}

static void
review_hub_changes_card_dispose (GObject *object)
{
  g_clear_object (&REVIEW_HUB_CHANGES_CARD (object)->session);
  G_OBJECT_CLASS (review_hub_changes_card_parent_class)->dispose (object);
}

static void
review_hub_changes_card_class_init (ReviewHubChangesCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_hub_changes_card_dispose;
}

static void
add_progress (ReviewHubChangesCard *self)
{
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->progress = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "hub.cancel-backtest");
  gtk_widget_add_css_class (cancel, "small-button");
  gtk_widget_set_name (cancel, "focus-hub-cancel");
  gtk_box_append (GTK_BOX (self->progress), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->progress), cancel);
}

static void
review_hub_changes_card_init (ReviewHubChangesCard *self)
{
  self->card = REVIEW_CARD (review_card_new (_ ("What changes if the draft goes live")));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->grid = GTK_GRID (gtk_grid_new ());
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "backtest");
  add_progress (self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self->box), self->progress);
  review_card_set_child (self->card, self->box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->card));
}

/**
 * review_hub_changes_card_bind:
 *
 * Shows the back-test of @session's draft. Called once.
 */
void
review_hub_changes_card_bind (ReviewHubChangesCard *self, ReviewSession *session)
{
  static const char *const notes[] = { "notify::backtest", "notify::backtest-state",
                                       "notify::state",    "notify::opened",
                                       "notify::dirty",    NULL };
  ReviewHubBoard *hub = review_session_get_hub (session);

  g_return_if_fail (REVIEW_IS_HUB_CHANGES_CARD (self));

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (hub, notes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
