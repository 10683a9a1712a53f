/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What misled ROCA: signals, one step of its chain, one clause. As check buttons to choose from,
 * and as chips of what is chosen, each of which takes its choice back. */
#define G_LOG_DOMAIN "review-app"
#include "review-misled.h"

#include <glib/gi18n.h>

#include "review-tip.h"
#include "review-words.h"

/* A choice: which member of the form it is about, and its value there. */
typedef struct
{
  ReviewDesk *desk; /* borrowed: the session outlives the widget */
  enum
  {
    ABOUT_FEATURE,
    ABOUT_STEP,
    ABOUT_CLAUSE
  } about;
  char *value; /* feature or clause */
  gint64 step;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->value);
  g_free (choice);
}

static Choice *
choice_new (ReviewSession *session, int about, const char *value, gint64 step)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->desk = review_session_get_desk (session);
  choice->about = about;
  choice->value = g_strdup (value);
  choice->step = step;
  return choice;
}

static gboolean
is_chosen (const Choice *choice)
{
  const ReviewForm *form = review_desk_get_form (choice->desk);

  if (choice->about == ABOUT_STEP)
    return form->step == choice->step;
  if (choice->about == ABOUT_CLAUSE)
    return g_strcmp0 (form->clause, choice->value) == 0;
  return form->features != NULL
         && g_strv_contains ((const char *const *) form->features, choice->value);
}

static void
apply (const Choice *choice, gboolean active)
{
  if (is_chosen (choice) == active)
    return;
  if (choice->about == ABOUT_STEP)
    review_desk_set_step (choice->desk, active ? choice->step : 0);
  else if (choice->about == ABOUT_CLAUSE)
    review_desk_set_clause (choice->desk, active ? choice->value : NULL);
  else
    review_desk_toggle_feature (choice->desk, choice->value);
}

static void
row_toggled_cb (GtkCheckButton *row, gpointer user_data)
{
  const Choice *choice = user_data;

  if (gtk_check_button_get_active (row) || choice->about == ABOUT_FEATURE)
    apply (choice, gtk_check_button_get_active (row));
}

static void
add_heading (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section-label");
  gtk_widget_set_margin_top (label, gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL ? 8 : 0);
  gtk_box_append (box, label);
}

/* @group: (nullable): of one choice among several. Returns the row. */
static GtkWidget *
add_row (GtkBox *box, GtkWidget *group, const char *text, Choice *choice)
{
  GtkWidget *row = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row), label);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (row), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), is_chosen (choice));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (row), "review-choice", choice, choice_free);
  g_signal_connect (row, "toggled", G_CALLBACK (row_toggled_cb), choice);
  gtk_box_append (box, row);
  return row;
}

static const char *
name_feature (ReviewSession *session, const char *feature)
{
  ReviewDesk *desk = review_session_get_desk (session);
  const ReviewAssessment *assessment = review_desk_get_assessment (desk);
  const ReviewCaseView *view = review_desk_get_view (desk);
  GPtrArray *signals = assessment != NULL ? assessment->signals : NULL;

  for (guint i = 0; signals != NULL && i < signals->len; i++)
    {
      const ReviewSignal *signal = signals->pdata[i];

      if (g_str_equal (signal->feature, feature) && signal->name != NULL)
        return review_session_get_text (session, signal->name);
    }
  return review_words_fact (session, view != NULL ? view->item_case->type : NULL, feature);
}

static void
add_signals (GtkBox *box, ReviewSession *session, const ReviewAssessment *assessment)
{
  if (assessment->signals == NULL || assessment->signals->len == 0)
    return;
  add_heading (box, _ ("Signals"));
  for (guint i = 0; i < assessment->signals->len; i++)
    {
      const ReviewSignal *signal = assessment->signals->pdata[i];

      add_row (box, NULL, name_feature (session, signal->feature),
               choice_new (session, ABOUT_FEATURE, signal->feature, 0));
    }
}

