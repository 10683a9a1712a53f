/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue: filters by case type with their counts, the waiting rows, a line of what was done. The
 * rows are a paged model; the list asks for those it shows and for no others. */
#define G_LOG_DOMAIN "review-app"
#include "review-queue-pane.h"

#include <glib/gi18n.h>

#include "review-compat.h"
#include "review-effects-bar.h"
#include "review-feedback-button.h"
#include "review-inbox-bar.h"
#include "review-marks-bar.h"
#include "review-mentions-bar.h"
#include "review-waiting-bar.h"
#include "review-queue-filter.h"
#include "review-queue-row-view.h"
#include "review-queue-selection.h"
#include "review-steady-layout.h"
#include "review-tip.h"
#include "review-words.h"

struct _ReviewQueuePane
{
  AdwBin parent;
  /* template */
  ReviewQueueFilter *filter;
  GtkFlowBox *filters;
  GtkWidget *batch_box;
  GtkLabel *batch;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkListView *list;
  GtkLabel *note;
  GtkWidget *clear;
  GtkLabel *footer;
  ReviewInboxBar *inbox_bar;
  ReviewEffectsBar *effects_bar;
  ReviewWaitingBar *waiting_bar;
  ReviewMarksBar *marks_bar;
  ReviewMentionsBar *mentions_bar;
  ReviewFeedbackButton *feedback_button;
  GtkLabel *effects;
  /* owned */
  ReviewSession *session;
  GPtrArray *bound; /* of GtkListItem (borrowed): rows that are shown */
  gboolean filling; /* the filters are being built */
  gboolean follow;  /* another row was selected, and is not in view yet */
  guint tick;       /* frame callback that brings it into view */
  guint frames;     /* how many it has waited */
};

G_DEFINE_FINAL_TYPE (ReviewQueuePane, review_queue_pane, ADW_TYPE_BIN)

static ReviewQueue *
get_queue (ReviewQueuePane *self)
{
  return review_session_get_queue (self->session);
}

static void
filter_toggled_cb (ReviewQueuePane *self, GtkToggleButton *button)
{
  if (!self->filling && gtk_toggle_button_get_active (button))
    review_queue_set_type_filter (get_queue (self),
                                  g_object_get_data (G_OBJECT (button), "case-type"));
}

static GtkWidget *
add_filter (ReviewQueuePane *self,
            const char *case_type,
            const char *name,
            const char *spoken,
            gint64 count,
            GtkWidget *group)
{
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, name, count);
  g_autofree char *label = g_strdup_printf (
      ngettext ("%s, %d case", "%s, %d cases", (gulong) count), spoken, (int) count);
  GtkWidget *button = gtk_toggle_button_new_with_label (text);
  GtkWidget *holder;

  gtk_widget_add_css_class (button, "filter-chip");
  gtk_widget_add_css_class (button, "numeric");
  review_tip_set (button, label);
  review_compat_name_widget (button, label);
  g_object_set_data_full (G_OBJECT (button), "case-type", g_strdup (case_type), g_free);
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (button),
      g_strcmp0 (case_type, review_queue_get_type_filter (get_queue (self))) == 0);
  g_signal_connect_object (button, "toggled", G_CALLBACK (filter_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->filters, button);
  holder = gtk_widget_get_parent (button);
  gtk_widget_set_focusable (holder, FALSE);
  return button;
}

static void
add_type_filter (ReviewQueuePane *self, const char *case_type, gint64 count, GtkWidget *group)
{
  add_filter (self, case_type, review_words_type_prefix (self->session, case_type),
              review_words_type (self->session, case_type), count, group);
}

static void
show_filters (ReviewQueuePane *self)
{
  GListModel *counts = review_queue_get_counts (get_queue (self));
  const char *chosen = review_queue_get_type_filter (get_queue (self));
  GtkWidget *child, *all;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->filters))) != NULL)
    gtk_flow_box_remove (self->filters, child);
  /* Translators: the filter that shows cases of every type. */
  all = add_filter (self, NULL, C_ ("filter", "All"), _ ("All case types"),
                    review_queue_get_total (get_queue (self)), NULL);
  for (guint i = 0; counts != NULL && i < g_list_model_get_n_items (counts); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (counts, i);
      const ReviewTypeCount *count = review_item_get_record (item);

      add_type_filter (self, count->case_type, count->count, all);
      if (g_strcmp0 (count->case_type, chosen) == 0)
        chosen = NULL;
    }
  /* The last case of the type that is looked at is gone: still it is what is looked at. */
  if (chosen != NULL)
    add_type_filter (self, chosen, 0, all);
  self->filling = FALSE;
}

