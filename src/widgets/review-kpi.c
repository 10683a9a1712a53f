/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One figure that is looked at: its name, the figure, and a line that says how far to trust it. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-kpi.h"

#include "review-label.h"
#include "review-tip.h"

struct _ReviewKpi
{
  GtkWidget parent;
  GtkWidget *box; /* owned: child */
  GtkLabel *title;
  GtkLabel *figure;
  GtkLabel *note;
};

typedef enum
{
  PROP_TITLE = 1
} ReviewKpiProperty;
static GParamSpec *props[PROP_TITLE + 1];

G_DEFINE_FINAL_TYPE (ReviewKpi, review_kpi, GTK_TYPE_WIDGET)

static GtkLabel *
add_label (ReviewKpi *self, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (label));
  return label;
}

/* One sentence for a screen reader. */
static void
speak (ReviewKpi *self)
{
  g_autofree char *text =
      g_strdup_printf ("%s: %s. %s", gtk_label_get_text (self->title),
                       gtk_label_get_text (self->figure), gtk_label_get_text (self->note));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
review_kpi_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewKpi *self = REVIEW_KPI (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_text (self->title));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_kpi_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    review_kpi_set_title (REVIEW_KPI (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_kpi_dispose (GObject *object)
{
  g_clear_pointer (&REVIEW_KPI (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (review_kpi_parent_class)->dispose (object);
}

static void
review_kpi_class_init (ReviewKpiClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_kpi_get_property;
  object_class->set_property = review_kpi_set_property;
  object_class->dispose = review_kpi_dispose;
  props[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "kpi");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_kpi_init (ReviewKpi *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->title = add_label (self, "dim-label");
  self->figure = add_label (self, "figure");
  self->note = add_label (self, "note");
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  review_label_wrap (self->note);
  gtk_label_set_width_chars (self->note, 14);
  gtk_widget_add_css_class (GTK_WIDGET (self->figure), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

/**
 * review_kpi_new:
 * @title: what the figure is
 *
 * Returns: (transfer floating): a card without a figure
 */
GtkWidget *
review_kpi_new (const char *title)
{
  return g_object_new (REVIEW_TYPE_KPI, "title", title, NULL);
}

/** review_kpi_set_title: @title: (nullable): what the figure is. */
void
review_kpi_set_title (ReviewKpi *self, const char *title)
{
  g_return_if_fail (REVIEW_IS_KPI (self));

  gtk_label_set_text (self->title, title != NULL ? title : "");
  review_tip_set (GTK_WIDGET (self->title), title);
  speak (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

/**
 * review_kpi_set:
 * @figure: as it is read, with its unit
 * @note: (nullable): how far to trust it; its words carry what @tone colours
 */
void
review_kpi_set (ReviewKpi *self, const char *figure, const char *note, ReviewTone tone)
{
  g_return_if_fail (REVIEW_IS_KPI (self));

  gtk_label_set_text (self->figure, figure);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  review_tone_apply (GTK_WIDGET (self->note), tone);
  speak (self);
}

/** review_kpi_get_figure: Returns: (transfer none): what is shown. */
const char *
review_kpi_get_figure (ReviewKpi *self)
{
  g_return_val_if_fail (REVIEW_IS_KPI (self), NULL);

  return gtk_label_get_text (self->figure);
}

/** review_kpi_get_note: Returns: (transfer none): what is said of it, "" for nothing. */
const char *
review_kpi_get_note (ReviewKpi *self)
{
  g_return_val_if_fail (REVIEW_IS_KPI (self), NULL);

  return gtk_label_get_text (self->note);
}
