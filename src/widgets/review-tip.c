/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tooltips that are asked for when the pointer rests. gtk_widget_set_tooltip_text() looks at once
 * where the pointer is, which on X11 waits for the server three times under a grab: a list of two
 * hundred rows or a case with all its evidence pays that for every word that may be cut off. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-tip.h"

static GQuark
get_quark (void)
{
  return g_quark_from_static_string ("review-tip");
}

static gboolean
tip_asked_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = g_object_get_qdata (G_OBJECT (widget), get_quark ());

  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/**
 * review_tip_set:
 * @text: (nullable): text, never markup; %NULL or "" for none
 *
 * Gives @widget a tooltip, and the same words as its description for a screen reader.
 */
void
review_tip_set (GtkWidget *widget, const char *text)
{
  const char *before = g_object_get_qdata (G_OBJECT (widget), get_quark ());

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (before, text) == 0)
    return;
  if (g_signal_handler_find (widget, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, tip_asked_cb, NULL) == 0)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (tip_asked_cb), NULL);
  g_object_set_qdata_full (G_OBJECT (widget), get_quark (), g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * review_tip_get:
 *
 * Returns: (transfer none) (nullable): the tooltip of @widget, of its template or set here
 */
const char *
review_tip_get (GtkWidget *widget)
{
  const char *text = g_object_get_qdata (G_OBJECT (widget), get_quark ());

  return text != NULL ? text : gtk_widget_get_tooltip_text (widget);
}
