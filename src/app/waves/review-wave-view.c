/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wave of alike cases: what it is, the decision about the group with what it leaves out, the
 * incident note, and every case of it. What is filled in is the session's. */
#define G_LOG_DOMAIN "review-app"
#include "review-wave-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-card.h"
#include "review-chips.h"
#include "review-clock.h"
#include "review-compat.h"
#include "review-format.h"
#include "review-label.h"
#include "review-reason-popover.h"
#include "review-related-words.h"
#include "review-sentence-area.h"
#include "review-tab-stop.h"
#include "review-tag.h"
#include "review-wave-row.h"
#include "review-waves-words.h"
#include "review-words.h"

#define FILTER "waves/filter" /* screen state */

struct _ReviewWaveView
{
  AdwBin parent;
  /* template */
  ReviewCard *head;
  ReviewTag *state;
  ReviewTag *kind;
  GtkLabel *summary;
  GtkLabel *split;
  ReviewCard *decision;
  GtkWidget *form;
  ReviewChips *choices;
  ReviewChips *dispositions;
  ReviewChips *reasonings;
  ReviewSentenceArea *rationale;
  GtkLabel *outcome;
  GtkLabel *unmet;
  GtkButton *decide;
  GtkButton *undo;
  GtkMenuButton *dismiss;
  ReviewCard *incident;
  ReviewSentenceArea *note_en;
  ReviewSentenceArea *note_zh;
  GtkLabel *noted;
  GtkWidget *write_note;
  ReviewCard *cases;
  ReviewChips *filters;
  GtkListView *list;
  GtkLabel *chosen;
  GtkMenuButton *reviewed;
  GtkMenuButton *take_out;
  /* owned */
  ReviewSession *session;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;
  char *shown;   /* (nullable): id of the wave whose form and note are shown */
  char *options; /* (nullable): what the chips were made for */
  guint tick;    /* while the decision can be undone */
};

G_DEFINE_FINAL_TYPE (ReviewWaveView, review_wave_view, ADW_TYPE_BIN)

static ReviewWaves *
get_waves (ReviewWaveView *self)
{
  return review_session_get_waves (self->session);
}

static const ReviewCampaignMember *
get_chosen (ReviewWaveView *self)
{
  ReviewItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? review_item_get_record (item) : NULL;
}

static gboolean
passes (gpointer item, gpointer user_data)
{
  ReviewWaveView *self = user_data;
  const ReviewCampaignMember *member = review_item_get_record (item);
  const char *filter = review_session_get_ui_string (self->session, FILTER);

  if (g_strcmp0 (filter, "ready") == 0)
    return member->exception == 0 && member->out_at == 0;
  if (g_strcmp0 (filter, "excluded") == 0)
    return member->exception != 0 || member->out_at != 0;
  if (g_strcmp0 (filter, "review") == 0)
    return member->review_at != 0;
  return TRUE;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, review_wave_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ReviewWaveRow *row = REVIEW_WAVE_ROW (gtk_list_item_get_child (item));

  review_wave_row_set_member (row, review_item_get_record (gtk_list_item_get_item (item)));
  review_compat_name_row (item, review_wave_row_get_name (row));
}

static void
show_head (ReviewWaveView *self, const ReviewCampaignView *view)
{
  const ReviewCampaign *one = view->campaign;
  const char *type = review_words_type (self->session, one->case_type);
  g_autofree char *last = review_format_local_time (one->last_at);
  g_autofree char *amount =
      one->value != NULL ? review_format_amount (one->value, one->currency) : g_strdup ("—");
  /* Translators: name of the wave, case type. */
  g_autofree char *title = g_strdup_printf (_ ("%s · %s"), one->display_id, type);
  g_autofree char *cases =
      g_strdup_printf (ngettext ("%d case", "%d cases", (gulong) one->members), (int) one->members);
  g_autofree char *customers = g_strdup_printf (
      ngettext ("%d customer", "%d customers", (gulong) one->customers), (int) one->customers);
  /* Translators: cases, customers, amount at stake, time of the newest case. */
  g_autofree char *summary = g_strdup_printf (_ ("%s of %s · at stake %s · the last opened %s"),
                                              cases, customers, amount, last);
  g_autofree char *split =
      g_strdup_printf (_ ("%d ready, %d of them to be read singly · %d left out"),
                       (int) view->ready, (int) view->single, (int) view->excluded);

  review_card_set_title (self->head, title);
  review_tag_set_text (self->state, review_waves_words_state (one->state));
  review_tag_set_tone (self->state, review_waves_words_state_tone (one->state));
  review_tag_set_text (self->kind, review_related_words_kind (one->kind));
  gtk_label_set_text (self->summary, summary);
  gtk_label_set_text (self->split, split);
  gtk_widget_set_visible (GTK_WIDGET (self->split), one->state == REVIEW_CAMPAIGN_OPEN);
}