static void
add_steps (GtkBox *box, ReviewSession *session, const ReviewAssessment *assessment)
{
  GtkWidget *group;

  if (assessment->steps == NULL || assessment->steps->len == 0)
    return;
  add_heading (box, _ ("Reasoning step"));
  group = add_row (box, NULL, C_ ("step", "None"), choice_new (session, ABOUT_STEP, NULL, 0));
  for (guint i = 0; i < assessment->steps->len; i++)
    {
      const ReviewStep *step = assessment->steps->pdata[i];
      g_autofree char *text = g_strdup_printf ("%d · %s", (int) step->n,
                                               review_session_get_text (session, step->claim));

      add_row (box, group, text, choice_new (session, ABOUT_STEP, NULL, step->n));
    }
}

static void
add_clauses (GtkBox *box, ReviewSession *session, const ReviewSop *sop)
{
  GtkWidget *group;

  if (sop == NULL)
    return;
  add_heading (box, _ ("SOP clause"));
  group = add_row (box, NULL, C_ ("clause", "None"), choice_new (session, ABOUT_CLAUSE, NULL, 0));
  for (guint i = 0; i < sop->clauses->len; i++)
    {
      const ReviewClause *clause = sop->clauses->pdata[i];
      g_autofree char *text =
          g_strdup_printf ("%s %s", clause->id, review_session_get_text (session, clause->title));

      add_row (box, group, text, choice_new (session, ABOUT_CLAUSE, clause->id, 0));
    }
}

/**
 * review_misled_fill:
 * @box: emptied and filled with what can be chosen for the open case
 */
void
review_misled_fill (GtkBox *box, ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);
  const ReviewAssessment *assessment = review_desk_get_assessment (desk);
  const ReviewCatalog *catalog = review_session_get_catalog (session);
  const ReviewCaseView *view = review_desk_get_view (desk);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  if (assessment == NULL || view == NULL)
    return;
  add_signals (box, session, assessment);
  add_steps (box, session, assessment);
  if (catalog != NULL)
    add_clauses (box, session, review_catalog_find_sop (catalog, view->item_case->type));
}

static void
chip_clicked_cb (GtkButton *button, gpointer user_data)
{
  apply (user_data, FALSE);
}

static void
add_chip (ReviewWrap *chips, const char *text, Choice *choice)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *cross = gtk_image_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is a signal, step or clause that was said to have misled ROCA. */
  g_autofree char *name = g_strdup_printf (_ ("Take back: %s"), text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_image_set_pixel_size (GTK_IMAGE (cross), 10);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), cross);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "choice-chip");
  review_tip_set (button, name);
  gtk_widget_set_sensitive (button, review_desk_get_editable (choice->desk));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "review-choice", choice, choice_free);
  g_signal_connect (button, "clicked", G_CALLBACK (chip_clicked_cb), choice);
  review_wrap_append (chips, button);
}

/**
 * review_misled_fill_chips:
 * @chips: emptied and filled with what is chosen; hidden when nothing is
 */
void
review_misled_fill_chips (ReviewWrap *chips, ReviewSession *session)
{
  const ReviewForm *form = review_desk_get_form (review_session_get_desk (session));
  g_autofree char *key = NULL;
  g_autofree char *features =
      g_strjoinv (" ", form->features != NULL ? form->features : (char *[]){ NULL });

  key = g_strdup_printf ("%s|%d|%s|%s|%d", features, (int) form->step,
                         form->clause != NULL ? form->clause : "",
                         review_session_get_language (session),
                         review_desk_get_editable (review_session_get_desk (session)));
  if (g_strcmp0 (key, g_object_get_data (G_OBJECT (chips), "review-key")) == 0)
    return;
  g_object_set_data_full (G_OBJECT (chips), "review-key", g_steal_pointer (&key), g_free);
  review_wrap_remove_all (chips);
  for (char **feature = form->features; feature != NULL && *feature != NULL; feature++)
    add_chip (chips, name_feature (session, *feature),
              choice_new (session, ABOUT_FEATURE, *feature, 0));
  if (form->step != 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("step %d"), (int) form->step);

      add_chip (chips, text, choice_new (session, ABOUT_STEP, NULL, form->step));
    }
  if (form->clause != NULL)
    add_chip (chips, form->clause, choice_new (session, ABOUT_CLAUSE, form->clause, 0));
  gtk_widget_set_visible (GTK_WIDGET (chips),
                          gtk_widget_get_first_child (GTK_WIDGET (chips)) != NULL);
}
