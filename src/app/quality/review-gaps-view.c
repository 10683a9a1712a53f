/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SOP gaps: what no clause covers with the cases that show it; a proposed clause in both languages beside
 * each other, with what the publishing person changes in it marked; the condition by which ROCA asks it;
 * and what each version of the SOP covered. */
#define G_LOG_DOMAIN "review-app"
#include "review-gaps-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-banner.h"
#include "review-card.h"
#include "review-chips.h"
#include "review-columns.h"
#include "review-condition-group.h"
#include "review-entry.h"
#include "review-error.h"
#include "review-format.h"
#include "review-gap-board.h"
#include "review-hub-words.h"
#include "review-label.h"
#include "review-list.h"
#include "review-look-window.h"
#include "review-sheet.h"
#include "review-sop-diff.h"
#include "review-tab-stop.h"
#include "review-tip.h"
#include "review-words.h"
#include "review-wrap.h"

struct _ReviewGapsView
{
  AdwBin parent;
  /* template */
  GtkListBox *list;
  ReviewBanner *banner;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkLabel *title;
  GtkLabel *facts;
  ReviewWrap *cases;
  GtkLabel *no_cases;
  GtkLabel *no_drafts;
  GtkWidget *publish_box;
  ReviewChips *drafts;
  GtkLabel *draft_facts;
  GtkTextView *en;
  AdwBin *en_diff;
  GtkTextView *zh;
  AdwBin *zh_diff;
  AdwBin *applies;
  GtkWidget *met_box;
  AdwBin *met;
  GtkEditable *code;
  GtkEditable *reason;
  GtkLabel *hint;
  ReviewFigureTable *versions;
  /* owned */
  ReviewSession *session;
  ReviewGap *shown;      /* (nullable): that is drawn */
  ReviewSopDraft *draft; /* (nullable): that is in the form */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ReviewGapsView, review_gaps_view, ADW_TYPE_BIN)

static ReviewGapBoard *
get_board (ReviewGapsView *self)
{
  return review_session_get_gaps (self->session);
}

static char *
count_cases (const ReviewGap *gap)
{
  return g_strdup_printf (ngettext ("%d case", "%d cases", (gulong) gap->cases), (int) gap->cases);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ReviewGapsView *self = user_data;
  const ReviewGap *gap = review_item_get_record (item);
  g_autofree char *name = review_hub_words_fact (self->session, gap->feature);
  g_autofree char *cases = count_cases (gap);
  g_autofree char *drafts = g_strdup_printf (
      ngettext ("%u proposed clause", "%u proposed clauses", gap->drafts->len), gap->drafts->len);
  g_autofree char *detail = g_strdup_printf (
      "%s · %s · %s", review_words_type_prefix (self->session, gap->case_type), cases, drafts);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, detail);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = review_list_row_new (box, spoken, NULL);

  gtk_box_append (GTK_BOX (box), review_label_new_line (name, "heading"));
  gtk_box_append (GTK_BOX (box), review_label_new_line (detail, "dim-label"));
  review_tip_set (row, spoken);
  g_object_set_data_full (G_OBJECT (row), "gap", g_object_ref (item), g_object_unref);
  return row;
}

static void
select_row (ReviewGapsView *self, const ReviewGap *gap)
{
  self->filling = TRUE;
  for (int i = 0; gap != NULL && gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (review_item_get_record (g_object_get_data (G_OBJECT (row), "gap")) == gap)
        gtk_list_box_select_row (self->list, row);
    }
  self->filling = FALSE;
}

static void
row_cb (ReviewGapsView *self, GtkListBoxRow *row)
{
  const ReviewGap *gap;

  if (row == NULL || self->filling)
    return;
  gap = review_item_get_record (g_object_get_data (G_OBJECT (row), "gap"));
  review_gap_board_select (get_board (self), gap->case_type, gap->feature);
}

static void
look_cb (GtkButton *button, ReviewGapsView *self)
{
  review_look_window_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                           g_object_get_data (G_OBJECT (button), "case"));
}

static void
show_cases (ReviewGapsView *self, const ReviewGap *gap)
{
  review_wrap_remove_all (self->cases);
  for (guint i = 0; i < gap->examples->len; i++)
    {
      const ReviewGapCase *example = gap->examples->pdata[i];
      GtkWidget *button = gtk_button_new_with_label (example->display_id);
      g_autofree char *id = g_strdup_printf ("focus-gap-case-%u", i);
      g_autofree char *name = g_strdup_printf (_ ("Look at %s"), example->display_id);

      gtk_widget_set_name (button, id);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "case", g_strdup (example->case_id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (look_cb), self, 0);
      review_wrap_append (self->cases, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->cases), gap->examples->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_cases), gap->examples->len == 0);
  gtk_label_set_text (self->no_cases, _ ("None that may be shown: cases that somebody looks at "
                                         "blind are left out."));
}

