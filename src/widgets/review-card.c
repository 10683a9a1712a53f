/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card: heading on the left, a quiet caption on the right, one child below. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-card.h"

#include "review-tip.h"

struct _ReviewCard
{
  GtkWidget parent;
  GtkWidget *box; /* owned: child */
  GtkWidget *head;
  GtkLabel *title;
  GtkLabel *caption;
  GtkWidget *child; /* in the box; (nullable) */
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_CAPTION,
  PROP_CHILD
} ReviewCardProperty;
static GParamSpec *props[PROP_CHILD + 1];

static GtkBuildableIface *parent_buildable;

static void
review_card_add_child (GtkBuildable *buildable,
                       GtkBuilder *builder,
                       GObject *child,
                       const char *type)
{
  if (GTK_IS_WIDGET (child) && REVIEW_CARD (buildable)->box != NULL)
    review_card_set_child (REVIEW_CARD (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = review_card_add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReviewCard,
                               review_card,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
review_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewCard *self = REVIEW_CARD (object);

  switch ((ReviewCardProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title));
      break;
    case PROP_CAPTION:
      g_value_set_string (value, gtk_label_get_label (self->caption));
      break;
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReviewCard *self = REVIEW_CARD (object);

  switch ((ReviewCardProperty) id)
    {
    case PROP_TITLE:
      review_card_set_title (self, g_value_get_string (value));
      break;
    case PROP_CAPTION:
      review_card_set_caption (self, g_value_get_string (value));
      break;
    case PROP_CHILD:
      review_card_set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_card_dispose (GObject *object)
{
  ReviewCard *self = REVIEW_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (review_card_parent_class)->dispose (object);
}

static void
review_card_class_init (ReviewCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = review_card_get_property;
  object_class->set_property = review_card_set_property;
  object_class->dispose = review_card_dispose;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, flags);
  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "reviewcard");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
review_card_init (ReviewCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_label_set_ellipsize (self->caption, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->caption, 1);
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->caption));
  gtk_box_append (GTK_BOX (self->box), self->head);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_visible (self->head, FALSE);
}

static void
update_head (ReviewCard *self)
{
  gtk_widget_set_visible (self->head, *gtk_label_get_label (self->title) != '\0'
                                          || *gtk_label_get_label (self->caption) != '\0');
}

/**
 * review_card_new:
 * @title: (nullable): heading, and the card's accessible name
 *
 * Returns: (transfer floating): a card.
 */
GtkWidget *
review_card_new (const char *title)
{
  return g_object_new (REVIEW_TYPE_CARD, "title", title, NULL);
}

/**
 * review_card_set_title:
 * @title: (nullable): heading, and the card's accessible name
 */
void
review_card_set_title (ReviewCard *self, const char *title)
{
  g_return_if_fail (REVIEW_IS_CARD (self));

  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", -1);
  update_head (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

/**
 * review_card_set_caption:
 * @caption: (nullable): quiet words at the right of the heading
 */
void
review_card_set_caption (ReviewCard *self, const char *caption)
{
  g_return_if_fail (REVIEW_IS_CARD (self));

  gtk_label_set_label (self->caption, caption != NULL ? caption : "");
  review_tip_set (GTK_WIDGET (self->caption), caption);
  update_head (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAPTION]);
}

/**
 * review_card_set_child:
 * @child: (nullable): what the card holds
 */
void
review_card_set_child (ReviewCard *self, GtkWidget *child)
{
  g_return_if_fail (REVIEW_IS_CARD (self));

  if (self->child == child)
    return;
  if (self->child != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->child);
  self->child = child;
  if (child != NULL)
    gtk_box_append (GTK_BOX (self->box), child);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHILD]);
}
