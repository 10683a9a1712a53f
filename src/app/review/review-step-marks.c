/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tick and cross of one step of ROCA's reasoning: whether the person says that it is right or wrong.
 * Neither is preselected, and a second click takes the answer back. */
#define G_LOG_DOMAIN "review-app"
#include "review-step-marks.h"

#include <glib/gi18n.h>

#include "review-tip.h"

struct _ReviewStepMarks
{
  GtkWidget parent;
  GtkToggleButton *right; /* owned: child */
  GtkToggleButton *wrong; /* owned: child */
  ReviewSession *session; /* (owned) */
  gint64 step;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewStepMarks, review_step_marks, GTK_TYPE_WIDGET)

static ReviewDesk *
get_desk (ReviewStepMarks *self)
{
  return review_session_get_desk (self->session);
}

static void
refresh (ReviewStepMarks *self)
{
  int mark = review_form_get_mark (review_desk_get_form (get_desk (self)), self->step);
  gboolean writable = review_desk_get_editable (get_desk (self));

  self->setting = TRUE;
  gtk_toggle_button_set_active (self->right, mark == REVIEW_STEP_MARK_RIGHT);
  gtk_toggle_button_set_active (self->wrong, mark == REVIEW_STEP_MARK_WRONG);
  self->setting = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->right), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->wrong), writable);
}

static void
toggled_cb (ReviewStepMarks *self, GtkToggleButton *button)
{
  int mark = button == self->right ? REVIEW_STEP_MARK_RIGHT : REVIEW_STEP_MARK_WRONG;

  if (self->setting)
    return;
  review_desk_set_step_mark (get_desk (self), self->step,
                             gtk_toggle_button_get_active (button) ? mark : 0);
  refresh (self);
}

static GtkToggleButton *
add_button (ReviewStepMarks *self, const char *icon, const char *css_class)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "mark");
  gtk_widget_add_css_class (button, css_class);
  /* On the step itself T and X do the same; two more stops for each step would be a long way. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return GTK_TOGGLE_BUTTON (button);
}

/* @words: "Step 2 is right"; @key: the key that does the same */
static void
name_button (GtkToggleButton *button, const char *words, const char *key)
{
  g_autofree char *tip = g_strdup_printf ("%s (%s)", words, key);

  review_tip_set (GTK_WIDGET (button), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
review_step_marks_dispose (GObject *object)
{
  ReviewStepMarks *self = REVIEW_STEP_MARKS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_step_marks_parent_class)->dispose (object);
}

static void
review_step_marks_class_init (ReviewStepMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_step_marks_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_step_marks_init (ReviewStepMarks *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  self->right = add_button (self, "review-met-symbolic", "right");
  self->wrong = add_button (self, "review-not-met-symbolic", "wrong");
}

/**
 * review_step_marks_new:
 * @step: of the chain on screen
 *
 * Returns: (transfer floating): tick and cross of @step, which follow the form on the desk
 */
GtkWidget *
review_step_marks_new (ReviewSession *session, const ReviewStep *step)
{
  ReviewStepMarks *self = g_object_new (REVIEW_TYPE_STEP_MARKS, NULL);
  g_autofree char *right = g_strdup_printf (_ ("Step %d is right"), (int) step->n);
  g_autofree char *wrong = g_strdup_printf (_ ("Step %d is wrong"), (int) step->n);
  g_autofree char *name = g_strdup_printf (_ ("Is step %d right?"), (int) step->n);

  self->session = g_object_ref (session);
  self->step = step->n;
  name_button (self->right, right, "T");
  name_button (self->wrong, wrong, "X");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (get_desk (self), "form-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_desk (self), "notify::editable", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

/**
 * review_step_marks_get_step:
 *
 * Returns: number of the step
 */
gint64
review_step_marks_get_step (ReviewStepMarks *self)
{
  g_return_val_if_fail (REVIEW_IS_STEP_MARKS (self), 0);

  return self->step;
}
