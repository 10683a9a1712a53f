/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture one looks at closely: it fits, zooms, turns and moves, and never leaves its frame. */
#include <gtk/gtk.h>

#include "review-image-view.h"

static GdkTexture *
make_texture (int width, int height)
{
  g_autoptr (GBytes) pixels =
      g_bytes_new_take (g_malloc0 ((gsize) width * height * 4), (gsize) width * height * 4);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, (gsize) width * 4);
}

static ReviewImageView *
make_view (int width, int height)
{
  ReviewImageView *view = REVIEW_IMAGE_VIEW (g_object_ref_sink (review_image_view_new ()));
  int minimum;

  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, width);
  gtk_widget_size_allocate (GTK_WIDGET (view), &(GtkAllocation){ 0, 0, width, height }, -1);
  return view;
}

static void
assert_zoom (ReviewImageView *view, double zoom)
{
  g_assert_cmpfloat_with_epsilon (review_image_view_get_zoom (view), zoom, 1e-6);
}

static void
test_zoom (void)
{
  ReviewImageView *view = make_view (400, 300);
  g_autoptr (GdkTexture) wide = make_texture (1600, 600);
  g_autoptr (GdkTexture) tiny = make_texture (10, 10);

  g_assert_null (review_image_view_get_texture (view));
  review_image_view_zoom_by (view, 2); /* nothing to zoom into */
  review_image_view_set_texture (view, wide);
  g_assert_true (review_image_view_get_fits (view));
  assert_zoom (view, 0.25);
  review_image_view_zoom_by (view, 2);
  g_assert_false (review_image_view_get_fits (view));
  assert_zoom (view, 0.5);
  for (int i = 0; i < 40; i++)
    review_image_view_zoom_by (view, 2);
  assert_zoom (view, 8);
  for (int i = 0; i < 40; i++)
    review_image_view_zoom_by (view, 0.5);
  assert_zoom (view, 0.05);
  review_image_view_fit (view);
  assert_zoom (view, 0.25);
  review_image_view_set_texture (view, tiny);
  assert_zoom (view, 2); /* not blown up without being asked */
  g_assert_finalize_object (view);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_turn (void)
{
  ReviewImageView *view = make_view (400, 300);
  g_autoptr (GdkTexture) wide = make_texture (1600, 600);
  guint changed = 0;

  review_image_view_set_texture (view, wide);
  g_signal_connect_swapped (view, "changed", G_CALLBACK (count_cb), &changed);
  review_image_view_turn (view, 1);
  g_assert_cmpint (review_image_view_get_rotation (view), ==, 1);
  assert_zoom (view, 300.0 / 1600);
  review_image_view_turn (view, -2);
  g_assert_cmpint (review_image_view_get_rotation (view), ==, 3);
  review_image_view_turn (view, 5);
  g_assert_cmpint (review_image_view_get_rotation (view), ==, 0);
  assert_zoom (view, 0.25);
  g_assert_cmpuint (changed, ==, 3);
  review_image_view_turn (view, 1);
  review_image_view_set_texture (view, NULL);
  review_image_view_set_texture (view, wide);
  g_assert_cmpint (review_image_view_get_rotation (view), ==, 0);
  g_assert_finalize_object (view);
}

/* Drawn at every size, zoom and turn, with words over it and without a picture. */
static void
test_draws (void)
{
  GtkWidget *window = gtk_window_new ();
  ReviewImageView *view = REVIEW_IMAGE_VIEW (review_image_view_new ());
  g_autoptr (GdkTexture) texture = make_texture (900, 500);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (view));

  gtk_window_set_default_size (GTK_WINDOW (window), 300, 260);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  review_image_view_set_watermark (view, "L. Chen · KYC-1 · 2026-11-25 10:00 UTC");
  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
      g_autoptr (GskRenderNode) node = NULL;

      review_image_view_set_texture (view, i > 0 ? texture : NULL);
      review_image_view_turn (view, i);
      review_image_view_zoom_by (view, i > 3 ? 20 : 1);
      for (int n = 0; n < 50 && g_main_context_pending (NULL); n++)
        g_main_context_iteration (NULL, FALSE);
      GTK_WIDGET_GET_CLASS (view)->snapshot (GTK_WIDGET (view), snapshot);
      node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
      g_assert_true ((node != NULL) == (i > 0));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image-view/zoom", test_zoom);
  g_test_add_func ("/image-view/turn", test_turn);
  g_test_add_func ("/image-view/draws", test_draws);
  return g_test_run ();
}
