/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scorecard as cards: the share that is decided without a person first, then how right that is,
 * then what it is worth and costs. What is drawn can be read as a table, too. */
#define G_LOG_DOMAIN "review-app"
#include "review-score-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-banner.h"
#include "review-card.h"
#include "review-chips.h"
#include "review-columns.h"
#include "review-error.h"
#include "review-format.h"
#include "review-kpi.h"
#include "review-report-export.h"
#include "review-score-report.h"
#include "review-score-sheets.h"
#include "review-score-words.h"
#include "review-trend.h"
#include "review-words.h"

#define BY     "quality/by"     /* screen state: nick of a #ReviewDimension */
#define TABLES "quality/tables" /* screen state: "yes" */
#define ALL    "all"            /* id of the chip of all types */

struct _ReviewScoreView
{
  AdwBin parent;
  /* template */
  ReviewChips *types;
  GtkLabel *summary;
  ReviewChips *days;
  GtkToggleButton *as_tables;
  GtkWidget *save;
  GtkWidget *again;
  ReviewBanner *banner;
  GtkStack *stack;
  AdwStatusPage *status;
  ReviewKpi *automation;
  ReviewKpi *precision;
  ReviewKpi *recall;
  ReviewKpi *first_pass;
  GtkStack *weeks_stack;
  ReviewTrend *boundary;
  ReviewFigureTable *weeks;
  GtkStack *scopes_small_stack;
  ReviewTrend *scopes_plot;
  ReviewFigureTable *scopes_small;
  ReviewFigureTable *scopes;
  ReviewFigureTable *claims;
  ReviewFigureTable *matrix;
  ReviewChips *dimensions;
  ReviewFigureTable *by;
  GtkWidget *money_card;
  ReviewFigureTable *money;
  ReviewFigureTable *people;
  ReviewFigureTable *drift;
  ReviewFigureTable *time;
  GtkWidget *overturned_card;
  ReviewFigureTable *overturned;
  /* owned */
  ReviewSession *session;
  gpointer shown; /* (owned) (nullable): the card that is drawn */
};

G_DEFINE_FINAL_TYPE (ReviewScoreView, review_score_view, ADW_TYPE_BIN)

static const guint windows[] = { 7, 30, 90 };

static ReviewScoreBoard *
get_board (ReviewScoreView *self)
{
  return review_session_get_score (self->session);
}

static void
show_sheet (ReviewSheet *sheet, ReviewFigureTable *table)
{
  review_sheet_show (sheet, table);
  review_sheet_free (sheet);
}

static int
get_dimension (ReviewScoreView *self)
{
  int dimension =
      review_enum_value (&review_dimensions, review_session_get_ui_string (self->session, BY));
  gboolean one = review_score_board_get_case_type (get_board (self)) != NULL;

  if (dimension <= REVIEW_DIMENSION_ALL)
    dimension = REVIEW_DIMENSION_TYPE;
  return one && dimension == REVIEW_DIMENSION_TYPE ? REVIEW_DIMENSION_MODEL : dimension;
}

/* What the boundary did from the first week to the last whose sample carries a figure. */
static char *
describe_change (const ReviewScorecard *card)
{
  double first = NAN, last = NAN;
  guint weeks = 0;
  g_autofree char *points = NULL;

  for (guint i = 0; i < card->slices->len; i++)
    {
      const ReviewScoreSlice *one = card->slices->pdata[i];

      if (one->dimension != REVIEW_DIMENSION_WEEK
          || !review_score_words_carries (one->automation, one->automation_low,
                                          one->automation_high))
        continue;
      first = isnan (first) ? one->automation : first;
      last = one->automation;
      weeks++;
    }
  if (weeks < 2)
    return NULL;
  points = review_format_change (100 * (last - first), 1);
  /* Translators: percentage points, with their sign. */
  return g_strdup_printf (_ ("%s points since the first week"), points);
}

