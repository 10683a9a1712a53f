/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number of a step on a round ground, as wide as high whatever the digits. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-step-badge.h"

struct _ReviewStepBadge
{
  GtkWidget parent;
  GtkWidget *label; /* owned: child */
  guint number;
};

typedef enum
{
  PROP_NUMBER = 1
} ReviewStepBadgeProperty;
static GParamSpec *props[PROP_NUMBER + 1];

G_DEFINE_FINAL_TYPE (ReviewStepBadge, review_step_badge, GTK_TYPE_WIDGET)

static void
review_step_badge_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NUMBER)
    g_value_set_uint (value, REVIEW_STEP_BADGE (object)->number);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_step_badge_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ReviewStepBadge *self = REVIEW_STEP_BADGE (object);
  g_autofree char *text = NULL;

  if (id != PROP_NUMBER)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->number = g_value_get_uint (value);
  text = g_strdup_printf ("%u", self->number);
  gtk_label_set_text (GTK_LABEL (self->label), text);
}

static void
review_step_badge_dispose (GObject *object)
{
  ReviewStepBadge *self = REVIEW_STEP_BADGE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (review_step_badge_parent_class)->dispose (object);
}

static void
review_step_badge_class_init (ReviewStepBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_step_badge_get_property;
  object_class->set_property = review_step_badge_set_property;
  object_class->dispose = review_step_badge_dispose;
  props[PROP_NUMBER] =
      g_param_spec_uint ("number", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "stepbadge");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
review_step_badge_init (ReviewStepBadge *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

/**
 * review_step_badge_new:
 *
 * Returns: (transfer floating): a badge with @number.
 */
GtkWidget *
review_step_badge_new (guint number)
{
  return g_object_new (REVIEW_TYPE_STEP_BADGE, "number", number, NULL);
}

/**
 * review_step_badge_get_number:
 *
 * Returns: the number shown.
 */
guint
review_step_badge_get_number (ReviewStepBadge *self)
{
  g_return_val_if_fail (REVIEW_IS_STEP_BADGE (self), 0);

  return self->number;
}
