/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawing in the colours of the style sheet. Asking a widget for its colour came with GTK 4.10, and
 * what was before it is deprecated since; but an image hands its colours to a symbolic paintable, at
 * any version. So a drawing is such a paintable in an image of its own, with the style class "ink". */
#define G_LOG_DOMAIN "review-widgets"
#include "review-ink.h"

#define REVIEW_TYPE_INK (review_ink_get_type ())
G_DECLARE_FINAL_TYPE (ReviewInk, review_ink, REVIEW, INK, GObject)

struct _ReviewInk
{
  GObject parent;
  ReviewInkDraw draw;
  gpointer user_data; /* (borrowed): outlives the image */
  int width;
  int height;
};

static void
review_ink_snapshot_symbolic (GtkSymbolicPaintable *paintable,
                              GdkSnapshot *snapshot,
                              double width,
                              double height,
                              const GdkRGBA *colors,
                              gsize n_colors)
{
  ReviewInk *self = REVIEW_INK (paintable);
  ReviewInkColors ink = { colors[GTK_SYMBOLIC_COLOR_FOREGROUND], colors[0], colors[0], colors[0] };
  cairo_t *cr;

  if (n_colors > GTK_SYMBOLIC_COLOR_ERROR)
    ink.error = colors[GTK_SYMBOLIC_COLOR_ERROR];
  if (n_colors > GTK_SYMBOLIC_COLOR_WARNING)
    ink.warning = colors[GTK_SYMBOLIC_COLOR_WARNING];
  if (n_colors > GTK_SYMBOLIC_COLOR_SUCCESS)
    ink.accent = colors[GTK_SYMBOLIC_COLOR_SUCCESS];
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  self->draw (cr, width, height, &ink, self->user_data);
  cairo_destroy (cr);
}

static void
symbolic_init (GtkSymbolicPaintableInterface *iface)
{
  iface->snapshot_symbolic = review_ink_snapshot_symbolic;
}

static void
review_ink_snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  static const GdkRGBA black = { 0, 0, 0, 1 };

  review_ink_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable), snapshot, width, height, &black,
                                1);
}

static int
review_ink_get_intrinsic_width (GdkPaintable *paintable)
{
  return REVIEW_INK (paintable)->width;
}

static int
review_ink_get_intrinsic_height (GdkPaintable *paintable)
{
  return REVIEW_INK (paintable)->height;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = review_ink_snapshot;
  iface->get_intrinsic_width = review_ink_get_intrinsic_width;
  iface->get_intrinsic_height = review_ink_get_intrinsic_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ReviewInk,
                               review_ink,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SYMBOLIC_PAINTABLE,
                                                          symbolic_init))

static void
review_ink_class_init (ReviewInkClass *klass)
{
}

static void
review_ink_init (ReviewInk *self)
{
  self->width = self->height = 1;
}

/**
 * review_ink_new:
 * @draw: draws it all, from the upper left corner on
 * @user_data: (transfer none): must outlive the image
 *
 * Returns: (transfer floating): an image that @draw fills; nothing that can be pointed at
 */
GtkWidget *
review_ink_new (ReviewInkDraw draw, gpointer user_data)
{
  g_autoptr (ReviewInk) ink = g_object_new (REVIEW_TYPE_INK, NULL);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "paintable", ink, "can-target", FALSE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  ink->draw = draw;
  ink->user_data = user_data;
  gtk_widget_add_css_class (image, "ink");
  return image;
}

static ReviewInk *
get_ink (GtkWidget *image)
{
  return REVIEW_INK (gtk_image_get_paintable (GTK_IMAGE (image)));
}

/** review_ink_allocate: gives @ink, a child, that size in its parent's upper left corner. */
void
review_ink_allocate (GtkWidget *ink, int width, int height)
{
  ReviewInk *self = get_ink (ink);
  int least;

  self->width = MAX (1, width);
  self->height = MAX (1, height);
  gtk_widget_measure (ink, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (ink, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (ink, &(GtkAllocation){ 0, 0, self->width, self->height }, -1);
  review_ink_redraw (ink);
}

/** review_ink_redraw: what is drawn has changed. */
void
review_ink_redraw (GtkWidget *ink)
{
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (get_ink (ink)));
}
