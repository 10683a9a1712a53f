/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of figures under heads. For a screen reader it is a table whose rows read as a sentence; a
 * figure that can be chosen is a button that names its row and its head. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-figure-table.h"

#include "review-tip.h"

#define ID "review-id"

struct _ReviewFigureTable
{
  GtkWidget parent;
  GtkWidget *box;    /* owned: child */
  GPtrArray *groups; /* (owned) of GtkSizeGroup: of each column of figures, or one for all */
  GPtrArray *marks;  /* (owned) of GtkToggleButton (borrowed) */
  char **heads;      /* (owned) (nullable) */
  GtkWidget *row;    /* (borrowed) (nullable): that is being filled */
  char *title;       /* (owned) (nullable): of @row */
  GString *spoken;   /* (owned): of @row */
  guint column;
  gboolean uneven; /* each column is as wide as its own widest figure */
  gboolean setting;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewFigureTable, review_figure_table, GTK_TYPE_WIDGET)

static void
review_figure_table_dispose (GObject *object)
{
  g_clear_pointer (&REVIEW_FIGURE_TABLE (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (review_figure_table_parent_class)->dispose (object);
}

static void
review_figure_table_finalize (GObject *object)
{
  ReviewFigureTable *self = REVIEW_FIGURE_TABLE (object);

  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->marks);
  g_strfreev (self->heads);
  g_free (self->title);
  g_string_free (self->spoken, TRUE);
  G_OBJECT_CLASS (review_figure_table_parent_class)->finalize (object);
}

static void
review_figure_table_class_init (ReviewFigureTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = review_figure_table_dispose;
  object_class->finalize = review_figure_table_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "figuretable");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
review_figure_table_init (ReviewFigureTable *self)
{
  self->groups = g_ptr_array_new_with_free_func (g_object_unref);
  self->marks = g_ptr_array_new ();
  self->spoken = g_string_new (NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkSizeGroup *
get_group (ReviewFigureTable *self)
{
  guint at = self->uneven ? self->column - 1 : 0;

  while (self->groups->len <= at)
    g_ptr_array_add (self->groups, gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL));
  return self->groups->pdata[at];
}

static void
add_cell (ReviewFigureTable *self, GtkWidget *cell)
{
  gtk_box_append (GTK_BOX (self->row), cell);
  if (self->column == 0)
    gtk_widget_set_hexpand (cell, TRUE);
  else
    gtk_size_group_add_widget (get_group (self), cell);
  self->column++;
}

static GtkWidget *
new_label (const char *text, gboolean figure, int role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "label", text, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), figure ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), figure ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  if (!figure)
    review_tip_set (label, text);
  return label;
}

static void
begin_row (ReviewFigureTable *self)
{
  self->row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ROW, NULL);
  gtk_widget_add_css_class (self->row, "figure-row");
  gtk_box_set_spacing (GTK_BOX (self->row), self->uneven ? 20 : 10);
  gtk_box_append (GTK_BOX (self->box), self->row);
  self->column = 0;
}

/**
 * review_figure_table_set_even:
 * @even: whether all columns of figures are as wide as the widest of them; so at first
 *
 * Counts from the next review_figure_table_begin() on.
 */
void
review_figure_table_set_even (ReviewFigureTable *self, gboolean even)
{
  g_return_if_fail (REVIEW_IS_FIGURE_TABLE (self));

  self->uneven = !even;
}

/**
 * review_figure_table_begin:
 * @heads: (array zero-terminated=1): one for each column; the first is of the rows' titles
 *
 * Empties the table.
 */
void
review_figure_table_begin (ReviewFigureTable *self, const char *const *heads)
{
  GtkWidget *child;

  g_return_if_fail (REVIEW_IS_FIGURE_TABLE (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->marks, 0);
  g_ptr_array_set_size (self->groups, 0);
  g_strfreev (self->heads);
  self->heads = g_strdupv ((char **) heads);
  begin_row (self);
  gtk_widget_add_css_class (self->row, "dim-label");
  gtk_widget_add_css_class (self->row, "caption");
  for (guint i = 0; heads[i] != NULL; i++)
    add_cell (self, new_label (heads[i], i > 0, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER));
}

/**
 * review_figure_table_add_row:
 * @title: what the row is of
 * @total: it sums up the others
 */
void
review_figure_table_add_row (ReviewFigureTable *self, const char *title, gboolean total)
{
  g_return_if_fail (REVIEW_IS_FIGURE_TABLE (self));

  begin_row (self);
  if (total)
    gtk_widget_add_css_class (self->row, "total");
  g_free (self->title);
  self->title = g_strdup (title);
  g_string_assign (self->spoken, title);
  add_cell (self, new_label (title, FALSE, GTK_ACCESSIBLE_ROLE_ROW_HEADER));
}

static void
clicked_cb (GtkToggleButton *button, ReviewFigureTable *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), ID);

  if (!self->setting)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
}

static GtkWidget *
new_button (ReviewFigureTable *self, const char *text, const char *id)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (text);
  g_autofree char *name =
      g_strdup_printf ("%s, %s: %s", self->title, self->heads[self->column], text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), ID, g_strdup (id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  g_ptr_array_add (self->marks, button);
  return button;
}

/**
 * review_figure_table_add_figure:
 * @tone: of a figure that means something
 * @id: (nullable): what is told when it is chosen; %NULL: it cannot be
 *
 * The next figure of the row.
 */
void
review_figure_table_add_figure (ReviewFigureTable *self,
                                const char *text,
                                ReviewTone tone,
                                const char *id)
{
  GtkWidget *cell;

  g_return_if_fail (REVIEW_IS_FIGURE_TABLE (self));
  g_return_if_fail (self->row != NULL && self->column < g_strv_length (self->heads));

  g_string_append_printf (self->spoken, "; %s: %s", self->heads[self->column], text);
  cell =
      id != NULL ? new_button (self, text, id) : new_label (text, TRUE, GTK_ACCESSIBLE_ROLE_CELL);
  if (tone == REVIEW_TONE_WARNING)
    gtk_widget_add_css_class (cell, "warning");
  else if (tone == REVIEW_TONE_ERROR)
    gtk_widget_add_css_class (cell, "error");
  add_cell (self, cell);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->spoken->str, -1);
}

/**
 * review_figure_table_set_active:
 * @id: (nullable): the figure that is looked into; %NULL: none of these
 */
void
review_figure_table_set_active (ReviewFigureTable *self, const char *id)
{
  g_return_if_fail (REVIEW_IS_FIGURE_TABLE (self));

  self->setting = TRUE;
  for (guint i = 0; i < self->marks->len; i++)
    gtk_toggle_button_set_active (
        self->marks->pdata[i],
        g_strcmp0 (g_object_get_data (G_OBJECT (self->marks->pdata[i]), ID), id) == 0);
  self->setting = FALSE;
}
