/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line across the page that says what is the matter and offers at most one act. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-banner.h"

#include "review-label.h"

struct _ReviewBanner
{
  GtkWidget parent;
  GtkRevealer *revealer; /* owned: child */
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *message;
  GtkButton *button;
};

typedef enum
{
  PROP_REVEALED = 1,
  PROP_MESSAGE
} ReviewBannerProperty;
static GParamSpec *props[PROP_MESSAGE + 1];

G_DEFINE_FINAL_TYPE (ReviewBanner, review_banner, GTK_TYPE_WIDGET)

static void
review_banner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewBanner *self = REVIEW_BANNER (object);

  switch ((ReviewBannerProperty) id)
    {
    case PROP_REVEALED:
      g_value_set_boolean (value, review_banner_get_revealed (self));
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, review_banner_get_message (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_banner_dispose (GObject *object)
{
  ReviewBanner *self = REVIEW_BANNER (object);

  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;
  G_OBJECT_CLASS (review_banner_parent_class)->dispose (object);
}

static void
review_banner_class_init (ReviewBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = review_banner_get_property;
  object_class->dispose = review_banner_dispose;
  props[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  props[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "reviewbanner");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
review_banner_init (ReviewBanner *self)
{
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->message = GTK_LABEL (gtk_label_new (NULL));
  self->button = GTK_BUTTON (gtk_button_new_with_label (""));
  review_label_wrap (self->message);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->message), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  gtk_widget_add_css_class (self->box, "banner-line");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->button));
  gtk_revealer_set_child (self->revealer, self->box);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * review_banner_new:
 *
 * Returns: (transfer floating): a hidden banner.
 */
GtkWidget *
review_banner_new (void)
{
  return g_object_new (REVIEW_TYPE_BANNER, NULL);
}

/**
 * review_banner_show:
 * @icon_name: (nullable): a symbolic icon
 * @message: what is the matter, in words
 * @button: (nullable): the act it offers
 * @action_name: (nullable): the action of @button, "review.reload"
 */
void
review_banner_show (ReviewBanner *self,
                    ReviewTone tone,
                    const char *icon_name,
                    const char *message,
                    const char *button,
                    const char *action_name)
{
  g_return_if_fail (REVIEW_IS_BANNER (self));

  review_tone_apply (self->box, tone);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
  gtk_label_set_text (self->message, message);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  if (button != NULL)
    {
      gtk_button_set_label (self->button, button);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      button, -1);
    }
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, message,
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVEALED]);
}

/**
 * review_banner_hide:
 *
 * Takes the banner away; it takes no space any more.
 */
void
review_banner_hide (ReviewBanner *self)
{
  g_return_if_fail (REVIEW_IS_BANNER (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REVEALED]);
}

/**
 * review_banner_get_revealed:
 *
 * Returns: whether the banner is shown.
 */
gboolean
review_banner_get_revealed (ReviewBanner *self)
{
  g_return_val_if_fail (REVIEW_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * review_banner_get_message:
 *
 * Returns: (transfer none): the words shown last.
 */
const char *
review_banner_get_message (ReviewBanner *self)
{
  g_return_val_if_fail (REVIEW_IS_BANNER (self), NULL);

  return gtk_label_get_text (self->message);
}
