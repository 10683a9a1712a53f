/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry of the house's lists with what one may do about it, and the form that proposes another.
 * What is typed is kept in the session's screen state, but for the value, which stays in its entry
 * and nowhere else. */
#define G_LOG_DOMAIN "review-app"
#include "review-house-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-card.h"
#include "review-chips.h"
#include "review-clock.h"
#include "review-entry.h"
#include "review-format.h"
#include "review-reason-popover.h"
#include "review-tag.h"
#include "review-waves-words.h"

#define LIST "lists/list" /* screen state */
#define KIND "lists/kind" /* screen state */

struct _ReviewHouseView
{
  AdwBin parent;
  /* template */
  GtkWidget *entry;
  ReviewTag *list;
  ReviewTag *state;
  ReviewTag *again;
  GtkLabel *value;
  GtkLabel *reason;
  GtkLabel *facts;
  GtkLabel *hint;
  GtkWidget *approve;
  GtkMenuButton *keep;
  GtkMenuButton *end;
  GtkWidget *proposal;
  ReviewChips *lists;
  ReviewChips *kinds;
  GtkEditable *new_value;
  GtkEditable *new_reason;
  GtkEditable *new_case;
  GtkEditable *new_days;
  /* owned */
  ReviewSession *session;
  guint known; /* entries that were there when one was proposed */
};

G_DEFINE_FINAL_TYPE (ReviewHouseView, review_house_view, ADW_TYPE_BIN)

static const int kinds[] = { REVIEW_LINK_DEVICE,  REVIEW_LINK_IP,     REVIEW_LINK_ADDRESS,
                             REVIEW_LINK_ACCOUNT, REVIEW_LINK_SCAN,   REVIEW_LINK_DOCUMENT,
                             REVIEW_LINK_FACE,    REVIEW_LINK_CONTACT };

static ReviewHouse *
get_house (ReviewHouseView *self)
{
  return review_session_get_house (self->session);
}

/* (transfer full): who proposed and who decided, where it comes from, how often it was hit. */
static char *
make_facts (const ReviewHouseEntry *one)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *proposed = review_format_local_time (one->proposed_at);
  g_autofree char *decided =
      one->decided_at != 0 ? review_format_local_time (one->decided_at) : NULL;
  g_autofree char *ends = one->expires_at != 0 ? review_format_local_time (one->expires_at) : NULL;

  /* Translators: person, time. */
  g_string_append_printf (out, _ ("Proposed by %s, %s"), one->proposed_by_name, proposed);
  if (one->case_display_id != NULL)
    g_string_append_printf (out, _ (" · from %s"), one->case_display_id);
  if (decided != NULL && one->decided_by_name != NULL)
    g_string_append_c (out, '\n');
  if (decided != NULL && one->decided_by_name != NULL)
    /* Translators: state of the entry, person, time. */
    g_string_append_printf (out, _ ("%s: %s, %s"), review_waves_words_entry_state (one->state),
                            one->decided_by_name, decided);
  if (one->decided_reason != NULL)
    g_string_append_printf (out, " · “%s”", one->decided_reason);
  g_string_append_c (out, '\n');
  g_string_append_printf (out, ngettext ("Hit %d case", "Hit %d cases", (gulong) one->hits),
                          (int) one->hits);
  if (ends != NULL)
    g_string_append_printf (out, _ (" · ends %s"), ends);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What the reader may do next, in words, where it is not plain from the buttons. */
static const char *
find_hint (ReviewHouse *house, const ReviewHouseEntry *one)
{
  if (one->state == REVIEW_ENTRY_PROPOSED && review_house_is_own (house))
    return _ ("You proposed it: another person approves it.");
  if (one->state == REVIEW_ENTRY_PROPOSED && review_house_get_may_open (house))
    return _ ("Read the value first: the approval is bound to what was read.");
  if (one->review_at != 0)
    return _ ("The case it comes from was overturned: does it stay?");
  return "";
}

