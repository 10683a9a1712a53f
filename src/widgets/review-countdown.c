/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pill that counts down to a deadline. It is told the server's time once and goes on from there
 * with the monotonic clock, so that a wrong clock on this computer changes nothing. Colour only
 * where asked for, and only in the last hour. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-countdown.h"

#include "review-tag.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)

struct _ReviewCountdown
{
  GtkWidget parent;
  ReviewTag *tag;    /* owned: child */
  char *left_words;  /* owned: "%s left" */
  char *over_words;  /* owned: "%s over" */
  char *spoken;      /* owned: "%s", for a screen reader, "SLA: %s" */
  gint64 remaining;  /* µs left at @since */
  gint64 since;      /* monotonic; 0: no deadline */
  gboolean coloured; /* may use colour at all */
  guint tick;        /* source id while mapped */
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_COLOURED
} ReviewCountdownProperty;
static GParamSpec *props[PROP_COLOURED + 1];

G_DEFINE_FINAL_TYPE (ReviewCountdown, review_countdown, GTK_TYPE_WIDGET)

static gint64
seconds_left (ReviewCountdown *self)
{
  return (self->remaining - (g_get_monotonic_time () - self->since)) / G_USEC_PER_SEC;
}

static char *
put_figure (const char *words, const char *figure)
{
  g_auto (GStrv) parts = g_strsplit (words, "%s", 2);

  return g_strjoinv (figure, parts);
}

static ReviewTone
tone_for (ReviewCountdown *self, gint64 left)
{
  if (!self->coloured || left >= HOUR)
    return REVIEW_TONE_NEUTRAL;
  return left < 20 * MINUTE ? REVIEW_TONE_ERROR : REVIEW_TONE_WARNING;
}

/**
 * review_countdown_dup_text:
 * @left: seconds left, negative once it is over
 * @left_words: words while time is left, with one %s for the figure
 * @over_words: words once it is over, with one %s
 *
 * Returns: (transfer full): what a pill would show
 */
char *
review_countdown_dup_text (gint64 left, const char *left_words, const char *over_words)
{
  gint64 shown = ABS (left);
  g_autofree char *figure =
      shown < 48 * HOUR
          ? g_strdup_printf ("%d:%02d", (int) (shown / HOUR), (int) (shown % HOUR / MINUTE))
          : g_strdup_printf ("%d d", (int) (shown / (24 * HOUR)));

  return put_figure (left >= 0 ? left_words : over_words, figure);
}

static void
update (ReviewCountdown *self)
{
  gint64 left;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), self->since != 0);
  if (self->since == 0)
    return;
  left = seconds_left (self);
  text = review_countdown_dup_text (left, self->left_words, self->over_words);
  spoken = put_figure (self->spoken, text);
  if (g_strcmp0 (text, review_tag_get_text (self->tag)) != 0)
    {
      review_tag_set_text (self->tag, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
    }
  review_tag_set_tone (self->tag, tone_for (self, left));
}

static gboolean
second_passed_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
review_countdown_map (GtkWidget *widget)
{
  ReviewCountdown *self = REVIEW_COUNTDOWN (widget);

  GTK_WIDGET_CLASS (review_countdown_parent_class)->map (widget);
  update (self);
  if (self->tick == 0)
    self->tick = g_timeout_add_seconds (5, second_passed_cb, self);
}

static void
review_countdown_unmap (GtkWidget *widget)
{
  ReviewCountdown *self = REVIEW_COUNTDOWN (widget);

  g_clear_handle_id (&self->tick, g_source_remove);
  GTK_WIDGET_CLASS (review_countdown_parent_class)->unmap (widget);
}

