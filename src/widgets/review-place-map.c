/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places on a plain outline of the world, and the great circles between them. It shows as much of the
 * world as the places need, and never less than a continent. Places are widgets with names; one stop
 * for Tab, arrow keys go to the next. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-place-map.h"

#include <math.h>

#include "review-chart-parts.h"
#include "review-geo.h"
#include "review-ink.h"
#include "review-tip.h"
#include "review-world-outline.h"

#define NORTH     78.0
#define SOUTH     -57.0
#define LEAST_LON 70.0 /* degrees across, at least */
#define MARGIN    1.35 /* of what the places take */
#define DOT       12
#define STEPS     48 /* of a great circle */
#define MOST_ARCS 64

typedef struct
{
  double latitude;
  double longitude;
  GtkWidget *dot;   /* child */
  GtkWidget *label; /* child */
  double x;
  double y;
} Place;

typedef struct
{
  guint from;
  guint to;
  ReviewTone tone;
  GtkWidget *label; /* child (nullable) */
} Arc;

struct _ReviewPlaceMap
{
  GtkWidget parent;
  GtkWidget *ink; /* owned: child */
  GArray *places; /* owned: Place */
  GArray *arcs;   /* owned: Arc */
  int selected;   /* -1: none */
  double west;    /* what is in sight */
  double top;
  double scale; /* pixels per degree */
};

typedef enum
{
  PROP_SELECTED = 1
} ReviewPlaceMapProperty;
static GParamSpec *props[PROP_SELECTED + 1];

G_DEFINE_FINAL_TYPE (ReviewPlaceMap, review_place_map, GTK_TYPE_WIDGET)

#define PLACE(self, i) (&g_array_index ((self)->places, Place, (i)))

static double
get_x (const ReviewPlaceMap *self, double longitude)
{
  return (longitude - self->west) * self->scale;
}

static double
get_y (const ReviewPlaceMap *self, double latitude)
{
  return (self->top - latitude) * self->scale;
}

static void
set_color (cairo_t *cr, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

static void
draw_shores (ReviewPlaceMap *self, cairo_t *cr, const ReviewInkColors *colors)
{
  guint n;
  const ReviewWorldShore *shores = review_world_get_shores (&n);

  for (guint i = 0; i < n; i++)
    {
      cairo_new_sub_path (cr);
      for (guint j = 0; j < shores[i].n; j++)
        cairo_line_to (cr, get_x (self, shores[i].points[j].lon),
                       get_y (self, shores[i].points[j].lat));
      cairo_close_path (cr);
    }
  set_color (cr, &colors->text, 0.12);
  cairo_fill_preserve (cr);
  set_color (cr, &colors->text, 0.3);
  cairo_set_line_width (cr, 0.8);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

/* Over the date line it leaves the map at one side and comes back at the other. */
static void
draw_arc (ReviewPlaceMap *self, cairo_t *cr, const Arc *arc)
{
  const Place *from = PLACE (self, arc->from), *to = PLACE (self, arc->to);
  double before = 0;

  for (int i = 0; i <= STEPS; i++)
    {
      double lat, lon;

      review_geo_between (from->latitude, from->longitude, to->latitude, to->longitude,
                          (double) i / STEPS, &lat, &lon);
      if (isnan (lat))
        continue;
      if (i > 0 && fabs (lon - before) > 180)
        cairo_new_sub_path (cr);
      cairo_line_to (cr, get_x (self, lon), get_y (self, lat));
      before = lon;
    }
  cairo_stroke (cr);
}

static void
draw_cb (
    cairo_t *cr, double width, double height, const ReviewInkColors *colors, gpointer user_data)
{
  ReviewPlaceMap *self = user_data;

  draw_shores (self, cr, colors);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < self->arcs->len; i++)
    {
      const Arc *arc = &g_array_index (self->arcs, Arc, i);
      gboolean bad = arc->tone == REVIEW_TONE_ERROR;
      gboolean touched = self->selected < 0 || (int) arc->from == self->selected
                         || (int) arc->to == self->selected;

      set_color (cr, bad ? &colors->error : &colors->accent, touched ? 0.9 : 0.35);
      cairo_set_line_width (cr, bad ? 2.4 : 1.5);
      draw_arc (self, cr, arc);
    }
}

/* The part of the world that the places lie in, with its own proportions kept. */
static void
find_sight (ReviewPlaceMap *self, int width, int height)
{
  double west = 180, east = -180, north = -90, south = 90, across, down, middle;

  for (guint i = 0; i < self->places->len; i++)
    {
      west = fmin (west, PLACE (self, i)->longitude);
      east = fmax (east, PLACE (self, i)->longitude);
      south = fmin (south, PLACE (self, i)->latitude);
      north = fmax (north, PLACE (self, i)->latitude);
    }
  if (self->places->len == 0)
    {
      west = -180, east = 180;
      south = SOUTH, north = NORTH;
    }
  across = CLAMP ((east - west) * MARGIN, LEAST_LON, 360);
  down = CLAMP ((north - south) * MARGIN, 10, NORTH - SOUTH);
  across = CLAMP (fmax (across, down * width / height), LEAST_LON, 360);
  self->scale = width / across;
  middle = (west + east) / 2;
  self->west = CLAMP (middle - across / 2, -180, 180 - across);
  down = height / self->scale;
  middle = (south + north) / 2;
  self->top = down >= NORTH - SOUTH ? (NORTH + SOUTH) / 2 + down / 2
                                    : CLAMP (middle + down / 2, SOUTH + down, NORTH);
}

static void
review_place_map_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 200;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 520 : 260;
}

