/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposes an experiment: a version of the policy that is not in force, on one case type, and what it
 * is to show. Versions are made under the thresholds and the rules. */
#define G_LOG_DOMAIN "review-app"
#include "review-experiment-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-chips.h"
#include "review-label.h"
#include "review-trial-parts.h"
#include "review-trial-words.h"
#include "review-words.h"

struct _ReviewExperimentForm
{
  AdwBin parent;
  GtkLabel *none;       /* no version can be tried */
  GtkWidget *fields;    /* all that follows */
  ReviewChips *version; /* drafts and approved ones */
  ReviewChips *type;
  GtkEntry *note;
  GtkWidget *propose;
  GtkSpinner *spinner;
  GtkLabel *message;
  ReviewSession *session; /* owned */
  char *offered;          /* owned (nullable): the chips that are there */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewExperimentForm, review_experiment_form, ADW_TYPE_BIN)

static ReviewTrialBoard *
get_board (ReviewExperimentForm *self)
{
  return review_session_get_trials (self->session);
}

static gboolean
can_be_tried (const ReviewPolicyVersion *version)
{
  return version->state == REVIEW_POLICY_DRAFT || version->state == REVIEW_POLICY_APPROVED;
}

/* "r3 · draft by L. Chen" */
static char *
name_version (const ReviewPolicyVersion *version)
{
  return g_strdup_printf (
      version->state == REVIEW_POLICY_DRAFT ? _ ("%s · draft by %s") : _ ("%s · approved, by %s"),
      version->version, version->author_name != NULL ? version->author_name : version->author);
}

static char *
list_versions (ReviewHubBoard *hub)
{
  const ReviewPolicyList *list = review_hub_board_get_versions (hub);
  const ReviewHubOverview *overview = review_hub_board_get_overview (hub);
  GString *out = g_string_new (overview != NULL ? overview->policy : NULL);

  for (guint i = 0; list != NULL && list->items != NULL && i < list->items->len; i++)
    {
      const ReviewPolicyVersion *one = list->items->pdata[i];

      if (can_be_tried (one))
        g_string_append_printf (out, "\n%s %d", one->version, one->state);
    }
  return g_string_free (out, FALSE);
}

static guint
offer_versions (ReviewExperimentForm *self, ReviewHubBoard *hub)
{
  const ReviewPolicyList *list = review_hub_board_get_versions (hub);
  guint n = 0;

  review_chips_clear (self->version);
  for (guint i = 0; list != NULL && list->items != NULL && i < list->items->len; i++)
    {
      const ReviewPolicyVersion *one = list->items->pdata[i];
      g_autofree char *name = name_version (one);

      if (!can_be_tried (one))
        continue;
      review_chips_add (self->version, one->version, name, NULL);
      n++;
    }
  return n;
}

static void
offer (ReviewExperimentForm *self)
{
  ReviewHubBoard *hub = review_session_get_hub (self->session);
  const ReviewHubOverview *overview = review_hub_board_get_overview (hub);
  g_autofree char *offered = list_versions (hub);
  guint n;

  if (g_strcmp0 (offered, self->offered) == 0)
    return;
  g_free (self->offered);
  self->offered = g_steal_pointer (&offered);
  n = offer_versions (self, hub);
  review_chips_clear (self->type);
  for (guint i = 0; overview != NULL && overview->types != NULL && i < overview->types->len; i++)
    {
      const ReviewHubType *type = overview->types->pdata[i];

      if (type->model != NULL)
        review_chips_add (self->type, type->case_type,
                          review_words_type (self->session, type->case_type), NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->none), n == 0);
  gtk_widget_set_visible (self->fields, n > 0);
}

/* What the server refuses of a proposal is that the version differs elsewhere, or not at all. */
static char *
say_error (ReviewTrialBoard *board)
{
  int code = review_board_get_error_code (REVIEW_BOARD (board));

  if (code == 0 || review_trial_board_get_doing (board) != REVIEW_TRIAL_ACT_NONE)
    return NULL;
  if (g_strcmp0 (review_board_get_error_field (REVIEW_BOARD (board)), "policy") == 0)
    return g_strdup (
        _ ("This version has to differ from the one in force for this case type, and for "
           "no other."));
  return g_strdup (review_words_error (code));
}