static void
show_automation (ReviewScoreView *self, const ReviewScorecard *card, const ReviewScoreSlice *all)
{
  g_autofree char *figure = review_format_share (all->automation);
  g_autofree char *low = review_format_share (all->automation_low);
  g_autofree char *high = review_format_share (all->automation_high);
  g_autofree char *change = describe_change (card);
  g_autofree char *note = change != NULL ? g_strdup_printf ("%s … %s · %s", low, high, change)
                                         : g_strdup_printf ("%s … %s", low, high);

  review_kpi_set (self->automation, figure, note, REVIEW_TONE_NEUTRAL);
}

static void
show_claim (ReviewKpi *kpi, double value, double low, double high, gboolean met, const char *claim)
{
  gboolean carries = review_score_words_carries (value, low, high);
  g_autofree char *figure = carries ? review_format_share (value) : g_strdup ("—");
  g_autofree char *from = review_format_share (low);
  g_autofree char *to = review_format_share (high);
  g_autofree char *note = carries && !isnan (low)
                              ? g_strdup_printf ("%s … %s · %s", from, to, claim)
                              : g_strdup (claim);

  review_kpi_set (kpi, figure, note, met ? REVIEW_TONE_SUCCESS : REVIEW_TONE_WARNING);
}

static void
show_system (ReviewScoreView *self, const ReviewScore *whole)
{
  g_autofree char *precision = review_score_words_claim (
      whole->precision_met, whole->precision_more, whole->precision_target);
  g_autofree char *recall =
      review_score_words_claim (whole->recall_met, whole->recall_more, whole->recall_target);

  show_claim (self->precision, whole->precision, whole->precision_low, whole->precision_high,
              whole->precision_met, precision);
  show_claim (self->recall, whole->recall, whole->recall_low, whole->recall_high, whole->recall_met,
              recall);
}

static void
show_first_pass (ReviewScoreView *self, const ReviewScoreSlice *all)
{
  gboolean carries =
      review_score_words_carries (all->first_pass, all->first_pass_low, all->first_pass_high);
  g_autofree char *figure = carries ? review_format_share (all->first_pass) : g_strdup ("—");
  g_autofree char *covered = review_format_share (all->first_pass_covered);
  g_autofree char *uncovered = review_format_share (all->first_pass_uncovered);
  g_autofree char *coverage = review_format_share (all->coverage);
  g_autofree char *note =
      carries ? g_strdup_printf (
          /* Translators: three shares: of covered cases right, of the others, covered. */
          _ ("%s where the SOP covers it, %s elsewhere · coverage %s"), covered, uncovered,
          coverage)
              : g_strdup_printf (_ ("too few labels · SOP coverage %s"), coverage);

  review_kpi_set (self->first_pass, figure, note, REVIEW_TONE_NEUTRAL);
}

static ReviewTrendPoint
point (double value, double low, double high)
{
  ReviewTrendPoint none = { NAN, NAN, NAN };

  return review_score_words_carries (value, low, high) ? (ReviewTrendPoint){ value, low, high }
                                                       : none;
}

static void
show_boundary (ReviewScoreView *self, const ReviewScorecard *card)
{
  review_trend_clear (self->boundary);
  for (guint i = 0; i < card->slices->len; i++)
    {
      const ReviewScoreSlice *one = card->slices->pdata[i];
      ReviewTrendPoint points[REVIEW_TREND_SERIES] = { { NAN, NAN, NAN }, { NAN, NAN, NAN } };
      g_autofree char *label = NULL, *share = NULL, *text = NULL;

      if (one->dimension != REVIEW_DIMENSION_WEEK)
        continue;
      points[0] = point (one->automation, one->automation_low, one->automation_high);
      label = review_score_words_week (one->since);
      share = review_score_words_share (one->automation, one->automation_low, one->automation_high);
      /* Translators: a day, a share with its interval, numbers of cases. */
      text = g_strdup_printf (_ ("Week of %s: %s, %d of %d cases"), label, share,
                              (int) one->automatic, (int) one->cases);
      review_trend_add (self->boundary, label, points, text);
    }
}