/* The chips say the case type's own verbs and dispositions. */
static void
fill_options (ReviewWaveView *self, const char *case_type)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  g_autofree char *key =
      g_strdup_printf ("%s %s", case_type, review_session_get_language (self->session));
  g_autoptr (GPtrArray) codes = NULL;

  if (g_strcmp0 (key, self->options) == 0 || catalog == NULL)
    return;
  g_free (self->options);
  self->options = g_steal_pointer (&key);
  review_chips_clear (self->choices);
  review_chips_add (self->choices, "block",
                    review_words_choice (self->session, case_type, REVIEW_CHOICE_BLOCK), NULL);
  review_chips_add (self->choices, "pass",
                    review_words_choice (self->session, case_type, REVIEW_CHOICE_PASS), NULL);
  review_chips_clear (self->dispositions);
  codes = review_catalog_list_codes (catalog, "disposition", case_type);
  for (guint i = 0; i < codes->len; i++)
    {
      const ReviewCode *code = codes->pdata[i];

      review_chips_add (self->dispositions, code->code,
                        review_session_get_text (self->session, code->text), NULL);
    }
  review_chips_clear (self->reasonings);
  review_chips_add (self->reasonings, "sound", _ ("Reasoning sound"), NULL);
  review_chips_add (self->reasonings, "flawed", _ ("Reasoning flawed"), NULL);
}

/* (transfer full): what was decided about the group, by whom and when, and what became of it. */
static char *
describe_decision (ReviewWaveView *self, const ReviewCampaign *one)
{
  const ReviewCampaignDecision *plan = one->decision;
  g_autofree char *at = review_format_local_time (plan->at);
  g_autofree char *what = g_strdup_printf (
      /* Translators: decision, person, time. */
      _ ("%s, by %s, %s."), review_words_choice (self->session, one->case_type, plan->form->choice),
      plan->by_name != NULL ? plan->by_name : plan->by, at);
  g_autofree char *counts =
      plan->state == REVIEW_CAMPAIGN_TAKEN_BACK
          ? g_strdup (_ ("Taken back: every case waits again."))
          : g_strdup_printf (_ ("%d decided, %d read singly, %d left out."), (int) plan->decided,
                             (int) plan->drawn, (int) plan->excluded);

  return plan->form->rationale != NULL
             ? g_strdup_printf ("%s\n%s\n“%s”", what, counts, plan->form->rationale)
             : g_strdup_printf ("%s\n%s", what, counts);
}

static void
show_undo (ReviewWaveView *self, const ReviewCampaign *one)
{
  gboolean can = review_waves_get_can_undo (get_waves (self));
  gint64 left = one->decision != NULL && one->decision->effective_at != 0
                    ? one->decision->effective_at - review_session_get_server_time (self->session)
                    : 0;
  g_autofree char *text =
      left > 0 ? g_strdup_printf (_ ("Undo (%d s)"), (int) (left / REVIEW_SECOND) + 1)
               : g_strdup (_ ("Undo"));

  gtk_widget_set_visible (GTK_WIDGET (self->undo), can);
  gtk_button_set_label (self->undo, text);
}

static gboolean
tick_cb (gpointer user_data)
{
  ReviewWaveView *self = user_data;
  const ReviewCampaignView *view = review_waves_get_view (get_waves (self));

  if (view != NULL)
    show_undo (self, view->campaign);
  if (view != NULL && review_waves_get_can_undo (get_waves (self)))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
show_form (ReviewWaveView *self, const ReviewCampaignForm *form)
{
  static const char *const choices[] = { NULL, "pass", "block", NULL };
  static const char *const reasonings[] = { NULL, "sound", "flawed" };

  review_chips_set_active_one (self->choices, choices[form->choice]);
  review_chips_set_active_one (self->dispositions, form->disposition);
  review_chips_set_active_one (self->reasonings, reasonings[form->reasoning]);
  gtk_widget_set_visible (GTK_WIDGET (self->dispositions), form->choice == REVIEW_CHOICE_BLOCK);
}

static void
show_decision (ReviewWaveView *self, const ReviewCampaignView *view)
{
  ReviewWaves *waves = get_waves (self);
  const ReviewCampaign *one = view->campaign;
  gboolean open = one->state == REVIEW_CAMPAIGN_OPEN && review_waves_get_may_decide (waves);
  g_autofree char *outcome = one->decision != NULL ? describe_decision (self, one) : NULL;
  const char *unmet = review_waves_words_unmet (review_waves_get_unmet (waves));
  gint64 n = view->ready - view->single;
  g_autofree char *button =
      n > 0 ? g_strdup_printf (ngettext ("Decide %d case", "Decide %d cases", (gulong) n), (int) n)
            : g_strdup (_ ("Decide"));

  review_card_set_title (self->decision, open ? _ ("Decide the wave") : _ ("Decision"));
  gtk_widget_set_visible (self->form, open);
  gtk_widget_set_visible (GTK_WIDGET (self->decide), open);
  gtk_widget_set_visible (GTK_WIDGET (self->dismiss), open);
  gtk_button_set_label (self->decide, button);
  review_label_show (self->outcome, outcome);
  gtk_label_set_text (self->unmet, unmet != NULL ? unmet : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unmet),
                          unmet != NULL && one->state == REVIEW_CAMPAIGN_OPEN);
  show_form (self, review_waves_get_form (waves));
  show_undo (self, one);
  if (self->tick == 0 && review_waves_get_can_undo (waves))
    self->tick = g_timeout_add (500, tick_cb, self);
}

