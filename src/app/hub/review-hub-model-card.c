/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the chosen type's model may be believed: the reliability curve, how well it ranks with
 * its interval, and the three parts of its Brier score in plain words. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-model-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-card.h"
#include "review-format.h"
#include "review-label.h"
#include "review-reliability.h"
#include "review-words.h"

#define CURVE_SIZE 210

struct _ReviewHubModelCard
{
  AdwBin parent;
  ReviewCard *card;
  GtkWidget *box; /* curve and figures side by side */
  ReviewReliability *curve;
  GtkBox *figures;
  ReviewSession *session; /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewHubModelCard, review_hub_model_card, ADW_TYPE_BIN)

/* Lines of boxes: a grid asks for the height that it has at its least width, which a box around it
 * takes for its least height at any. */
static void
add_figure (ReviewHubModelCard *self,
            GtkSizeGroup *names,
            const char *name,
            const char *figure,
            const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *first = gtk_label_new (name), *second = gtk_label_new (figure);
  GtkWidget *third = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_xalign (GTK_LABEL (third), 0);
  review_label_wrap (GTK_LABEL (third));
  gtk_widget_add_css_class (first, "heading");
  gtk_widget_add_css_class (second, "numeric");
  gtk_widget_add_css_class (third, "dim-label");
  gtk_size_group_add_widget (names, first);
  gtk_box_append (GTK_BOX (line), first);
  gtk_box_append (GTK_BOX (line), second);
  gtk_box_append (self->figures, line);
  gtk_box_append (self->figures, third);
}

static char *
format_score (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (value) ? g_strdup ("—")
                       : g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.3f", value));
}

static char *
format_auc (const ReviewHubView *view)
{
  g_autofree char *auc = format_score (view->auc);
  g_autofree char *low = format_score (view->auc_low);
  g_autofree char *high = format_score (view->auc_high);

  return isnan (view->auc_low) ? g_steal_pointer (&auc)
                               : g_strdup_printf ("%s (%s … %s)", auc, low, high);
}

static void
fill_figures (ReviewHubModelCard *self, const ReviewHubView *view)
{
  const struct
  {
    const char *name;
    double value;
    const char *words;
  } rows[] = {
    { _ ("Brier"), view->brier, _ ("squared error of the risk: MCB − DSC + UNC") },
    { _ ("MCB"), view->miscalibration, _ ("miscalibration: 0 is perfect") },
    { _ ("DSC"), view->discrimination, _ ("discrimination: more is better") },
    { _ ("UNC"), view->uncertainty, _ ("uncertainty of the cases themselves") },
  };
  g_autofree char *auc = format_auc (view);
  g_autoptr (GtkSizeGroup) names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  add_figure (self, names, _ ("AUC"), auc, _ ("how often a bad case ranks above a good one"));
  for (int i = 0; i < (int) G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *figure = format_score (rows[i].value);

      add_figure (self, names, rows[i].name, figure, rows[i].words);
    }
}

static void
fill_curve (ReviewHubModelCard *self, const ReviewHubView *view)
{
  for (guint i = 0; view->reliability != NULL && i < view->reliability->len; i++)
    {
      const ReviewReliabilityPoint *point = view->reliability->pdata[i];
      g_autofree char *risk = review_format_threshold (point->risk);
      g_autofree char *observed = review_format_share (point->observed);
      g_autofree char *n = review_format_figure ((double) point->n, 0);
      g_autofree char *text =
          g_strdup_printf (_ ("risk %s: %s were bad, of %s cases"), risk, observed, n);

      if (!isnan (point->risk) && !isnan (point->observed))
        review_reliability_add (self->curve, point->risk, point->observed, point->n, text);
    }
}

static void
update (ReviewHubModelCard *self)
{
  ReviewHubBoard *hub = review_session_get_hub (self->session);
  const ReviewHubView *view = review_hub_board_get_view (hub);
  gboolean known = view != NULL && view->model != NULL;
  g_autofree char *title = g_strdup_printf (
      _ ("Model · %s"), review_words_type (self->session, review_hub_board_get_case_type (hub)));
  GtkWidget *child;

  review_reliability_clear (self->curve);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_box_remove (self->figures, child);
  review_card_set_title (self->card, title);
  review_card_set_caption (self->card, known ? view->model : _ ("no model yet"));
  gtk_widget_set_visible (self->box, known);
  gtk_widget_set_visible (GTK_WIDGET (self), known);
  if (!known)
    return;
  fill_curve (self, view);
  fill_figures (self, view);
}

static void
review_hub_model_card_dispose (GObject *object)
{
  g_clear_object (&REVIEW_HUB_MODEL_CARD (object)->session);
  G_OBJECT_CLASS (review_hub_model_card_parent_class)->dispose (object);
}

static void
review_hub_model_card_class_init (ReviewHubModelCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_hub_model_card_dispose;
}

static void
review_hub_model_card_init (ReviewHubModelCard *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new (_ ("predicted risk → · share truly bad ↑"));

  self->card = REVIEW_CARD (review_card_new (NULL));
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  self->curve = REVIEW_RELIABILITY (review_reliability_new ());
  self->figures = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_size_request (GTK_WIDGET (self->curve), CURVE_SIZE, CURVE_SIZE);
  gtk_widget_set_halign (GTK_WIDGET (self->curve), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->curve), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->curve), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reliability: predicted risk against what came true"), -1);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_set_hexpand (GTK_WIDGET (self->figures), TRUE);
  gtk_box_append (GTK_BOX (left), GTK_WIDGET (self->curve));
  gtk_box_append (GTK_BOX (left), caption);
  gtk_box_append (GTK_BOX (self->box), left);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->figures));
  review_card_set_child (self->card, self->box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->card));
}

/**
 * review_hub_model_card_bind:
 *
 * Shows the model of the type that @session's board has chosen. Called once.
 */
void
review_hub_model_card_bind (ReviewHubModelCard *self, ReviewSession *session)
{
  ReviewHubBoard *hub = review_session_get_hub (session);

  g_return_if_fail (REVIEW_IS_HUB_MODEL_CARD (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (hub, "notify::view", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::case-type", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
