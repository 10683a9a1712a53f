/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of the policy: who made, approved and put each in force and why; what it changed; and
 * the way back to it. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-history-view.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-columns.h"
#include "review-compat.h"
#include "review-format.h"
#include "review-hub-words.h"
#include "review-label.h"
#include "review-list.h"
#include "review-tab-stop.h"
#include "review-tag.h"
#include "review-tip.h"

struct _ReviewHubHistoryView
{
  AdwBin parent;
  /* template */
  GtkListBox *list;
  ReviewCard *card;
  GtkLabel *note;
  GtkToggleButton *against_base;
  GtkToggleButton *against_live;
  GtkGrid *grid;
  GtkLabel *nothing;
  GtkEntry *reason;
  GtkButton *act;
  GtkWidget *open;
  /* owned */
  ReviewSession *session;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewHubHistoryView, review_hub_history_view, ADW_TYPE_BIN)

static ReviewHubBoard *
get_hub (ReviewHubHistoryView *self)
{
  return review_session_get_hub (self->session);
}

static const char *
get_chosen (ReviewHubHistoryView *self)
{
  return review_hub_board_get_compared (get_hub (self));
}

/* The act that a version waits for. */
static ReviewHubAct
next_act (const ReviewPolicyVersion *version)
{
  switch (version->state)
    {
    case REVIEW_POLICY_DRAFT:
      return REVIEW_HUB_ACT_APPROVE;
    case REVIEW_POLICY_APPROVED:
      return REVIEW_HUB_ACT_MAKE_LIVE;
    case REVIEW_POLICY_SUPERSEDED:
      return REVIEW_HUB_ACT_PUT_BACK;
    default:
      return REVIEW_HUB_ACT_NONE;
    }
}

/* @format has a place for the person; the time follows where it is known. */
static void
append_person (GString *out, const char *format, const char *who, gint64 at)
{
  g_autofree char *time = at != 0 ? review_format_time (at) : NULL;

  if (who == NULL)
    return;
  if (out->len > 0)
    g_string_append_c (out, '\n');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (out, format, who);
#pragma GCC diagnostic pop
  if (time != NULL)
    g_string_append_printf (out, " · %s", time);
}

/* "by L. Chen · 2026-11-23 12:00", "approved by …", "made live by …" */
static char *
tell_people (ReviewSession *session, const ReviewPolicyVersion *version)
{
  GString *out = g_string_new (NULL);

  append_person (out, _ ("by %s"),
                 review_hub_words_person (session, version->author_name, version->author),
                 version->created_at);
  append_person (out, _ ("approved by %s"),
                 review_hub_words_person (session, version->approver_name, version->approver),
                 version->approved_at);
  append_person (out, _ ("made live by %s"),
                 review_hub_words_person (session, version->live_by_name, version->live_by),
                 version->live_at);
  return g_string_free (out, FALSE);
}

static void
add_version (gpointer owner, gpointer item)
{
  ReviewHubHistoryView *self = owner;
  const ReviewPolicyVersion *version = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *tag = review_tag_new (review_hub_words_state (version->state),
                                   review_hub_words_state_tone (version->state));
  g_autofree char *people = tell_people (self->session, version);
  g_autofree char *escaped = g_markup_escape_text (people, -1);
  g_autofree char *spoken = review_hub_words_version (version);
  g_autofree char *focus = g_strdup_printf ("focus-history-%s", version->version);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), version->version);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), tag);
  gtk_widget_set_name (row, focus);
  review_compat_name_widget (row, spoken);
  review_list_row_set_id (GTK_LIST_BOX_ROW (row), version->version);
  gtk_list_box_append (self->list, row);
}

static void
compare (ReviewHubHistoryView *self, const char *version)
{
  const ReviewPolicyList *versions = review_hub_board_get_versions (get_hub (self));

  review_hub_board_compare (get_hub (self), version,
                            gtk_toggle_button_get_active (self->against_live) && versions != NULL
                                ? versions->live
                                : NULL);
}

static void
attach (ReviewHubHistoryView *self, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

/* Who and what it came from stand in the list beside it. */
static gboolean
is_about_itself (const ReviewChange *change)
{
  static const char *const members[] = { "version", "base", "author", "approver", "note", NULL };

  return change->list == NULL && g_strv_contains (members, change->member);
}

static int
fill_changes (ReviewHubHistoryView *self, GPtrArray *changes)
{
  ReviewHubBoard *hub = get_hub (self);
  const char *compared = review_hub_board_get_compared (hub);
  const char *against = review_hub_board_get_against (hub);
  const ReviewPolicy *now = review_hub_board_get_policy (hub, compared);
  const ReviewPolicy *before = review_hub_board_get_policy (hub, against);
  int row = 0;

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const ReviewChange *change = changes->pdata[i];
      g_autofree char *where = review_hub_words_change (self->session, change);
      g_autofree char *was = review_hub_words_change_side (self->session, change, FALSE, before);
      g_autofree char *is = review_hub_words_change_side (self->session, change, TRUE, now);

      if (is_about_itself (change))
        continue;
      if (row == 0)
        {
          attach (self, 0, row, "", "column-head");
          attach (self, 1, row, against, "column-head");
          attach (self, 2, row++, compared, "column-head");
        }
      attach (self, 0, row, where, "measure");
      attach (self, 1, row, was, "dim-label");
      attach (self, 2, row++, is, "figure-cell");
    }
  return row;
}