static void
show_note (ReviewWaveView *self, const ReviewCampaign *one)
{
  g_autofree char *at = one->note != NULL ? review_format_local_time (one->note->at) : NULL;
  g_autofree char *text =
      one->note != NULL
          /* Translators: person, time. */
          ? g_strdup_printf (_ ("Last written by %s, %s"),
                             one->note->by_name != NULL ? one->note->by_name : one->note->by, at)
          : g_strdup (_ ("Nothing written yet. One language is enough."));

  gtk_label_set_text (self->noted, text);
}

/* What was typed stays while the same wave is looked at. */
static void
show_texts (ReviewWaveView *self, const ReviewCampaign *one)
{
  const char *rationale = review_waves_get_form (get_waves (self))->rationale;
  const ReviewText *note = one->note != NULL ? one->note->text : NULL;

  if (g_strcmp0 (self->shown, one->id) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (one->id);
  review_sentence_area_set_text (self->rationale, rationale != NULL ? rationale : "");
  review_sentence_area_set_text (self->note_en, note != NULL && note->en != NULL ? note->en : "");
  review_sentence_area_set_text (self->note_zh,
                                 note != NULL && note->zh_cn != NULL ? note->zh_cn : "");
}

static void
show_chosen (ReviewWaveView *self)
{
  const ReviewCampaignMember *member = get_chosen (self);
  gboolean lead = review_waves_get_may_decide (get_waves (self))
                  && !review_board_get_busy (REVIEW_BOARD (get_waves (self)));

  gtk_label_set_text (self->chosen, member != NULL ? member->display_id : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->take_out),
                            lead && member != NULL && member->out_at == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->reviewed), member != NULL && member->review_at != 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reviewed), lead);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "waves.open-case",
                                 member != NULL && member->work_item != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "waves.note", lead);
}

static void
fill_filters (ReviewWaveView *self, const ReviewCampaignView *view)
{
  const char *filter = review_session_get_ui_string (self->session, FILTER);
  g_autofree char *all = g_strdup_printf (_ ("All %u"), view->members->len);
  g_autofree char *ready = g_strdup_printf (_ ("Ready %d"), (int) view->ready);
  g_autofree char *left = g_strdup_printf (_ ("Left out %d"), (int) view->excluded);

  review_chips_clear (self->filters);
  review_chips_add (self->filters, "all", all, NULL);
  review_chips_add (self->filters, "ready", ready, NULL);
  review_chips_add (self->filters, "excluded", left, NULL);
  if (view->campaign->to_review > 0)
    {
      g_autofree char *again =
          g_strdup_printf (_ ("To look at again %d"), (int) view->campaign->to_review);

      review_chips_add (self->filters, "review", again, NULL);
    }
  review_chips_set_active_one (self->filters, filter != NULL ? filter : "all");
}

static void
update (ReviewWaveView *self)
{
  const ReviewCampaignView *view = review_waves_get_view (get_waves (self));

  if (view == NULL)
    return;
  fill_options (self, view->campaign->case_type);
  show_texts (self, view->campaign);
  show_head (self, view);
  show_decision (self, view);
  show_note (self, view->campaign);
  fill_filters (self, view);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  show_chosen (self);
}

static void
choice_cb (ReviewChips *chips, const char *id, gboolean active, ReviewWaveView *self)
{
  review_waves_set_choice (get_waves (self),
                           strcmp (id, "block") == 0 ? REVIEW_CHOICE_BLOCK : REVIEW_CHOICE_PASS);
}

static void
disposition_cb (ReviewChips *chips, const char *id, gboolean active, ReviewWaveView *self)
{
  review_waves_set_disposition (get_waves (self), id);
}

static void
reasoning_cb (ReviewChips *chips, const char *id, gboolean active, ReviewWaveView *self)
{
  review_waves_set_reasoning (get_waves (self), strcmp (id, "sound") == 0
                                                    ? REVIEW_REASONING_SOUND
                                                    : REVIEW_REASONING_FLAWED);
}

