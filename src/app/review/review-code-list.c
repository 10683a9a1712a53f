/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A closed list to choose from: one check button for a code, searched by code or by words of either
 * language. One code or several; the owner says which are chosen, the list tells of a change. */
#define G_LOG_DOMAIN "review-app"
#include "review-code-list.h"

#include <glib/gi18n.h>

#include "review-text.h"
#include "review-words.h"

struct _ReviewCodeList
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  GtkSearchEntry *search;
  GtkBox *rows;
  GtkWidget *nothing;
  gboolean multiple;
  gboolean setting; /* the owner is setting what is chosen */
};

typedef enum
{
  PROP_MULTIPLE = 1
} ReviewCodeListProperty;
static GParamSpec *props[PROP_MULTIPLE + 1];

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewCodeList, review_code_list, GTK_TYPE_WIDGET)

static const ReviewCode *
get_code (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "review-code");
}

static gboolean
matches (const ReviewCode *code, const char *query)
{
  const char *en = code->text->en, *zh = code->text->zh_cn;
  const char *texts[] = { code->code, en != NULL ? en : "", zh != NULL ? zh : "", NULL };

  return review_text_has_words (texts, query);
}

static GtkWidget *
first_visible (ReviewCodeList *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (row != NULL && !gtk_widget_get_visible (row))
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static void
search_changed_cb (ReviewCodeList *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_widget_set_visible (row, matches (get_code (row), query));
  gtk_widget_set_visible (self->nothing, first_visible (self) == NULL);
}

/* Enter in the search takes the first match: the list is not delayed behind what is typed. */
static void
search_activated_cb (ReviewCodeList *self)
{
  GtkWidget *row;

  search_changed_cb (self);
  row = first_visible (self);
  if (row == NULL)
    return;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
  if (!self->multiple)
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

/* A search entry keeps Escape for itself. */
static void
search_stopped_cb (ReviewCodeList *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
row_toggled_cb (GtkCheckButton *row, ReviewCodeList *self)
{
  gboolean active = gtk_check_button_get_active (row);

  if (!self->setting && (active || self->multiple))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, get_code (GTK_WIDGET (row))->code, active);
}

static GtkWidget *
make_words (const ReviewCode *code, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *path =
      code->path != 0 ? g_strdup_printf ("%s · %s", code->code, review_words_path (code->path))
                      : NULL;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_box_append (GTK_BOX (box), label);
  if (path != NULL)
    {
      GtkWidget *caption = gtk_label_new (path);

      gtk_label_set_xalign (GTK_LABEL (caption), 0);
      gtk_widget_add_css_class (caption, "caption");
      gtk_widget_add_css_class (caption, "dim-label");
      gtk_widget_add_css_class (caption, "numeric");
      gtk_box_append (GTK_BOX (box), caption);
    }
  return box;
}

static GtkWidget *
make_row (ReviewCodeList *self, ReviewSession *session, ReviewCode *code)
{
  GtkWidget *row = gtk_check_button_new ();
  const char *text = review_session_get_text (session, code->text);
  g_autofree char *name = code->path != 0 ? g_strdup_printf ("%s %s · %s", code->code, text,
                                                             review_words_path (code->path))
                                          : g_strdup (text);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (row), make_words (code, text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "review-code", review_record_ref (code),
                          review_record_unref);
  g_signal_connect_object (row, "toggled", G_CALLBACK (row_toggled_cb), self, G_CONNECT_DEFAULT);
  return row;
}

static void
review_code_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MULTIPLE)
    g_value_set_boolean (value, REVIEW_CODE_LIST (object)->multiple);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_code_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MULTIPLE)
    REVIEW_CODE_LIST (object)->multiple = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_code_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REVIEW_TYPE_CODE_LIST);
  G_OBJECT_CLASS (review_code_list_parent_class)->dispose (object);
}

static void
review_code_list_class_init (ReviewCodeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_code_list_get_property;
  object_class->set_property = review_code_list_set_property;
  object_class->dispose = review_code_list_dispose;
  /* Whether several codes can be chosen. */
  props[PROP_MULTIPLE] =
      g_param_spec_boolean ("multiple", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  /**
   * ReviewCodeList::chosen:
   * @code: the code
   * @active: whether it was chosen or taken back
   */
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  /**
   * ReviewCodeList::done:
   *
   * The person chose with Enter or left with Escape: what holds the list may close.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-code-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewCodeList, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewCodeList, search);
  gtk_widget_class_bind_template_child (widget_class, ReviewCodeList, rows);
  gtk_widget_class_bind_template_child (widget_class, ReviewCodeList, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
review_code_list_init (ReviewCodeList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->rows));
}

/**
 * review_code_list_new:
 *
 * Returns: (transfer floating): an empty list of which one code can be chosen
 */
GtkWidget *
review_code_list_new (void)
{
  return g_object_new (REVIEW_TYPE_CODE_LIST, NULL);
}

/**
 * review_code_list_set_codes:
 * @session: whose language the texts are shown in
 * @codes: (element-type ReviewCode): in the order in which they are shown; none is chosen
 */
void
review_code_list_set_codes (ReviewCodeList *self, ReviewSession *session, GPtrArray *codes)
{
  GtkWidget *child, *group = NULL;

  g_return_if_fail (REVIEW_IS_CODE_LIST (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; i < codes->len; i++)
    {
      GtkWidget *row = make_row (self, session, codes->pdata[i]);

      if (!self->multiple)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (row), GTK_CHECK_BUTTON (group));
      group = row;
      gtk_box_append (self->rows, row);
    }
  search_changed_cb (self);
}

/**
 * review_code_list_set_active:
 * @codes: (nullable): the codes that are chosen
 */
void
review_code_list_set_active (ReviewCodeList *self, const char *const *codes)
{
  g_return_if_fail (REVIEW_IS_CODE_LIST (self));

  self->setting = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (row),
                                 codes != NULL && g_strv_contains (codes, get_code (row)->code));
  self->setting = FALSE;
}

/**
 * review_code_list_get_active:
 *
 * Returns: (transfer full): the codes that are chosen, in the list's order
 */
char **
review_code_list_get_active (ReviewCodeList *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (REVIEW_IS_CODE_LIST (self), NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (row)))
      g_strv_builder_add (builder, get_code (row)->code);
  return g_strv_builder_end (builder);
}

/**
 * review_code_list_choose:
 * @position: from 0
 *
 * Chooses (of several: chooses or takes back) the code at @position, as the person would.
 *
 * Returns: whether there is one
 */
gboolean
review_code_list_choose (ReviewCodeList *self, guint position)
{
  GtkWidget *row;

  g_return_val_if_fail (REVIEW_IS_CODE_LIST (self), FALSE);

  row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  for (guint i = 0; i < position && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);
  if (row == NULL)
    return FALSE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row),
                               !self->multiple
                                   || !gtk_check_button_get_active (GTK_CHECK_BUTTON (row)));
  return TRUE;
}

/**
 * review_code_list_start:
 *
 * Empties the search and puts the focus there: typing finds, Down goes into the list.
 */
void
review_code_list_start (ReviewCodeList *self)
{
  g_return_if_fail (REVIEW_IS_CODE_LIST (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