static void
show_scopes (ReviewScoreView *self, const ReviewScoreSlice *all)
{
  review_trend_clear (self->scopes_plot);
  for (guint i = 0; i < all->scores->len; i++)
    {
      const ReviewScore *one = all->scores->pdata[i];
      ReviewTrendPoint points[REVIEW_TREND_SERIES] = {
        point (one->precision, one->precision_low, one->precision_high),
        point (one->recall, one->recall_low, one->recall_high)
      };
      g_autofree char *precision =
          review_score_words_share (one->precision, one->precision_low, one->precision_high);
      g_autofree char *recall =
          review_score_words_share (one->recall, one->recall_low, one->recall_high);
      g_autofree char *text = g_strdup_printf (_ ("%s: precision %s, recall %s, %d labels"),
                                               review_score_words_scope (one->scope), precision,
                                               recall, (int) one->labels);

      review_trend_add (self->scopes_plot, review_score_words_scope_short (one->scope), points,
                        text);
      review_trend_set_target (self->scopes_plot, 0, one->precision_target);
      review_trend_set_target (self->scopes_plot, 1, one->recall_target);
    }
}

static void
show_by (ReviewScoreView *self, const ReviewScorecard *card)
{
  int dimension = get_dimension (self);

  review_chips_set_active_one (self->dimensions, review_enum_nick (&review_dimensions, dimension));
  show_sheet (review_score_sheet_by (self->session, card, dimension), self->by);
}

static void
show_card (ReviewScoreView *self, const ReviewScorecard *card)
{
  const ReviewScoreSlice *all = review_scorecard_find (card, REVIEW_DIMENSION_ALL, NULL);
  const ReviewScore *whole =
      all != NULL ? review_score_words_find (all, REVIEW_SCOPE_SYSTEM) : NULL;

  if (all == NULL || whole == NULL)
    return;
  show_automation (self, card, all);
  show_system (self, whole);
  show_first_pass (self, all);
  show_boundary (self, card);
  show_scopes (self, all);
  show_by (self, card);
  show_sheet (review_score_sheet_by (self->session, card, REVIEW_DIMENSION_WEEK), self->weeks);
  show_sheet (review_score_sheet_scopes_small (all), self->scopes_small);
  show_sheet (review_score_sheet_scopes (all), self->scopes);
  show_sheet (review_score_sheet_claims (all), self->claims);
  show_sheet (review_score_sheet_matrix (all), self->matrix);
  show_sheet (review_score_sheet_money (card), self->money);
  show_sheet (review_score_sheet_people (card), self->people);
  show_sheet (review_score_sheet_drift (self->session, card), self->drift);
  show_sheet (review_score_sheet_time (self->session, card,
                                       review_score_board_get_case_type (get_board (self))),
              self->time);
  show_sheet (review_score_sheet_overturned (card), self->overturned);
  gtk_widget_set_visible (self->money_card, card->money->len > 0);
  gtk_widget_set_visible (self->overturned_card,
                          card->overturned != NULL && card->overturned->rows->len > 0);
}

static void
show_state (ReviewScoreView *self, const char *icon, const char *title, const char *text)
{
  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->status))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_stack_set_visible_child_name (self->stack, "state");
}

static void
update_banner (ReviewScoreView *self)
{
  int code = review_board_get_error_code (REVIEW_BOARD (get_board (self)));

  if (review_session_get_connection (self->session) == REVIEW_CONNECTION_OFFLINE)
    review_banner_show (self->banner, REVIEW_TONE_WARNING, "network-offline-symbolic",
                        _ ("Offline. What is shown may be old."), NULL, NULL);
  else if (code != 0)
    review_banner_show (self->banner, REVIEW_TONE_ERROR, "dialog-warning-symbolic",
                        review_words_error (code), NULL, NULL);
  else
    review_banner_hide (self->banner);
}

