/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of the case: one, or two side by side, and beside them what was read from the one
 * that is looked at. A chosen document goes into the frame that was used last. */
#define G_LOG_DOMAIN "review-app"
#include "review-documents-pane.h"

#include "review-columns.h"
#include "review-document-chip.h"
#include "review-document-frame.h"
#include "review-document-words.h"
#include "review-field-list.h"
#include "review-label.h"
#include "review-words.h"
#include "review-wrap.h"

#define MOST_OPEN 12 /* documents that are opened to be seen small */

/* Widths from which what was read stands beside the documents instead of below. */
#define NARROW_WITH_ONE 520
#define NARROW_WITH_TWO 700

struct _ReviewDocumentsPane
{
  ReviewEvidencePane parent;
  /* template */
  ReviewWrap *chips;
  GtkToggleButton *both;
  ReviewColumns *columns;
  ReviewDocumentFrame *first;
  ReviewDocumentFrame *second;
  GtkWidget *read_title;
  GtkBox *fields;
  GtkWidget *walls;
  GtkImage *walls_icon;
  GtkLabel *walls_label;
  /* borrowed */
  ReviewDocumentFrame *used; /* first or second: where a chosen document goes */
  /* owned */
  ReviewFiles *files;
};

G_DEFINE_FINAL_TYPE (ReviewDocumentsPane, review_documents_pane, REVIEW_TYPE_EVIDENCE_PANE)

static void
put (ReviewDocumentsPane *self, ReviewDocumentFrame *frame, ReviewFile *file)
{
  review_document_frame_set_file (
      frame, review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self)), file);
}

/* (transfer none) (nullable): the first file of that role, or any other than @than. */
static ReviewFile *
find_other (ReviewDocumentsPane *self, ReviewFile *than, int role)
{
  guint n = self->files != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->files)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReviewFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file != than && (role == 0 || review_file_get_attachment (file)->role == role))
        return file; /* the list keeps it */
    }
  return NULL;
}

/* What one holds it against: the face beside the card, the front beside everything else. */
static ReviewFile *
find_partner (ReviewDocumentsPane *self, ReviewFile *file)
{
  int role = file != NULL ? review_file_get_attachment (file)->role : 0;
  int wanted = role == REVIEW_DOCUMENT_FRONT ? REVIEW_DOCUMENT_SELFIE : REVIEW_DOCUMENT_FRONT;
  ReviewFile *found = find_other (self, file, wanted);

  return found != NULL ? found : find_other (self, file, 0);
}

static void
add_name (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  gtk_widget_add_css_class (label, "field-name");
  gtk_box_append (box, label);
}

static void
add_field (ReviewDocumentsPane *self, ReviewSession *session, const ReviewField *field)
{
  const char *row = review_file_get_evidence (review_document_frame_get_file (self->used))->label;
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  add_name (GTK_BOX (pair), review_words_code (session, "field", field->name));
  gtk_box_append (GTK_BOX (pair), review_field_list_make_value (session, row, field, NULL));
  gtk_box_append (self->fields, pair);
}

static void
clear_fields (ReviewDocumentsPane *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_box_remove (self->fields, child);
}

/* What was read from the document that is looked at. */
static void
show_fields (ReviewDocumentsPane *self)
{
  ReviewSession *session = review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self));
  ReviewFile *file = review_document_frame_get_file (self->used);
  const ReviewEvidence *row = file != NULL ? review_file_get_evidence (file) : NULL;

  clear_fields (self);
  for (guint i = 0; row != NULL && row->fields != NULL && i < row->fields->len; i++)
    {
      const ReviewField *field = row->fields->pdata[i];

      if (field->value != NULL || field->masked)
        add_field (self, session, field);
    }
  gtk_widget_set_visible (self->read_title, row != NULL);
}

