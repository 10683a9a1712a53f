/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tabs over panels that belong to somebody else. Only the chosen tab takes part in Tab's order; the
 * arrow keys, Home and End go to the others, as the roles tab list and tab promise. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-tab-strip.h"

#include <string.h>

typedef struct
{
  char *id;
  char *title;
  GtkWidget *button; /* its parent owns it */
  GtkWidget *count;
} Tab;

struct _ReviewTabStrip
{
  GtkWidget parent;
  GtkWidget *scrolled; /* owned: child */
  GtkWidget *box;
  GPtrArray *tabs; /* owned: Tab */
  Tab *selected;   /* one of them, or NULL */
};

enum
{
  PROP_SELECTED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ReviewTabStrip, review_tab_strip, GTK_TYPE_WIDGET)

static void
tab_free (Tab *tab)
{
  g_free (tab->id);
  g_free (tab->title);
  g_free (tab);
}

static Tab *
find_tab (ReviewTabStrip *self, const char *id)
{
  for (guint i = 0; i < self->tabs->len; i++)
    if (g_strcmp0 (((Tab *) self->tabs->pdata[i])->id, id) == 0)
      return self->tabs->pdata[i];
  return NULL;
}

static void
scroll_to (ReviewTabStrip *self, Tab *tab)
{
  graphene_rect_t bounds;
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  if (gtk_widget_compute_bounds (tab->button, self->box, &bounds))
    gtk_adjustment_clamp_page (adjustment, (double) bounds.origin.x,
                               (double) (bounds.origin.x + bounds.size.width));
}

/* Screen readers read a tab as selected or not; the look follows the toggle. */
static void
show_selected (ReviewTabStrip *self)
{
  for (guint i = 0; i < self->tabs->len; i++)
    {
      Tab *tab = self->tabs->pdata[i];
      gboolean chosen = tab == self->selected;

      gtk_widget_set_focusable (tab->button, chosen);
      gtk_accessible_update_state (GTK_ACCESSIBLE (tab->button), GTK_ACCESSIBLE_STATE_SELECTED,
                                   chosen, -1);
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tab->button)) != chosen)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab->button), chosen);
    }
}

static void
choose (ReviewTabStrip *self, Tab *tab)
{
  if (self->selected == tab)
    return;
  self->selected = tab;
  show_selected (self);
  if (tab != NULL)
    scroll_to (self, tab);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

/* A click on the chosen tab leaves it chosen. */
static void
toggled_cb (ReviewTabStrip *self, GtkToggleButton *button)
{
  for (guint i = 0; i < self->tabs->len; i++)
    {
      Tab *tab = self->tabs->pdata[i];

      if (tab->button != GTK_WIDGET (button))
        continue;
      if (gtk_toggle_button_get_active (button))
        choose (self, tab);
      else if (self->selected == tab)
        gtk_toggle_button_set_active (button, TRUE);
    }
}

static Tab *
get_shown (ReviewTabStrip *self, int from, int step)
{
  int n = (int) self->tabs->len;

  for (int i = 0, at = from; i < n; i++, at += step)
    {
      Tab *tab = self->tabs->pdata[((at % n) + n) % n];

      if (gtk_widget_get_visible (tab->button))
        return tab;
    }
  return NULL;
}

static int
index_of (ReviewTabStrip *self, const Tab *tab)
{
  guint at = 0;

  return g_ptr_array_find (self->tabs, tab, &at) ? (int) at : -1;
}

static gboolean
key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ReviewTabStrip *self = REVIEW_TAB_STRIP (widget);
  int step = g_variant_get_int32 (args);

  if (self->tabs->len == 0)
    return FALSE;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL && ABS (step) == 1)
    step = -step;
  if (ABS (step) == 1)
    review_tab_strip_move (self, step);
  else
    choose (self,
            step < 0 ? get_shown (self, 0, 1) : get_shown (self, (int) self->tabs->len - 1, -1));
  if (self->selected != NULL)
    gtk_widget_grab_focus (self->selected->button);
  return TRUE;
}