static char *
dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  char *text;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  if (*text != '\0')
    return text;
  g_free (text);
  return NULL;
}

/* Where the publishing person changed a half: what is taken out and what comes in. */
static void
show_half_diff (AdwBin *bin, const char *before, const char *after, gboolean chinese)
{
  g_autoptr (ReviewText) old =
      chinese ? review_text_new (NULL, before) : review_text_new (before, NULL);
  g_autoptr (ReviewText) new =
      chinese ? review_text_new (NULL, after) : review_text_new (after, NULL);
  gboolean changed = before != NULL && after != NULL && strcmp (before, after) != 0;

  adw_bin_set_child (bin, changed ? review_sop_diff_new (
                              old, new, chinese ? REVIEW_SOP_CHINESE : REVIEW_SOP_ENGLISH)
                                  : NULL);
}

/* What stands in the way of publishing; NULL: nothing. */
static const char *
find_hindrance (ReviewGapsView *self, const char *en, const char *zh)
{
  if (self->draft == NULL || !review_gap_board_may_publish (get_board (self), self->draft))
    return _ ("A lead who did not write it publishes it.");
  if (en == NULL || zh == NULL)
    return _ ("A clause is published in both languages.");
  if (self->draft->kind == REVIEW_CLAUSE_ASK && *gtk_editable_get_text (self->code) == '\0')
    return _ ("An ask names what is asked for.");
  return review_entry_is_blank (self->reason) ? _ ("It needs a reason.") : NULL;
}

static void
update_form (ReviewGapsView *self)
{
  g_autofree char *en = dup_text (self->en);
  g_autofree char *zh = dup_text (self->zh);
  const char *hindrance = find_hindrance (self, en, zh);

  if (self->draft != NULL)
    {
      show_half_diff (self->en_diff, self->draft->text->en, en, FALSE);
      show_half_diff (self->zh_diff, self->draft->text->zh_cn, zh, TRUE);
    }
  gtk_label_set_text (self->hint, hindrance != NULL ? hindrance : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "gaps.publish", hindrance == NULL);
}

static ReviewCondition *
new_condition (const char *feature, int op, double number)
{
  ReviewCondition *self = review_record_new (&review_condition_type);

  self->fact = g_strdup (feature);
  self->op = op;
  self->number = number;
  return self;
}

static void
fill_form (ReviewGapsView *self, const ReviewSopDraft *draft)
{
  g_autoptr (ReviewCondition) applies = new_condition (draft->feature, REVIEW_OP_PRESENT, 0);
  g_autoptr (ReviewCondition) met = new_condition (draft->feature, REVIEW_OP_EQ, 1);
  gboolean check = draft->kind == REVIEW_CLAUSE_CHECK;
  g_autofree char *at = review_format_local_time (draft->at);
  g_autofree char *facts =
      g_strdup_printf ("%s · %s · %s", review_words_clause_kind (draft->kind),
                       draft->author_name != NULL ? draft->author_name : draft->author, at);

  gtk_label_set_text (self->draft_facts, facts);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->en),
                            draft->text->en != NULL ? draft->text->en : "", -1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->zh),
                            draft->text->zh_cn != NULL ? draft->text->zh_cn : "", -1);
  adw_bin_set_child (self->applies, review_condition_group_new (self->session, applies, FALSE));
  adw_bin_set_child (self->met,
                     check ? review_condition_group_new (self->session, met, FALSE) : NULL);
  gtk_widget_set_visible (self->met_box, check);
  gtk_widget_set_visible (GTK_WIDGET (self->code), draft->kind == REVIEW_CLAUSE_ASK
                                                       || draft->kind == REVIEW_CLAUSE_HOLD
                                                       || draft->kind == REVIEW_CLAUSE_ESCALATE);
  gtk_editable_set_text (self->code, "");
  gtk_editable_set_text (self->reason, "");
}

static void
choose_draft (ReviewGapsView *self, const ReviewSopDraft *draft)
{
  gboolean other = draft == NULL || self->draft == NULL || strcmp (draft->id, self->draft->id) != 0;

  g_clear_pointer (&self->draft, review_record_unref);
  self->draft = draft != NULL ? review_record_ref ((gpointer) draft) : NULL;
  review_chips_set_active_one (self->drafts, draft != NULL ? draft->id : NULL);
  if (draft != NULL && other)
    fill_form (self, draft);
  update_form (self);
}

