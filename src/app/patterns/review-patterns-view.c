/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring errors: the list, what waits first; the one that is looked at with its figures and the
 * answers that led to its path; and the acts as actions. Nobody closes one: new cases do. */
#define G_LOG_DOMAIN "review-app"
#include "review-patterns-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-banner.h"
#include "review-card.h"
#include "review-chips.h"
#include "review-columns.h"
#include "review-compat.h"
#include "review-entry.h"
#include "review-feature-card.h"
#include "review-figure-table.h"
#include "review-format.h"
#include "review-label.h"
#include "review-list.h"
#include "review-look-window.h"
#include "review-nomination-popover.h"
#include "review-pattern-words.h"
#include "review-reason-popover.h"
#include "review-role.h"
#include "review-tab-stop.h"
#include "review-tag.h"
#include "review-tip.h"
#include "review-words.h"
#include "review-wrap.h"

struct _ReviewPatternsView
{
  AdwBin parent;
  /* template */
  GtkDropDown *scan_type;
  GtkProgressBar *scan_progress;
  GtkLabel *scan_words;
  GtkWidget *cancel;
  GtkMenuButton *nominate;
  GtkListBox *list;
  ReviewBanner *banner;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkLabel *title;
  ReviewTag *state;
  ReviewTag *kind;
  GtkLabel *facts;
  ReviewFigureTable *counts;
  GtkLabel *path;
  GtkLabel *query;
  ReviewFigureTable *proofs;
  ReviewFeatureCard *feature_card;
  GtkWidget *act_card;
  GtkWidget *accept_box;
  ReviewChips *paths;
  GtkLabel *path_words;
  GtkDropDown *owner;
  GtkEditable *accept_reason;
  GtkWidget *repair_box;
  GtkEditable *reference;
  GtkEditable *repair_reason;
  GtkMenuButton *dismiss;
  ReviewWrap *cases;
  GtkLabel *no_cases;
  ReviewFigureTable *steps;
  /* owned */
  ReviewSession *session;
  GPtrArray *owners; /* of char *: accounts, as the names are listed */
  gpointer shown;    /* (nullable): the pattern that is drawn */
  char *shown_id;    /* (nullable) */
  int chosen;        /* ReviewPath */
  gboolean filling;  /* a row is being selected by the view itself */
};

G_DEFINE_FINAL_TYPE (ReviewPatternsView, review_patterns_view, ADW_TYPE_BIN)

static ReviewPatternBoard *
get_board (ReviewPatternsView *self)
{
  return review_session_get_patterns (self->session);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ReviewPatternsView *self = user_data;
  const ReviewPattern *one = review_item_get_record (item);
  const char *label = review_words_label (one->label);
  const char *state = review_pattern_words_state (one->state);
  g_autofree char *slice = review_pattern_words_slice (self->session, one);
  g_autofree char *lift = review_pattern_words_lift (one);
  g_autofree char *title =
      g_strdup_printf ("%s · %s · %s", one->display_id, label,
                       review_words_type_prefix (self->session, one->case_type));
  g_autofree char *name = g_strdup_printf ("%s, %s. %s. %s", title, state, slice, lift);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = review_list_row_new (box, name, one->id);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *head = review_label_new_line (title, "heading");

  gtk_widget_set_hexpand (head, TRUE);
  gtk_box_append (GTK_BOX (top), head);
  gtk_box_append (GTK_BOX (top),
                  review_tag_new (state, review_pattern_words_state_tone (one->state)));
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), review_label_new_line (slice, "caption"));
  gtk_box_append (GTK_BOX (box), review_label_new_line (lift, "dim-label"));
  review_tip_set (row, name);
  return row;
}

static void
select_row (ReviewPatternsView *self)
{
  self->filling = TRUE;
  review_list_select (self->list, review_pattern_board_get_selected (get_board (self)));
  self->filling = FALSE;
}

static void
row_cb (ReviewPatternsView *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->filling)
    review_pattern_board_select (get_board (self), review_list_row_get_id (row));
}

static void
look_cb (GtkButton *button, ReviewPatternsView *self)
{
  review_look_window_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                           g_object_get_data (G_OBJECT (button), "case"));
}

static void
show_cases (ReviewPatternsView *self, const ReviewPattern *one)
{
  guint n = one->exemplars != NULL ? one->exemplars->len : 0;

  review_wrap_remove_all (self->cases);
  for (guint i = 0; i < n; i++)
    {
      const ReviewPatternCase *example = one->exemplars->pdata[i];
      GtkWidget *button = gtk_button_new_with_label (example->display_id);
      g_autofree char *id = g_strdup_printf ("focus-pattern-case-%u", i);
      g_autofree char *name = g_strdup_printf (_ ("Look at %s"), example->display_id);

      gtk_widget_set_name (button, id);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "case", g_strdup (example->case_id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (look_cb), self, 0);
      review_wrap_append (self->cases, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->cases), n > 0);
  gtk_label_set_text (self->no_cases,
                      n > 0 ? ""
                            : _ ("None that may be shown: cases that somebody looks at blind "
                                 "are left out."));
  gtk_widget_set_visible (GTK_WIDGET (self->no_cases), n == 0);
}

