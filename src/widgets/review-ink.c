/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawing in the colours of the style sheet. Asking a widget for its colour came with GTK 4.10, and
 * what was before it is deprecated since; but an image hands its colours to a symbolic paintable, at
 * any version. So a drawing has a child that paints nothing and is told the colours. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-ink.h"

/* The paintable that is told. */
#define REVIEW_TYPE_INK_PROBE (review_ink_probe_get_type ())
G_DECLARE_FINAL_TYPE (ReviewInkProbe, review_ink_probe, REVIEW, INK_PROBE, GObject)

struct _ReviewInkProbe
{
  GObject parent;
  ReviewInkColors colors;
};

static void
review_ink_probe_snapshot_symbolic (GtkSymbolicPaintable *paintable,
                                    GdkSnapshot *snapshot,
                                    double width,
                                    double height,
                                    const GdkRGBA *colors,
                                    gsize n_colors)
{
  ReviewInkProbe *self = REVIEW_INK_PROBE (paintable);
  const GdkRGBA text = colors[GTK_SYMBOLIC_COLOR_FOREGROUND];

  self->colors = (ReviewInkColors){ text, text, text, text };
  if (n_colors > GTK_SYMBOLIC_COLOR_ERROR)
    self->colors.error = colors[GTK_SYMBOLIC_COLOR_ERROR];
  if (n_colors > GTK_SYMBOLIC_COLOR_WARNING)
    self->colors.warning = colors[GTK_SYMBOLIC_COLOR_WARNING];
  if (n_colors > GTK_SYMBOLIC_COLOR_SUCCESS)
    self->colors.accent = colors[GTK_SYMBOLIC_COLOR_SUCCESS];
}

static void
symbolic_init (GtkSymbolicPaintableInterface *iface)
{
  iface->snapshot_symbolic = review_ink_probe_snapshot_symbolic;
}

static void
review_ink_probe_snapshot (GdkPaintable *paintable,
                           GdkSnapshot *snapshot,
                           double width,
                           double height)
{
}

static int
review_ink_probe_get_intrinsic_size (GdkPaintable *paintable)
{
  return 1;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = review_ink_probe_snapshot;
  iface->get_intrinsic_width = review_ink_probe_get_intrinsic_size;
  iface->get_intrinsic_height = review_ink_probe_get_intrinsic_size;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReviewInkProbe,
                               review_ink_probe,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SYMBOLIC_PAINTABLE,
                                                          symbolic_init))

static void
review_ink_probe_class_init (ReviewInkProbeClass *klass)
{
}

static void
review_ink_probe_init (ReviewInkProbe *self)
{
}

struct _ReviewInk
{
  GtkWidget parent;
  GtkWidget *image;      /* owned: child */
  ReviewInkProbe *probe; /* owned */
  ReviewInkDraw draw;
  gpointer user_data; /* (borrowed): outlives the drawing */
};

G_DEFINE_FINAL_TYPE (ReviewInk, review_ink, GTK_TYPE_WIDGET)

static void
review_ink_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int size = 0;

  gtk_widget_measure (REVIEW_INK (widget)->image, GTK_ORIENTATION_HORIZONTAL, -1, &size, NULL, NULL,
                      NULL);
  gtk_widget_size_allocate (REVIEW_INK (widget)->image, &(GtkAllocation){ 0, 0, size, size }, -1);
}

static void
review_ink_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReviewInk *self = REVIEW_INK (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  gtk_widget_snapshot_child (widget, self->image, snapshot);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  self->draw (cr, width, height, &self->probe->colors, self->user_data);
  cairo_destroy (cr);
}

static void
review_ink_dispose (GObject *object)
{
  ReviewInk *self = REVIEW_INK (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_object (&self->probe);
  G_OBJECT_CLASS (review_ink_parent_class)->dispose (object);
}

static void
review_ink_class_init (ReviewInkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_ink_dispose;
  widget_class->size_allocate = review_ink_size_allocate;
  widget_class->snapshot = review_ink_snapshot;
  gtk_widget_class_set_css_name (widget_class, "ink");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
review_ink_init (ReviewInk *self)
{
  self->probe = g_object_new (REVIEW_TYPE_INK_PROBE, NULL);
  self->image = g_object_new (GTK_TYPE_IMAGE, "paintable", self->probe, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * review_ink_new:
 * @draw: draws it all, from the upper left corner on
 * @user_data: (transfer none): must outlive the drawing
 *
 * Returns: (transfer floating): a drawing; nothing that can be pointed at. Redrawn after
 *   gtk_widget_queue_draw()
 */
GtkWidget *
review_ink_new (ReviewInkDraw draw, gpointer user_data)
{
  ReviewInk *self = g_object_new (REVIEW_TYPE_INK, NULL);

  self->draw = draw;
  self->user_data = user_data;
  return GTK_WIDGET (self);
}
