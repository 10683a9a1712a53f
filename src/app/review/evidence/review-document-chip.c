/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document in the strip above the one that is looked at: its first page made small, or a sign of why
 * there is none, and what it is called. */
#define G_LOG_DOMAIN "review-app"
#include "review-document-chip.h"

#include "review-document-words.h"
#include "review-thumbnail.h"
#include "review-tip.h"

#define SIZE 44 /* px */

typedef struct
{
  ReviewFile *file; /* owned */
  GtkImage *image;
} Parts;

static void
parts_free (gpointer data)
{
  Parts *self = data;

  g_object_unref (self->file);
  g_free (self);
}

static Parts *
get_parts (GtkWidget *chip)
{
  return g_object_get_data (G_OBJECT (chip), "parts");
}

static const char *
pick_icon (ReviewFile *file)
{
  switch (review_file_get_state (file))
    {
    case REVIEW_FILE_MASKED:
      return "changes-prevent-symbolic";
    case REVIEW_FILE_ABSENT:
    case REVIEW_FILE_FAILED:
      return "dialog-warning-symbolic";
    case REVIEW_FILE_CLOSED:
    case REVIEW_FILE_LOADING:
    case REVIEW_FILE_OPEN:
    default:
      return "content-loading-symbolic";
    }
}

static void
show_page (GtkWidget *chip, Parts *parts)
{
  guint width, height;
  GBytes *pixels =
      review_document_get_page (review_file_get_document (parts->file), 0, &width, &height);
  g_autoptr (GdkTexture) texture =
      pixels != NULL ? review_thumbnail_new (pixels, width, height,
                                             SIZE * (guint) gtk_widget_get_scale_factor (chip))
                     : NULL;

  gtk_image_set_pixel_size (parts->image, SIZE);
  gtk_image_set_from_paintable (parts->image, GDK_PAINTABLE (texture));
}

static void
show (GtkWidget *chip)
{
  Parts *parts = get_parts (chip);
  const char *sentence = review_document_words_state (parts->file);

  if (review_file_get_state (parts->file) == REVIEW_FILE_OPEN)
    show_page (chip, parts);
  else
    {
      gtk_image_set_pixel_size (parts->image, 16);
      gtk_image_set_from_icon_name (parts->image, pick_icon (parts->file));
    }
  review_tip_set (chip, *sentence != '\0' ? sentence : NULL);
}

/**
 * review_document_chip_new:
 *
 * Returns: (transfer floating): a toggle button that stands for @file and follows its state
 */
GtkWidget *
review_document_chip_new (ReviewFile *file)
{
  g_autofree char *title = review_document_words_title (file);
  GtkWidget *chip = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new ();
  Parts *parts = g_new0 (Parts, 1);

  parts->file = g_object_ref (file);
  parts->image = GTK_IMAGE (image);
  g_object_set_data_full (G_OBJECT (chip), "parts", parts, parts_free);
  gtk_widget_set_size_request (image, SIZE, SIZE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), gtk_label_new (title));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "filter-chip");
  gtk_widget_add_css_class (chip, "document-chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (file, "changed", G_CALLBACK (show), chip, G_CONNECT_SWAPPED);
  show (chip);
  return chip;
}

/**
 * review_document_chip_get_file:
 * @chip: of review_document_chip_new()
 *
 * Returns: (transfer none): what it stands for
 */
ReviewFile *
review_document_chip_get_file (GtkWidget *chip)
{
  return get_parts (chip)->file;
}
