/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See screen-picture.h. */
#define G_LOG_DOMAIN "review-test"
#include "screen-picture.h"

#include <string.h>

/* Words that a different rasteriser draws change a square by less than SLIGHT of 255; a line that is
 * a pixel lower changes a few squares by more. */
#define SLIGHT 26
#define SHARE  0.02 /* of all squares may differ by more than that */
/* What has another colour or is gone differs much, in a patch. */
#define MUCH  60
#define PATCH 5 /* squares beside each other */
/* A card that is gone leaves its words: many squares in one place. */
#define PLACE 8  /* squares, both ways */
#define MANY  20 /* of those differ by more than SLIGHT */
/* What is kept, so that the files are small; far less than SLIGHT. */
#define COARSE 0xf8
#define FRAMES 20 /* that are waited for */

static ScreenPicture *
picture_new (int width, int height)
{
  ScreenPicture *self = g_new0 (ScreenPicture, 1);

  self->width = width;
  self->height = height;
  self->rgb = g_malloc0 ((gsize) width * (gsize) height * 3);
  return self;
}

void
screen_picture_free (ScreenPicture *self)
{
  g_free (self->rgb);
  g_free (self);
}

static gsize
get_size (const ScreenPicture *self)
{
  return (gsize) self->width * (gsize) self->height * 3;
}

ScreenPicture *
screen_picture_stack (const ScreenPicture *upper, const ScreenPicture *lower)
{
  ScreenPicture *self = picture_new (upper->width, upper->height + lower->height);

  g_assert_cmpint (upper->width, ==, lower->width);
  memcpy (self->rgb, upper->rgb, get_size (upper));
  memcpy (self->rgb + get_size (upper), lower->rgb, get_size (lower));
  return self;
}

ScreenPicture *
screen_picture_get_half (const ScreenPicture *self, gboolean lower)
{
  ScreenPicture *half = picture_new (self->width, self->height / 2);

  memcpy (half->rgb, self->rgb + (lower ? get_size (half) : 0), get_size (half));
  return half;
}

static GskRenderNode *
snapshot (GtkWidget *root, int width, int height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (root);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  return gtk_snapshot_free_to_node (snapshot);
}

/* While the window is being laid out there is nothing to be drawn. */
static GdkTexture *
render (GtkWidget *root)
{
  int width = gtk_widget_get_width (root), height = gtk_widget_get_height (root);
  GskRenderNode *node = snapshot (root, width, height);
  GdkTexture *texture;

  for (int i = 0; i < FRAMES && node == NULL; i++)
    {
      gtk_test_widget_wait_for_draw (root);
      node = snapshot (root, width, height);
    }
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (root)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gsk_render_node_unref (node);
  return texture;
}

/* Of one square, as far as it is in the picture; @bgra has @width × @height pixels. */
static void
average (const guint8 *bgra, int width, int height, int x, int y, guint8 *ret_rgb)
{
  guint sum[3] = { 0, 0, 0 }, n = 0;

  for (int row = y; row < MIN (y + SCREEN_PICTURE_SQUARE, height); row++)
    for (int column = x; column < MIN (x + SCREEN_PICTURE_SQUARE, width); column++, n++)
      for (int i = 0; i < 3; i++)
        sum[i] += bgra[((gsize) row * (gsize) width + (gsize) column) * 4 + (gsize) (2 - i)];
  for (int i = 0; i < 3; i++)
    ret_rgb[i] = (guint8) (sum[i] / n);
}

ScreenPicture *
screen_picture_take (GtkWidget *root)
{
  g_autoptr (GdkTexture) texture = render (root);
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  g_autofree guint8 *pixels = g_malloc ((gsize) width * (gsize) height * 4);
  ScreenPicture *self = picture_new ((width + SCREEN_PICTURE_SQUARE - 1) / SCREEN_PICTURE_SQUARE,
                                     (height + SCREEN_PICTURE_SQUARE - 1) / SCREEN_PICTURE_SQUARE);

  gdk_texture_download (texture, pixels, (gsize) width * 4);
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      average (pixels, width, height, x * SCREEN_PICTURE_SQUARE, y * SCREEN_PICTURE_SQUARE,
               self->rgb + (y * self->width + x) * 3);
  return self;
}

