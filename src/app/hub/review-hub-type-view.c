/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thresholds of one case type: what they would do in four figures, where they stand among the
 * cases, what would change, and what is still to be done before that. The figures follow the
 * handles at once; the back-test comes when they rest. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-type-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-card.h"
#include "review-clock.h"
#include "review-columns.h"
#include "review-format.h"
#include "review-hub-changes-card.h"
#include "review-hub-checklist.h"
#include "review-hub-figures.h"
#include "review-hub-model-card.h"
#include "review-hub-settings-card.h"
#include "review-hub-words.h"
#include "review-tag.h"
#include "review-threshold-chart.h"
#include "review-tip.h"
#include "review-words.h"

struct _ReviewHubTypeView
{
  AdwBin parent;
  /* template */
  GtkScrolledWindow *scrolled;
  GtkLabel *title;
  ReviewTag *tag;
  GtkLabel *window_line;
  ReviewKpi *automation;
  ReviewKpi *precision;
  ReviewKpi *recall;
  ReviewKpi *load;
  GtkStack *chart_stack;
  ReviewThresholdChart *chart;
  GtkLabel *nothing;
  ReviewHubChangesCard *changes_card;
  ReviewHubChecklist *checklist;
  ReviewHubModelCard *model_card;
  ReviewHubSettingsCard *settings_card;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewHubTypeView, review_hub_type_view, ADW_TYPE_BIN)

static ReviewHubBoard *
get_hub (ReviewHubTypeView *self)
{
  return review_session_get_hub (self->session);
}

static void
show_title (ReviewHubTypeView *self)
{
  ReviewHubBoard *hub = get_hub (self);
  const ReviewPolicy *opened = review_hub_board_get_opened (hub);
  const ReviewPolicyVersion *version =
      opened != NULL ? review_hub_board_find_version (hub, opened->version) : NULL;
  g_autofree char *title =
      g_strdup_printf (_ ("%s · thresholds"),
                       review_words_type (self->session, review_hub_board_get_case_type (hub)));
  g_autofree char *tag = NULL;

  gtk_label_set_text (self->title, title);
  review_tip_set (GTK_WIDGET (self->title), title);
  gtk_widget_set_visible (GTK_WIDGET (self->tag), opened != NULL);
  if (opened == NULL)
    return;
  if (review_hub_board_get_dirty (hub))
    tag = g_strdup_printf (_ ("draft of %s · not saved"), opened->version);
  else
    tag = version != NULL ? review_hub_words_version (version) : g_strdup (opened->version);
  review_tag_set_text (self->tag, tag);
  review_tag_set_tone (self->tag,
                       review_hub_board_get_dirty (hub)
                           ? REVIEW_TONE_WARNING
                           : review_hub_words_state_tone (version != NULL ? version->state : 0));
}

/* "30 days to 2026-11-23 · 41,207 cases · 2,310 labels · 412 audits" */
static void
show_window_line (ReviewHubTypeView *self, const ReviewHubView *view)
{
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *day = NULL;
  g_autofree char *cases = NULL;
  g_autofree char *labels = NULL;
  g_autofree char *audits = NULL;
  g_autofree char *text = NULL;
  gint64 days;

  if (view == NULL || view->model == NULL || view->until == 0)
    {
      gtk_label_set_text (self->window_line, "");
      return;
    }
  days = MAX (1, (view->until - view->since) / (24 * REVIEW_HOUR));
  until = g_date_time_new_from_unix_utc (view->until / G_USEC_PER_SEC);
  day = g_date_time_format (until, "%Y-%m-%d");
  cases = review_format_figure ((double) view->cases, 0);
  labels = review_format_figure ((double) view->labels, 0);
  audits = g_strdup_printf (ngettext ("%d audit", "%d audits", (gulong) view->audits),
                            (int) view->audits);
  /* Translators: length and end of the window, then how much it holds. */
  text = g_strdup_printf (_ ("%d days to %s · %s cases · %s labels · %s"), (int) days, day, cases,
                          labels, audits);
  gtk_label_set_text (self->window_line, text);
  review_tip_set (GTK_WIDGET (self->window_line), text);
}

static void
fill_bars (ReviewHubTypeView *self, const ReviewHubView *view)
{
  ReviewBars *bars = review_threshold_chart_get_bars (self->chart);

  review_bars_clear (bars);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bars), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cases by risk"), -1);
  for (guint i = 0; view->bins != NULL && i < view->bins->len; i++)
    {
      const ReviewHubBin *bin = view->bins->pdata[i];
      g_autofree char *low = review_format_threshold (bin->low);
      g_autofree char *high = review_format_threshold (bin->high);
      g_autofree char *good = review_format_figure (bin->good, 0);
      g_autofree char *bad = review_format_figure (bin->bad, 0);
      g_autofree char *unknown = review_format_figure (bin->unknown, 0);
      g_autofree char *text =
          g_strdup_printf (_ ("risk %s to %s: %s truly good, %s truly bad, %s without truth"), low,
                           high, good, bad, unknown);

      review_bars_add (bars, bin->low, bin->high, bin->good, bin->bad, text);
    }
}

static void
show_proven (ReviewHubTypeView *self, const ReviewHubView *view)
{
  const ReviewCertificate *pass = view->certificate_pass, *block = view->certificate_block;

  review_threshold_chart_set_proven (self->chart, pass != NULL ? pass->lambda : (double) NAN,
                                     block != NULL ? block->lambda : (double) NAN);
}