/* What is in the form stays there while its draft does. */
static void
show_drafts (ReviewGapsView *self, const ReviewGap *gap)
{
  const ReviewSopDraft *chosen = gap->drafts->len > 0 ? gap->drafts->pdata[0] : NULL;

  review_chips_clear (self->drafts);
  for (guint i = 0; i < gap->drafts->len; i++)
    {
      const ReviewSopDraft *one = gap->drafts->pdata[i];
      g_autofree char *name =
          g_strdup_printf ("%s · %s", review_words_clause_kind (one->kind),
                           one->author_name != NULL ? one->author_name : one->author);

      review_chips_add (self->drafts, one->id, name, NULL);
      if (self->draft != NULL && strcmp (one->id, self->draft->id) == 0)
        chosen = one;
    }
  gtk_widget_set_visible (self->publish_box, chosen != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->drafts), gap->drafts->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->no_drafts), chosen == NULL);
  gtk_label_set_text (self->no_drafts, _ ("Nobody has proposed a clause: whoever has such a case "
                                          "open drafts one beside the SOP."));
  choose_draft (self, chosen);
}

static void
show_gap (ReviewGapsView *self, const ReviewGap *gap)
{
  g_autofree char *name = review_hub_words_fact (self->session, gap->feature);
  g_autofree char *cases = count_cases (gap);
  g_autofree char *last = review_format_local_time (gap->last_at);
  /* Translators: a case type, the version of its SOP, a number of cases, a moment. */
  g_autofree char *facts =
      g_strdup_printf (_ ("%s · SOP %s has no clause for it · %s, the last one %s"),
                       review_words_type (self->session, gap->case_type),
                       gap->sop_version != NULL ? gap->sop_version : "—", cases, last);

  gtk_label_set_text (self->title, name);
  gtk_label_set_text (self->facts, facts);
  show_cases (self, gap);
  show_drafts (self, gap);
}

static void
show_versions (ReviewGapsView *self)
{
  const ReviewSopVersionList *list = review_gap_board_get_versions (get_board (self));
  const char *heads[] = { C_ ("sop", "Version"),
                          C_ ("sop", "In force since (UTC)"),
                          C_ ("sop", "Written by"),
                          C_ ("sop", "Approved by"),
                          C_ ("sop", "Cases"),
                          C_ ("sop", "Covered"),
                          NULL };
  g_autoptr (ReviewSheet) sheet = review_sheet_new (heads);

  for (guint i = 0; list != NULL && list->versions != NULL && i < list->versions->len; i++)
    {
      const ReviewSopVersion *one = list->versions->pdata[i];

      review_sheet_add_row (sheet, one->version, one->in_force);
      review_sheet_take (sheet, review_format_time (one->published_at));
      review_sheet_add (sheet, one->author != NULL ? one->author : "—", REVIEW_TONE_NEUTRAL);
      review_sheet_add (sheet, one->approver != NULL ? one->approver : "—", REVIEW_TONE_NEUTRAL);
      review_sheet_take (sheet, review_format_figure ((double) one->cases, 0));
      review_sheet_take (
          sheet, one->cases > 0 ? review_format_share (1 - (double) one->gaps / (double) one->cases)
                                : g_strdup (C_ ("share", "none yet")));
    }
  review_sheet_show (sheet, self->versions);
}

static void
show_state (ReviewGapsView *self, const char *icon, const char *title, const char *text)
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
update_banner (ReviewGapsView *self)
{
  int code = review_board_get_error_code (REVIEW_BOARD (get_board (self)));

  if (review_session_get_connection (self->session) == REVIEW_CONNECTION_OFFLINE)
    review_banner_show (self->banner, REVIEW_TONE_WARNING, "network-offline-symbolic",
                        _ ("Offline. What is shown may be old."), NULL, NULL);
  else if (code != 0)
    review_banner_show (self->banner, REVIEW_TONE_ERROR, "dialog-warning-symbolic",
                        code == REVIEW_ERROR_CONFLICT
                            ? _ ("Another version is in force by now: look at it first.")
                            : review_words_error (code),
                        _ ("Close"), "gaps.dismiss-error");
  else
    review_banner_hide (self->banner);
}

static void
update (ReviewGapsView *self)
{
  ReviewGapBoard *board = get_board (self);
  const ReviewGap *gap = review_gap_board_get_selected (board);

  select_row (self, gap);
  update_banner (self);
  if (gap != NULL && gap != self->shown)
    show_gap (self, gap);
  else if (gap != NULL)
    update_form (self);
  g_clear_pointer (&self->shown, review_record_unref);
  self->shown = gap != NULL ? review_record_ref ((gpointer) gap) : NULL;
  show_versions (self);
  if (gap != NULL)
    gtk_stack_set_visible_child_name (self->stack, "gap");
  else if (review_session_get_connection (self->session) != REVIEW_CONNECTION_ONLINE)
    show_state (self, "network-offline-symbolic", _ ("Offline"),
                _ ("The server cannot be reached. It is tried again by itself."));
  else if (review_gap_board_get_loaded (board))
    show_state (self, "review-met-symbolic", _ ("No gap"),
                _ ("Every decisive step that ROCA took rests on a clause."));
  else
    show_state (self, NULL, _ ("Reading the gaps"), NULL);
}