static void
show_entry (ReviewHouseView *self, const ReviewHouseEntry *one)
{
  ReviewHouse *house = get_house (self);
  const char *open = review_house_get_value (house);
  g_autofree char *facts = make_facts (one);
  g_autofree char *title =
      g_strdup_printf ("%s · %s", one->display_id, review_waves_words_kind (one->kind));
  const char *hint = find_hint (house, one);
  const char *act = one->state == REVIEW_ENTRY_LIVE ? _ ("Remove…")
                    : review_house_is_own (house)   ? _ ("Withdraw…")
                                                    : _ ("Reject…");

  review_card_set_title (REVIEW_CARD (self->entry), title);
  review_tag_set_text (self->list, review_waves_words_list (one->list));
  review_tag_set_tone (self->list, review_waves_words_list_tone (one->list));
  review_tag_set_text (self->state, review_waves_words_entry_state (one->state));
  review_tag_set_text (self->again, _ ("To look at again"));
  review_tag_set_tone (self->again, REVIEW_TONE_ERROR);
  gtk_widget_set_visible (GTK_WIDGET (self->again), one->review_at != 0);
  gtk_label_set_text (self->value, open != NULL ? open : one->masked);
  gtk_label_set_text (self->reason, one->reason);
  gtk_label_set_text (self->facts, facts);
  gtk_label_set_text (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *hint != '\0');
  gtk_menu_button_set_label (self->end, act);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->end), GTK_ACCESSIBLE_PROPERTY_LABEL, act,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->end), review_house_get_may_end (house));
  gtk_widget_set_visible (GTK_WIDGET (self->keep), review_house_get_may_keep (house));
  gtk_widget_set_visible (self->approve,
                          one->state == REVIEW_ENTRY_PROPOSED && !review_house_is_own (house));
}

static gboolean
may_send (ReviewHouseView *self)
{
  return review_house_get_may_propose (get_house (self))
         && review_session_get_ui_string (self->session, LIST) != NULL
         && review_session_get_ui_string (self->session, KIND) != NULL
         && !review_entry_is_blank (self->new_value) && !review_entry_is_blank (self->new_reason);
}

static void
update_actions (ReviewHouseView *self)
{
  ReviewHouse *house = get_house (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lists.open",
                                 review_house_get_may_open (house));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lists.approve",
                                 review_house_get_may_approve (house));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lists.propose", may_send (self));
}

static void
update (ReviewHouseView *self)
{
  ReviewHouse *house = get_house (self);
  const ReviewHouseEntry *one = review_house_get_entry (house);

  gtk_widget_set_visible (self->entry, one != NULL);
  gtk_widget_set_visible (self->proposal, one == NULL);
  if (one != NULL)
    show_entry (self, one);
  review_chips_set_active_one (self->lists, review_session_get_ui_string (self->session, LIST));
  review_chips_set_active_one (self->kinds, review_session_get_ui_string (self->session, KIND));
  update_actions (self);
}

static void
list_cb (ReviewChips *chips, const char *id, gboolean active, ReviewHouseView *self)
{
  review_session_set_ui_string (self->session, LIST, id);
  update (self);
}

static void
kind_cb (ReviewChips *chips, const char *id, gboolean active, ReviewHouseView *self)
{
  review_session_set_ui_string (self->session, KIND, id);
  update (self);
}

static void
typed_cb (ReviewHouseView *self)
{
  if (self->session != NULL)
    update_actions (self);
}

static ReviewHouseProposal *
make_proposal (ReviewHouseView *self)
{
  ReviewHouseProposal *proposal = review_record_new (&review_house_proposal_type);
  gint64 days = g_ascii_strtoll (gtk_editable_get_text (self->new_days), NULL, 10);

  proposal->list =
      review_enum_value (&review_house_lists, review_session_get_ui_string (self->session, LIST));
  proposal->kind =
      review_enum_value (&review_link_kinds, review_session_get_ui_string (self->session, KIND));
  proposal->value = g_strstrip (g_strdup (gtk_editable_get_text (self->new_value)));
  proposal->reason = g_strstrip (g_strdup (gtk_editable_get_text (self->new_reason)));
  if (!review_entry_is_blank (self->new_case))
    proposal->case_id = g_strstrip (g_strdup (gtk_editable_get_text (self->new_case)));
  if (days > 0 && days < 10000)
    proposal->expires_at = review_session_get_server_time (self->session) + days * REVIEW_DAY;
  return proposal;
}

