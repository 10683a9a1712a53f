/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the focus is, in words that survive the window: widgets that are worth coming back to have
 * a name of their own. */
#define G_LOG_DOMAIN "review-app"
#include "review-focus.h"

#include "review-twin.h"

/**
 * review_focus_is_in_popover:
 * @widget: any widget of the window
 *
 * Returns: whether the focus is in a popover: what is pressed there is meant for it
 */
gboolean
review_focus_is_in_popover (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/**
 * review_focus_is_typing:
 * @widget: any widget of the window
 *
 * Returns: whether the focus is in a text, or in a popover that has keys of its own
 */
gboolean
review_focus_is_typing (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) || review_focus_is_in_popover (widget);
}

/**
 * review_focus_is_on_row:
 * @widget: any widget of the window
 *
 * Returns: whether the focus is on a row of a list, which Enter activates. A row has no key of its
 *   own for that: the window does it with what nobody on the way wanted
 */
gboolean
review_focus_is_on_row (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_LIST_BOX_ROW (focus) && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (focus));
}

/**
 * review_focus_get_name:
 * @widget: any widget of the window
 *
 * Returns: (transfer none) (nullable): the name of the focused widget, or of the nearest widget
 *   around it that has one
 */
const char *
review_focus_get_name (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (; focus != NULL; focus = gtk_widget_get_parent (focus))
    {
      const char *name = gtk_widget_get_name (focus);

      if (name != NULL && !g_str_equal (name, G_OBJECT_TYPE_NAME (focus))
          && g_str_has_prefix (name, "focus-"))
        return name;
    }
  return NULL;
}

/**
 * review_focus_find:
 *
 * Returns: (transfer none) (nullable): the widget below @root that has @name, and can be seen
 */
GtkWidget *
review_focus_find (GtkWidget *root, const char *name)
{
  if (review_twin_hides (root))
    return NULL;
  if (g_strcmp0 (gtk_widget_get_name (root), name) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = review_focus_find (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  const char *action;
  GVariant *target; /* (owned) */
} Follow;

static void
free_follow (gpointer data, GClosure *closure)
{
  Follow *follow = data;

  g_variant_unref (follow->target);
  g_free (follow);
}

static void
focus_entered_cb (GtkEventController *controller, Follow *follow)
{
  gtk_widget_activate_action_variant (gtk_event_controller_get_widget (controller), follow->action,
                                      follow->target);
}

/**
 * review_focus_follow:
 * @action: (transfer none): a static string
 * @target: (transfer floating): what the action takes
 *
 * Activates @action whenever the focus comes to @widget or into it.
 */
void
review_focus_follow (GtkWidget *widget, const char *action, GVariant *target)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();
  Follow *follow = g_new0 (Follow, 1);

  follow->action = action;
  follow->target = g_variant_ref_sink (target);
  g_signal_connect_data (controller, "enter", G_CALLBACK (focus_entered_cb), follow, free_follow,
                         G_CONNECT_DEFAULT);
  gtk_widget_add_controller (widget, controller);
}