static void
update (ReviewExperimentForm *self)
{
  ReviewTrialBoard *board = get_board (self);
  const ReviewExperimentRequest *form = review_trial_board_get_form (board);
  gboolean runs = review_trial_board_get_doing (board) == REVIEW_TRIAL_ACT_PROPOSE;
  const char *unmet = review_trial_board_get_unmet (board, REVIEW_TRIAL_ACT_PROPOSE);
  g_autofree char *error = say_error (board);
  const char *words = error != NULL ? error : review_trial_words_unmet (unmet);

  offer (self);
  self->setting = TRUE;
  review_chips_set_active_one (self->version, form->policy);
  review_chips_set_active_one (self->type, form->case_type);
  review_trial_set_entry (self->note, form->note);
  self->setting = FALSE;
  gtk_widget_set_sensitive (self->propose, unmet == NULL);
  gtk_spinner_set_spinning (self->spinner, runs);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), runs);
  gtk_label_set_text (self->message, runs            ? _ ("History is replayed under both …")
                                     : words != NULL ? words
                                                     : "");
}

static void
version_chosen_cb (ReviewExperimentForm *self, const char *id)
{
  const ReviewExperimentRequest *form = review_trial_board_get_form (get_board (self));
  g_autofree char *type = g_strdup (form->case_type);

  if (!self->setting)
    review_trial_board_set_scope (get_board (self), type, id);
}

static void
type_chosen_cb (ReviewExperimentForm *self, const char *id)
{
  const ReviewExperimentRequest *form = review_trial_board_get_form (get_board (self));
  g_autofree char *version = g_strdup (form->policy);

  if (!self->setting)
    review_trial_board_set_scope (get_board (self), id, version);
}

static void
note_changed_cb (ReviewExperimentForm *self)
{
  if (!self->setting)
    review_trial_board_set_note (get_board (self),
                                 gtk_editable_get_text (GTK_EDITABLE (self->note)));
}

static void
propose_cb (ReviewExperimentForm *self)
{
  review_trial_board_act (get_board (self), REVIEW_TRIAL_ACT_PROPOSE);
}

static void
review_experiment_form_dispose (GObject *object)
{
  g_clear_object (&REVIEW_EXPERIMENT_FORM (object)->session);
  G_OBJECT_CLASS (review_experiment_form_parent_class)->dispose (object);
}

static void
review_experiment_form_finalize (GObject *object)
{
  g_free (REVIEW_EXPERIMENT_FORM (object)->offered);
  G_OBJECT_CLASS (review_experiment_form_parent_class)->finalize (object);
}

static void
review_experiment_form_class_init (ReviewExperimentFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_experiment_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_experiment_form_finalize;
}

static void
add_fields (ReviewExperimentForm *self, GtkBox *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->version = g_object_new (REVIEW_TYPE_CHIPS, NULL);
  self->type = g_object_new (REVIEW_TYPE_CHIPS, NULL);
  self->note =
      GTK_ENTRY (review_trial_new_entry ("focus-trial-note", _ ("What the experiment is to show")));
  self->propose = review_trial_new_button ("focus-trial-propose", _ ("Propose and back-test"),
                                           "suggested-action");
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->message = GTK_LABEL (review_label_new_text (NULL, "dim-label"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->message), TRUE);
  gtk_box_append (GTK_BOX (line), self->propose);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->message));
  gtk_box_append (box, review_label_new_text (_ ("Version on trial"), "section-label"));
  gtk_box_append (box, GTK_WIDGET (self->version));
  gtk_box_append (box, review_label_new_text (_ ("Case type"), "section-label"));
  gtk_box_append (box, GTK_WIDGET (self->type));
  gtk_box_append (box, GTK_WIDGET (self->note));
  gtk_box_append (box, line);
}

static void
review_experiment_form_init (ReviewExperimentForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->none = GTK_LABEL (review_label_new_text (
      _ ("No version waits to be tried. Change a threshold or a rule and save the draft first."),
      "dim-label"));
  self->fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  add_fields (self, GTK_BOX (self->fields));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->none));
  gtk_box_append (GTK_BOX (box), self->fields);
  g_signal_connect_object (self->version, "chosen", G_CALLBACK (version_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->type, "chosen", G_CALLBACK (type_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note, "changed", G_CALLBACK (note_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->propose, "clicked", G_CALLBACK (propose_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * review_experiment_form_bind:
 *
 * Fills in what @session's board proposes. Called once.
 */
void
review_experiment_form_bind (ReviewExperimentForm *self, ReviewSession *session)
{
  ReviewHubBoard *hub = review_session_get_hub (session);

  g_return_if_fail (REVIEW_IS_EXPERIMENT_FORM (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_trials (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::versions", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::overview", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