static void
propose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewHouseView *self = REVIEW_HOUSE_VIEW (widget);
  g_autoptr (ReviewHouseProposal) proposal = make_proposal (self);

  self->known = g_list_model_get_n_items (review_house_get_entries (get_house (self)));
  review_house_propose (get_house (self), proposal);
}

/* What was proposed is on the list now: the form is for another one. */
static void
entries_cb (ReviewHouseView *self)
{
  GtkEditable *fields[] = { self->new_value, self->new_reason, self->new_case, self->new_days };

  if (self->known == G_MAXUINT
      || g_list_model_get_n_items (review_house_get_entries (get_house (self))) <= self->known)
    return;
  self->known = G_MAXUINT;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_editable_set_text (fields[i], "");
  update (self);
}

static void
act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewHouse *house = get_house (REVIEW_HOUSE_VIEW (widget));

  if (strcmp (name, "lists.open") == 0)
    review_house_open (house);
  else
    review_house_approve (house);
}

static void
end_cb (ReviewHouseView *self, const char *reason)
{
  review_house_end (get_house (self), reason);
}

static void
keep_cb (ReviewHouseView *self, const char *reason)
{
  review_house_keep (get_house (self), reason);
}

static void
review_house_view_dispose (GObject *object)
{
  ReviewHouseView *self = REVIEW_HOUSE_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_HOUSE_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_house_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, entry);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, list);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, state);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, again);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, value);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, facts);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, hint);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, approve);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, keep);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, end);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, proposal);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, lists);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, kinds);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, new_value);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, new_reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, new_case);
  gtk_widget_class_bind_template_child (widget_class, ReviewHouseView, new_days);
}

static void
review_house_view_class_init (ReviewHouseViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_house_view_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_TAG);
  gtk_widget_class_install_action (widget_class, "lists.open", NULL, act);
  gtk_widget_class_install_action (widget_class, "lists.approve", NULL, act);
  gtk_widget_class_install_action (widget_class, "lists.propose", NULL, propose);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-house-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
add_reason (ReviewHouseView *self,
            GtkMenuButton *button,
            const char *title,
            const char *word,
            void (*given) (ReviewHouseView *self, const char *reason))
{
  GtkWidget *popover = review_reason_popover_new (title, word);

  gtk_menu_button_set_popover (button, popover);
  g_signal_connect_object (popover, "given", G_CALLBACK (given), self, G_CONNECT_SWAPPED);
}

static void
review_house_view_init (ReviewHouseView *self)
{
  self->known = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_reason (self, self->end, _ ("Why"), _ ("Do it"), end_cb);
  add_reason (self, self->keep, _ ("Why it stays"), _ ("Keep it"), keep_cb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->keep), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_menu_button_get_label (self->keep), -1);
  for (int list = REVIEW_HOUSE_BLOCK; list <= REVIEW_HOUSE_WATCH; list++)
    review_chips_add (self->lists, review_enum_nick (&review_house_lists, list),
                      review_waves_words_list (list), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    review_chips_add (self->kinds, review_enum_nick (&review_link_kinds, kinds[i]),
                      review_waves_words_kind (kinds[i]), NULL);
}

/**
 * review_house_view_bind:
 *
 * Shows the entry that is looked at in @session, or the form for a new one. Called once.
 */
void
review_house_view_bind (ReviewHouseView *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_HOUSE_VIEW (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (get_house (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_house_get_entries (get_house (self)), "items-changed",
                           G_CALLBACK (entries_cb), self, G_CONNECT_SWAPPED);
  update (self);
}
