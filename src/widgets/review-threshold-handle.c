/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line with a knob that stands at a value of 0..1 and asks to be moved by the keyboard: Left and
 * Right a small step, with Shift or Page Up and Down a large one, Home and End to the ends. It does
 * not move by itself: who owns the value may hold it back. To a screen reader it is a slider. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-threshold-handle.h"

#include <math.h>

#include "review-tip.h"

#define SMALL_STEP 0.005
#define LARGE_STEP 0.05
#define KNOB       14
#define LINE       2

struct _ReviewThresholdHandle
{
  GtkWidget parent;
  GtkWidget *line; /* owned: child */
  GtkWidget *knob; /* owned: child */
  double value;
};

static guint moved_signal;

G_DEFINE_FINAL_TYPE (ReviewThresholdHandle, review_threshold_handle, GTK_TYPE_WIDGET)

static GtkWidget *
add_part (ReviewThresholdHandle *self, const char *css_class)
{
  GtkWidget *part =
      g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (part, css_class);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

static void
review_threshold_handle_measure (GtkWidget *widget,
                                 GtkOrientation orientation,
                                 int for_size,
                                 int *minimum,
                                 int *natural,
                                 int *minimum_baseline,
                                 int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? KNOB + 6 : 2 * KNOB;
}

static void
review_threshold_handle_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ReviewThresholdHandle *self = REVIEW_THRESHOLD_HANDLE (widget);

  gtk_widget_size_allocate (
      self->line, &(GtkAllocation){ (width - LINE) / 2, KNOB / 2, LINE, height - KNOB / 2 }, -1);
  gtk_widget_size_allocate (self->knob, &(GtkAllocation){ (width - KNOB) / 2, 0, KNOB, KNOB }, -1);
}

static void
ask (ReviewThresholdHandle *self, double value)
{
  g_signal_emit (self, moved_signal, 0, CLAMP (value, 0.0, 1.0));
}

static gboolean
step_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ReviewThresholdHandle *self = REVIEW_THRESHOLD_HANDLE (widget);
  double step = g_variant_get_double (args);
  /* From one mark to the next, also where the value stands between two. */
  double mark =
      step < 0 ? ceil (self->value / SMALL_STEP - 1e-6) : floor (self->value / SMALL_STEP + 1e-6);

  ask (self, mark * SMALL_STEP + step);
  return TRUE;
}

static gboolean
end_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ask (REVIEW_THRESHOLD_HANDLE (widget), g_variant_get_double (args));
  return TRUE;
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    double step;
  } steps[] = {
    { GDK_KEY_Left, 0, -SMALL_STEP },
    { GDK_KEY_KP_Left, 0, -SMALL_STEP },
    { GDK_KEY_Right, 0, SMALL_STEP },
    { GDK_KEY_KP_Right, 0, SMALL_STEP },
    { GDK_KEY_Left, GDK_SHIFT_MASK, -LARGE_STEP },
    { GDK_KEY_Right, GDK_SHIFT_MASK, LARGE_STEP },
    { GDK_KEY_Page_Down, 0, -LARGE_STEP },
    { GDK_KEY_Page_Up, 0, LARGE_STEP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, steps[i].modifiers, step_pressed_cb,
                                  "d", steps[i].step);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, end_pressed_cb, "d", 0.0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, end_pressed_cb, "d", 1.0);
}

static void
review_threshold_handle_dispose (GObject *object)
{
  ReviewThresholdHandle *self = REVIEW_THRESHOLD_HANDLE (object);

  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->knob, gtk_widget_unparent);
  G_OBJECT_CLASS (review_threshold_handle_parent_class)->dispose (object);
}

static void
review_threshold_handle_class_init (ReviewThresholdHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_threshold_handle_dispose;
  widget_class->measure = review_threshold_handle_measure;
  widget_class->size_allocate = review_threshold_handle_size_allocate;
  /* The value that is asked for, 0..1. */
  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "handle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  add_keys (widget_class);
}

static void
review_threshold_handle_init (ReviewThresholdHandle *self)
{
  self->line = add_part (self, "line");
  self->knob = add_part (self, "knob");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "ew-resize");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0, -1);
}

/** review_threshold_handle_new: Returns: (transfer floating): a handle at 0. */
GtkWidget *
review_threshold_handle_new (void)
{
  return g_object_new (REVIEW_TYPE_THRESHOLD_HANDLE, NULL);
}

/**
 * review_threshold_handle_set:
 * @value: 0..1
 * @name: what it is, with its value
 * @text: what follows from the value, in words
 */
void
review_threshold_handle_set (ReviewThresholdHandle *self,
                             double value,
                             const char *name,
                             const char *text)
{
  g_return_if_fail (REVIEW_IS_THRESHOLD_HANDLE (self));

  self->value = value;
  review_tip_set (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, value,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/** review_threshold_handle_get_value: Returns: where it stands, 0..1. */
double
review_threshold_handle_get_value (ReviewThresholdHandle *self)
{
  g_return_val_if_fail (REVIEW_IS_THRESHOLD_HANDLE (self), 0);

  return self->value;
}
