/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of a condition tree in a form: whether all, any or none of its rows must hold, and the
 * rows, each a comparison or a group again. An empty group at the top is "every case". A group of
 * one row is that row: the tree that comes out has no empty shells. Emits "remove". */
#define G_LOG_DOMAIN "review-app"
#include "review-condition-group.h"

#include <glib/gi18n.h>

#include "review-compat.h"
#include "review-condition-leaf.h"

typedef enum
{
  GROUP_ALL,
  GROUP_ANY,
  GROUP_NONE,
  N_GROUPS
} GroupKind;

struct _ReviewConditionGroup
{
  AdwBin parent;
  GtkDropDown *kind;
  GtkBox *rows;
  GtkLabel *empty;
  GtkWidget *remove;
  ReviewSession *session; /* owned */
};

static guint remove_signal;

G_DEFINE_FINAL_TYPE (ReviewConditionGroup, review_condition_group, ADW_TYPE_BIN)

static void
show_empty (ReviewConditionGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->empty),
                          gtk_widget_get_first_child (GTK_WIDGET (self->rows)) == NULL);
}

static void
row_removed_cb (ReviewConditionGroup *self, GtkWidget *row)
{
  gtk_box_remove (self->rows, row);
  show_empty (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->kind));
}

static GtkWidget *
add_row (ReviewConditionGroup *self, GtkWidget *row)
{
  g_signal_connect_object (row, "remove", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->rows, row);
  show_empty (self);
  return row;
}

static void
add_leaf_cb (ReviewConditionGroup *self)
{
  gtk_widget_child_focus (add_row (self, review_condition_leaf_new (self->session, NULL)),
                          GTK_DIR_TAB_FORWARD);
}

static void
add_group_cb (ReviewConditionGroup *self)
{
  gtk_widget_child_focus (add_row (self, review_condition_group_new (self->session, NULL, TRUE)),
                          GTK_DIR_TAB_FORWARD);
}

static void
remove_clicked_cb (ReviewConditionGroup *self)
{
  g_signal_emit (self, remove_signal, 0);
}

static void
review_condition_group_dispose (GObject *object)
{
  g_clear_object (&REVIEW_CONDITION_GROUP (object)->session);
  G_OBJECT_CLASS (review_condition_group_parent_class)->dispose (object);
}

static void
review_condition_group_class_init (ReviewConditionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_condition_group_dispose;
  remove_signal = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_button (ReviewConditionGroup *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
review_condition_group_init (ReviewConditionGroup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *const kinds[N_GROUPS + 1] = { _ ("All of these hold"), _ ("Any of these holds"),
                                            _ ("None of these holds"), NULL };

  self->kind = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (kinds));
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->empty = GTK_LABEL (gtk_label_new (_ ("No condition: it holds for every case.")));
  gtk_label_set_xalign (self->empty, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "dim-label");
  review_compat_name_drop_down (self->kind, _ ("How many of the conditions must hold"));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->kind));
  add_button (self, head, _ ("Add condition"), G_CALLBACK (add_leaf_cb));
  add_button (self, head, _ ("Add group"), G_CALLBACK (add_group_cb));
  self->remove = add_button (self, head, _ ("Remove group"), G_CALLBACK (remove_clicked_cb));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->empty));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_widget_add_css_class (GTK_WIDGET (self), "condition-group");
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
add_condition (ReviewConditionGroup *self, const ReviewCondition *condition)
{
  if (condition->fact != NULL)
    add_row (self, review_condition_leaf_new (self->session, condition));
  else if (!condition->always)
    add_row (self, review_condition_group_new (self->session, condition, TRUE));
}

static void
fill (ReviewConditionGroup *self, const ReviewCondition *condition)
{
  const ReviewCondition *inner = condition->not_ != NULL ? condition->not_ : condition;
  GPtrArray *list = inner->any != NULL ? inner->any : inner->all;
  GroupKind kind = inner->any != NULL ? GROUP_ANY : GROUP_ALL;

  if (condition->not_ != NULL)
    {
      kind = GROUP_NONE;
      list = inner->any;
    }
  gtk_drop_down_set_selected (self->kind, kind);
  if (list == NULL)
    add_condition (self, inner);
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_condition (self, list->pdata[i]);
}

/**
 * review_condition_group_new:
 * @condition: (nullable): what it shows; NULL: an empty group
 * @removable: whether it stands inside another one
 *
 * Returns: (transfer floating): a form for the tree
 */
GtkWidget *
review_condition_group_new (ReviewSession *session,
                            const ReviewCondition *condition,
                            gboolean removable)
{
  ReviewConditionGroup *self = g_object_new (REVIEW_TYPE_CONDITION_GROUP, NULL);

  self->session = g_object_ref (session);
  gtk_widget_set_visible (self->remove, removable);
  if (condition != NULL)
    fill (self, condition);
  show_empty (self);
  return GTK_WIDGET (self);
}

static ReviewCondition *
always_new (void)
{
  ReviewCondition *made = review_record_new (&review_condition_type);

  made->always = TRUE;
  return made;
}

/* Takes @rows. */
static ReviewCondition *
join (GPtrArray *rows, GroupKind kind)
{
  ReviewCondition *made;
  ReviewCondition *outer;

  if (rows->len == 1)
    {
      made = review_record_ref (rows->pdata[0]);
      g_ptr_array_unref (rows);
    }
  else
    {
      made = review_record_new (&review_condition_type);
      *(kind == GROUP_ALL ? &made->all : &made->any) = rows;
    }
  if (kind != GROUP_NONE)
    return made;
  outer = review_record_new (&review_condition_type);
  outer->not_ = made;
  return outer;
}

/**
 * review_condition_group_dup:
 * @ret_missing: (out) (nullable): what is missing, in words, where NULL is returned
 *
 * Returns: (transfer full) (nullable): the tree as it stands in the form
 */
ReviewCondition *
review_condition_group_dup (ReviewConditionGroup *self, char **ret_missing)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (REVIEW_IS_CONDITION_GROUP (self), NULL);

  rows = review_records_new ();
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      ReviewCondition *one =
          REVIEW_IS_CONDITION_LEAF (row)
              ? review_condition_leaf_dup (REVIEW_CONDITION_LEAF (row), ret_missing)
              : review_condition_group_dup (REVIEW_CONDITION_GROUP (row), ret_missing);

      if (one == NULL)
        return NULL;
      g_ptr_array_add (rows, one);
    }
  if (rows->len > 0)
    return join (g_steal_pointer (&rows), (GroupKind) gtk_drop_down_get_selected (self->kind));
  if (!gtk_widget_get_visible (self->remove))
    return always_new ();
  *ret_missing = g_strdup (_ ("a group has no condition"));
  return NULL;
}