static void
show_state (ReviewQueuePane *self)
{
  ReviewQueue *queue = get_queue (self);
  gboolean named = review_session_get_catalog (self->session) != NULL;
  guint rows = named ? g_list_model_get_n_items (G_LIST_MODEL (queue)) : 0;
  int error = review_queue_get_error_code (queue);
  gboolean filtered = review_queue_get_filtered (queue);
  const char *note = "";

  if (rows == 0 && error != 0)
    note = review_words_error (error);
  else if (rows == 0 && review_queue_get_loading (queue))
    note = _ ("Loading the queue …");
  else if (rows == 0 && review_session_get_connection (self->session) == REVIEW_CONNECTION_ONLINE)
    note = filtered ? _ ("No case matches.") : _ ("No case waits here.");
  gtk_widget_set_visible (self->clear, rows == 0 && filtered);
  gtk_label_set_text (self->note, note);
  gtk_stack_set_visible_child_name (self->stack, rows > 0 ? "list" : "note");
}

static void
show_footer (ReviewQueuePane *self)
{
  guint decided = review_desk_get_decided_count (review_session_get_desk (self->session));
  gint64 waiting = review_queue_get_total (get_queue (self));
  g_autofree char *done = g_strdup_printf (ngettext ("%u decided", "%u decided", decided), decided);
  g_autofree char *left =
      g_strdup_printf (ngettext ("%d waiting", "%d waiting", (gulong) waiting), (int) waiting);
  g_autofree char *text = g_strdup_printf ("%s · %s", done, left);

  gtk_label_set_text (self->footer, text);
}

static void
show_batch (ReviewQueuePane *self)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  const char *type = review_desk_get_batch_type (desk);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->batch_box, type != NULL);
  if (type == NULL)
    return;
  /* Translators: the how-manyth case of how many in a row, and of which type: "5 of 15 · KYC". */
  text = g_strdup_printf (_ ("%u of %u · %s"), review_desk_get_batch_count (desk),
                          review_desk_get_batch_size (desk),
                          review_words_type_prefix (self->session, type));
  gtk_label_set_text (self->batch, text);
  review_tip_set (GTK_WIDGET (self->batch), review_words_type (self->session, type));
}

/* What the last decision set in motion, and how far it is. */
static void
show_effects (ReviewQueuePane *self)
{
  GListModel *effects = review_desk_get_effects (review_session_get_desk (self->session));
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; effects != NULL && i < g_list_model_get_n_items (effects); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (effects, i);
      const ReviewEffect *effect = review_item_get_record (item);

      /* Translators: an effect of a decision and its state: "Release the withdrawal: requested". */
      g_string_append_printf (out, _ ("%s: %s"),
                              review_words_code (self->session, "effect", effect->kind),
                              review_words_effect_state (effect->state));
      if (i + 1 < g_list_model_get_n_items (effects))
        g_string_append_c (out, '\n');
    }
  gtk_label_set_text (self->effects, out->str);
  gtk_widget_set_visible (GTK_WIDGET (self->effects), out->len > 0);
}

static void
row_activated_cb (ReviewQueuePane *self, guint position)
{
  const ReviewQueueRow *row = review_queue_peek (get_queue (self), position);
  ReviewDesk *desk = review_session_get_desk (self->session);

  if (row == NULL || g_strcmp0 (row->work_item, review_desk_get_work_item (desk)) == 0)
    return;
  if (review_session_get_can_pick (self->session) && row->holder == NULL)
    review_desk_take_async (desk, row->work_item, row->version, NULL, NULL, NULL);
  else
    review_desk_open_async (desk, row->work_item, NULL, NULL, NULL);
}

/* A list view keeps two hundred rows, of which one sees a dozen: a row has its height and its name
 * from the start, and its widgets as soon as it is on screen.
 *
 * Returns: (transfer none) (nullable): NULL while nobody has seen the row. @wanted: then it is made */
