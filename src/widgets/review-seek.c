/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings a widget to the top of what is seen of a long page. What is asked for before the page has its
 * full height cannot be reached at once: then it is tried again as the page grows, until it is there,
 * the person scrolls, or a while has passed. Where less of the page is seen than before, what has the
 * focus stays in sight. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-seek.h"

#define PATIENCE (3 * G_TIME_SPAN_SECOND)
#define MARGIN   8 /* px around what has the focus: its outline */

struct _ReviewSeek
{
  GObject parent;
  GtkScrolledWindow *scrolled; /* (weak) (nullable) */
  GtkWidget *content;          /* (weak) (nullable): the page */
  GtkWidget *target;           /* (weak) (nullable): NULL: nothing is sought */
  double above;                /* px that are left above the target */
  gint64 until;                /* monotonic, µs */
  gboolean moving;             /* the scroll position is changed from here */
  guint again;                 /* idle source */
  double seen;                 /* px of the page */
  double upper;                /* px that the page is high, when it was laid out last */
  guint keeping;               /* idle source */
};

G_DEFINE_FINAL_TYPE (ReviewSeek, review_seek, G_TYPE_OBJECT)

static void
move (ReviewSeek *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0), point;
  double wanted;

  if (self->content == NULL
      || !gtk_widget_compute_point (self->target, self->content, &origin, &point))
    return;
  wanted = MAX (0, (double) point.y - self->above);
  self->moving = TRUE;
  gtk_adjustment_set_value (adjustment, wanted);
  self->moving = FALSE;
}

/* The page has been laid out with its new height by now. */
static gboolean
again_cb (gpointer user_data)
{
  ReviewSeek *self = user_data;

  self->again = 0;
  if (self->target != NULL && self->scrolled != NULL && g_get_monotonic_time () < self->until)
    move (self);
  else
    review_seek_stop (self);
  return G_SOURCE_REMOVE;
}

static GtkWidget *
get_focus (ReviewSeek *self)
{
  GtkRoot *root = self->content != NULL ? gtk_widget_get_root (self->content) : NULL;
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->content) ? focus : NULL;
}

/* What is higher than all that is seen stays where it is. */
static gboolean
keep_cb (gpointer user_data)
{
  ReviewSeek *self = user_data;
  GtkWidget *focus = get_focus (self);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double page, below;

  self->keeping = 0;
  if (self->scrolled == NULL || self->target != NULL || focus == NULL
      || !gtk_widget_compute_bounds (focus, self->content, &bounds))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  page = gtk_adjustment_get_page_size (adjustment);
  below = (double) (bounds.origin.y + bounds.size.height) + MARGIN;
  if (below > gtk_adjustment_get_value (adjustment) + page
      && (double) bounds.size.height + 2 * MARGIN <= page)
    gtk_adjustment_set_value (adjustment, below - page);
  return G_SOURCE_REMOVE;
}

static void
follow_size (ReviewSeek *self)
{
  double seen =
      self->scrolled != NULL
          ? gtk_adjustment_get_page_size (gtk_scrolled_window_get_vadjustment (self->scrolled))
          : 0;

  if (seen < self->seen && self->keeping == 0)
    self->keeping = g_idle_add (keep_cb, self);
  self->seen = seen;
}

static double
get_upper (ReviewSeek *self)
{
  return self->scrolled != NULL
             ? gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (self->scrolled))
             : 0;
}

static void
grown_cb (ReviewSeek *self)
{
  follow_size (self);
  self->upper = get_upper (self);
  if (self->target != NULL && self->again == 0)
    self->again = g_idle_add (again_cb, self);
}

/* By a person, or because a page that just got lower ends here: then it is sought on. */
static void
scrolled_cb (ReviewSeek *self)
{
  if (!self->moving && get_upper (self) >= self->upper)
    review_seek_stop (self);
}

static void
review_seek_dispose (GObject *object)
{
  ReviewSeek *self = REVIEW_SEEK (object);

  review_seek_stop (self);
  g_clear_handle_id (&self->keeping, g_source_remove);
  g_clear_weak_pointer (&self->scrolled);
  g_clear_weak_pointer (&self->content);
  G_OBJECT_CLASS (review_seek_parent_class)->dispose (object);
}

static void
review_seek_class_init (ReviewSeekClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_seek_dispose;
}

static void
review_seek_init (ReviewSeek *self)
{
}

/**
 * review_seek_new:
 * @scrolled: shows @content
 * @content: the page
 *
 * Returns: (transfer full): what seeks on that page; it keeps neither
 */
ReviewSeek *
review_seek_new (GtkScrolledWindow *scrolled, GtkWidget *content)
{
  ReviewSeek *self = g_object_new (REVIEW_TYPE_SEEK, NULL);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);

  g_set_weak_pointer (&self->scrolled, scrolled);
  g_set_weak_pointer (&self->content, content);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (grown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * review_seek_to:
 * @target: on the page
 * @above: px of the page that stay in view above it
 */
void
review_seek_to (ReviewSeek *self, GtkWidget *target, double above)
{
  g_return_if_fail (REVIEW_IS_SEEK (self));

  if (self->scrolled == NULL)
    return;
  g_set_weak_pointer (&self->target, target);
  self->above = above;
  self->until = g_get_monotonic_time () + PATIENCE;
  move (self);
  grown_cb (self);
}

/**
 * review_seek_stop:
 *
 * Lets the page be where it is.
 */
void
review_seek_stop (ReviewSeek *self)
{
  g_return_if_fail (REVIEW_IS_SEEK (self));

  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_weak_pointer (&self->target);
}
