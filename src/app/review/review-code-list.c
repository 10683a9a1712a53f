/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes of a closed list as check buttons: the code, its text, and below it the other language, so
 * that two people who read different languages see the same thing. Check buttons, because a screen
 * reader and a script can press them where they stand. */
#define G_LOG_DOMAIN "review-app"
#include "review-code-list.h"

#include "review-language.h"

static const char *
get_other (const ReviewText *text)
{
  if (text == NULL)
    return NULL;
  return g_str_equal (review_language_get (), REVIEW_LANGUAGE_ZH) ? text->en : text->zh_cn;
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * review_code_list_new_check:
 * @group: (nullable): a check button of the same group: one of them can be chosen
 *
 * Returns: (transfer floating): a check button for @code
 */
GtkWidget *
review_code_list_new_check (ReviewSession *session,
                            const ReviewCode *code,
                            GtkWidget *group,
                            gboolean active)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *text = review_session_get_text (session, code->text);
  gboolean coded = g_str_equal (code->list, "root_cause");
  g_autofree char *name = coded ? g_strdup_printf ("%s %s", code->code, text) : g_strdup (text);
  const char *other = get_other (code->text);

  gtk_box_append (GTK_BOX (box), new_label (name, NULL));
  if (other != NULL && !g_str_equal (other, text))
    {
      gtk_box_append (GTK_BOX (box), new_label (other, "caption"));
      gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim-label");
    }
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (check), "code", g_strdup (code->code), g_free);
  return check;
}

/**
 * review_code_list_get_code:
 *
 * Returns: (transfer none): the code of a check button made here
 */
const char *
review_code_list_get_code (GtkWidget *check)
{
  return g_object_get_data (G_OBJECT (check), "code");
}

/**
 * review_code_list_clear:
 *
 * Takes all children out of @box.
 */
void
review_code_list_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}