static void
update_chips (ReviewScoreView *self)
{
  const char *type = review_score_board_get_case_type (get_board (self));
  g_autofree char *days = g_strdup_printf ("%u", review_score_board_get_days (get_board (self)));

  review_chips_set_active_one (self->types, type != NULL ? type : ALL);
  review_chips_set_active_one (self->days, days);
}

static void
update (ReviewScoreView *self)
{
  const ReviewScorecard *card = review_score_board_get_card (get_board (self));
  g_autofree char *window = card != NULL ? review_score_words_window (card) : g_strdup ("");
  int code = review_board_get_error_code (REVIEW_BOARD (get_board (self)));

  update_chips (self);
  update_banner (self);
  gtk_label_set_text (self->summary, window);
  gtk_widget_set_sensitive (self->again, !review_board_get_busy (REVIEW_BOARD (get_board (self))));
  gtk_widget_set_sensitive (self->save, card != NULL && card->cases > 0);
  if (card == NULL && review_session_get_connection (self->session) != REVIEW_CONNECTION_ONLINE)
    show_state (self, "network-offline-symbolic", _ ("Offline"),
                _ ("The server cannot be reached. It is tried again by itself."));
  else if (card == NULL && code != 0)
    show_state (self, "dialog-warning-symbolic", _ ("The scorecard could not be read"),
                review_words_error (code));
  else if (card == NULL)
    show_state (self, NULL, _ ("Reading the scorecard"), NULL);
  else if (card->cases == 0)
    show_state (self, NULL, _ ("ROCA assessed no case in these days"),
                _ ("Choose a longer window, or another case type."));
  else
    {
      if (card != self->shown)
        show_card (self, card);
      gtk_stack_set_visible_child_name (self->stack, "card");
    }
  g_clear_pointer (&self->shown, review_record_unref);
  self->shown = card != NULL ? review_record_ref ((gpointer) card) : NULL;
}

static void
fill_types (ReviewScoreView *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);

  review_chips_clear (self->types);
  review_chips_add (self->types, ALL, C_ ("dimension", "All"), NULL);
  for (guint i = 0; catalog != NULL && catalog->case_types != NULL && i < catalog->case_types->len;
       i++)
    {
      const char *id = ((ReviewCaseType *) catalog->case_types->pdata[i])->id;

      review_chips_add (self->types, id, review_words_type_prefix (self->session, id), NULL);
    }
  update_chips (self);
}

static void
type_cb (ReviewScoreView *self, const char *id)
{
  review_score_board_choose (get_board (self), review_score_board_get_days (get_board (self)),
                             g_strcmp0 (id, ALL) == 0 ? NULL : id);
}

static void
days_cb (ReviewScoreView *self, const char *id)
{
  review_score_board_choose (get_board (self), (guint) g_ascii_strtoull (id, NULL, 10),
                             review_score_board_get_case_type (get_board (self)));
}

static void
dimension_cb (ReviewScoreView *self, const char *id)
{
  const ReviewScorecard *card = review_score_board_get_card (get_board (self));

  review_session_set_ui_string (self->session, BY, id);
  if (card != NULL)
    show_by (self, card);
}

static void
tables_cb (ReviewScoreView *self)
{
  gboolean tables = gtk_toggle_button_get_active (self->as_tables);
  GtkStack *stacks[] = { self->weeks_stack, self->scopes_small_stack };

  for (gsize i = 0; i < G_N_ELEMENTS (stacks); i++)
    gtk_stack_set_visible_child_name (stacks[i], tables ? "table" : "plot");
  if (self->session != NULL)
    review_session_set_ui_string (self->session, TABLES, tables ? "yes" : NULL);
}

static void
again_cb (ReviewScoreView *self)
{
  review_score_board_refresh (get_board (self));
}

/* The card that is there is what is saved. */
static void
fetch_card (ReviewSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);

  g_task_set_source_tag (task, fetch_card);
  g_task_return_boolean (task, TRUE);
}

