/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why ROCA says so: the strongest signals on one scale of log-odds, with everything else and base
 * so that the bars add up. At most five raise and three lower; the rest is added to "everything
 * else". A name is a button that jumps to the evidence; the cross says that a reason is wrong. */
#define G_LOG_DOMAIN "review-app"
#include "review-signals-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-card.h"
#include "review-focus.h"
#include "review-format.h"
#include "review-label.h"
#include "review-prose.h"
#include "review-signed-bar.h"
#include "review-tip.h"
#include "review-words.h"

#define MOST_RAISING  5
#define MOST_LOWERING 3

enum
{
  COLUMN_NAME,
  COLUMN_VALUE,
  COLUMN_BAR,
  COLUMN_FIGURE,
  COLUMN_WRONG
};

struct _ReviewSignalsCard
{
  AdwBin parent;
  ReviewCard *card;       /* template */
  GtkGrid *grid;          /* template */
  ReviewSession *session; /* owned */
  ReviewShown *shown;     /* owned */
  GHashTable *crosses;    /* owned: feature → (borrowed) toggle button */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewSignalsCard, review_signals_card, ADW_TYPE_BIN)

static GtkWidget *
new_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  review_tip_set (label, text);
  return label;
}

/* A name may take a second line; it is not cut before that. */
static GtkWidget *
new_title (const char *text)
{
  GtkWidget *label = new_label (text, 0, NULL);
  GtkWidget *prose = review_prose_new (0);

  review_label_wrap (GTK_LABEL (label));
  gtk_label_set_lines (GTK_LABEL (label), 2);
  review_prose_append (REVIEW_PROSE (prose), label);
  return prose;
}

static void
cross_toggled_cb (ReviewSignalsCard *self, GtkToggleButton *button)
{
  if (!self->setting)
    review_desk_toggle_feature (review_session_get_desk (self->session),
                                g_object_get_data (G_OBJECT (button), "feature"));
}

static GtkWidget *
new_cross (ReviewSignalsCard *self, const ReviewSignal *signal, const char *name)
{
  GtkWidget *cross = gtk_toggle_button_new ();
  g_autofree char *label = g_strdup_printf (_ ("This reason is wrong: %s"), name);

  gtk_button_set_icon_name (GTK_BUTTON (cross), "review-not-met-symbolic");
  gtk_widget_add_css_class (cross, "flat");
  gtk_widget_add_css_class (cross, "cross");
  gtk_widget_set_valign (cross, GTK_ALIGN_CENTER);
  review_tip_set (cross, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cross), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (cross), "feature", g_strdup (signal->feature), g_free);
  g_signal_connect_object (cross, "toggled", G_CALLBACK (cross_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_hash_table_insert (self->crosses, g_strdup (signal->feature), cross);
  return cross;
}

static GtkWidget *
new_name (const ReviewSignal *signal, const char *name, const char *spoken)
{
  GtkWidget *button;

  if (signal->evidence == NULL || signal->evidence[0] == NULL)
    return new_title (name);
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), new_title (name));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "signal-name");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.show-evidence");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", signal->evidence[0]);
  review_tip_set (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

static void
add_bar (ReviewSignalsCard *self,
         int row,
         double value,
         double scale,
         gboolean muted,
         const char *spoken)
{
  g_autofree char *figure = review_format_log_odds (value);
  GtkWidget *bar = review_signed_bar_new ();
  GtkWidget *label = new_label (figure, 1, "numeric");

  review_signed_bar_set (REVIEW_SIGNED_BAR (bar), value, scale, muted);
  review_signed_bar_set_value_text (REVIEW_SIGNED_BAR (bar), spoken);
  gtk_widget_set_size_request (label, 40, -1);
  gtk_widget_add_css_class (label, muted ? "dim-label" : "heading");
  gtk_grid_attach (self->grid, bar, COLUMN_BAR, row, 1, 1);
  gtk_grid_attach (self->grid, label, COLUMN_FIGURE, row, 1, 1);
}

static char *
speak (const char *name, const char *value, double contribution)
{
  g_autofree char *figure = review_format_log_odds (contribution);

  return g_strdup_printf (contribution < 0 ? _ ("%s: %s, lowers risk by %s")
                                           : _ ("%s: %s, raises risk by %s"),
                          name, value, figure);
}

static void
add_signal (ReviewSignalsCard *self, int row, const ReviewSignal *signal, double scale)
{
  const char *name = review_session_get_text (self->session, signal->name);
  g_autofree char *value =
      review_format_words (review_session_get_text (self->session, signal->display));
  g_autofree char *spoken = speak (name, value, signal->contribution);
  GtkWidget *label = new_label (value, 0, "numeric");
  GtkWidget *title = new_name (signal, name, spoken);
  GtkWidget *cross = new_cross (self, signal, name);

  review_focus_follow (title, "review.focus-signal", g_variant_new_string (signal->feature));
  review_focus_follow (cross, "review.focus-signal", g_variant_new_string (signal->feature));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 7);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_grid_attach (self->grid, title, COLUMN_NAME, row, 1, 1);
  gtk_grid_attach (self->grid, label, COLUMN_VALUE, row, 1, 1);
  add_bar (self, row, signal->contribution, scale, FALSE, spoken);
  gtk_grid_attach (self->grid, cross, COLUMN_WRONG, row, 1, 1);
}

