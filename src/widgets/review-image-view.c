/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture to look at closely. It keeps which point of the picture lies in its middle, so that a
 * zoom, a turn or another size of the widget never loses what one looks at. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-image-view.h"

#include <math.h>

#define STEP        1.25 /* of a zoom by key or notch */
#define MOST        8.0  /* screen pixels per pixel of the picture */
#define LEAST       0.05
#define MOST_FIT    2.0 /* a small picture is not blown up further to fit */
#define PAN         48  /* screen pixels per key */
#define MARK_ANGLE  -24
#define MARK_ACROSS 56 /* screen pixels between two of the words */
#define MARK_DOWN   72

struct _ReviewImageView
{
  GtkWidget parent;
  GdkTexture *texture; /* (owned) (nullable) */
  char *watermark;     /* (owned) (nullable) */
  PangoLayout *mark;   /* (owned) (nullable): the words, laid out */
  double zoom;         /* 0: fits */
  int rotation;        /* quarters, clockwise: 0..3 */
  double x, y;         /* of the picture, in the widget's middle; 0..1 */
  double drag_x, drag_y;
};

G_DEFINE_FINAL_TYPE (ReviewImageView, review_image_view, GTK_TYPE_WIDGET)

static guint signal_changed;

static void
get_size (ReviewImageView *self, double *width, double *height)
{
  double w = gdk_texture_get_width (self->texture), h = gdk_texture_get_height (self->texture);

  *width = self->rotation % 2 == 0 ? w : h;
  *height = self->rotation % 2 == 0 ? h : w;
}

/**
 * review_image_view_get_zoom:
 *
 * Returns: screen pixels per pixel of the picture as it is shown; 1 without a picture
 */
double
review_image_view_get_zoom (ReviewImageView *self)
{
  double width, height, fit;

  g_return_val_if_fail (REVIEW_IS_IMAGE_VIEW (self), 1);

  if (self->texture == NULL)
    return 1;
  if (self->zoom > 0)
    return self->zoom;
  get_size (self, &width, &height);
  fit = fmin (gtk_widget_get_width (GTK_WIDGET (self)) / width,
              gtk_widget_get_height (GTK_WIDGET (self)) / height);
  return CLAMP (fit, LEAST, MOST_FIT);
}

/* The picture does not leave the widget: an edge comes in only as far as it has to. */
static double
keep_in (double at, double picture, double widget)
{
  double margin = picture > widget ? widget / picture / 2 : 0.5;

  return CLAMP (at, margin, 1 - margin);
}

static void
settle (ReviewImageView *self)
{
  double zoom = review_image_view_get_zoom (self), width, height;

  if (self->texture == NULL)
    return;
  get_size (self, &width, &height);
  self->x = keep_in (self->x, width * zoom, gtk_widget_get_width (GTK_WIDGET (self)));
  self->y = keep_in (self->y, height * zoom, gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tell (ReviewImageView *self)
{
  settle (self);
  g_signal_emit (self, signal_changed, 0);
}

/* @dx, @dy: screen pixels that the picture moves by; FALSE: it stays where it is. */
static gboolean
move (ReviewImageView *self, double dx, double dy)
{
  double zoom = review_image_view_get_zoom (self), width, height;
  double x = self->x, y = self->y;

  if (self->texture == NULL)
    return FALSE;
  get_size (self, &width, &height);
  self->x -= dx / (width * zoom);
  self->y -= dy / (height * zoom);
  settle (self);
  return x != self->x || y != self->y;
}

static void
snapshot_picture (ReviewImageView *self, GtkSnapshot *snapshot)
{
  float zoom = (float) review_image_view_get_zoom (self);
  float w = (float) gdk_texture_get_width (self->texture);
  float h = (float) gdk_texture_get_height (self->texture);
  double width, height;

  get_size (self, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (GTK_WIDGET (self)) / 2.0
                                               + (0.5 - self->x) * width * (double) zoom),
                                      (float) (gtk_widget_get_height (GTK_WIDGET (self)) / 2.0
                                               + (0.5 - self->y) * height * (double) zoom)));
  gtk_snapshot_rotate (snapshot, 90.0f * (float) self->rotation);
  gtk_snapshot_scale (snapshot, zoom, zoom);
  gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (-w / 2, -h / 2, w, h));
  gtk_snapshot_restore (snapshot);
}