static void
show_sheet (ReviewSheet *sheet, ReviewFigureTable *table)
{
  gtk_widget_set_visible (GTK_WIDGET (table), review_sheet_count_rows (sheet) > 0);
  review_sheet_show (sheet, table);
  review_sheet_free (sheet);
}

static void
show_head (ReviewPatternsView *self, const ReviewPattern *one)
{
  g_autofree char *slice = review_pattern_words_slice (self->session, one);
  g_autofree char *facts = NULL;

  gtk_label_set_text (self->title, slice);
  review_tag_set_text (self->state, review_pattern_words_state (one->state));
  review_tag_set_tone (self->state, review_pattern_words_state_tone (one->state));
  review_tag_set_text (self->kind, review_words_label_long (one->label));
  facts = one->owner_name != NULL || one->owner != NULL
              ? g_strdup_printf (_ ("%s · %s · seen to by %s"), one->display_id,
                                 review_words_type (self->session, one->case_type),
                                 one->owner_name != NULL ? one->owner_name : one->owner)
              : g_strdup_printf ("%s · %s", one->display_id,
                                 review_words_type (self->session, one->case_type));
  gtk_label_set_text (self->facts, facts);
}

static void
choose_path (ReviewPatternsView *self, int path)
{
  self->chosen = path;
  review_chips_set_active_one (self->paths,
                               path != 0 ? review_enum_nick (&review_paths, path) : NULL);
  gtk_label_set_text (self->path_words, path != 0 ? review_words_path_long (path)
                                                  : _ ("Choose the path that mends it."));
}

static void
show_pattern (ReviewPatternsView *self, const ReviewPattern *one)
{
  g_autofree char *path = review_pattern_words_path (one);
  g_autofree char *query = review_pattern_words_query (one);

  show_head (self, one);
  gtk_label_set_text (self->path, path);
  gtk_label_set_text (self->query, query);
  show_sheet (review_pattern_sheet_counts (one), self->counts);
  show_sheet (review_pattern_sheet_proofs (one), self->proofs);
  show_sheet (review_pattern_sheet_steps (one), self->steps);
  show_cases (self, one);
  if (g_strcmp0 (one->id, self->shown_id) != 0)
    {
      choose_path (self, one->suggested);
      gtk_editable_set_text (self->accept_reason, "");
      gtk_editable_set_text (self->reference, "");
      gtk_editable_set_text (self->repair_reason, "");
      g_free (self->shown_id);
      self->shown_id = g_strdup (one->id);
    }
}

static void
update_acts (ReviewPatternsView *self)
{
  ReviewPatternBoard *board = get_board (self);
  const ReviewPattern *one = review_pattern_board_get_opened (board);
  gboolean accepts = review_pattern_board_may_accept (board);
  gboolean repairs = review_pattern_board_may_repair (board);
  gboolean explained =
      one != NULL
      && (self->chosen == one->suggested || !review_entry_is_blank (self->accept_reason));

  gtk_widget_set_visible (self->accept_box, accepts);
  gtk_widget_set_visible (self->repair_box, repairs);
  gtk_widget_set_visible (GTK_WIDGET (self->dismiss), review_pattern_board_may_dismiss (board));
  gtk_widget_set_visible (self->act_card,
                          accepts || repairs || review_pattern_board_may_dismiss (board));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "patterns.accept",
                                 accepts && self->chosen != 0 && explained
                                     && self->owners->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "patterns.repair",
                                 repairs && !review_entry_is_blank (self->repair_reason));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "patterns.scan",
                                 review_pattern_board_may_scan (board));
  gtk_widget_set_sensitive (GTK_WIDGET (self->nominate), review_pattern_board_may_nominate (board));
}

static char *
describe_scan (ReviewPatternsView *self, const ReviewScanJob *job)
{
  g_autofree char *words = review_pattern_words_scan (job);

  return job != NULL
             ? g_strdup_printf ("%s · %s", review_words_type (self->session, job->case_type), words)
             : g_steal_pointer (&words);
}

static void
update_scan (ReviewPatternsView *self)
{
  ReviewPatternBoard *board = get_board (self);
  const ReviewScanJob *job = review_pattern_board_get_scan (board);
  gboolean scanning = review_pattern_board_get_scanning (board);
  gboolean open = job != NULL && review_scan_job_is_open (job);
  g_autofree char *text =
      job != NULL || scanning ? describe_scan (self, scanning && !open ? NULL : job) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->scan_progress), scanning);
  gtk_progress_bar_set_fraction (
      self->scan_progress, open && job->total > 0 ? (double) job->done / (double) job->total : 0);
  gtk_widget_set_visible (self->cancel, scanning);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "patterns.cancel-scan", open);
  review_label_show (self->scan_words, text);
}