static void
draft_cb (ReviewGapsView *self, const char *id)
{
  for (guint i = 0; self->shown != NULL && i < self->shown->drafts->len; i++)
    if (strcmp (((ReviewSopDraft *) self->shown->drafts->pdata[i])->id, id) == 0)
      choose_draft (self, self->shown->drafts->pdata[i]);
}

static void
typed_cb (ReviewGapsView *self)
{
  if (self->session != NULL)
    update_form (self);
}

/* (transfer full) (nullable): what the editor holds; NULL: something in it is missing. */
static ReviewCondition *
dup_condition (AdwBin *bin)
{
  g_autofree char *missing = NULL;
  GtkWidget *group = adw_bin_get_child (bin);

  return group != NULL ? review_condition_group_dup (REVIEW_CONDITION_GROUP (group), &missing)
                       : NULL;
}

static void
publish (ReviewGapsView *self)
{
  g_autoptr (ReviewSopPublication) form = review_record_new (&review_sop_publication_type);
  g_autofree char *en = dup_text (self->en);
  g_autofree char *zh = dup_text (self->zh);
  const char *code = gtk_editable_get_text (self->code);

  if (find_hindrance (self, en, zh) != NULL || self->shown == NULL)
    return;
  form->base = g_strdup (self->shown->sop_version);
  form->text = review_text_new (en, zh);
  form->applies_when = dup_condition (self->applies);
  form->met_when = dup_condition (self->met);
  form->code = *code != '\0' ? g_strdup (code) : NULL;
  form->reason = g_strdup (gtk_editable_get_text (self->reason));
  if (form->applies_when == NULL
      || (self->draft->kind == REVIEW_CLAUSE_CHECK && form->met_when == NULL))
    gtk_label_set_text (self->hint, _ ("Something in the condition is missing."));
  else
    review_gap_board_publish (get_board (self), self->draft, form);
}

static void
do_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (strcmp (name, "gaps.publish") == 0)
    publish (REVIEW_GAPS_VIEW (widget));
  else
    review_board_clear_error (REVIEW_BOARD (get_board (REVIEW_GAPS_VIEW (widget))));
}

static void
review_gaps_view_dispose (GObject *object)
{
  ReviewGapsView *self = REVIEW_GAPS_VIEW (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_GAPS_VIEW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, review_record_unref);
  g_clear_pointer (&self->draft, review_record_unref);
  G_OBJECT_CLASS (review_gaps_view_parent_class)->dispose (object);
}

#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, ReviewGapsView, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  CHILD (list);
  CHILD (banner);
  CHILD (stack);
  CHILD (status);
  CHILD (title);
  CHILD (facts);
  CHILD (cases);
  CHILD (no_cases);
  CHILD (no_drafts);
  CHILD (publish_box);
  CHILD (drafts);
  CHILD (draft_facts);
  CHILD (en);
  CHILD (en_diff);
  CHILD (zh);
  CHILD (zh_diff);
  CHILD (applies);
  CHILD (met_box);
  CHILD (met);
  CHILD (code);
  CHILD (reason);
  CHILD (hint);
  CHILD (versions);
}

static void
review_gaps_view_class_init (ReviewGapsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_gaps_view_dispose;
  g_type_ensure (REVIEW_TYPE_BANNER);
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_FIGURE_TABLE);
  g_type_ensure (REVIEW_TYPE_TAB_STOP);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_install_action (widget_class, "gaps.publish", NULL, do_act);
  gtk_widget_class_install_action (widget_class, "gaps.dismiss-error", NULL, do_act);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-gaps-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
review_gaps_view_init (ReviewGapsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->drafts, "chosen", G_CALLBACK (draft_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->en), "changed", G_CALLBACK (typed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->zh), "changed", G_CALLBACK (typed_cb),
                           self, G_CONNECT_SWAPPED);
}

/** review_gaps_view_bind: shows the gaps of @session's SOPs. Called once. */
void
review_gaps_view_bind (ReviewGapsView *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_GAPS_VIEW (self));

  self->session = g_object_ref (session);
  gtk_list_box_bind_model (self->list, review_gap_board_get_gaps (get_board (self)), make_row, self,
                           NULL);
  g_signal_connect_object (get_board (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/** review_gaps_view_take_focus: the focus goes to the list. */
void
review_gaps_view_take_focus (ReviewGapsView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