/* Dark with a light edge, so that no picture hides them; faint, so that they hide no picture. */
static void
snapshot_words (ReviewImageView *self, GtkSnapshot *snapshot, int x, int y)
{
  static const GdkRGBA dark = { 0, 0, 0, 0.20f }, light = { 1, 1, 1, 0.22f };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x + 1, (float) y + 1));
  gtk_snapshot_append_layout (snapshot, self->mark, &light);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-1, -1));
  gtk_snapshot_append_layout (snapshot, self->mark, &dark);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_watermark (ReviewImageView *self, GtkSnapshot *snapshot)
{
  int width, height, reach;

  if (self->mark == NULL)
    self->mark = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->watermark);
  pango_layout_get_pixel_size (self->mark, &width, &height);
  reach = gtk_widget_get_width (GTK_WIDGET (self)) + gtk_widget_get_height (GTK_WIDGET (self));
  width += MARK_ACROSS;
  height += MARK_DOWN;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_rotate (snapshot, MARK_ANGLE);
  for (int row = 0; row * height < reach; row++)
    for (int column = -1; column * width < reach; column++)
      snapshot_words (self, snapshot, column * width - row % 2 * width / 2 - width / 2,
                      row * height);
  gtk_snapshot_restore (snapshot);
}

static void
review_image_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ReviewImageView *self = REVIEW_IMAGE_VIEW (widget);

  if (self->texture == NULL)
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  snapshot_picture (self, snapshot);
  if (self->watermark != NULL)
    snapshot_watermark (self, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
review_image_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = 120;
  *natural = 320;
}

static void
review_image_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  settle (REVIEW_IMAGE_VIEW (widget));
}

static void
forget_layout (ReviewImageView *self)
{
  g_clear_object (&self->mark);
}

static void
review_image_view_dispose (GObject *object)
{
  ReviewImageView *self = REVIEW_IMAGE_VIEW (object);

  g_clear_object (&self->texture);
  forget_layout (self);
  G_OBJECT_CLASS (review_image_view_parent_class)->dispose (object);
}

static void
review_image_view_finalize (GObject *object)
{
  g_free (REVIEW_IMAGE_VIEW (object)->watermark);
  G_OBJECT_CLASS (review_image_view_parent_class)->finalize (object);
}

static gboolean
zoom_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  double factor = g_variant_get_double (args);

  if (factor > 0)
    review_image_view_zoom_by (REVIEW_IMAGE_VIEW (widget), factor);
  else
    review_image_view_fit (REVIEW_IMAGE_VIEW (widget));
  return TRUE;
}

static gboolean
turn_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  review_image_view_turn (REVIEW_IMAGE_VIEW (widget), g_variant_get_int32 (args));
  return TRUE;
}

