/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small text area with one line of status under its name: how many sentences, saved or not. The
 * owner counts and says; the area shows, keeps the cursor where it is, and tells of changes. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-sentence-area.h"

#include "review-tip.h"

struct _ReviewSentenceArea
{
  GtkWidget parent;
  GtkWidget *box; /* owned: child */
  GtkLabel *name;
  GtkLabel *status;
  GtkTextView *view;
  gboolean setting; /* the text is being set by the owner */
};

typedef enum
{
  PROP_TEXT = 1
} ReviewSentenceAreaProperty;
static GParamSpec *props[PROP_TEXT + 1];

enum
{
  SIGNAL_EDITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewSentenceArea, review_sentence_area, GTK_TYPE_WIDGET)

static void
buffer_changed_cb (ReviewSentenceArea *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
  if (!self->setting)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
review_sentence_area_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_take_string (value, review_sentence_area_dup_text (REVIEW_SENTENCE_AREA (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_sentence_area_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    review_sentence_area_set_text (REVIEW_SENTENCE_AREA (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
review_sentence_area_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REVIEW_SENTENCE_AREA (widget)->view));
}

static void
review_sentence_area_dispose (GObject *object)
{
  ReviewSentenceArea *self = REVIEW_SENTENCE_AREA (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (review_sentence_area_parent_class)->dispose (object);
}

static void
review_sentence_area_class_init (ReviewSentenceAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_sentence_area_get_property;
  object_class->set_property = review_sentence_area_set_property;
  object_class->dispose = review_sentence_area_dispose;
  widget_class->grab_focus = review_sentence_area_grab_focus;
  props[PROP_TEXT] = g_param_spec_string (
      "text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  /**
   * ReviewSentenceArea::edited:
   *
   * The person changed the text (not the owner).
   */
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "sentencearea");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_head (ReviewSentenceArea *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "section-label");
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->status, 1);
  gtk_label_set_ellipsize (self->status, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->status), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "numeric");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->status));
  return head;
}

static void
review_sentence_area_init (ReviewSentenceArea *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, 8);
  gtk_text_view_set_right_margin (self->view, 8);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 48);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_widget_add_css_class (scrolled, "text-frame");
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * review_sentence_area_new:
 *
 * Returns: (transfer floating): an empty area.
 */
GtkWidget *
review_sentence_area_new (void)
{
  return g_object_new (REVIEW_TYPE_SENTENCE_AREA, NULL);
}

/**
 * review_sentence_area_set_text:
 * @text: (nullable): the text; setting what is shown already moves no cursor
 */
void
review_sentence_area_set_text (ReviewSentenceArea *self, const char *text)
{
  g_autofree char *old = NULL;

  g_return_if_fail (REVIEW_IS_SENTENCE_AREA (self));

  old = review_sentence_area_dup_text (self);
  if (g_strcmp0 (old, text != NULL ? text : "") == 0)
    return;
  self->setting = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
  self->setting = FALSE;
}

/**
 * review_sentence_area_dup_text:
 *
 * Returns: (transfer full): the text.
 */
char *
review_sentence_area_dup_text (ReviewSentenceArea *self)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  g_return_val_if_fail (REVIEW_IS_SENTENCE_AREA (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * review_sentence_area_set_status:
 * @status: words at the right, "2 of 2 sentences, saved"
 * @over: the limit is passed: shown as an error, in words and colour
 */
void
review_sentence_area_set_status (ReviewSentenceArea *self, const char *status, gboolean over)
{
  g_return_if_fail (REVIEW_IS_SENTENCE_AREA (self));

  gtk_label_set_text (self->status, status);
  review_tip_set (GTK_WIDGET (self->status), status);
  gtk_widget_remove_css_class (GTK_WIDGET (self->status), over ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->status), over ? "error" : "dim-label");
  if (over)
    gtk_widget_add_css_class (GTK_WIDGET (self), "over");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "over");
}

/**
 * review_sentence_area_set_editable:
 * @editable: whether the person may write
 */
void
review_sentence_area_set_editable (ReviewSentenceArea *self, gboolean editable)
{
  g_return_if_fail (REVIEW_IS_SENTENCE_AREA (self));

  gtk_text_view_set_editable (self->view, editable);
  gtk_text_view_set_cursor_visible (self->view, editable);
}

/**
 * review_sentence_area_set_name:
 * @name: heading, and the text field's accessible name
 */
void
review_sentence_area_set_name (ReviewSentenceArea *self, const char *name)
{
  g_return_if_fail (REVIEW_IS_SENTENCE_AREA (self));

  gtk_label_set_text (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * review_sentence_area_get_view:
 *
 * Returns: (transfer none): the #GtkTextView inside, for focus and key controllers.
 */
GtkWidget *
review_sentence_area_get_view (ReviewSentenceArea *self)
{
  g_return_val_if_fail (REVIEW_IS_SENTENCE_AREA (self), NULL);

  return GTK_WIDGET (self->view);
}