ScreenPicture *
screen_picture_load (const char *path)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (path, NULL);
  ScreenPicture *self;
  g_autofree guint8 *pixels = NULL;

  if (texture == NULL)
    return NULL;
  self = picture_new (gdk_texture_get_width (texture), gdk_texture_get_height (texture));
  pixels = g_malloc ((gsize) self->width * (gsize) self->height * 4);
  gdk_texture_download (texture, pixels, (gsize) self->width * 4);
  for (gsize i = 0; i < (gsize) self->width * (gsize) self->height; i++)
    for (gsize part = 0; part < 3; part++)
      self->rgb[i * 3 + part] = pixels[i * 4 + 2 - part];
  return self;
}

void
screen_picture_save (const ScreenPicture *self, const char *path)
{
  gsize stride = (gsize) self->width * 3, size = get_size (self);
  guint8 *coarse = g_memdup2 (self->rgb, size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (coarse, size);
  g_autoptr (GdkTexture) texture = NULL;

  for (gsize i = 0; i < size; i++)
    coarse[i] &= COARSE;
  texture = gdk_memory_texture_new (self->width, self->height, GDK_MEMORY_R8G8B8, bytes, stride);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* The most by which a part of the colour of square @i differs. */
static int
differ (const ScreenPicture *self, const ScreenPicture *other, int i)
{
  int most = 0;

  for (int part = 0; part < 3; part++)
    most = MAX (most, ABS (self->rgb[i * 3 + part] - other->rgb[i * 3 + part]));
  return most;
}

/* So many squares of @far hang together with square @i; they are taken out of it. */
static int
take_patch (guint8 *far, int width, int height, int i)
{
  int x = i % width, y = i / width, n = 1;

  far[i] = 0;
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height
          && far[(y + dy) * width + x + dx] != 0)
        n += take_patch (far, width, height, (y + dy) * width + x + dx);
  return n;
}

/* The first place, by its upper left square, where many squares of @near are set; -1: nowhere. */
static int
find_place (const guint8 *near, int width, int height)
{
  for (int y = 0; y + PLACE <= height; y++)
    for (int x = 0; x + PLACE <= width; x++)
      {
        int n = 0;

        for (int i = 0; i < PLACE * PLACE; i++)
          n += near[(y + i / PLACE) * width + x + i % PLACE];
        if (n >= MANY)
          return y * width + x;
      }
  return -1;
}

static char *
describe (const ScreenPicture *self, int n, int i, const char *how)
{
  return g_strdup_printf ("%d squares around %d,%d px %s", n,
                          i % self->width * SCREEN_PICTURE_SQUARE,
                          i / self->width * SCREEN_PICTURE_SQUARE, how);
}

char *
screen_picture_compare (const ScreenPicture *self, const ScreenPicture *other)
{
  int n = self->width * self->height, other_than = 0;
  g_autofree guint8 *far = g_malloc0 ((gsize) n), *near = g_malloc0 ((gsize) n);
  int place;

  if (self->width != other->width || self->height != other->height)
    return g_strdup_printf ("%d×%d squares instead of %d×%d", self->width, self->height,
                            other->width, other->height);
  for (int i = 0; i < n; i++)
    {
      int by = differ (self, other, i);

      other_than += by > SLIGHT;
      far[i] = by > MUCH;
      near[i] = by > SLIGHT;
    }
  for (int i = 0; i < n; i++)
    {
      int patch = far[i] != 0 ? take_patch (far, self->width, self->height, i) : 0;

      if (patch >= PATCH)
        return describe (self, patch, i, "are quite another colour");
    }
  place = find_place (near, self->width, self->height);
  if (place >= 0)
    return describe (self, MANY, place, "at least are others");
  if (other_than > n * SHARE)
    return g_strdup_printf ("%.1f %% of the squares differ, %.1f %% may", 100.0 * other_than / n,
                            100.0 * SHARE);
  return NULL;
}
