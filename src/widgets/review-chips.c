/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few things to choose from as chips in as many lines as they need: one of them, or several. The
 * owner says which are chosen and is told what a person chose; nothing is chosen by itself. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-chips.h"

#include "review-tip.h"
#include "review-wrap.h"

struct _ReviewChips
{
  GtkWidget parent;
  GtkWidget *wrap; /* owned: child */
  gboolean multiple;
  gboolean setting; /* the owner is setting what is chosen */
};

typedef enum
{
  PROP_MULTIPLE = 1
} ReviewChipsProperty;
static GParamSpec *props[PROP_MULTIPLE + 1];

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewChips, review_chips, GTK_TYPE_WIDGET)

static const char *
get_id (GtkWidget *chip)
{
  return g_object_get_data (G_OBJECT (chip), "review-id");
}

static void
toggled_cb (GtkCheckButton *chip, ReviewChips *self)
{
  gboolean active = gtk_check_button_get_active (chip);

  if (!self->setting && (active || self->multiple))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, get_id (GTK_WIDGET (chip)), active);
}

static gboolean
review_chips_grab_focus (GtkWidget *widget)
{
  GtkWidget *first = gtk_widget_get_first_child (REVIEW_CHIPS (widget)->wrap);

  return first != NULL && gtk_widget_grab_focus (first);
}

static void
review_chips_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MULTIPLE)
    g_value_set_boolean (value, REVIEW_CHIPS (object)->multiple);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_chips_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MULTIPLE)
    REVIEW_CHIPS (object)->multiple = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_chips_dispose (GObject *object)
{
  ReviewChips *self = REVIEW_CHIPS (object);

  g_clear_pointer (&self->wrap, gtk_widget_unparent);
  G_OBJECT_CLASS (review_chips_parent_class)->dispose (object);
}

static void
review_chips_class_init (ReviewChipsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_chips_get_property;
  object_class->set_property = review_chips_set_property;
  object_class->dispose = review_chips_dispose;
  widget_class->grab_focus = review_chips_grab_focus;
  props[PROP_MULTIPLE] =
      g_param_spec_boolean ("multiple", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  /**
   * ReviewChips::chosen:
   * @id: of the chip
   * @active: whether it was chosen or, of several, taken back
   */
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_chips_init (ReviewChips *self)
{
  self->wrap = review_wrap_new ();
  gtk_widget_set_parent (self->wrap, GTK_WIDGET (self));
}

/**
 * review_chips_clear:
 *
 * Takes every chip away.
 */
void
review_chips_clear (ReviewChips *self)
{
  g_return_if_fail (REVIEW_IS_CHIPS (self));

  review_wrap_remove_all (REVIEW_WRAP (self->wrap));
}

/**
 * review_chips_add:
 * @id: what "chosen" says of it
 * @text: the words
 * @key: (nullable): what is written on the key that chooses it
 *
 * Appends a chip that is not chosen.
 */
void
review_chips_add (ReviewChips *self, const char *id, const char *text, const char *key)
{
  GtkWidget *chip = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *first;

  g_return_if_fail (REVIEW_IS_CHIPS (self));

  first = gtk_widget_get_first_child (self->wrap);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_box_append (GTK_BOX (box), label);
  if (key != NULL)
    {
      GtkWidget *cap = gtk_label_new (key);

      gtk_widget_add_css_class (cap, "key-cap");
      gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_check_button_set_child (GTK_CHECK_BUTTON (chip), box);
  if (!self->multiple && first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (chip), GTK_CHECK_BUTTON (first));
  gtk_widget_add_css_class (chip, "chip-choice");
  review_tip_set (chip, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (chip), "review-id", g_strdup (id), g_free);
  g_signal_connect_object (chip, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_DEFAULT);
  review_wrap_append (REVIEW_WRAP (self->wrap), chip);
}

/**
 * review_chips_set_active:
 * @ids: (nullable): what is chosen; nobody is told
 */
void
review_chips_set_active (ReviewChips *self, const char *const *ids)
{
  g_return_if_fail (REVIEW_IS_CHIPS (self));

  self->setting = TRUE;
  for (GtkWidget *chip = gtk_widget_get_first_child (self->wrap); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (chip),
                                 ids != NULL && g_strv_contains (ids, get_id (chip)));
  self->setting = FALSE;
}

/**
 * review_chips_set_active_one:
 * @id: (nullable): what is chosen
 */
void
review_chips_set_active_one (ReviewChips *self, const char *id)
{
  const char *const ids[] = { id, NULL };

  review_chips_set_active (self, ids);
}

/**
 * review_chips_dup_active:
 *
 * Returns: (transfer full): what is chosen, in the order of the chips
 */
char **
review_chips_dup_active (ReviewChips *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (REVIEW_IS_CHIPS (self), NULL);

  for (GtkWidget *chip = gtk_widget_get_first_child (self->wrap); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (chip)))
      g_strv_builder_add (builder, get_id (chip));
  return g_strv_builder_end (builder);
}

/**
 * review_chips_choose:
 * @position: from 0
 *
 * Chooses (of several: chooses or takes back) the chip at @position, as the person would.
 *
 * Returns: whether there is one that can be chosen
 */
gboolean
review_chips_choose (ReviewChips *self, guint position)
{
  GtkWidget *chip;

  g_return_val_if_fail (REVIEW_IS_CHIPS (self), FALSE);

  chip = gtk_widget_get_first_child (self->wrap);
  for (guint i = 0; i < position && chip != NULL; i++)
    chip = gtk_widget_get_next_sibling (chip);
  if (chip == NULL || !gtk_widget_is_sensitive (chip))
    return FALSE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (chip),
                               !self->multiple
                                   || !gtk_check_button_get_active (GTK_CHECK_BUTTON (chip)));
  return TRUE;
}