static void
review_tab_strip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_string (value, review_tab_strip_get_selected (REVIEW_TAB_STRIP (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_tab_strip_dispose (GObject *object)
{
  ReviewTabStrip *self = REVIEW_TAB_STRIP (object);

  self->selected = NULL;
  if (self->tabs != NULL)
    g_ptr_array_set_size (self->tabs, 0);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (review_tab_strip_parent_class)->dispose (object);
}

static void
review_tab_strip_finalize (GObject *object)
{
  g_clear_pointer (&REVIEW_TAB_STRIP (object)->tabs, g_ptr_array_unref);
  G_OBJECT_CLASS (review_tab_strip_parent_class)->finalize (object);
}

static void
review_tab_strip_class_init (ReviewTabStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    guint key;
    int step;
  } keys[] = {
    { GDK_KEY_Left, -1 }, { GDK_KEY_Right, 1 }, { GDK_KEY_Home, -2 }, { GDK_KEY_End, 2 }
  };

  object_class->get_property = review_tab_strip_get_property;
  object_class->dispose = review_tab_strip_dispose;
  object_class->finalize = review_tab_strip_finalize;
  props[PROP_SELECTED] =
      g_param_spec_string ("selected", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, key_cb, "i", keys[i].step);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tabstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TAB_LIST);
}

static void
review_tab_strip_init (ReviewTabStrip *self)
{
  self->tabs = g_ptr_array_new_with_free_func ((GDestroyNotify) tab_free);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_widget_set_focusable (self->scrolled, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

static GtkWidget *
make_button (ReviewTabStrip *self, Tab *tab)
{
  g_autofree char *name = g_strdup_printf ("focus-%s-tab", tab->id);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *button =
      g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB, "name",
                    name, "focusable", FALSE, NULL);

  tab->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (tab->count, "tab-count");
  gtk_widget_add_css_class (tab->count, "numeric");
  gtk_widget_set_visible (tab->count, FALSE);
  gtk_box_append (GTK_BOX (content), gtk_label_new (tab->title));
  gtk_box_append (GTK_BOX (content), tab->count);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tab");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tab->title, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/**
 * review_tab_strip_append:
 * @id: names the tab, and the button as "focus-ID-tab"
 * @title: in the user's language
 *
 * Adds a tab at the end. The first shown tab is chosen until another one is.
 */
void
review_tab_strip_append (ReviewTabStrip *self, const char *id, const char *title)
{
  Tab *tab;

  g_return_if_fail (REVIEW_IS_TAB_STRIP (self));

  tab = g_new0 (Tab, 1);
  tab->id = g_strdup (id);
  tab->title = g_strdup (title);
  tab->button = make_button (self, tab);
  gtk_box_append (GTK_BOX (self->box), tab->button);
  g_ptr_array_add (self->tabs, tab);
  if (self->selected == NULL)
    choose (self, tab);
  else
    show_selected (self);
}

/**
 * review_tab_strip_set_shown:
 *
 * Shows or hides a tab. When the chosen one is hidden, the first one shown is chosen.
 */
void
review_tab_strip_set_shown (ReviewTabStrip *self, const char *id, gboolean shown)
{
  Tab *tab;

  g_return_if_fail (REVIEW_IS_TAB_STRIP (self));

  tab = find_tab (self, id);
  if (tab == NULL)
    return;
  gtk_widget_set_visible (tab->button, shown);
  if (self->selected == NULL || !gtk_widget_get_visible (self->selected->button))
    choose (self, get_shown (self, 0, 1));
}

/**
 * review_tab_strip_set_count:
 * @count: how many there are behind the tab; below 0: no number is shown
 */
void
review_tab_strip_set_count (ReviewTabStrip *self, const char *id, int count)
{
  g_autofree char *text = g_strdup_printf ("%d", count);
  g_autofree char *name = NULL;
  Tab *tab;

  g_return_if_fail (REVIEW_IS_TAB_STRIP (self));

  tab = find_tab (self, id);
  if (tab == NULL)
    return;
  name = count >= 0 ? g_strdup_printf ("%s, %d", tab->title, count) : g_strdup (tab->title);
  gtk_label_set_text (GTK_LABEL (tab->count), text);
  gtk_widget_set_visible (tab->count, count >= 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * review_tab_strip_set_panel:
 * @panel: what the tab shows, for those who do not see that it stands below
 */
void
review_tab_strip_set_panel (ReviewTabStrip *self, const char *id, GtkWidget *panel)
{
  Tab *tab;

  g_return_if_fail (REVIEW_IS_TAB_STRIP (self));

  tab = find_tab (self, id);
  if (tab != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (tab->button), GTK_ACCESSIBLE_RELATION_CONTROLS,
                                    panel, NULL, -1);
}

/**
 * review_tab_strip_select:
 *
 * Returns: whether there is such a tab and it is shown; then it is chosen
 */
gboolean
review_tab_strip_select (ReviewTabStrip *self, const char *id)
{
  Tab *tab;

  g_return_val_if_fail (REVIEW_IS_TAB_STRIP (self), FALSE);

  tab = find_tab (self, id);
  if (tab == NULL || !gtk_widget_get_visible (tab->button))
    return FALSE;
  choose (self, tab);
  return TRUE;
}

/**
 * review_tab_strip_get_selected:
 *
 * Returns: (transfer none) (nullable): id of the chosen tab
 */
const char *
review_tab_strip_get_selected (ReviewTabStrip *self)
{
  g_return_val_if_fail (REVIEW_IS_TAB_STRIP (self), NULL);

  return self->selected != NULL ? self->selected->id : NULL;
}

/**
 * review_tab_strip_move:
 * @step: 1: the next shown tab, -1: the one before; round at the ends
 */
void
review_tab_strip_move (ReviewTabStrip *self, int step)
{
  g_return_if_fail (REVIEW_IS_TAB_STRIP (self));

  if (self->tabs->len > 0)
    choose (self, get_shown (self, index_of (self, self->selected) + step, step));
}