static ReviewQueueRowView *
get_row_view (GtkListItem *item, gboolean wanted)
{
  AdwBin *bin = ADW_BIN (gtk_list_item_get_child (item));

  if (wanted && adw_bin_get_child (bin) == NULL)
    adw_bin_set_child (bin, review_queue_row_view_new ());
  return (ReviewQueueRowView *) adw_bin_get_child (bin);
}

static int
get_band (ReviewQueuePane *self, GtkListItem *item, gint64 *ret_count)
{
  guint position = gtk_list_item_get_position (item);
  int band = review_queue_get_band_at (get_queue (self), position, ret_count);

  /* Where nothing is urgent there is nothing to tell apart. */
  return band == REVIEW_BAND_REST && position == 0 ? 0 : band;
}

/* A heading makes a row higher than the others: such a one is made at once.
 *
 * Returns: whether another heading than before is above the row */
static gboolean
show_band (ReviewQueuePane *self, GtkListItem *item)
{
  gint64 count = 0;
  int band = get_band (self, item, &count);
  ReviewQueueRowView *view = get_row_view (item, band != 0);

  return view != NULL && review_queue_row_view_set_band (view, band, count);
}

/* @seen: it is on screen */
static void
show_row (ReviewQueuePane *self, GtkListItem *item, gboolean seen)
{
  const ReviewQueueRow *row = review_item_get_record (gtk_list_item_get_item (item));
  gint64 count = 0;
  int band = get_band (self, item, &count);
  g_autofree char *name = review_queue_row_view_dup_name (self->session, row, band, count);
  ReviewQueueRowView *view;

  review_compat_name_row (item, name);
  show_band (self, item);
  view = get_row_view (item, seen);
  if (view != NULL)
    review_queue_row_view_show (view, self->session, row);
}

/* After each layout, and before what it laid out is drawn. */
static void
show_seen_rows (ReviewQueuePane *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->list));
  graphene_rect_t at;

  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = self->bound->pdata[i];

      if (get_row_view (item, FALSE) == NULL
          && gtk_widget_compute_bounds (gtk_list_item_get_child (item), GTK_WIDGET (self->list),
                                        &at)
          && at.origin.y < (float) height && at.origin.y + at.size.height > 0)
        show_row (self, item, TRUE);
    }
}

static void
review_queue_pane_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (review_queue_pane_parent_class)->realize (widget);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "layout",
                           G_CALLBACK (show_seen_rows), widget,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
review_queue_pane_unrealize (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (widget), show_seen_rows,
                                        widget);
  GTK_WIDGET_CLASS (review_queue_pane_parent_class)->unrealize (widget);
}

static void
row_moved_cb (GtkListItem *item, GParamSpec *pspec, ReviewQueuePane *self)
{
  if (gtk_list_item_get_item (item) != NULL && show_band (self, item))
    show_row (self, item, FALSE);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *bin = adw_bin_new ();

  gtk_widget_add_css_class (bin, "queue-row");
  gtk_list_item_set_child (item, bin);
  g_signal_connect_object (item, "notify::position", G_CALLBACK (row_moved_cb), user_data, 0);
}

static void
row_changed_cb (GtkListItem *item)
{
  GtkWidget *pane =
      gtk_widget_get_ancestor (gtk_list_item_get_child (item), REVIEW_TYPE_QUEUE_PANE);

  if (pane != NULL)
    show_row (REVIEW_QUEUE_PANE (pane), item, FALSE);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ReviewQueuePane *self = user_data;

  g_signal_connect_object (gtk_list_item_get_item (item), "changed", G_CALLBACK (row_changed_cb),
                           item, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->bound, item);
  show_row (self, item, FALSE);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ReviewQueuePane *self = user_data;

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), row_changed_cb, item);
  g_ptr_array_remove_fast (self->bound, item);
}

static void
show_bands (ReviewQueuePane *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    if (show_band (self, self->bound->pdata[i]))
      show_row (self, self->bound->pdata[i], FALSE);
}

/* Tells the list which row is selected, where it did not select it itself: what Shift adds begins there. */
static void
anchor_list (ReviewQueuePane *self, guint position)
{
  if (review_queue_marks_get_count (review_session_get_marks (self->session)) == 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.select-item", "(ubb)", position,
                                FALSE, FALSE);
}