static void
update_banner (ReviewPatternsView *self)
{
  ReviewBoard *board = REVIEW_BOARD (get_board (self));
  int code = review_board_get_error_code (board);
  g_autofree char *text =
      code != 0 ? review_pattern_words_error (code, review_board_get_error_field (board)) : NULL;

  if (review_session_get_connection (self->session) == REVIEW_CONNECTION_OFFLINE)
    review_banner_show (self->banner, REVIEW_TONE_WARNING, "network-offline-symbolic",
                        _ ("Offline. What is shown may be old."), NULL, NULL);
  else if (text != NULL)
    review_banner_show (self->banner, REVIEW_TONE_ERROR, "dialog-warning-symbolic", text,
                        _ ("Close"), "patterns.dismiss-error");
  else
    review_banner_hide (self->banner);
}

static void
show_state (ReviewPatternsView *self, const char *icon, const char *title, const char *text)
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
update (ReviewPatternsView *self)
{
  ReviewPatternBoard *board = get_board (self);
  const ReviewPattern *one = review_pattern_board_get_opened (board);

  select_row (self);
  update_banner (self);
  update_scan (self);
  if (one != NULL && one != self->shown)
    show_pattern (self, one);
  g_clear_pointer (&self->shown, review_record_unref);
  self->shown = one != NULL ? review_record_ref ((gpointer) one) : NULL;
  update_acts (self);
  if (one != NULL)
    gtk_stack_set_visible_child_name (self->stack, "pattern");
  else if (review_session_get_connection (self->session) != REVIEW_CONNECTION_ONLINE)
    show_state (self, "network-offline-symbolic", _ ("Offline"),
                _ ("The server cannot be reached. It is tried again by itself."));
  else if (review_pattern_board_get_loaded (board))
    show_state (self, "review-met-symbolic", _ ("No recurring error"),
                _ ("The server looks for them once a day, and you can at any time."));
  else
    show_state (self, NULL, _ ("Reading recurring errors"), NULL);
}

/* Oneself, and on one computer the others who could see to it. */
static void
fill_owners (ReviewPatternsView *self)
{
  const ReviewUser *me = review_session_get_user (self->session);
  GListModel *users = review_session_get_local_users (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->owners, 0);
  if (me != NULL)
    {
      gtk_string_list_append (names, me->name);
      g_ptr_array_add (self->owners, g_strdup (me->id));
    }
  for (guint i = 0; me != NULL && users != NULL && i < g_list_model_get_n_items (users); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (users, i);
      const ReviewUser *user = review_item_get_record (item);

      if (!review_role_reads_figures (user->role) || strcmp (user->id, me->id) == 0)
        continue;
      gtk_string_list_append (names, user->name);
      g_ptr_array_add (self->owners, g_strdup (user->id));
    }
  gtk_drop_down_set_model (self->owner, G_LIST_MODEL (names));
}

static void
fill_types (ReviewPatternsView *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *types = catalog != NULL ? catalog->case_types : NULL;

  for (guint i = 0; types != NULL && i < types->len; i++)
    gtk_string_list_append (
        names, review_words_type (self->session, ((ReviewCaseType *) types->pdata[i])->id));
  gtk_drop_down_set_model (self->scan_type, G_LIST_MODEL (names));
}

static void
path_cb (ReviewPatternsView *self, const char *id)
{
  choose_path (self, review_enum_value (&review_paths, id));
  update_acts (self);
}

static void
typed_cb (ReviewPatternsView *self)
{
  if (self->session != NULL)
    update_acts (self);
}

static void
dismissed_cb (ReviewPatternsView *self, const char *reason)
{
  review_pattern_board_dismiss (get_board (self), reason);
}

static void
nominated_cb (ReviewPatternsView *self, ReviewItem *item)
{
  review_pattern_board_nominate (get_board (self), review_item_get_record (item));
}

