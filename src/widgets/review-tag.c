/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A short word on a rounded ground, and the same word as a button (a chip). */
#define G_LOG_DOMAIN "review-widgets"
#include "review-tag.h"

struct _ReviewTag
{
  GtkWidget parent;
  GtkWidget *box; /* owned: child */
  GtkImage *icon; /* in the box */
  GtkLabel *label;
  ReviewTone tone;
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_ICON_NAME,
  PROP_TONE
} ReviewTagProperty;
static GParamSpec *props[PROP_TONE + 1];

G_DEFINE_FINAL_TYPE (ReviewTag, review_tag, GTK_TYPE_WIDGET)

static void
review_tag_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewTag *self = REVIEW_TAG (object);

  switch ((ReviewTagProperty) id)
    {
    case PROP_TEXT:
      g_value_set_string (value, review_tag_get_text (self));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (self->icon));
      break;
    case PROP_TONE:
      g_value_set_enum (value, (int) self->tone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_tag_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReviewTag *self = REVIEW_TAG (object);

  switch ((ReviewTagProperty) id)
    {
    case PROP_TEXT:
      review_tag_set_text (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      review_tag_set_icon_name (self, g_value_get_string (value));
      break;
    case PROP_TONE:
      review_tag_set_tone (self, (ReviewTone) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_tag_dispose (GObject *object)
{
  ReviewTag *self = REVIEW_TAG (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (review_tag_parent_class)->dispose (object);
}

static void
review_tag_class_init (ReviewTagClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = review_tag_get_property;
  object_class->set_property = review_tag_set_property;
  object_class->dispose = review_tag_dispose;
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  props[PROP_TONE] = g_param_spec_enum ("tone", NULL, NULL, REVIEW_TYPE_TONE, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "tag");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_tag_init (ReviewTag *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_single_line_mode (self->label, TRUE);
  gtk_image_set_pixel_size (self->icon, 12);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_widget_set_halign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  review_tone_apply (GTK_WIDGET (self), self->tone);
}

/**
 * review_tag_new:
 * @text: (nullable): the word
 * @tone: its meaning as a colour
 *
 * Returns: (transfer floating): a tag.
 */
GtkWidget *
review_tag_new (const char *text, ReviewTone tone)
{
  return g_object_new (REVIEW_TYPE_TAG, "text", text, "tone", tone, NULL);
}

/**
 * review_tag_new_chip:
 * @text: the word, and the button's accessible name
 * @tone: its meaning as a colour
 *
 * Returns: (transfer floating): a flat button around a tag.
 */
GtkWidget *
review_tag_new_chip (const char *text, ReviewTone tone)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), review_tag_new (text, tone));
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return button;
}

/**
 * review_tag_set_text:
 * @text: (nullable): the word; %NULL or "": the icon alone, whose name the caller gives
 */
void
review_tag_set_text (ReviewTag *self, const char *text)
{
  g_return_if_fail (REVIEW_IS_TAG (self));

  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->label), text != NULL && *text != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

/**
 * review_tag_get_text:
 *
 * Returns: (transfer none): the word.
 */
const char *
review_tag_get_text (ReviewTag *self)
{
  g_return_val_if_fail (REVIEW_IS_TAG (self), NULL);

  return gtk_label_get_text (self->label);
}

/**
 * review_tag_set_icon_name:
 * @icon_name: (nullable): a symbolic icon before the word
 */
void
review_tag_set_icon_name (ReviewTag *self, const char *icon_name)
{
  g_return_if_fail (REVIEW_IS_TAG (self));

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ICON_NAME]);
}

/**
 * review_tag_set_tone:
 *
 * Changes what the ground's colour means.
 */
void
review_tag_set_tone (ReviewTag *self, ReviewTone tone)
{
  g_return_if_fail (REVIEW_IS_TAG (self));

  self->tone = tone;
  review_tone_apply (GTK_WIDGET (self), tone);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TONE]);
}