static void
add_rest (ReviewSignalsCard *self, int row, double rest, gint64 count, double base, double scale)
{
  g_autofree char *figure = review_format_log_odds (base);
  /* Translators: signals not listed one by one, and the base of the score. */
  g_autofree char *text =
      g_strdup_printf (_ ("Everything else (%d) · base %s"), (int) count, figure);
  g_autofree char *sum = review_format_log_odds (rest + base);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), text, sum);

  gtk_grid_attach (self->grid, new_label (text, 0, "dim-label"), COLUMN_NAME, row, 2, 1);
  add_bar (self, row, rest + base, scale, TRUE, spoken);
}

/* The signals that are drawn; what is left over goes into @ret_rest and @ret_count. */
static GPtrArray *
choose (const ReviewAssessment *assessment, double *ret_rest, gint64 *ret_count)
{
  g_autoptr (GPtrArray) raising = g_ptr_array_new ();
  g_autoptr (GPtrArray) lowering = g_ptr_array_new ();

  *ret_rest = isnan (assessment->rest) ? 0 : assessment->rest;
  *ret_count = assessment->rest_count;
  for (guint i = 0; assessment->signals != NULL && i < assessment->signals->len; i++)
    {
      ReviewSignal *signal = assessment->signals->pdata[i];
      gboolean lowers = signal->contribution < 0;
      GPtrArray *side = lowers ? lowering : raising;

      if (side->len < (lowers ? MOST_LOWERING : MOST_RAISING))
        {
          g_ptr_array_add (side, signal);
          continue;
        }
      *ret_rest += signal->contribution;
      *ret_count += 1;
    }
  g_ptr_array_extend (raising, lowering, NULL, NULL);
  return g_steal_pointer (&raising);
}

static void
show_crosses (ReviewSignalsCard *self)
{
  const ReviewForm *form = review_desk_get_form (review_session_get_desk (self->session));
  gboolean writable = review_desk_get_editable (review_session_get_desk (self->session));
  GHashTableIter iter;
  gpointer feature, cross;

  self->setting = TRUE;
  g_hash_table_iter_init (&iter, self->crosses);
  while (g_hash_table_iter_next (&iter, &feature, &cross))
    {
      gtk_toggle_button_set_active (
          cross, form != NULL && form->features != NULL
                     && g_strv_contains ((const char *const *) form->features, feature));
      gtk_widget_set_sensitive (cross, writable);
    }
  self->setting = FALSE;
}

static void
update (ReviewSignalsCard *self)
{
  const ReviewAssessment *assessment = review_shown_get_assessment (self->shown);
  g_autoptr (GPtrArray) signals = NULL;
  double rest = 0, base, scale = 0.5;
  gint64 count = 0;
  GtkWidget *child;
  int row = 0;

  g_hash_table_remove_all (self->crosses);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  gtk_widget_set_visible (GTK_WIDGET (self), assessment != NULL && assessment->signals != NULL);
  if (assessment == NULL || assessment->signals == NULL)
    return;
  signals = choose (assessment, &rest, &count);
  base = isnan (assessment->base) ? 0 : assessment->base;
  for (guint i = 0; i < signals->len; i++)
    scale = fmax (scale, fabs (((ReviewSignal *) signals->pdata[i])->contribution));
  scale = fmax (scale, fmin (fabs (rest + base), 1.5 * scale));
  for (guint i = 0; i < signals->len; i++)
    add_signal (self, row++, signals->pdata[i], scale);
  add_rest (self, row, rest, count, base, scale);
  show_crosses (self);
}

static void
review_signals_card_dispose (GObject *object)
{
  ReviewSignalsCard *self = REVIEW_SIGNALS_CARD (object);

  if (self->crosses != NULL)
    g_hash_table_remove_all (self->crosses);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_SIGNALS_CARD);
  g_clear_pointer (&self->crosses, g_hash_table_unref);
  g_clear_object (&self->shown);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_signals_card_parent_class)->dispose (object);
}

static void
review_signals_card_class_init (ReviewSignalsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_signals_card_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-signals-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewSignalsCard, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewSignalsCard, grid);
}

static void
review_signals_card_init (ReviewSignalsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->crosses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * review_signals_card_bind:
 * @shown: (transfer none): the case
 *
 * Shows the signals of a case. Called once.
 */
void
review_signals_card_bind (ReviewSignalsCard *self, ReviewSession *session, ReviewShown *shown)
{
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_SIGNALS_CARD (self));

  self->session = g_object_ref (session);
  self->shown = g_object_ref (shown);
  g_signal_connect_object (shown, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "form-changed", G_CALLBACK (show_crosses), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::editable", G_CALLBACK (show_crosses), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