static ReviewReport *
finish_card (ReviewSession *session, GAsyncResult *result, GError **error)
{
  ReviewScoreBoard *board = review_session_get_score (session);
  const ReviewScorecard *card = review_score_board_get_card (board);

  if (card != NULL)
    return review_score_report_new (session, card, review_score_board_get_case_type (board));
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "the scorecard is gone");
  return NULL;
}

static void
save_cb (ReviewScoreView *self)
{
  static const ReviewReportSource source = { fetch_card, finish_card };
  const ReviewScorecard *card = review_score_board_get_card (get_board (self));
  const char *type = review_score_board_get_case_type (get_board (self));
  g_autofree char *day = card != NULL ? review_format_time (card->until) : NULL;
  g_autofree char *name = NULL;

  if (card == NULL)
    return;
  name = g_strdup_printf ("scorecard-%s-%.10s.pdf", type != NULL ? type : ALL, day);
  review_report_export_from (GTK_WIDGET (self), self->session, name, &source);
}

static void
review_score_view_dispose (GObject *object)
{
  ReviewScoreView *self = REVIEW_SCORE_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_SCORE_VIEW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, review_record_unref);
  G_OBJECT_CLASS (review_score_view_parent_class)->dispose (object);
}

#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, ReviewScoreView, name)

static void
bind_cards (GtkWidgetClass *widget_class)
{
  CHILD (automation);
  CHILD (precision);
  CHILD (recall);
  CHILD (first_pass);
  CHILD (weeks_stack);
  CHILD (boundary);
  CHILD (weeks);
  CHILD (scopes_small_stack);
  CHILD (scopes_plot);
  CHILD (scopes_small);
  CHILD (scopes);
  CHILD (claims);
  CHILD (matrix);
  CHILD (dimensions);
  CHILD (by);
  CHILD (money_card);
  CHILD (money);
  CHILD (people);
  CHILD (drift);
  CHILD (time);
  CHILD (overturned_card);
  CHILD (overturned);
}

static void
review_score_view_class_init (ReviewScoreViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_score_view_dispose;
  g_type_ensure (REVIEW_TYPE_BANNER);
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_FIGURE_TABLE);
  g_type_ensure (REVIEW_TYPE_KPI);
  g_type_ensure (REVIEW_TYPE_TREND);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-score-view.ui");
  CHILD (types);
  CHILD (summary);
  CHILD (days);
  CHILD (as_tables);
  CHILD (save);
  CHILD (again);
  CHILD (banner);
  CHILD (stack);
  CHILD (status);
  bind_cards (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, tables_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
review_score_view_init (ReviewScoreView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", windows[i]);
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u day", "%u days", windows[i]), windows[i]);

      review_chips_add (self->days, id, text, NULL);
    }
  for (int i = REVIEW_DIMENSION_TYPE; i <= REVIEW_DIMENSION_MARKET; i++)
    review_chips_add (self->dimensions, review_enum_nick (&review_dimensions, i),
                      review_score_words_dimension (i), NULL);
  g_signal_connect_object (self->types, "chosen", G_CALLBACK (type_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->days, "chosen", G_CALLBACK (days_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dimensions, "chosen", G_CALLBACK (dimension_cb), self,
                           G_CONNECT_SWAPPED);
}

/** review_score_view_bind: shows @session's scorecard. Called once. */
void
review_score_view_bind (ReviewScoreView *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_SCORE_VIEW (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (get_board (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (fill_types), self,
                           G_CONNECT_SWAPPED);
  gtk_toggle_button_set_active (self->as_tables,
                                review_session_get_ui_string (session, TABLES) != NULL);
  fill_types (self);
  update (self);
}

/** review_score_view_take_focus: the focus goes to the case types. */
void
review_score_view_take_focus (ReviewScoreView *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->types), GTK_DIR_TAB_FORWARD);
}