static void
rationale_cb (ReviewWaveView *self)
{
  g_autofree char *text = review_sentence_area_dup_text (self->rationale);

  review_waves_set_rationale (get_waves (self), text);
}

static void
filter_cb (ReviewChips *chips, const char *id, gboolean active, ReviewWaveView *self)
{
  review_session_set_ui_string (self->session, FILTER, id);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
}

static void
take_out_cb (ReviewWaveView *self, const char *reason)
{
  const ReviewCampaignMember *member = get_chosen (self);

  if (member != NULL)
    review_waves_take_out (get_waves (self), member->case_id, reason);
}

static void
reviewed_cb (ReviewWaveView *self, const char *reason)
{
  const ReviewCampaignMember *member = get_chosen (self);

  if (member != NULL)
    review_waves_mark_reviewed (get_waves (self), member->case_id, reason);
}

static void
dismiss_cb (ReviewWaveView *self, const char *reason)
{
  review_waves_dismiss (get_waves (self), reason);
}

static void
add_reason (ReviewWaveView *self,
            GtkMenuButton *button,
            const char *title,
            const char *act,
            void (*given) (ReviewWaveView *self, const char *reason))
{
  GtkWidget *popover = review_reason_popover_new (title, act);

  gtk_menu_button_set_popover (button, popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_menu_button_get_label (button), -1);
  g_signal_connect_object (popover, "given", G_CALLBACK (given), self, G_CONNECT_SWAPPED);
}

/* The note as it is typed; the page's action calls it. */
static void
write_note (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewWaveView *self = REVIEW_WAVE_VIEW (widget);
  g_autofree char *en = review_sentence_area_dup_text (self->note_en);
  g_autofree char *zh = review_sentence_area_dup_text (self->note_zh);

  review_waves_write_note (get_waves (self), en, zh);
}

static void
open_case (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewWaveView *self = REVIEW_WAVE_VIEW (widget);
  const ReviewCampaignMember *member = get_chosen (self);

  if (member == NULL || member->work_item == NULL)
    return;
  review_desk_open_async (review_session_get_desk (self->session), member->work_item, NULL, NULL,
                          NULL);
  gtk_widget_activate_action (widget, "win.page", "s", "review");
}

static void
review_wave_view_dispose (GObject *object)
{
  ReviewWaveView *self = REVIEW_WAVE_VIEW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_WAVE_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->options, g_free);
  G_OBJECT_CLASS (review_wave_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, head);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, state);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, kind);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, summary);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, split);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, decision);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, form);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, choices);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, dispositions);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, reasonings);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, rationale);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, outcome);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, unmet);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, decide);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, undo);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, dismiss);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, incident);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, note_en);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, note_zh);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, noted);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, write_note);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, cases);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, filters);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, list);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, chosen);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, reviewed);
  gtk_widget_class_bind_template_child (widget_class, ReviewWaveView, take_out);
}

static void
review_wave_view_class_init (ReviewWaveViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_wave_view_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_SENTENCE_AREA);
  g_type_ensure (REVIEW_TYPE_TAB_STOP);
  g_type_ensure (REVIEW_TYPE_TAG);
  gtk_widget_class_install_action (widget_class, "waves.note", NULL, write_note);
  gtk_widget_class_install_action (widget_class, "waves.open-case", NULL, open_case);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-wave-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, disposition_cb);
  gtk_widget_class_bind_template_callback (widget_class, reasoning_cb);
  gtk_widget_class_bind_template_callback (widget_class, rationale_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
review_wave_view_init (ReviewWaveView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  review_sentence_area_set_name (self->rationale, _ ("Reason for all of them"));
  review_sentence_area_set_name (self->note_en, _ ("Incident note, English"));
  review_sentence_area_set_name (self->note_zh, _ ("Incident note, Chinese"));
  add_reason (self, self->take_out, _ ("Why it is none of the wave"), _ ("Take out"), take_out_cb);
  add_reason (self, self->reviewed, _ ("What came of it"), _ ("Looked at"), reviewed_cb);
  add_reason (self, self->dismiss, _ ("Why it is no wave"), _ ("Dismiss"), dismiss_cb);
}

static void
make_list (ReviewWaveView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (passes, self, NULL));

  self->filtered = gtk_filter_list_model_new (
      g_object_ref (review_waves_get_members (get_waves (self))), filter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->filtered)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_chosen), self,
                           G_CONNECT_SWAPPED);
  g_object_unref (factory);
}

/**
 * review_wave_view_bind:
 *
 * Shows the wave that is looked at in @session. Called once.
 */
void
review_wave_view_bind (ReviewWaveView *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_WAVE_VIEW (self));

  self->session = g_object_ref (session);
  review_card_set_title (self->cases, _ ("Cases"));
  make_list (self);
  g_signal_connect_object (get_waves (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