/* In the frame after the rows were laid out: where one is that has just come is known then. */
static gboolean
scroll_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  ReviewQueuePane *self = user_data;
  guint position = review_queue_get_selected (get_queue (self));

  if (++self->frames < 2)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  if (position == GTK_INVALID_LIST_POSITION)
    return G_SOURCE_REMOVE;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  anchor_list (self, position);
  if (gtk_widget_get_focus_child (list) != NULL)
    gtk_widget_grab_focus (list);
  return G_SOURCE_REMOVE;
}

/* Another row was selected: it comes into view once, as soon as its place is known. Later the list
 * is where the reader left it. */
static void
follow_selected (ReviewQueuePane *self)
{
  if (!self->follow || review_queue_get_selected (get_queue (self)) == GTK_INVALID_LIST_POSITION)
    return;
  self->follow = FALSE;
  self->frames = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), scroll_cb, self, NULL);
}

static void
other_selected_cb (ReviewQueuePane *self)
{
  self->follow = TRUE;
  follow_selected (self);
}

static void
review_queue_pane_dispose (GObject *object)
{
  ReviewQueuePane *self = REVIEW_QUEUE_PANE (object);

  if (self->list != NULL)
    {
      if (self->tick != 0)
        gtk_widget_remove_tick_callback (GTK_WIDGET (self->list), self->tick);
      self->tick = 0;
      gtk_list_view_set_model (self->list, NULL);
      gtk_list_view_set_factory (self->list, NULL);
    }
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_QUEUE_PANE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_queue_pane_parent_class)->dispose (object);
}

static void
review_queue_pane_finalize (GObject *object)
{
  g_ptr_array_unref (REVIEW_QUEUE_PANE (object)->bound);
  G_OBJECT_CLASS (review_queue_pane_parent_class)->finalize (object);
}

static void
focus_list (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (REVIEW_QUEUE_PANE (widget)->list));
}

static void
clear_filter (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_queue_clear_filter (get_queue (REVIEW_QUEUE_PANE (widget)));
}

/* Where nothing is marked the key is somebody else's. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ReviewQueueMarks *marks = review_session_get_marks (REVIEW_QUEUE_PANE (widget)->session);
  gboolean any = review_queue_marks_get_count (marks) > 0;

  review_queue_marks_clear (marks);
  return any;
}

static void
end_batch (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_desk_end_batch (review_session_get_desk (REVIEW_QUEUE_PANE (widget)->session));
}

static void
review_queue_pane_class_init (ReviewQueuePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_queue_pane_dispose;
  widget_class->realize = review_queue_pane_realize;
  widget_class->unrealize = review_queue_pane_unrealize;
  g_type_ensure (REVIEW_TYPE_EFFECTS_BAR);
  g_type_ensure (REVIEW_TYPE_FEEDBACK_BUTTON);
  g_type_ensure (REVIEW_TYPE_INBOX_BAR);
  g_type_ensure (REVIEW_TYPE_MARKS_BAR);
  g_type_ensure (REVIEW_TYPE_MENTIONS_BAR);
  g_type_ensure (REVIEW_TYPE_WAITING_BAR);
  G_OBJECT_CLASS (klass)->finalize = review_queue_pane_finalize;
  g_type_ensure (REVIEW_TYPE_QUEUE_FILTER);
  g_type_ensure (REVIEW_TYPE_STEADY_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_install_action (widget_class, "queue.focus-list", NULL, focus_list);
  gtk_widget_class_install_action (widget_class, "queue.clear-filter", NULL, clear_filter);
  gtk_widget_class_install_action (widget_class, "queue.end-batch", NULL, end_batch);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-queue-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, filter);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, filters);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, batch_box);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, batch);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, list);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, note);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, clear);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, footer);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, inbox_bar);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, effects_bar);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, waiting_bar);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, marks_bar);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, mentions_bar);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, feedback_button);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueuePane, effects);
}

static void
review_queue_pane_init (ReviewQueuePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->bound = g_ptr_array_new ();
}

/* Rows say their type in the catalogue's words: they wait for it. */
static void
make_list (ReviewQueuePane *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (ReviewQueueSelection) selection = NULL;

  if (review_session_get_catalog (self->session) == NULL
      || gtk_list_view_get_model (self->list) != NULL)
    return;
  factory = gtk_signal_list_item_factory_new ();
  selection =
      review_queue_selection_new (get_queue (self), review_session_get_marks (self->session));
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_queue (self), "notify::selected-id", G_CALLBACK (other_selected_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_queue (self), "notify::selected", G_CALLBACK (follow_selected), self,
                           G_CONNECT_SWAPPED);
  other_selected_cb (self);
}

