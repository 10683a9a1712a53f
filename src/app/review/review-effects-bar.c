/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the queue, for seniors and leads: commands to other systems that failed or are late, whatever
 * case they are of. It is not there when there is none, and folded until somebody looks. */
#define G_LOG_DOMAIN "review-app"
#include "review-effects-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-effect-view.h"
#include "review-tip.h"

#define OPEN       "queue/effects-open" /* of the session's screen state */
#define MOST_ROWS  20                   /* at a time: the others come when these are seen to */
#define ROW_HEIGHT 140 /* px, about: labels that wrap are higher than a scrolled window asks */
#define HIGHEST    300 /* px */

struct _ReviewEffectsBar
{
  AdwBin parent;
  /* template */
  GtkToggleButton *header;
  GtkLabel *title;
  GtkScrolledWindow *scrolled;
  GtkBox *list;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewEffectsBar, review_effects_bar, ADW_TYPE_BIN)

static ReviewEffectBoard *
get_board (ReviewEffectsBar *self)
{
  return review_session_get_effect_board (self->session);
}

/* (transfer none) (nullable): the view that shows the effect @id already. */
static ReviewEffectView *
find_view (ReviewEffectsBar *self, const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (review_effect_view_get_id (REVIEW_EFFECT_VIEW (child)), id) == 0)
      return REVIEW_EFFECT_VIEW (child);
  return NULL;
}

static gboolean
is_listed (GListModel *rows, const char *id)
{
  for (guint i = 0; i < MIN (g_list_model_get_n_items (rows), MOST_ROWS); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (rows, i);

      if (strcmp (((ReviewEffectRow *) review_item_get_record (item))->effect->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
drop_views (ReviewEffectsBar *self, GListModel *rows)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (!is_listed (rows, review_effect_view_get_id (REVIEW_EFFECT_VIEW (child))))
        gtk_box_remove (self->list, child);
      child = next;
    }
}

/* Views of effects that are still there stay: somebody may be typing in one. */
static void
show_rows (ReviewEffectsBar *self)
{
  GListModel *rows = review_effect_board_get_rows (get_board (self));
  GtkWidget *before = NULL;

  drop_views (self, rows);
  gtk_scrolled_window_set_min_content_height (
      self->scrolled, MIN ((int) g_list_model_get_n_items (rows) * ROW_HEIGHT, HIGHEST));
  for (guint i = 0; i < MIN (g_list_model_get_n_items (rows), MOST_ROWS); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (rows, i);
      const ReviewEffectRow *row = review_item_get_record (item);
      ReviewEffectView *view = find_view (self, row->effect->id);

      if (view == NULL)
        {
          view = REVIEW_EFFECT_VIEW (review_effect_view_new (self->session));
          gtk_box_append (self->list, GTK_WIDGET (view));
        }
      gtk_box_reorder_child_after (self->list, GTK_WIDGET (view), before);
      review_effect_view_show (view, row->effect, row->display_id, row->own);
      before = GTK_WIDGET (view);
    }
}

static void
update (ReviewEffectsBar *self)
{
  guint total = review_effect_board_get_total (get_board (self));
  g_autofree char *title = g_strdup_printf (_ ("Effects to see to (%u)"), total);

  gtk_widget_set_visible (GTK_WIDGET (self), total > 0);
  gtk_label_set_text (self->title, title);
  review_tip_set (GTK_WIDGET (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (gtk_toggle_button_get_active (self->header))
    show_rows (self);
}

static void
folded_cb (ReviewEffectsBar *self)
{
  review_session_set_ui_number (self->session, OPEN,
                                gtk_toggle_button_get_active (self->header) ? 1 : 0);
  update (self);
}

static void
review_effects_bar_dispose (GObject *object)
{
  ReviewEffectsBar *self = REVIEW_EFFECTS_BAR (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_EFFECTS_BAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_effects_bar_parent_class)->dispose (object);
}

static void
review_effects_bar_class_init (ReviewEffectsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_effects_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-effects-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectsBar, header);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectsBar, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectsBar, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectsBar, list);
}

static void
review_effects_bar_init (ReviewEffectsBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** review_effects_bar_take_focus: unfolds the list; the focus goes into it, if there is anything. */
void
review_effects_bar_take_focus (ReviewEffectsBar *self)
{
  g_return_if_fail (REVIEW_IS_EFFECTS_BAR (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_toggle_button_set_active (self->header, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->header));
}

/**
 * review_effects_bar_bind:
 *
 * Shows the effects of @session's board. Called once.
 */
void
review_effects_bar_bind (ReviewEffectsBar *self, ReviewSession *session)
{
  ReviewEffectBoard *board = review_session_get_effect_board (session);

  g_return_if_fail (REVIEW_IS_EFFECTS_BAR (self));

  self->session = g_object_ref (session);
  gtk_toggle_button_set_active (self->header, review_session_get_ui_number (session, OPEN, 0) != 0);
  g_signal_connect_object (self->header, "toggled", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_effect_board_get_rows (board), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "notify::total", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