/* Says behind which walls; a wall that is missing is a warning, not a detail. */
static void
show_walls (ReviewDocumentsPane *self)
{
  ReviewFile *file = review_document_frame_get_file (self->used);
  ReviewDocument *document = file != NULL ? review_file_get_document (file) : NULL;
  ReviewIsolation isolation =
      document != NULL ? review_document_get_isolation (document) : REVIEW_ISOLATION_NONE;
  gboolean full = isolation == REVIEW_ISOLATION_SANDBOX;

  gtk_widget_set_visible (self->walls, document != NULL);
  gtk_label_set_text (self->walls_label, review_document_words_isolation (isolation));
  gtk_image_set_from_icon_name (self->walls_icon,
                                full ? "security-high-symbolic" : "security-medium-symbolic");
}

static void
mark_chip (GtkWidget *chip, ReviewDocumentsPane *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip),
                                review_document_chip_get_file (chip)
                                    == review_document_frame_get_file (self->used));
}

/* Which of two is which: a document alone is named by its chip. */
static void
mark_frame (ReviewDocumentsPane *self, ReviewDocumentFrame *frame)
{
  gboolean both = gtk_toggle_button_get_active (self->both);

  review_document_frame_show_title (frame, both);
  if (both && frame == self->used)
    gtk_widget_add_css_class (GTK_WIDGET (frame), "used");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (frame), "used");
}

static void
update (ReviewDocumentsPane *self)
{
  mark_frame (self, self->first);
  mark_frame (self, self->second);
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    mark_chip (chip, self);
  show_fields (self);
  show_walls (self);
}

static void
chip_clicked_cb (GtkWidget *chip, ReviewDocumentsPane *self)
{
  put (self, self->used, review_document_chip_get_file (chip));
  update (self);
}

/* One after the other, for the small pictures: the one that is looked at comes first, and whoever
 * looks at the strip has opened them, which is written down. */
static void
open_next (ReviewDocumentsPane *self)
{
  guint n = self->files != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->files)) : 0;
  ReviewFile *next = NULL;

  for (guint i = 0; i < MIN (n, MOST_OPEN); i++)
    {
      g_autoptr (ReviewFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (review_file_get_state (file) == REVIEW_FILE_LOADING)
        return;
      if (next == NULL && review_file_get_state (file) == REVIEW_FILE_CLOSED)
        next = file; /* the list keeps it */
    }
  if (next != NULL)
    review_files_open (self->files, next);
}

static void
file_changed_cb (ReviewDocumentsPane *self)
{
  show_walls (self);
  open_next (self);
}

static void
add_chip (ReviewDocumentsPane *self, ReviewFile *file)
{
  GtkWidget *chip = review_document_chip_new (file);

  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, 0);
  g_signal_connect_object (file, "changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  review_wrap_append (self->chips, chip);
}

static void
set_used (ReviewDocumentsPane *self, ReviewDocumentFrame *frame)
{
  if (self->used == frame)
    return;
  self->used = frame;
  update (self);
}

static void
frame_entered_cb (ReviewDocumentFrame *frame, ReviewDocumentsPane *self)
{
  set_used (self, frame);
}

/* The second frame lets go of its document when it is put away. */
static void
both_toggled_cb (ReviewDocumentsPane *self)
{
  gboolean both = gtk_toggle_button_get_active (self->both);

  if (!both)
    set_used (self, self->first);
  put (self, self->second,
       both ? find_partner (self, review_document_frame_get_file (self->first)) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->second), both);
  g_object_set (self->columns, "narrow-at", both ? NARROW_WITH_TWO : NARROW_WITH_ONE, NULL);
  update (self);
}

/* Keeps what a frame shows when it is still there, else shows the first that is not shown. */
static void
settle_frame (ReviewDocumentsPane *self, ReviewDocumentFrame *frame, ReviewFile *otherwise)
{
  ReviewFile *shown = review_document_frame_get_file (frame);
  guint n = self->files != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->files)) : 0;

  for (guint i = 0; shown != NULL && i < n; i++)
    {
      g_autoptr (ReviewFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file == shown)
        return;
    }
  put (self, frame, otherwise);
}

