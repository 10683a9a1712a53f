/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Other cases that share something with this one, the strongest first. What guards against guilt by
 * sharing is said in words beside what is shared; what a crowd shares is listed last, without
 * cases. */
#define G_LOG_DOMAIN "review-app"
#include "review-related-pane.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-label.h"
#include "review-look-window.h"
#include "review-related-words.h"
#include "review-tag.h"
#include "review-tip.h"
#include "review-words.h"
#include "review-wrap.h"

struct _ReviewRelatedPane
{
  ReviewEvidencePane parent;
  /* template */
  GtkLabel *sentence;
  GtkWidget *again;
  GtkWidget *scrolled;
  GtkBox *list;
  /* owned */
  ReviewAside *aside; /* (nullable): followed once the pane has shown a case */
};

G_DEFINE_FINAL_TYPE (ReviewRelatedPane, review_related_pane, REVIEW_TYPE_EVIDENCE_PANE)

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A chip that jumps to the evidence it rests on; words alone where that is the customer's own id. */
static GtkWidget *
make_chip (const ReviewLink *link)
{
  g_autofree char *text = review_related_words_link (link);
  ReviewTone tone = link->guard != 0 ? REVIEW_TONE_NEUTRAL : REVIEW_TONE_ACCENT;
  GtkWidget *chip;

  if (link->evidence == NULL)
    return review_tag_new (text, tone);
  chip = review_tag_new_chip (text, tone);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "review.show-evidence");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", link->evidence);
  return chip;
}

/* No action: the pane may be in a window of its own, which has none. */
static void
look_cb (GtkWidget *button, ReviewSession *session)
{
  review_look_window_open (GTK_WINDOW (gtk_widget_get_root (button)), session,
                           g_object_get_data (G_OBJECT (button), "case"));
}

static GtkWidget *
make_open (ReviewSession *session, const ReviewRelatedCase *one)
{
  GtkWidget *button = gtk_button_new_with_label (C_ ("related case", "Look"));
  /* Translators: %s is the id of a case */
  g_autofree char *name =
      g_strdup_printf (_ ("Look at %s in a window of its own"), one->display_id);

  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  review_tip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "case", g_strdup (one->case_id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (look_cb), session, 0);
  return button;
}

static GtkWidget *
make_head (ReviewSession *session, const ReviewRelatedCase *one)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *when =
      review_format_clock (one->opened_at, review_session_get_server_time (session));
  g_autofree char *outcome = review_related_words_outcome (session, one);
  GtkWidget *id = make_label (one->display_id, "heading");
  g_autofree char *subject = review_format_words (one->subject);
  GtkWidget *facts;
  g_autofree char *text =
      g_strdup_printf ("%s  ·  %s  ·  %s", review_words_type (session, one->type),
                       one->same_subject ? _ ("same customer") : subject, when);

  gtk_widget_add_css_class (id, "numeric");
  gtk_label_set_selectable (GTK_LABEL (id), FALSE);
  facts = make_label (text, "numeric");
  review_tip_set (facts, text);
  gtk_widget_set_hexpand (facts, TRUE);
  gtk_box_append (GTK_BOX (box), id);
  gtk_box_append (GTK_BOX (box), facts);
  if (outcome != NULL)
    gtk_box_append (GTK_BOX (box),
                    review_tag_new (outcome, review_related_words_outcome_tone (one)));
  gtk_box_append (GTK_BOX (box), make_open (session, one));
  return box;
}

static void
name_case (GtkWidget *row, ReviewSession *session, const ReviewRelatedCase *one)
{
  g_autofree char *outcome = review_related_words_outcome (session, one);
  g_autofree char *name =
      g_strdup_printf ("%s, %s%s%s", one->display_id, review_words_type (session, one->type),
                       outcome != NULL ? ", " : "", outcome != NULL ? outcome : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_case (ReviewSession *session, const ReviewRelatedCase *one)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 4, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *chips = review_wrap_new ();

  name_case (row, session, one);
  gtk_widget_add_css_class (row, "related-case");
  gtk_box_append (GTK_BOX (row), make_head (session, one));
  for (guint i = 0; one->links != NULL && i < one->links->len; i++)
    review_wrap_append (REVIEW_WRAP (chips), make_chip (one->links->pdata[i]));
  if (one->links != NULL && one->links->len > 0)
    gtk_box_append (GTK_BOX (row), chips);
  return row;
}

static const char *
name_group (const ReviewRelatedCase *one)
{
  return one->same_subject ? _ ("Other cases of this customer")
                           : review_related_words_grade (one->grade);
}

static void
add_cases (ReviewRelatedPane *self, const ReviewRelated *related)
{
  ReviewSession *session = review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self));
  const char *group = NULL;

  for (guint i = 0; i < related->cases->len; i++)
    {
      const ReviewRelatedCase *one = related->cases->pdata[i];

      if (g_strcmp0 (group, name_group (one)) != 0)
        {
          group = name_group (one);
          gtk_box_append (self->list, make_label (group, "caption-heading"));
        }
      gtk_box_append (self->list, make_case (session, one));
    }
}

