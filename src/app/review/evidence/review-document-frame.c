/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document to look at. A file is opened when it is first put here. The name of who looks, the
 * case and the minute lie over every page: what leaves this screen says where it came from. */
#define G_LOG_DOMAIN "review-app"
#include "review-document-frame.h"

#include <glib/gi18n.h>

#include "review-document-words.h"
#include "review-image-view.h"

#define STEP 1.25

struct _ReviewDocumentFrame
{
  AdwBin parent;
  /* template */
  GtkLabel *title;
  GtkWidget *pages;
  GtkLabel *page_label;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *tools;
  GtkLabel *zoom_label;
  GtkStack *stack;
  ReviewImageView *image;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkWidget *again;
  /* owned */
  ReviewSession *session;
  ReviewFile *file;
  guint page;
};

G_DEFINE_FINAL_TYPE (ReviewDocumentFrame, review_document_frame, ADW_TYPE_BIN)

static guint signal_entered;

/* Whoever looks, at what, when: by the server's clock, which no reviewer can set. */
static char *
make_watermark (ReviewDocumentFrame *self)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));
  const ReviewUser *user = review_session_get_user (self->session);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (
      review_session_get_server_time (self->session) / G_TIME_SPAN_SECOND);
  g_autofree char *minute = g_date_time_format (now, "%Y-%m-%d %H:%M UTC");

  return g_strdup_printf ("%s · %s · %s", user != NULL ? user->name : "",
                          view != NULL ? view->item_case->display_id : "", minute);
}

static GdkTexture *
make_texture (ReviewDocument *document, guint page)
{
  guint width, height;
  GBytes *pixels = review_document_get_page (document, page, &width, &height);

  return pixels != NULL ? gdk_memory_texture_new ((int) width, (int) height, GDK_MEMORY_DEFAULT,
                                                  pixels, (gsize) width * 4)
                        : NULL;
}

static void
name_image (ReviewDocumentFrame *self, guint pages)
{
  g_autofree char *title = review_document_words_title (self->file);
  /* Translators: "Front · E5, page 1 of 2" */
  g_autofree char *name = g_strdup_printf (_ ("%s, page %u of %u"), title, self->page + 1, pages);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* Not all pages of a long document are decoded; that is said where they are counted. */
static void
show_pages (ReviewDocumentFrame *self, ReviewDocument *document)
{
  guint n = review_document_get_n_pages (document), total = review_document_get_total (document);
  g_autofree char *text = NULL;

  if (total > n)
    /* Translators: page 1 of the 8 that are shown, out of 30 */
    text = g_strdup_printf (_ ("%u / %u (of %u)"), self->page + 1, n, total);
  else
    text = g_strdup_printf ("%u / %u", self->page + 1, n);
  gtk_label_set_text (self->page_label, text);
  gtk_widget_set_visible (self->pages, total > 1);
  gtk_widget_set_sensitive (self->previous, self->page > 0);
  gtk_widget_set_sensitive (self->next, self->page + 1 < n);
}

static void
show_page (ReviewDocumentFrame *self)
{
  ReviewDocument *document = review_file_get_document (self->file);
  g_autoptr (GdkTexture) texture = make_texture (document, self->page);
  g_autofree char *watermark = make_watermark (self);

  review_image_view_set_watermark (self->image, watermark);
  review_image_view_set_texture (self->image, texture);
  show_pages (self, document);
  name_image (self, review_document_get_total (document));
}

static void
show_zoom (ReviewDocumentFrame *self)
{
  g_autofree char *percent =
      g_strdup_printf (_ ("%d %%"), (int) (review_image_view_get_zoom (self->image) * 100 + 0.5));

  gtk_label_set_text (self->zoom_label,
                      review_image_view_get_fits (self->image) ? C_ ("zoom", "Fit") : percent);
}

static void
show_sentence (ReviewDocumentFrame *self)
{
  ReviewFileState state =
      self->file != NULL ? review_file_get_state (self->file) : REVIEW_FILE_CLOSED;
  const char *icon = state == REVIEW_FILE_FAILED   ? "dialog-warning-symbolic"
                     : state == REVIEW_FILE_MASKED ? "changes-prevent-symbolic"
                                                   : "content-loading-symbolic";

  gtk_image_set_from_icon_name (self->state_icon, icon);
  gtk_label_set_text (self->state_label,
                      self->file != NULL ? review_document_words_state (self->file) : "");
  gtk_widget_set_visible (self->again, state == REVIEW_FILE_FAILED);
  gtk_widget_set_visible (self->pages, FALSE);
  review_image_view_set_texture (self->image, NULL);
}

static void
update (ReviewDocumentFrame *self)
{
  gboolean open = self->file != NULL && review_file_get_state (self->file) == REVIEW_FILE_OPEN;
  g_autofree char *title =
      self->file != NULL ? review_document_words_title (self->file) : g_strdup ("");

  gtk_label_set_text (self->title, title);
  gtk_widget_set_sensitive (self->tools, open);
  if (open)
    show_page (self);
  else
    show_sentence (self);
  gtk_stack_set_visible_child_name (self->stack, open ? "image" : "state");
}

static void
open_file (ReviewDocumentFrame *self)
{
  if (self->session != NULL && self->file != NULL)
    review_files_open (review_desk_get_files (review_session_get_desk (self->session)), self->file);
}

static void
leaf (ReviewDocumentFrame *self, int step)
{
  ReviewDocument *document = self->file != NULL ? review_file_get_document (self->file) : NULL;
  gint64 page = (gint64) self->page + step;

  if (document == NULL || page < 0 || page >= review_document_get_n_pages (document))
    return;
  self->page = (guint) page;
  show_page (self);
}

static void
leaf_action (GtkWidget *widget, const char *name, GVariant *step)
{
  leaf (REVIEW_DOCUMENT_FRAME (widget), g_variant_get_int32 (step));
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *step)
{
  ReviewDocumentFrame *self = REVIEW_DOCUMENT_FRAME (widget);
  int by = g_variant_get_int32 (step);

  if (by == 0)
    review_image_view_fit (self->image);
  else
    review_image_view_zoom_by (self->image, by > 0 ? STEP : 1 / STEP);
}

static void
turn_action (GtkWidget *widget, const char *name, GVariant *step)
{
  review_image_view_turn (REVIEW_DOCUMENT_FRAME (widget)->image, g_variant_get_int32 (step));
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *unused)
{
  open_file (REVIEW_DOCUMENT_FRAME (widget));
}

static void
entered_cb (ReviewDocumentFrame *self)
{
  g_signal_emit (self, signal_entered, 0);
}

static void
forget_file (ReviewDocumentFrame *self)
{
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
}

static void
review_document_frame_dispose (GObject *object)
{
  ReviewDocumentFrame *self = REVIEW_DOCUMENT_FRAME (object);

  forget_file (self);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_DOCUMENT_FRAME);
  G_OBJECT_CLASS (review_document_frame_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, title);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, pages);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, page_label);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, previous);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, next);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, tools);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, zoom_label);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, stack);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, image);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, state_icon);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, state_label);
  gtk_widget_class_bind_template_child (klass, ReviewDocumentFrame, again);
}