/* Where there is nothing more to see the key is left to others. */
static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  int dx, dy;

  g_variant_get (args, "(ii)", &dx, &dy);
  return move (REVIEW_IMAGE_VIEW (widget), dx * PAN, dy * PAN);
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    double factor;
  } zooms[] = {
    { GDK_KEY_plus, STEP },      { GDK_KEY_equal, STEP },           { GDK_KEY_KP_Add, STEP },
    { GDK_KEY_minus, 1 / STEP }, { GDK_KEY_KP_Subtract, 1 / STEP }, { GDK_KEY_0, 0 },
    { GDK_KEY_KP_0, 0 }
  };
  static const struct
  {
    guint key;
    int dx, dy;
  } moves[] = {
    { GDK_KEY_Left, 1, 0 }, { GDK_KEY_Right, -1, 0 }, { GDK_KEY_Up, 0, 1 }, { GDK_KEY_Down, 0, -1 }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (klass, zooms[i].key, 0, zoom_cb, "d", zooms[i].factor);
  gtk_widget_class_add_binding (klass, GDK_KEY_plus, GDK_SHIFT_MASK, zoom_cb, "d", STEP);
  gtk_widget_class_add_binding (klass, GDK_KEY_less, 0, turn_cb, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_less, GDK_SHIFT_MASK, turn_cb, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_greater, 0, turn_cb, "i", 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_greater, GDK_SHIFT_MASK, turn_cb, "i", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    gtk_widget_class_add_binding (klass, moves[i].key, 0, move_cb, "(ii)", moves[i].dx,
                                  moves[i].dy);
}

static void
review_image_view_class_init (ReviewImageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_image_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_image_view_finalize;
  widget_class->snapshot = review_image_view_snapshot;
  widget_class->measure = review_image_view_measure;
  widget_class->size_allocate = review_image_view_size_allocate;
  signal_changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "imageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  add_keys (widget_class);
}

/* The wheel alone is left to what scrolls around this. */
static gboolean
scroll_cb (ReviewImageView *self, double dx, double dy, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  if ((state & GDK_CONTROL_MASK) == 0 || self->texture == NULL)
    return FALSE;
  review_image_view_zoom_by (self, pow (STEP, -dy));
  return TRUE;
}

static void
drag_begin_cb (ReviewImageView *self)
{
  self->drag_x = self->drag_y = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
drag_update_cb (ReviewImageView *self, double x, double y)
{
  move (self, x - self->drag_x, y - self->drag_y);
  self->drag_x = x;
  self->drag_y = y;
}

static void
review_image_view_init (ReviewImageView *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->x = self->y = 0.5;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * review_image_view_new:
 *
 * Returns: (transfer floating): a view of nothing; its user names it for screen readers
 */
GtkWidget *
review_image_view_new (void)
{
  return g_object_new (REVIEW_TYPE_IMAGE_VIEW, NULL);
}

/**
 * review_image_view_set_texture:
 * @texture: (nullable) (transfer none): shown upright and as a whole
 */
void
review_image_view_set_texture (ReviewImageView *self, GdkTexture *texture)
{
  g_return_if_fail (REVIEW_IS_IMAGE_VIEW (self));

  if (!g_set_object (&self->texture, texture))
    return;
  self->zoom = 0;
  self->rotation = 0;
  self->x = self->y = 0.5;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell (self);
}

/**
 * review_image_view_get_texture:
 *
 * Returns: (transfer none) (nullable): the picture
 */
GdkTexture *
review_image_view_get_texture (ReviewImageView *self)
{
  g_return_val_if_fail (REVIEW_IS_IMAGE_VIEW (self), NULL);

  return self->texture;
}

/**
 * review_image_view_set_watermark:
 * @text: (nullable): laid over all of the widget again and again
 */
void
review_image_view_set_watermark (ReviewImageView *self, const char *text)
{
  g_return_if_fail (REVIEW_IS_IMAGE_VIEW (self));

  if (g_strcmp0 (text, self->watermark) == 0)
    return;
  g_free (self->watermark);
  self->watermark = g_strdup (text);
  forget_layout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * review_image_view_get_watermark:
 *
 * Returns: (transfer none) (nullable): the words
 */
const char *
review_image_view_get_watermark (ReviewImageView *self)
{
  g_return_val_if_fail (REVIEW_IS_IMAGE_VIEW (self), NULL);

  return self->watermark;
}

/**
 * review_image_view_zoom_by:
 * @factor: above 1: closer
 */
void
review_image_view_zoom_by (ReviewImageView *self, double factor)
{
  g_return_if_fail (REVIEW_IS_IMAGE_VIEW (self));

  self->zoom = CLAMP (review_image_view_get_zoom (self) * factor, LEAST, MOST);
  tell (self);
}

/**
 * review_image_view_fit:
 *
 * Shows the whole picture, as large as the widget allows.
 */
void
review_image_view_fit (ReviewImageView *self)
{
  g_return_if_fail (REVIEW_IS_IMAGE_VIEW (self));

  self->zoom = 0;
  tell (self);
}

/**
 * review_image_view_get_fits:
 *
 * Returns: whether the picture follows the size of the widget
 */
gboolean
review_image_view_get_fits (ReviewImageView *self)
{
  g_return_val_if_fail (REVIEW_IS_IMAGE_VIEW (self), TRUE);

  return self->zoom <= 0;
}

/**
 * review_image_view_turn:
 * @quarters: clockwise; negative: against the clock
 *
 * Turns the picture around what one looks at.
 */
void
review_image_view_turn (ReviewImageView *self, int quarters)
{
  int turn;

  g_return_if_fail (REVIEW_IS_IMAGE_VIEW (self));

  turn = ((quarters % 4) + 4) % 4;
  for (int i = 0; i < turn; i++)
    {
      double x = self->x;

      self->x = 1 - self->y;
      self->y = x;
    }
  self->rotation = (self->rotation + turn) % 4;
  tell (self);
}

/**
 * review_image_view_get_rotation:
 *
 * Returns: quarters clockwise, 0 to 3
 */
int
review_image_view_get_rotation (ReviewImageView *self)
{
  g_return_val_if_fail (REVIEW_IS_IMAGE_VIEW (self), 0);

  return self->rotation;
}