static void
catalog_changed_cb (ReviewQueuePane *self)
{
  make_list (self);
  show_filters (self);
  show_state (self);
}

/**
 * review_queue_pane_bind:
 *
 * Shows the queue of @session. Called once.
 */
void
review_queue_pane_bind (ReviewQueuePane *self, ReviewSession *session)
{
  ReviewQueue *queue = review_session_get_queue (session);

  g_return_if_fail (REVIEW_IS_QUEUE_PANE (self));

  self->session = g_object_ref (session);
  review_queue_filter_bind (self->filter, session);
  make_list (self);
  review_inbox_bar_bind (self->inbox_bar, session);
  review_effects_bar_bind (self->effects_bar, session);
  review_waiting_bar_bind (self->waiting_bar, session);
  review_marks_bar_bind (self->marks_bar, session);
  review_mentions_bar_bind (self->mentions_bar, session);
  review_feedback_button_bind (self->feedback_button, session);
  g_signal_connect_object (queue, "notify::bands", G_CALLBACK (show_bands), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "notify::total", G_CALLBACK (show_filters), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "notify::total", G_CALLBACK (show_footer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_queue_get_counts (queue), "items-changed",
                           G_CALLBACK (show_filters), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "notify::count", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "notify::loading", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "notify::error-code", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (catalog_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_desk (session), "notify::decided-count",
                           G_CALLBACK (show_footer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_desk_get_effects (review_session_get_desk (session)),
                           "items-changed", G_CALLBACK (show_effects), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_desk (session), "notify::batch-size",
                           G_CALLBACK (show_batch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_desk (session), "notify::batch-count",
                           G_CALLBACK (show_batch), self, G_CONNECT_SWAPPED);
  show_batch (self);
  show_filters (self);
  show_state (self);
  show_footer (self);
  show_effects (self);
}

/**
 * review_queue_pane_move:
 * @step: 1 or -1
 *
 * Moves the selection and shows it; the list takes the focus, so that Enter opens the row.
 */
void
review_queue_pane_move (ReviewQueuePane *self, int step)
{
  ReviewQueue *queue = get_queue (self);
  guint before = review_queue_get_selected (queue), position;

  g_return_if_fail (REVIEW_IS_QUEUE_PANE (self));

  review_queue_marks_clear (review_session_get_marks (self->session));
  review_queue_move (queue, step);
  position = review_queue_get_selected (queue);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (position != before)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  anchor_list (self, position);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/**
 * review_queue_pane_search:
 *
 * Puts the focus on what is searched for.
 */
void
review_queue_pane_search (ReviewQueuePane *self)
{
  g_return_if_fail (REVIEW_IS_QUEUE_PANE (self));

  review_queue_filter_take_focus (self->filter);
}

/**
 * review_queue_pane_go_to:
 * @place: "waiting", "mentions", "escalations", "effects" or "feedback"; anything else does nothing
 *
 * Puts the focus on what stands above the queue, if there is any.
 */
void
review_queue_pane_go_to (ReviewQueuePane *self, const char *place)
{
  g_return_if_fail (REVIEW_IS_QUEUE_PANE (self));

  if (g_str_equal (place, "waiting"))
    review_waiting_bar_take_focus (self->waiting_bar);
  else if (g_str_equal (place, "mentions"))
    review_mentions_bar_take_focus (self->mentions_bar);
  else if (g_str_equal (place, "escalations"))
    review_inbox_bar_take_focus (self->inbox_bar);
  else if (g_str_equal (place, "effects"))
    review_effects_bar_take_focus (self->effects_bar);
  else if (g_str_equal (place, "feedback"))
    review_feedback_button_open (self->feedback_button);
}

/**
 * review_queue_pane_save:
 *
 * Writes the scroll position to the session.
 */
void
review_queue_pane_save (ReviewQueuePane *self)
{
  g_return_if_fail (REVIEW_IS_QUEUE_PANE (self));

  review_session_set_ui_number (
      self->session, "queue/scroll",
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled)));
}