static void
place_child (
    ReviewPlaceMap *self, GtkWidget *child, double x, double y, gboolean beside, GArray *taken)
{
  int width = 0, height = 0, left, top;
  graphene_rect_t box;
  gboolean room = TRUE;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  left = (int) lround (beside ? x + DOT / 2.0 + 3 : x - width / 2.0);
  if (beside && left + width > gtk_widget_get_width (GTK_WIDGET (self)))
    left = (int) lround (x - DOT / 2.0 - 3) - width;
  top = (int) lround (y - height / 2.0);
  box = GRAPHENE_RECT_INIT ((float) left, (float) top, (float) width, (float) height);
  for (guint i = 0; taken != NULL && i < taken->len; i++)
    room = room
           && !graphene_rect_intersection (&g_array_index (taken, graphene_rect_t, i), &box, NULL);
  gtk_widget_set_child_visible (child, room);
  if (!room)
    return;
  if (taken != NULL)
    g_array_append_val (taken, box);
  gtk_widget_size_allocate (child, &(GtkAllocation){ left, top, width, height }, -1);
}

static void
place_arc_label (ReviewPlaceMap *self, const Arc *arc, GArray *taken)
{
  const Place *from = PLACE (self, arc->from), *to = PLACE (self, arc->to);
  double lat, lon;

  review_geo_between (from->latitude, from->longitude, to->latitude, to->longitude, 0.5, &lat,
                      &lon);
  if (isnan (lat))
    lat = (from->latitude + to->latitude) / 2, lon = (from->longitude + to->longitude) / 2;
  place_child (self, arc->label, get_x (self, lon), get_y (self, lat), FALSE, taken);
}

/* Words where there is room for them: of trips that cannot be first, they matter most. */
static void
review_place_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewPlaceMap *self = REVIEW_PLACE_MAP (widget);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  find_sight (self, MAX (1, width), MAX (1, height));
  gtk_widget_size_allocate (self->ink, &(GtkAllocation){ 0, 0, width, height }, -1);
  gtk_widget_queue_draw (self->ink);
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = PLACE (self, i);

      place->x = get_x (self, place->longitude);
      place->y = get_y (self, place->latitude);
      place_child (self, place->dot, place->x, place->y, FALSE, NULL);
    }
  for (int bad = 1; bad >= 0; bad--)
    for (guint i = 0; i < self->arcs->len; i++)
      {
        const Arc *arc = &g_array_index (self->arcs, Arc, i);

        if (arc->label != NULL && (arc->tone == REVIEW_TONE_ERROR) == bad)
          place_arc_label (self, arc, taken);
      }
  for (guint i = 0; i < self->places->len; i++)
    place_child (self, PLACE (self, i)->label, PLACE (self, i)->x, PLACE (self, i)->y, TRUE, taken);
}

