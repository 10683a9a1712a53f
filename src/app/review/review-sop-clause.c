/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One clause of an SOP as it is read beside a case: id, title, kind in a word, the text in one
 * language or both, and which step of the reasoning cites it. A missing half is shown as a gap. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-clause.h"

#include <glib/gi18n.h>

#include "review-label.h"
#include "review-prose.h"
#include "review-words.h"

struct _ReviewSopClause
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *cited;
  char *id;         /* (owned) */
  char *name;       /* (owned): what it is called, without who cites it */
  char *cited_text; /* (owned) (nullable): which steps cite it */
};

G_DEFINE_FINAL_TYPE (ReviewSopClause, review_sop_clause, GTK_TYPE_WIDGET)

static void
review_sop_clause_dispose (GObject *object)
{
  ReviewSopClause *self = REVIEW_SOP_CLAUSE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_SOP_CLAUSE);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->cited_text, g_free);
  G_OBJECT_CLASS (review_sop_clause_parent_class)->dispose (object);
}

static void
review_sop_clause_class_init (ReviewSopClauseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_sop_clause_dispose;
  g_type_ensure (REVIEW_TYPE_PROSE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-sop-clause.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewSopClause, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopClause, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopClause, cited);
  gtk_widget_class_set_css_name (widget_class, "sopclause");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_sop_clause_init (ReviewSopClause *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_sop_label_new:
 * @text: (nullable)
 *
 * Returns: (transfer floating): a label that takes as many lines as the pane needs
 */
GtkWidget *
review_sop_label_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  return label;
}

static GtkWidget *
make_half (const char *text, const char *missing, const char *language)
{
  GtkWidget *label = review_sop_label_new (text != NULL ? text : missing);
  g_autoptr (PangoAttrList) attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_language_new (pango_language_from_string (language)));
  gtk_label_set_attributes (GTK_LABEL (label), attrs);
  if (text == NULL)
    gtk_widget_add_css_class (label, "missing-half");
  return label;
}

static char *
pick_title (const ReviewText *title, ReviewSopLanguages languages)
{
  if (title == NULL)
    return g_strdup ("");
  if (languages == REVIEW_SOP_BOTH && title->en != NULL && title->zh_cn != NULL)
    return g_strdup_printf ("%s · %s", title->en, title->zh_cn);
  return g_strdup (review_text_get (title, languages == REVIEW_SOP_CHINESE ? "zh-CN" : "en"));
}

/**
 * review_sop_text_new:
 * @text: (nullable): a text in both languages
 *
 * Returns: (transfer floating): the halves that @languages asks for; a half that nobody wrote is
 *   said to be missing, and the other one stands in for it
 */
GtkWidget *
review_sop_text_new (const ReviewText *text, ReviewSopLanguages languages)
{
  GtkWidget *box = review_prose_new (4);
  const char *en = text != NULL ? text->en : NULL, *zh = text != NULL ? text->zh_cn : NULL;
  gboolean english = (languages & REVIEW_SOP_ENGLISH) != 0 || zh == NULL;
  gboolean chinese = (languages & REVIEW_SOP_CHINESE) != 0 || en == NULL;

  if (english)
    review_prose_append (REVIEW_PROSE (box), make_half (en, _ ("Gap: no English text yet"), "en"));
  if (chinese)
    review_prose_append (REVIEW_PROSE (box),
                         make_half (zh, _ ("Gap: no Chinese text yet"), "zh-cn"));
  return box;
}

/* Shown below the text and said after the name. */
static void
show_cited (ReviewSopClause *self, const char *cited)
{
  g_autofree char *name = cited != NULL ? g_strdup_printf ("%s · %s", self->name, cited) : NULL;

  gtk_label_set_label (self->cited, cited != NULL ? cited : "");
  gtk_widget_set_visible (GTK_WIDGET (self->cited), cited != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : self->name, -1);
}

/**
 * review_sop_clause_new:
 * @cited: (nullable): which steps cite it, in words
 *
 * Returns: (transfer floating): the clause
 */
GtkWidget *
review_sop_clause_new (const ReviewClause *clause, ReviewSopLanguages languages, const char *cited)
{
  ReviewSopClause *self = g_object_new (REVIEW_TYPE_SOP_CLAUSE, NULL);
  g_autofree char *title = pick_title (clause->title, languages);
  g_autofree char *head = g_markup_printf_escaped ("<b>%s %s</b> · %s", clause->id, title,
                                                   review_words_clause_kind (clause->kind));

  self->id = g_strdup (clause->id);
  self->name =
      g_strdup_printf ("%s %s · %s", clause->id, title, review_words_clause_kind (clause->kind));
  self->cited_text = g_strdup (cited);
  gtk_label_set_markup (self->title, head);
  gtk_widget_insert_after (review_sop_text_new (clause->text, languages), self->box,
                           gtk_widget_get_first_child (self->box));
  show_cited (self, cited);
  if (cited != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "applies");
  return GTK_WIDGET (self);
}

/**
 * review_sop_clause_get_id:
 *
 * Returns: (transfer none): the clause's id
 */
const char *
review_sop_clause_get_id (ReviewSopClause *self)
{
  g_return_val_if_fail (REVIEW_IS_SOP_CLAUSE (self), NULL);

  return self->id;
}

/**
 * review_sop_mark_current:
 *
 * Highlights one of the list, and says that it is selected.
 */
void
review_sop_mark_current (GtkWidget *widget, gboolean current)
{
  if (current)
    gtk_widget_add_css_class (widget, "current");
  else
    gtk_widget_remove_css_class (widget, "current");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_SELECTED, current, -1);
}

/**
 * review_sop_clause_set_current:
 * @current: whether it is the one that was asked for: highlighted, and said to be selected
 * @applies: (nullable): how it applies to the step in focus, in words; %NULL: who cites it
 */
void
review_sop_clause_set_current (ReviewSopClause *self, gboolean current, const char *applies)
{
  g_return_if_fail (REVIEW_IS_SOP_CLAUSE (self));

  review_sop_mark_current (GTK_WIDGET (self), current);
  show_cited (self, applies != NULL ? applies : self->cited_text);
}

/**
 * review_sop_clause_add_change:
 * @change: how the clause differs from the version in force, in words
 * @now: (transfer floating) (nullable): what it says there
 *
 * Marks a clause of an older version.
 */
void
review_sop_clause_add_change (ReviewSopClause *self, const char *change, GtkWidget *now)
{
  GtkWidget *label = review_sop_label_new (change);
  g_autofree char *name = g_strdup_printf ("%s · %s", self->name, change);

  g_return_if_fail (REVIEW_IS_SOP_CLAUSE (self));

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "sop-change");
  review_prose_append (REVIEW_PROSE (self->box), label);
  if (now != NULL)
    review_prose_append (REVIEW_PROSE (self->box), now);
  g_free (self->name);
  self->name = g_steal_pointer (&name);
  show_cited (self, self->cited_text);
}
