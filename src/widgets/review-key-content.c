/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a button shows that also has a key: its words and the key on a small cap. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-key-content.h"

#include "review-tip.h"

struct _ReviewKeyContent
{
  GtkWidget parent;
  GtkWidget *box; /* owned: child */
  GtkLabel *label;
  GtkLabel *cap;
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_KEY
} ReviewKeyContentProperty;
static GParamSpec *props[PROP_KEY + 1];

G_DEFINE_FINAL_TYPE (ReviewKeyContent, review_key_content, GTK_TYPE_WIDGET)

static void
review_key_content_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewKeyContent *self = REVIEW_KEY_CONTENT (object);

  switch ((ReviewKeyContentProperty) id)
    {
    case PROP_TEXT:
      g_value_set_string (value, gtk_label_get_label (self->label));
      break;
    case PROP_KEY:
      g_value_set_string (value, gtk_label_get_label (self->cap));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_key_content_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReviewKeyContent *self = REVIEW_KEY_CONTENT (object);

  switch ((ReviewKeyContentProperty) id)
    {
    case PROP_TEXT:
      review_key_content_set_text (self, g_value_get_string (value));
      break;
    case PROP_KEY:
      review_key_content_set_key (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_key_content_dispose (GObject *object)
{
  ReviewKeyContent *self = REVIEW_KEY_CONTENT (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (review_key_content_parent_class)->dispose (object);
}

static void
review_key_content_class_init (ReviewKeyContentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = review_key_content_get_property;
  object_class->set_property = review_key_content_set_property;
  object_class->dispose = review_key_content_dispose;
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "keycontent");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
review_key_content_init (ReviewKeyContent *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->cap = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->cap), "key-cap");
  gtk_widget_set_valign (GTK_WIDGET (self->cap), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->cap), FALSE);
  gtk_widget_set_halign (self->box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->cap));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * review_key_content_new:
 * @text: (nullable): the words
 * @key: (nullable): what is written on the key
 *
 * Returns: (transfer floating): the content of a button.
 */
GtkWidget *
review_key_content_new (const char *text, const char *key)
{
  return g_object_new (REVIEW_TYPE_KEY_CONTENT, "text", text, "key", key, NULL);
}

/**
 * review_key_content_set_text:
 * @text: (nullable): the words
 */
void
review_key_content_set_text (ReviewKeyContent *self, const char *text)
{
  g_return_if_fail (REVIEW_IS_KEY_CONTENT (self));

  gtk_label_set_label (self->label, text != NULL ? text : "");
  /* It may be cut off where there is little room. */
  review_tip_set (GTK_WIDGET (self), text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

/**
 * review_key_content_get_text:
 *
 * Returns: (transfer none): the words.
 */
const char *
review_key_content_get_text (ReviewKeyContent *self)
{
  g_return_val_if_fail (REVIEW_IS_KEY_CONTENT (self), NULL);

  return gtk_label_get_label (self->label);
}

/**
 * review_key_content_set_key:
 * @key: (nullable): what is written on the key; NULL shows none
 */
void
review_key_content_set_key (ReviewKeyContent *self, const char *key)
{
  g_return_if_fail (REVIEW_IS_KEY_CONTENT (self));

  gtk_label_set_label (self->cap, key != NULL ? key : "");
  gtk_widget_set_visible (GTK_WIDGET (self->cap), key != NULL && *key != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KEY]);
}

/**
 * review_key_content_set_wrap:
 * @wrap: whether words that have no room go on in another line instead of being cut off
 */
void
review_key_content_set_wrap (ReviewKeyContent *self, gboolean wrap)
{
  g_return_if_fail (REVIEW_IS_KEY_CONTENT (self));

  gtk_label_set_ellipsize (self->label, wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (self->label, wrap);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (self->label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (self->label, wrap ? 0 : 0.5f);
}

/**
 * review_key_content_name:
 * @button: a button, with or without a ReviewKeyContent as its child
 * @name: its accessible name; also the words shown where it has such a child
 */
void
review_key_content_name (GtkWidget *button, const char *name)
{
  GtkWidget *child = gtk_widget_get_first_child (button);

  if (child != NULL && REVIEW_IS_KEY_CONTENT (child))
    review_key_content_set_text (REVIEW_KEY_CONTENT (child), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