static void
add_crowds (ReviewRelatedPane *self, const ReviewRelated *related)
{
  GtkWidget *chips = review_wrap_new ();

  g_object_ref_sink (chips);
  for (guint i = 0; related->crowds != NULL && i < related->crowds->len; i++)
    review_wrap_append (REVIEW_WRAP (chips), make_chip (related->crowds->pdata[i]));
  if (related->crowds != NULL && related->crowds->len > 0)
    {
      gtk_box_append (self->list,
                      make_label (_ ("Shared by so many that it says nothing"), "caption-heading"));
      gtk_box_append (self->list, chips);
    }
  g_object_unref (chips);
}

static char *
describe (const ReviewRelated *related, int error)
{
  g_autofree char *more = NULL;

  if (related == NULL)
    return g_strdup (error == 0 ? _ ("Looking for related cases …")
                                : _ ("Related cases could not be read."));
  if (related->count == 0)
    return g_strdup (_ ("No other case shares a device, an address or a document with this one."));
  if (related->outcomes_hidden)
    return g_strdup (_ ("How these cases ended is shown after your decision."));
  if (related->count <= related->cases->len)
    return NULL;
  return g_strdup_printf (_ ("The %d strongest of %d related cases."), (int) related->cases->len,
                          (int) related->count);
}

static void
show (ReviewRelatedPane *self)
{
  const ReviewRelated *related = review_aside_get_related (self->aside);
  int error = review_aside_get_related_error (self->aside);
  g_autofree char *sentence = describe (related, error);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  review_label_show (self->sentence, sentence);
  gtk_widget_set_visible (self->again, related == NULL && error != 0);
  if (related != NULL)
    {
      add_cases (self, related);
      add_crowds (self, related);
    }
  gtk_widget_set_visible (self->scrolled,
                          gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
}

/* Only what it shows changed: the focus stays where it is while notes come and go. */
static void
changed_cb (ReviewRelatedPane *self)
{
  const ReviewRelated *related = review_aside_get_related (self->aside);
  gconstpointer shown = g_object_get_data (G_OBJECT (self->list), "related");

  if (related != NULL && shown == related)
    return;
  g_object_set_data_full (G_OBJECT (self->list), "related",
                          related != NULL ? review_record_ref ((gpointer) related) : NULL,
                          review_record_unref);
  show (self);
}

static void
review_related_pane_set_view (ReviewEvidencePane *pane, const ReviewCaseView *view)
{
  ReviewRelatedPane *self = REVIEW_RELATED_PANE (pane);

  if (self->aside == NULL)
    {
      self->aside =
          g_object_ref (review_session_get_aside (review_evidence_pane_get_session (pane)));
      g_signal_connect_object (self->aside, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  changed_cb (self);
}

static void
again_cb (ReviewRelatedPane *self)
{
  if (self->aside != NULL)
    review_aside_reload (self->aside);
}

static void
review_related_pane_dispose (GObject *object)
{
  ReviewRelatedPane *self = REVIEW_RELATED_PANE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_RELATED_PANE);
  g_clear_object (&self->aside);
  G_OBJECT_CLASS (review_related_pane_parent_class)->dispose (object);
}

static void
review_related_pane_class_init (ReviewRelatedPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_related_pane_dispose;
  REVIEW_EVIDENCE_PANE_CLASS (klass)->set_view = review_related_pane_set_view;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-related-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewRelatedPane, sentence);
  gtk_widget_class_bind_template_child (widget_class, ReviewRelatedPane, again);
  gtk_widget_class_bind_template_child (widget_class, ReviewRelatedPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewRelatedPane, list);
}

static void
review_related_pane_init (ReviewRelatedPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
}