static void
show_selected (ReviewPlaceMap *self, int i, gboolean selected)
{
  GtkWidget *dot = PLACE (self, i)->dot;

  if (selected)
    gtk_widget_set_state_flags (dot, GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (dot, GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (dot), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

static gboolean
review_place_map_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ReviewPlaceMap *self = REVIEW_PLACE_MAP (widget);
  gboolean tabs = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (!tabs || gtk_widget_get_focus_child (widget) != NULL || self->places->len == 0)
    return FALSE;
  return gtk_widget_grab_focus (PLACE (self, MAX (0, self->selected))->dot);
}

static int
find_dot (ReviewPlaceMap *self, GtkWidget *dot)
{
  for (guint i = 0; i < self->places->len; i++)
    if (PLACE (self, i)->dot == dot)
      return (int) i;
  return -1;
}

static void
focus_entered_cb (GtkEventController *controller, ReviewPlaceMap *self)
{
  review_place_map_select (self, find_dot (self, gtk_event_controller_get_widget (controller)));
}

static void
clicked_cb (GtkGestureClick *gesture, int presses, double x, double y, ReviewPlaceMap *self)
{
  gtk_widget_grab_focus (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReviewPlaceMap *self)
{
  gboolean next = key == GDK_KEY_Right || key == GDK_KEY_Down;
  gboolean before = key == GDK_KEY_Left || key == GDK_KEY_Up;
  int n = (int) self->places->len, to = self->selected + (next ? 1 : -1);

  if ((!next && !before) || n == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  gtk_widget_grab_focus (PLACE (self, CLAMP (to, 0, n - 1))->dot);
  return TRUE;
}

static void
clear (ReviewPlaceMap *self)
{
  for (guint i = 0; i < self->arcs->len; i++)
    g_clear_pointer (&g_array_index (self->arcs, Arc, i).label, gtk_widget_unparent);
  g_array_set_size (self->arcs, 0);
  for (guint i = 0; i < self->places->len; i++)
    {
      gtk_widget_unparent (PLACE (self, i)->dot);
      gtk_widget_unparent (PLACE (self, i)->label);
    }
  g_array_set_size (self->places, 0);
  self->selected = -1;
}

static void
review_place_map_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ReviewPlaceMapProperty) id)
    {
    case PROP_SELECTED:
      g_value_set_int (value, REVIEW_PLACE_MAP (object)->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_place_map_dispose (GObject *object)
{
  ReviewPlaceMap *self = REVIEW_PLACE_MAP (object);

  if (self->places != NULL)
    clear (self);
  g_clear_pointer (&self->ink, gtk_widget_unparent);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->arcs, g_array_unref);
  G_OBJECT_CLASS (review_place_map_parent_class)->dispose (object);
}

static void
review_place_map_class_init (ReviewPlaceMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_place_map_get_property;
  object_class->dispose = review_place_map_dispose;
  widget_class->measure = review_place_map_measure;
  widget_class->size_allocate = review_place_map_size_allocate;
  widget_class->focus = review_place_map_focus;
  props[PROP_SELECTED] =
      g_param_spec_int ("selected", NULL, NULL, -1, G_MAXINT, -1,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "placemap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_BOX);
}

static void
review_place_map_init (ReviewPlaceMap *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  self->arcs = g_array_new (FALSE, TRUE, sizeof (Arc));
  self->selected = -1;
  self->ink = review_ink_new (draw_cb, self);
  gtk_widget_set_parent (self->ink, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/** review_place_map_new: Returns: (transfer floating): the world without places. */
GtkWidget *
review_place_map_new (void)
{
  return g_object_new (REVIEW_TYPE_PLACE_MAP, NULL);
}

static GtkWidget *
add_label (ReviewPlaceMap *self, const char *text, const char *css_class)
{
  GtkWidget *label =
      review_chart_add_label (GTK_WIDGET (self), css_class, text, GTK_ACCESSIBLE_ROLE_LABEL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  return label;
}

static void
add_place (ReviewPlaceMap *self, const ReviewMapPlace *from)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  Place place = { from->latitude, from->longitude };

  place.dot = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_OPTION,
                            "focusable", TRUE, "width-request", DOT, "height-request", DOT, NULL);
  review_tip_set (place.dot, from->text);
  gtk_widget_add_css_class (place.dot, "place");
  if (from->hollow)
    gtk_widget_add_css_class (place.dot, "hollow");
  review_tone_apply (place.dot, from->tone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (place.dot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  from->text, -1);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered_cb), self, 0);
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, 0);
  gtk_widget_add_controller (place.dot, focus);
  gtk_widget_add_controller (place.dot, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_parent (place.dot, GTK_WIDGET (self));
  place.label = add_label (self, from->label, "place-label");
  g_array_append_val (self->places, place);
}

/**
 * review_place_map_set:
 * @places: (array length=n_places): replace all; one that is nowhere on earth is an error of the
 *   caller
 * @arcs: (array length=n_arcs): between places by number
 */
void
review_place_map_set (ReviewPlaceMap *self,
                      const ReviewMapPlace *places,
                      guint n_places,
                      const ReviewMapArc *arcs,
                      guint n_arcs)
{
  int before;

  g_return_if_fail (REVIEW_IS_PLACE_MAP (self));

  before = self->selected;
  clear (self);
  for (guint i = 0; i < n_places; i++)
    add_place (self, &places[i]);
  for (guint i = 0; i < MIN (n_arcs, MOST_ARCS); i++)
    {
      Arc arc = { arcs[i].from, arcs[i].to, arcs[i].tone, NULL };

      if (arc.from >= n_places || arc.to >= n_places)
        continue;
      if (arcs[i].label != NULL)
        {
          arc.label = add_label (self, arcs[i].label, "arc-label");
          review_tone_apply (arc.label, arc.tone);
        }
      g_array_append_val (self->arcs, arc);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (before >= 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

/** review_place_map_get_count: Returns: how many places there are. */
guint
review_place_map_get_count (ReviewPlaceMap *self)
{
  g_return_val_if_fail (REVIEW_IS_PLACE_MAP (self), 0);

  return self->places->len;
}

/** review_place_map_get_selected: Returns: number of the selected place, -1: none. */
int
review_place_map_get_selected (ReviewPlaceMap *self)
{
  g_return_val_if_fail (REVIEW_IS_PLACE_MAP (self), -1);

  return self->selected;
}

/**
 * review_place_map_select:
 * @place: its number; -1, or what is none: nothing
 */
void
review_place_map_select (ReviewPlaceMap *self, int place)
{
  g_return_if_fail (REVIEW_IS_PLACE_MAP (self));

  if (place >= (int) self->places->len)
    place = -1;
  if (place == self->selected)
    return;
  if (self->selected >= 0)
    show_selected (self, self->selected, FALSE);
  self->selected = place;
  if (place >= 0)
    show_selected (self, place, TRUE);
  gtk_widget_queue_draw (self->ink);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}