static void
review_countdown_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ReviewCountdown *self = REVIEW_COUNTDOWN (object);

  switch ((ReviewCountdownProperty) id)
    {
    case PROP_TEXT:
      g_value_set_string (value, review_countdown_get_text (self));
      break;
    case PROP_COLOURED:
      g_value_set_boolean (value, self->coloured);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
review_countdown_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COLOURED)
    review_countdown_set_coloured (REVIEW_COUNTDOWN (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_countdown_dispose (GObject *object)
{
  ReviewCountdown *self = REVIEW_COUNTDOWN (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->tag != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->tag));
  self->tag = NULL;
  G_OBJECT_CLASS (review_countdown_parent_class)->dispose (object);
}

static void
review_countdown_finalize (GObject *object)
{
  ReviewCountdown *self = REVIEW_COUNTDOWN (object);

  g_free (self->left_words);
  g_free (self->over_words);
  g_free (self->spoken);
  G_OBJECT_CLASS (review_countdown_parent_class)->finalize (object);
}

static void
review_countdown_class_init (ReviewCountdownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_countdown_get_property;
  object_class->set_property = review_countdown_set_property;
  object_class->dispose = review_countdown_dispose;
  object_class->finalize = review_countdown_finalize;
  widget_class->map = review_countdown_map;
  widget_class->unmap = review_countdown_unmap;
  props[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_COLOURED] =
      g_param_spec_boolean ("coloured", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_css_name (widget_class, "countdown");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TIMER);
}

static void
review_countdown_init (ReviewCountdown *self)
{
  self->left_words = g_strdup ("%s");
  self->over_words = g_strdup ("+%s");
  self->spoken = g_strdup ("%s");
  self->tag = REVIEW_TAG (review_tag_new (NULL, REVIEW_TONE_NEUTRAL));
  gtk_widget_add_css_class (GTK_WIDGET (self->tag), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->tag), GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * review_countdown_new:
 *
 * Returns: (transfer floating): a pill without a deadline, hidden.
 */
GtkWidget *
review_countdown_new (void)
{
  return g_object_new (REVIEW_TYPE_COUNTDOWN, NULL);
}

/**
 * review_countdown_set_words:
 * @left: words while time is left, with one %s for the figure
 * @over: words once it is over, with one %s
 * @spoken: words for a screen reader around either, with one %s
 */
void
review_countdown_set_words (ReviewCountdown *self,
                            const char *left,
                            const char *over,
                            const char *spoken)
{
  g_return_if_fail (REVIEW_IS_COUNTDOWN (self));

  g_free (self->left_words);
  g_free (self->over_words);
  g_free (self->spoken);
  self->left_words = g_strdup (left);
  self->over_words = g_strdup (over);
  self->spoken = g_strdup (spoken);
  update (self);
}

/**
 * review_countdown_set_coloured:
 * @coloured: whether the last hour shows as a colour
 */
void
review_countdown_set_coloured (ReviewCountdown *self, gboolean coloured)
{
  g_return_if_fail (REVIEW_IS_COUNTDOWN (self));

  self->coloured = coloured;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLOURED]);
}

/**
 * review_countdown_start:
 * @deadline: µs since 1970, in the server's time
 * @now: the server's time, µs since 1970
 */
void
review_countdown_start (ReviewCountdown *self, gint64 deadline, gint64 now)
{
  g_return_if_fail (REVIEW_IS_COUNTDOWN (self));

  self->remaining = deadline - now;
  self->since = g_get_monotonic_time ();
  update (self);
}

/**
 * review_countdown_clear:
 *
 * Takes the deadline away; the pill hides.
 */
void
review_countdown_clear (ReviewCountdown *self)
{
  g_return_if_fail (REVIEW_IS_COUNTDOWN (self));

  self->since = 0;
  update (self);
}

/**
 * review_countdown_get_text:
 *
 * Returns: (transfer none): the words shown.
 */
const char *
review_countdown_get_text (ReviewCountdown *self)
{
  g_return_val_if_fail (REVIEW_IS_COUNTDOWN (self), NULL);

  return review_tag_get_text (self->tag);
}
