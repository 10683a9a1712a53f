/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reviewers cited where no feature carries the deciding fact, what the model team answered, and
 * what the feature was worth when it arrived; with the forms of those who ask and answer. */
#define G_LOG_DOMAIN "review-app"
#include "review-feature-card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-card.h"
#include "review-label.h"
#include "review-pattern-words.h"
#include "review-trial-parts.h"

struct _ReviewFeatureCard
{
  AdwBin parent;
  GtkLabel *asked;
  ReviewFigureTable *facts;
  GtkLabel *answered;
  GtkWidget *request_box;
  GtkEditable *reason;
  GtkWidget *request;
  GtkWidget *answer_box;
  GtkEditable *feature;
  GtkEditable *text;
  GtkWidget *answer;
  ReviewSession *session; /* owned */
  char *shown;            /* owned (nullable): id of the pattern that the forms are of */
};

G_DEFINE_FINAL_TYPE (ReviewFeatureCard, review_feature_card, ADW_TYPE_BIN)

static ReviewPatternBoard *
get_board (ReviewFeatureCard *self)
{
  return review_session_get_patterns (self->session);
}

static gboolean
is_blank (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);

  return text[strspn (text, " \t")] == '\0';
}

static void
typed_cb (ReviewFeatureCard *self)
{
  gtk_widget_set_sensitive (self->request, !is_blank (self->reason));
  gtk_widget_set_sensitive (self->answer, !is_blank (self->text));
}

static void
show_request (ReviewFeatureCard *self, const ReviewFeatureRequest *request)
{
  g_autofree char *asked = request != NULL ? review_pattern_words_request (request) : NULL;
  g_autofree char *answered = request != NULL ? review_pattern_words_answer (request) : NULL;
  g_autoptr (ReviewSheet) facts =
      request != NULL ? review_pattern_sheet_facts (self->session, request) : NULL;

  review_label_show (self->asked, asked);
  review_label_show (self->answered, answered);
  gtk_widget_set_visible (GTK_WIDGET (self->facts),
                          facts != NULL && review_sheet_count_rows (facts) > 0);
  if (facts != NULL)
    review_sheet_show (facts, self->facts);
}

static void
update (ReviewFeatureCard *self)
{
  ReviewPatternBoard *board = get_board (self);
  const ReviewPattern *one = review_pattern_board_get_opened (board);
  const ReviewFeatureRequest *request = one != NULL ? one->request : NULL;
  gboolean asks = review_pattern_board_may_request (board);

  gtk_widget_set_visible (GTK_WIDGET (self), request != NULL || asks);
  gtk_widget_set_visible (self->request_box, asks);
  gtk_widget_set_visible (self->answer_box, review_pattern_board_may_answer (board));
  show_request (self, request);
  if (g_strcmp0 (one != NULL ? one->id : NULL, self->shown) != 0)
    {
      g_free (self->shown);
      self->shown = g_strdup (one != NULL ? one->id : NULL);
      gtk_editable_set_text (self->reason, "");
      gtk_editable_set_text (self->feature, "");
      gtk_editable_set_text (self->text, "");
    }
  typed_cb (self);
}

static void
request_cb (ReviewFeatureCard *self)
{
  review_pattern_board_request (get_board (self), gtk_editable_get_text (self->reason));
  gtk_editable_set_text (self->reason, "");
}

static void
answer_cb (ReviewFeatureCard *self)
{
  review_pattern_board_answer (get_board (self), gtk_editable_get_text (self->text),
                               is_blank (self->feature) ? NULL
                                                        : gtk_editable_get_text (self->feature));
}

static void
review_feature_card_dispose (GObject *object)
{
  g_clear_object (&REVIEW_FEATURE_CARD (object)->session);
  G_OBJECT_CLASS (review_feature_card_parent_class)->dispose (object);
}

static void
review_feature_card_finalize (GObject *object)
{
  g_free (REVIEW_FEATURE_CARD (object)->shown);
  G_OBJECT_CLASS (review_feature_card_parent_class)->finalize (object);
}

static void
review_feature_card_class_init (ReviewFeatureCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_feature_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_feature_card_finalize;
}

static GtkEditable *
add_entry (ReviewFeatureCard *self, GtkWidget *box, const char *focus, const char *text)
{
  GtkWidget *entry = review_trial_new_entry (focus, text);

  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), entry);
  return GTK_EDITABLE (entry);
}

static GtkWidget *
add_button (ReviewFeatureCard *self,
            GtkWidget *box,
            const char *focus,
            const char *text,
            GCallback callback)
{
  GtkWidget *button = review_trial_new_button (focus, text, "suggested-action");

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
review_feature_card_init (ReviewFeatureCard *self)
{
  GtkWidget *card = review_card_new (_ ("The feature that is missing"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->asked = GTK_LABEL (review_label_new_text (NULL, NULL));
  self->facts = REVIEW_FIGURE_TABLE (review_trial_new_table (_ ("What reviewers cited")));
  self->answered = GTK_LABEL (review_label_new_text (NULL, NULL));
  self->request_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->answer_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->reason = add_entry (self, self->request_box, "focus-feature-reason",
                            _ ("Which fact decides here, and no feature carries"));
  self->request = add_button (self, self->request_box, "focus-feature-request",
                              _ ("Ask for a feature"), G_CALLBACK (request_cb));
  self->feature = add_entry (self, self->answer_box, "focus-feature-id",
                             _ ("Id of the feature that will carry it; empty where none will"));
  self->text = add_entry (self, self->answer_box, "focus-feature-text", _ ("Answer"));
  self->answer = add_button (self, self->answer_box, "focus-feature-answer", _ ("Send the answer"),
                             G_CALLBACK (answer_cb));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->asked));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->facts));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->answered));
  gtk_box_append (GTK_BOX (box), self->request_box);
  gtk_box_append (GTK_BOX (box), self->answer_box);
  review_card_set_child (REVIEW_CARD (card), box);
  adw_bin_set_child (ADW_BIN (self), card);
}

/** review_feature_card_bind: shows what @session's board knows of the opened pattern. Called once. */
void
review_feature_card_bind (ReviewFeatureCard *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_FEATURE_CARD (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (get_board (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