static void
review_document_frame_class_init (ReviewDocumentFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_document_frame_dispose;
  g_type_ensure (REVIEW_TYPE_IMAGE_VIEW);
  signal_entered = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-document-frame.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "document.leaf", "i", leaf_action);
  gtk_widget_class_install_action (widget_class, "document.zoom", "i", zoom_action);
  gtk_widget_class_install_action (widget_class, "document.turn", "i", turn_action);
  gtk_widget_class_install_action (widget_class, "document.again", NULL, again_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "document.leaf", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "document.leaf", "i", -1);
}

static void
review_document_frame_init (ReviewDocumentFrame *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (self->image, "changed", G_CALLBACK (show_zoom), self, G_CONNECT_SWAPPED);
  show_zoom (self);
}

/**
 * review_document_frame_set_file:
 * @file: (nullable): shown from its first page
 *
 * Opens the file where that is not done.
 */
void
review_document_frame_set_file (ReviewDocumentFrame *self, ReviewSession *session, ReviewFile *file)
{
  g_return_if_fail (REVIEW_IS_DOCUMENT_FRAME (self));

  if (file == self->file)
    return;
  forget_file (self);
  g_set_object (&self->session, session);
  self->page = 0;
  if (file != NULL)
    {
      self->file = g_object_ref (file);
      g_signal_connect_object (file, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      if (review_file_get_state (file) == REVIEW_FILE_CLOSED)
        open_file (self);
    }
  update (self);
}

/**
 * review_document_frame_show_title:
 * @shown: whether the document is named above it
 */
void
review_document_frame_show_title (ReviewDocumentFrame *self, gboolean shown)
{
  g_return_if_fail (REVIEW_IS_DOCUMENT_FRAME (self));

  gtk_widget_set_visible (GTK_WIDGET (self->title), shown);
}

/**
 * review_document_frame_get_file:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
ReviewFile *
review_document_frame_get_file (ReviewDocumentFrame *self)
{
  g_return_val_if_fail (REVIEW_IS_DOCUMENT_FRAME (self), NULL);

  return self->file;
}