static void
do_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPatternsView *self = REVIEW_PATTERNS_VIEW (widget);
  ReviewPatternBoard *board = get_board (self);
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  guint owner = gtk_drop_down_get_selected (self->owner);
  guint type = gtk_drop_down_get_selected (self->scan_type);

  if (strcmp (name, "patterns.accept") == 0 && owner < self->owners->len)
    review_pattern_board_accept (board, self->chosen, self->owners->pdata[owner],
                                 review_entry_is_blank (self->accept_reason)
                                     ? NULL
                                     : gtk_editable_get_text (self->accept_reason));
  else if (strcmp (name, "patterns.repair") == 0)
    review_pattern_board_repair (
        board,
        review_entry_is_blank (self->reference) ? NULL : gtk_editable_get_text (self->reference),
        gtk_editable_get_text (self->repair_reason));
  else if (strcmp (name, "patterns.scan") == 0 && catalog != NULL
           && type < catalog->case_types->len)
    review_pattern_board_scan (board, ((ReviewCaseType *) catalog->case_types->pdata[type])->id);
  else if (strcmp (name, "patterns.cancel-scan") == 0)
    review_pattern_board_cancel_scan (board);
  else if (strcmp (name, "patterns.dismiss-error") == 0)
    review_board_clear_error (REVIEW_BOARD (board));
}

static void
review_patterns_view_dispose (GObject *object)
{
  ReviewPatternsView *self = REVIEW_PATTERNS_VIEW (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_PATTERNS_VIEW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->owners, g_ptr_array_unref);
  g_clear_pointer (&self->shown, review_record_unref);
  g_clear_pointer (&self->shown_id, g_free);
  G_OBJECT_CLASS (review_patterns_view_parent_class)->dispose (object);
}

#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, ReviewPatternsView, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  CHILD (scan_type);
  CHILD (scan_progress);
  CHILD (scan_words);
  CHILD (cancel);
  CHILD (nominate);
  CHILD (list);
  CHILD (banner);
  CHILD (stack);
  CHILD (status);
  CHILD (title);
  CHILD (state);
  CHILD (kind);
  CHILD (facts);
  CHILD (counts);
  CHILD (path);
  CHILD (query);
  CHILD (proofs);
  CHILD (feature_card);
  CHILD (act_card);
  CHILD (accept_box);
  CHILD (paths);
  CHILD (path_words);
  CHILD (owner);
  CHILD (accept_reason);
  CHILD (repair_box);
  CHILD (reference);
  CHILD (repair_reason);
  CHILD (dismiss);
  CHILD (cases);
  CHILD (no_cases);
  CHILD (steps);
}

static void
review_patterns_view_class_init (ReviewPatternsViewClass *klass)
{
  static const char *const acts[] = { "patterns.accept", "patterns.repair", "patterns.scan",
                                      "patterns.cancel-scan", "patterns.dismiss-error" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_patterns_view_dispose;
  g_type_ensure (REVIEW_TYPE_BANNER);
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_FEATURE_CARD);
  g_type_ensure (REVIEW_TYPE_FIGURE_TABLE);
  g_type_ensure (REVIEW_TYPE_TAB_STOP);
  g_type_ensure (REVIEW_TYPE_TAG);
  g_type_ensure (REVIEW_TYPE_WRAP);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_class_install_action (widget_class, acts[i], NULL, do_act);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-patterns-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
review_patterns_view_init (ReviewPatternsView *self)
{
  self->owners = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  review_compat_name_drop_down (self->scan_type, _ ("Case type to look through"));
  review_compat_name_drop_down (self->owner, _ ("Who sees to it"));
  for (int path = REVIEW_PATH_A; path <= REVIEW_PATH_N; path++)
    review_chips_add (self->paths, review_enum_nick (&review_paths, path), review_words_path (path),
                      NULL);
  g_signal_connect_object (self->paths, "chosen", G_CALLBACK (path_cb), self, G_CONNECT_SWAPPED);
}

static void
add_popovers (ReviewPatternsView *self)
{
  GtkWidget *reason = review_reason_popover_new (_ ("Why it is no pattern"), _ ("Dismiss"));
  GtkWidget *form = review_nomination_popover_new (self->session);

  gtk_menu_button_set_popover (self->dismiss, reason);
  g_signal_connect_object (reason, "given", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->nominate, form);
  g_signal_connect_object (form, "given", G_CALLBACK (nominated_cb), self, G_CONNECT_SWAPPED);
}

/** review_patterns_view_bind: shows @session's recurring errors. Called once. */
void
review_patterns_view_bind (ReviewPatternsView *self, ReviewSession *session)
{
  static const char *const notes[] = { "notify::user", "notify::local-users", NULL };

  g_return_if_fail (REVIEW_IS_PATTERNS_VIEW (self));

  self->session = g_object_ref (session);
  add_popovers (self);
  gtk_list_box_bind_model (self->list, review_pattern_board_get_patterns (get_board (self)),
                           make_row, self, NULL);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (session, notes[i], G_CALLBACK (fill_owners), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (fill_types), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_board (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  review_feature_card_bind (self->feature_card, session);
  fill_owners (self);
  fill_types (self);
  update (self);
}

/** review_patterns_view_take_focus: the focus goes to the list, or to the search for errors. */
void
review_patterns_view_take_focus (ReviewPatternsView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->scan_type));
}
