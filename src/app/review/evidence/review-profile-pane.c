/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who the customer says to be, and what is known: declared beside found, the customer's profile, and
 * every row of evidence that is about the person and no event. */
#define G_LOG_DOMAIN "review-app"
#include "review-profile-pane.h"

#include <glib/gi18n.h>

#include "review-compare-table.h"
#include "review-evidence-panes.h"
#include "review-evidence-words.h"
#include "review-field-list.h"

struct _ReviewProfilePane
{
  ReviewEvidencePane parent;
  /* template */
  GtkWidget *comparison;
  AdwBin *table;
  GtkBox *sections;
  GtkWidget *none;
  gboolean watching;
};

G_DEFINE_FINAL_TYPE (ReviewProfilePane, review_profile_pane, REVIEW_TYPE_EVIDENCE_PANE)

static gboolean
is_about_person (const ReviewEvidence *row)
{
  return row->kind == REVIEW_EVIDENCE_PROFILE || row->kind == REVIEW_EVIDENCE_SCREENING;
}

static void
add_section (ReviewProfilePane *self, const char *title, const char *evidence, GPtrArray *fields)
{
  GtkWidget *box, *head;
  ReviewFieldList *list;

  if (fields == NULL || fields->len == 0)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  head = gtk_label_new (title);
  list = g_object_new (REVIEW_TYPE_FIELD_LIST, NULL);
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "section-label");
  review_field_list_bind (list, review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self)));
  review_field_list_show (list, evidence, fields);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (list));
  gtk_box_append (self->sections, box);
}

/* What the comparison shows is not shown twice. */
static GPtrArray *
leave_out_compared (GPtrArray *fields)
{
  GPtrArray *rest = review_records_new ();

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      ReviewField *field = fields->pdata[i];

      if (!review_compare_table_has (field->name))
        g_ptr_array_add (rest, review_record_ref (field));
    }
  return rest;
}

static void
add_row (ReviewProfilePane *self, const ReviewEvidence *row)
{
  ReviewSession *session = review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self));
  g_autoptr (GPtrArray) rest = leave_out_compared (row->fields);
  g_autofree char *title =
      g_strdup_printf ("%s · %s", row->label, review_evidence_words_head (session, row));

  add_section (self, title, row->label, rest);
}

static void
show_table (ReviewProfilePane *self)
{
  const ReviewCaseView *view = review_evidence_pane_get_view (REVIEW_EVIDENCE_PANE (self));
  ReviewSession *session = review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self));
  GtkWidget *table = view != NULL ? review_compare_table_new (session, view->evidence) : NULL;

  gtk_widget_set_visible (self->comparison, table != NULL);
  adw_bin_set_child (self->table, table);
}

static void
review_profile_pane_set_view (ReviewEvidencePane *pane, const ReviewCaseView *view)
{
  ReviewProfilePane *self = REVIEW_PROFILE_PANE (pane);
  const ReviewSubject *subject = view != NULL ? view->item_case->subject : NULL;
  GtkWidget *child;

  if (!self->watching)
    g_signal_connect_object (review_session_get_desk (review_evidence_pane_get_session (pane)),
                             "revealed", G_CALLBACK (show_table), self, G_CONNECT_SWAPPED);
  self->watching = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_box_remove (self->sections, child);
  show_table (self);
  if (subject != NULL)
    add_section (self, _ ("Customer"), NULL, subject->profile);
  for (guint i = 0; view != NULL && view->evidence != NULL && i < view->evidence->len; i++)
    if (is_about_person (view->evidence->pdata[i]))
      add_row (self, view->evidence->pdata[i]);
  gtk_widget_set_visible (self->none,
                          gtk_widget_get_first_child (GTK_WIDGET (self->sections)) == NULL
                              && adw_bin_get_child (self->table) == NULL);
}

static void
review_profile_pane_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), REVIEW_TYPE_PROFILE_PANE);
  G_OBJECT_CLASS (review_profile_pane_parent_class)->dispose (object);
}

static void
review_profile_pane_class_init (ReviewProfilePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_profile_pane_dispose;
  REVIEW_EVIDENCE_PANE_CLASS (klass)->set_view = review_profile_pane_set_view;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-profile-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewProfilePane, comparison);
  gtk_widget_class_bind_template_child (widget_class, ReviewProfilePane, table);
  gtk_widget_class_bind_template_child (widget_class, ReviewProfilePane, sections);
  gtk_widget_class_bind_template_child (widget_class, ReviewProfilePane, none);
}

static void
review_profile_pane_init (ReviewProfilePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_profile_pane_count:
 *
 * Returns: whether the pane has something to show of the case, as a #ReviewPaneKind counts
 */
int
review_profile_pane_count (const ReviewCaseView *view)
{
  const ReviewSubject *subject = view->item_case->subject;

  if (subject != NULL && subject->profile != NULL && subject->profile->len > 0)
    return REVIEW_PANE_NO_COUNT;
  for (guint i = 0; view->evidence != NULL && i < view->evidence->len; i++)
    if (is_about_person (view->evidence->pdata[i]))
      return REVIEW_PANE_NO_COUNT;
  return 0;
}