static void
show_act (ReviewHubHistoryView *self, const ReviewPolicyVersion *version)
{
  ReviewHubBoard *hub = get_hub (self);
  ReviewHubAct act = version != NULL ? next_act (version) : REVIEW_HUB_ACT_NONE;
  gboolean possible = version != NULL && review_hub_board_can (hub, act, version->version);
  const char *reason = review_hub_board_get_reason (hub);
  gboolean explained = act == REVIEW_HUB_ACT_APPROVE || (reason != NULL && *reason != '\0');

  gtk_widget_set_visible (GTK_WIDGET (self->act), act != REVIEW_HUB_ACT_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), possible && act != REVIEW_HUB_ACT_APPROVE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->act), possible && explained);
  review_tip_set (GTK_WIDGET (self->act), act == REVIEW_HUB_ACT_APPROVE && !possible
                                              ? _ ("Who wrote it cannot approve it.")
                                              : NULL);
  gtk_widget_set_visible (self->open, version != NULL);
  gtk_widget_set_sensitive (self->open, !review_hub_board_get_dirty (hub));
  if (act == REVIEW_HUB_ACT_APPROVE)
    gtk_button_set_label (self->act, C_ ("policy", "Approve"));
  else
    gtk_button_set_label (self->act, act == REVIEW_HUB_ACT_MAKE_LIVE ? _ ("Make live")
                                                                     : C_ ("policy", "Put back"));
}

static void
show_reason (ReviewHubHistoryView *self)
{
  const char *reason = review_hub_board_get_reason (get_hub (self));

  if (g_strcmp0 (reason != NULL ? reason : "", gtk_editable_get_text (GTK_EDITABLE (self->reason)))
      == 0)
    return;
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->reason), reason != NULL ? reason : "");
  self->setting = FALSE;
}

static void
show_card (ReviewHubHistoryView *self)
{
  ReviewHubBoard *hub = get_hub (self);
  const ReviewPolicyVersion *version = review_hub_board_find_version (hub, get_chosen (self));
  GPtrArray *changes = review_hub_board_get_changes (hub);
  g_autofree char *title = version != NULL ? review_hub_words_version (version) : NULL;
  const char *against = review_hub_board_get_against (hub);
  const char *nothing = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  gtk_widget_set_visible (GTK_WIDGET (self->card), version != NULL);
  review_card_set_title (self->card, title);
  gtk_label_set_text (self->note, version != NULL && version->note != NULL ? version->note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), version != NULL && version->note != NULL);
  if (against == NULL)
    nothing = _ ("The first version: there is none before it.");
  else if (changes == NULL)
    nothing = _ ("Reading both versions …");
  else if (fill_changes (self, changes) == 0)
    nothing = _ ("Both decide alike.");
  review_label_show (self->nothing, nothing);
  show_act (self, version);
  show_reason (self);
}

static void
update_list (ReviewHubHistoryView *self)
{
  const ReviewPolicyList *versions = review_hub_board_get_versions (get_hub (self));

  self->setting = TRUE;
  review_list_refill (self->list, versions != NULL ? versions->items : NULL, add_version, self,
                      get_chosen (self));
  self->setting = FALSE;
  /* Whoever comes here first sees the newest. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && get_chosen (self) == NULL && versions != NULL
      && versions->items != NULL && versions->items->len > 0)
    compare (self, ((ReviewPolicyVersion *) versions->items->pdata[0])->version);
  show_card (self);
}

static void
row_selected_cb (ReviewHubHistoryView *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->setting)
    compare (self, review_list_row_get_id (row));
}

static void
against_changed_cb (ReviewHubHistoryView *self)
{
  if (self->session != NULL && get_chosen (self) != NULL)
    {
      g_autofree char *chosen = g_strdup (get_chosen (self));

      compare (self, chosen);
    }
}

static void
act_clicked_cb (ReviewHubHistoryView *self)
{
  const ReviewPolicyVersion *version =
      review_hub_board_find_version (get_hub (self), get_chosen (self));

  if (version != NULL)
    review_hub_board_act (get_hub (self), next_act (version), version->version);
}

static void
open_clicked_cb (ReviewHubHistoryView *self)
{
  const char *type = review_hub_board_get_case_type (get_hub (self));
  g_autofree char *place = type != NULL ? g_strconcat ("type:", type, NULL) : NULL;

  review_hub_board_open_version (get_hub (self), get_chosen (self));
  if (place != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "hub.show", "s", place);
}

static void
reason_changed_cb (ReviewHubHistoryView *self)
{
  if (!self->setting)
    review_hub_board_set_reason (get_hub (self),
                                 gtk_editable_get_text (GTK_EDITABLE (self->reason)));
}

static void
review_hub_history_view_dispose (GObject *object)
{
  ReviewHubHistoryView *self = REVIEW_HUB_HISTORY_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_HUB_HISTORY_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_hub_history_view_parent_class)->dispose (object);
}

static void
review_hub_history_view_class_init (ReviewHubHistoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_hub_history_view_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-hub-history-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, list);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, note);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, against_base);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, against_live);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, grid);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, nothing);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, act);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubHistoryView, open);
}

static void
review_hub_history_view_init (ReviewHubHistoryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->against_live, "toggled", G_CALLBACK (against_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->act, "clicked", G_CALLBACK (act_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (reason_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_hub_history_view_bind:
 *
 * Shows the versions that @session's board knows. Called once.
 */
void
review_hub_history_view_bind (ReviewHubHistoryView *self, ReviewSession *session)
{
  static const char *const notes[] = { "notify::changes", "notify::compared", "notify::busy",
                                       "notify::reason",  "notify::dirty",    NULL };
  ReviewHubBoard *hub = review_session_get_hub (session);

  g_return_if_fail (REVIEW_IS_HUB_HISTORY_VIEW (self));

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (hub, notes[i], G_CALLBACK (show_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::versions", G_CALLBACK (update_list), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (update_list), NULL);
  update_list (self);
}