static void
show_handle (ReviewHubTypeView *self, ReviewChartSide side, const ReviewHubForecast *forecast)
{
  ReviewHubBoard *hub = get_hub (self);
  gboolean pass = side == REVIEW_CHART_LOW;
  double value =
      pass ? review_hub_board_get_threshold_pass (hub) : review_hub_board_get_threshold_block (hub);
  g_autofree char *figure = review_format_threshold (value);
  g_autofree char *label =
      g_strdup_printf (pass ? _ ("auto-pass %s") : _ ("auto-block %s"), figure);
  g_autofree char *name =
      g_strdup_printf (pass ? _ ("Auto-pass threshold %s") : _ ("Auto-block threshold %s"), figure);
  g_autofree char *text = review_hub_figures_handle (forecast, pass);

  review_threshold_chart_set_handle (self->chart, side, isnan (value) ? 0 : value, label, name,
                                     text);
}

/* What follows the handles. */
static void
update_draft (ReviewHubTypeView *self)
{
  ReviewHubBoard *hub = get_hub (self);
  const ReviewHubView *view = review_hub_board_get_view (hub);
  ReviewHubForecast now, live;
  gboolean known =
      review_hub_board_forecast (hub, FALSE, &now) && review_hub_board_forecast (hub, TRUE, &live);

  show_title (self);
  if (!known)
    {
      now = (ReviewHubForecast){ .pass_share = (double) NAN, .block_share = (double) NAN };
      review_hub_figures_none (self->automation);
      review_hub_figures_none (self->precision);
      review_hub_figures_none (self->recall);
      review_hub_figures_none (self->load);
      show_handle (self, REVIEW_CHART_LOW, &now);
      show_handle (self, REVIEW_CHART_HIGH, &now);
      return;
    }
  review_hub_figures_automation (self->automation, view, &now, &live);
  review_hub_figures_precision (self->precision, view, &now);
  review_hub_figures_recall (self->recall, view, &now);
  review_hub_figures_load (self->load, &now);
  show_handle (self, REVIEW_CHART_LOW, &now);
  show_handle (self, REVIEW_CHART_HIGH, &now);
}

static void
update_view (ReviewHubTypeView *self)
{
  const ReviewHubView *view = review_hub_board_get_view (get_hub (self));
  gboolean has_points = view != NULL && view->model != NULL && view->points != NULL;

  show_window_line (self, view);
  gtk_stack_set_visible_child_name (self->chart_stack, has_points ? "chart" : "none");
  if (has_points)
    {
      fill_bars (self, view);
      show_proven (self, view);
    }
  else
    gtk_label_set_text (
        self->nothing,
        view != NULL && view->model != NULL
            ? _ ("The model has no labelled cases yet to measure thresholds on: everything goes to "
                 "people.")
            : _ ("ROCA has no model for this case type yet: everything goes to people."));
  update_draft (self);
}

static void
moved_cb (ReviewHubTypeView *self, guint side, double value)
{
  review_hub_board_set_threshold (
      get_hub (self), side == REVIEW_CHART_LOW ? REVIEW_SIDE_PASS : REVIEW_SIDE_BLOCK, value);
}

static void
review_hub_type_view_dispose (GObject *object)
{
  ReviewHubTypeView *self = REVIEW_HUB_TYPE_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_HUB_TYPE_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_hub_type_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, tag);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, window_line);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, automation);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, precision);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, recall);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, load);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, chart_stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, chart);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, nothing);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, changes_card);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, checklist);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, model_card);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubTypeView, settings_card);
}

static void
review_hub_type_view_class_init (ReviewHubTypeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_hub_type_view_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_KPI);
  g_type_ensure (REVIEW_TYPE_TAG);
  g_type_ensure (REVIEW_TYPE_THRESHOLD_CHART);
  g_type_ensure (REVIEW_TYPE_HUB_CHANGES_CARD);
  g_type_ensure (REVIEW_TYPE_HUB_CHECKLIST);
  g_type_ensure (REVIEW_TYPE_HUB_MODEL_CARD);
  g_type_ensure (REVIEW_TYPE_HUB_SETTINGS_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-hub-type-view.ui");
  bind_children (widget_class);
}

static void
review_hub_type_view_init (ReviewHubTypeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Thresholds"), -1);
  g_signal_connect_object (self->chart, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
}

/**
 * review_hub_type_view_bind:
 *
 * Shows the type that @session's board has chosen. Called once.
 */
void
review_hub_type_view_bind (ReviewHubTypeView *self, ReviewSession *session)
{
  static const char *const notes[] = { "notify::draft", "notify::versions", NULL };
  ReviewHubBoard *hub = review_session_get_hub (session);

  g_return_if_fail (REVIEW_IS_HUB_TYPE_VIEW (self));

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (hub, notes[i], G_CALLBACK (update_draft), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::view", G_CALLBACK (update_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::case-type", G_CALLBACK (update_view), self,
                           G_CONNECT_SWAPPED);
  review_hub_changes_card_bind (self->changes_card, session);
  review_hub_checklist_bind (self->checklist, session);
  review_hub_model_card_bind (self->model_card, session);
  review_hub_settings_card_bind (self->settings_card, session);
  update_view (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled),
                            review_session_get_ui_number (session, "hub/scroll", 0));
}

/** review_hub_type_view_save: writes how far it is scrolled to the session. */
void
review_hub_type_view_save (ReviewHubTypeView *self)
{
  g_return_if_fail (REVIEW_IS_HUB_TYPE_VIEW (self));

  review_session_set_ui_number (
      self->session, "hub/scroll",
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled)));
}
