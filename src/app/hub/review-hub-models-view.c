/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The models: one for each case type, with how much it decides and whether that is certified. The
 * chosen one's reliability stands below, then its versions and the one of them that is looked at. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-models-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-candidate-view.h"
#include "review-candidates-card.h"
#include "review-compat.h"
#include "review-format.h"
#include "review-hub-model-card.h"
#include "review-list.h"
#include "review-tab-stop.h"
#include "review-tag.h"
#include "review-words.h"

struct _ReviewHubModelsView
{
  AdwBin parent;
  GtkListBox *list;
  ReviewHubModelCard *card;
  ReviewCandidatesCard *candidates;
  ReviewCandidateView *candidate;
  /* owned */
  ReviewSession *session;
  ReviewHubOverview *shown; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ReviewHubModelsView, review_hub_models_view, ADW_TYPE_BIN)

static void
add_suffixes (GtkWidget *row, const ReviewHubType *type)
{
  g_autofree char *share = review_format_share (type->automation);
  g_autofree char *words = g_strdup_printf (_ ("decided %s of what arrived"), share);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *tag;

  if (type->model == NULL)
    return;
  tag = review_tag_new (type->certified ? _ ("certified") : _ ("not certified"),
                        type->certified ? REVIEW_TONE_SUCCESS : REVIEW_TONE_WARNING);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), tag);
}

static void
add_row (ReviewHubModelsView *self, const ReviewHubType *type)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = review_words_type (self->session, type->case_type);
  GtkWidget *icon = gtk_image_new_from_icon_name (review_words_type_icon (type->case_type));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               type->model != NULL ? type->model : _ ("no model yet"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  add_suffixes (row, type);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  review_compat_name_widget (row, name);
  g_object_set_data_full (G_OBJECT (row), "case-type", g_strdup (type->case_type), g_free);
  gtk_list_box_append (self->list, row);
}

static void
activated_cb (ReviewHubModelsView *self, GtkListBoxRow *row)
{
  review_hub_board_set_case_type (review_session_get_hub (self->session),
                                  g_object_get_data (G_OBJECT (row), "case-type"));
}

/* Read again without news, the rows and the focus in them stay. */
static void
update (ReviewHubModelsView *self)
{
  const ReviewHubOverview *overview =
      review_hub_board_get_overview (review_session_get_hub (self->session));

  if (self->shown != NULL && overview != NULL && review_record_equal (overview, self->shown))
    return;
  g_clear_pointer (&self->shown, review_record_unref);
  self->shown = overview != NULL ? review_record_ref ((gpointer) overview) : NULL;
  review_list_clear (self->list);
  for (guint i = 0; overview != NULL && overview->types != NULL && i < overview->types->len; i++)
    add_row (self, overview->types->pdata[i]);
}

static void
follow_type (ReviewHubModelsView *self)
{
  review_model_board_set_case_type (
      review_session_get_models (self->session),
      review_hub_board_get_case_type (review_session_get_hub (self->session)));
}

/* Nothing is read for who never looks here. */
static void
mapped_cb (ReviewHubModelsView *self)
{
  if (self->session == NULL)
    return;
  review_board_watch (REVIEW_BOARD (review_session_get_models (self->session)));
  review_board_watch (REVIEW_BOARD (review_session_get_patterns (self->session)));
}

static void
review_hub_models_view_dispose (GObject *object)
{
  g_clear_object (&REVIEW_HUB_MODELS_VIEW (object)->session);
  g_clear_pointer (&REVIEW_HUB_MODELS_VIEW (object)->shown, review_record_unref);
  G_OBJECT_CLASS (review_hub_models_view_parent_class)->dispose (object);
}

static void
review_hub_models_view_class_init (ReviewHubModelsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_hub_models_view_dispose;
}

static void
review_hub_models_view_init (ReviewHubModelsView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", _ ("Models"), "xalign", 0.0, NULL);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->card = g_object_new (REVIEW_TYPE_HUB_MODEL_CARD, NULL);
  self->candidates = g_object_new (REVIEW_TYPE_CANDIDATES_CARD, NULL);
  self->candidate = g_object_new (REVIEW_TYPE_CANDIDATE_VIEW, NULL);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Models"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (title, "case-title");
  gtk_widget_add_css_class (box, "case-content");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), review_tab_stop_new (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->candidates));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->candidate));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Models"), -1);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

/**
 * review_hub_models_view_bind:
 *
 * Lists the models that @session's board knows. Called once.
 */
void
review_hub_models_view_bind (ReviewHubModelsView *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_HUB_MODELS_VIEW (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_hub (session), "notify::overview",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_hub (session), "notify::case-type",
                           G_CALLBACK (follow_type), self, G_CONNECT_SWAPPED);
  review_hub_model_card_bind (self->card, session);
  review_candidates_card_bind (self->candidates, session);
  review_candidate_view_bind (self->candidate, session);
  follow_type (self);
  update (self);
}