static void
show_files (ReviewDocumentsPane *self)
{
  guint n = self->files != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->files)) : 0;

  review_wrap_remove_all (self->chips);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReviewFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      add_chip (self, file);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->both), n > 1);
  if (n < 2)
    gtk_toggle_button_set_active (self->both, FALSE);
  settle_frame (self, self->first, find_other (self, NULL, 0));
  if (gtk_toggle_button_get_active (self->both))
    settle_frame (self, self->second,
                  find_partner (self, review_document_frame_get_file (self->first)));
  update (self);
  open_next (self);
}

static void
revealed_cb (ReviewDocumentsPane *self, const char *evidence)
{
  ReviewFile *file = review_document_frame_get_file (self->used);
  gboolean inside = gtk_widget_get_focus_child (GTK_WIDGET (self->fields)) != NULL;

  if (file == NULL || g_strcmp0 (review_file_get_evidence (file)->label, evidence) != 0)
    return;
  show_fields (self);
  if (inside)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Nobody holds on to documents of a case that is not open, nor follows them unseen. */
static void
review_documents_pane_set_view (ReviewEvidencePane *pane, const ReviewCaseView *view)
{
  ReviewDocumentsPane *self = REVIEW_DOCUMENTS_PANE (pane);

  if (view != NULL && self->files == NULL)
    {
      ReviewDesk *desk = review_session_get_desk (review_evidence_pane_get_session (pane));

      self->files = g_object_ref (review_desk_get_files (desk));
      g_signal_connect_object (self->files, "items-changed", G_CALLBACK (show_files), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (desk, "revealed", G_CALLBACK (revealed_cb), self, G_CONNECT_SWAPPED);
    }
  show_files (self);
}

static gboolean
review_documents_pane_show_evidence (ReviewEvidencePane *pane, const char *label)
{
  ReviewDocumentsPane *self = REVIEW_DOCUMENTS_PANE (pane);
  guint n = self->files != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->files)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReviewFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (g_strcmp0 (review_file_get_evidence (file)->label, label) != 0)
        continue;
      put (self, self->used, file);
      update (self);
      return TRUE;
    }
  return FALSE;
}

static void
review_documents_pane_save (ReviewEvidencePane *pane)
{
  ReviewDocumentsPane *self = REVIEW_DOCUMENTS_PANE (pane);

  review_session_set_ui_number (review_evidence_pane_get_session (pane), "case/documents-both",
                                gtk_toggle_button_get_active (self->both) ? 1 : 0);
}

static void
review_documents_pane_restore (ReviewEvidencePane *pane)
{
  ReviewDocumentsPane *self = REVIEW_DOCUMENTS_PANE (pane);

  if (gtk_widget_get_visible (GTK_WIDGET (self->both)))
    gtk_toggle_button_set_active (
        self->both, review_session_get_ui_number (review_evidence_pane_get_session (pane),
                                                  "case/documents-both", 0)
                        > 0);
}

static void
review_documents_pane_dispose (GObject *object)
{
  ReviewDocumentsPane *self = REVIEW_DOCUMENTS_PANE (object);

  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_DOCUMENTS_PANE);
  G_OBJECT_CLASS (review_documents_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, chips);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, both);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, columns);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, first);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, second);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, read_title);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, fields);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, walls);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, walls_icon);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentsPane, walls_label);
}

static void
review_documents_pane_class_init (ReviewDocumentsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewEvidencePaneClass *pane_class = REVIEW_EVIDENCE_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_documents_pane_dispose;
  pane_class->set_view = review_documents_pane_set_view;
  pane_class->show_evidence = review_documents_pane_show_evidence;
  pane_class->save = review_documents_pane_save;
  pane_class->restore = review_documents_pane_restore;
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_DOCUMENT_FRAME);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-documents-pane.ui");
  bind_template (widget_class);
}

static void
review_documents_pane_init (ReviewDocumentsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->used = self->first;
  g_signal_connect_object (self->both, "toggled", G_CALLBACK (both_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first, "entered", G_CALLBACK (frame_entered_cb), self, 0);
  g_signal_connect_object (self->second, "entered", G_CALLBACK (frame_entered_cb), self, 0);
}
