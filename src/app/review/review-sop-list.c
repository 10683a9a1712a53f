/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clauses of an SOP as a list: those that a step answers first, then what no clause covers,
 * then the others; or, when somebody searches, what has the words. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-list.h"

#include <glib/gi18n.h>

#include "review-sop-diff.h"
#include "review-sop-gap.h"
#include "review-text.h"
#include "review-words.h"

struct _ReviewSopList
{
  GtkBox parent;
};

G_DEFINE_FINAL_TYPE (ReviewSopList, review_sop_list, GTK_TYPE_BOX)

static void
review_sop_list_class_init (ReviewSopListClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_sop_list_init (ReviewSopList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

static GPtrArray *
get_steps (const ReviewSopShown *shown)
{
  return shown->assessment != NULL ? shown->assessment->steps : NULL;
}

/* "cited in step 2 · met": every step that answers the clause. NULL: none does. */
static char *
say_cited (const ReviewSopShown *shown, const char *clause)
{
  GPtrArray *steps = get_steps (shown);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const ReviewStep *step = steps->pdata[i];

      if (g_strcmp0 (step->clause, clause) != 0)
        continue;
      /* Translators: %d is the number of a step of ROCA's reasoning that cites the clause. */
      g_ptr_array_add (parts, g_strdup_printf (_ ("cited in step %d"), (int) step->n));
      if (step->answer != 0)
        g_ptr_array_add (parts, g_strdup (review_words_answer (step->answer)));
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* "applies to step 2 · met": of the step in focus. */
static char *
say_applies (const ReviewStep *step)
{
  /* Translators: %d is the number of the step of ROCA's reasoning that has the focus. */
  g_autofree char *applies = g_strdup_printf (_ ("applies to step %d"), (int) step->n);

  if (step->answer == 0)
    return g_steal_pointer (&applies);
  return g_strdup_printf ("%s · %s", applies, review_words_answer (step->answer));
}

static GtkWidget *
add_label (ReviewSopList *self, const char *text, const char *css_class)
{
  GtkWidget *label = review_sop_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_margin_start (label, 4);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

static void
add_heading (ReviewSopList *self, const char *text)
{
  GtkWidget *label = add_label (self, text, "section-label");

  gtk_widget_set_margin_top (label,
                             gtk_widget_get_first_child (GTK_WIDGET (self)) != label ? 10 : 0);
}

static gboolean
has_words (const ReviewText *title, const ReviewText *text, const char *id, const char *query)
{
  const char *texts[6] = { NULL };
  guint n = 0;

  if (query == NULL)
    return TRUE;
  if (id != NULL)
    texts[n++] = id;
  for (int i = 0; i < 2; i++)
    {
      const ReviewText *one = i == 0 ? title : text;

      if (one != NULL && one->en != NULL)
        texts[n++] = one->en;
      if (one != NULL && one->zh_cn != NULL)
        texts[n++] = one->zh_cn;
    }
  return review_text_has_words (texts, query);
}

static gboolean
says_the_same (const ReviewText *a, const ReviewText *b)
{
  return g_strcmp0 (a->en, b->en) == 0 && g_strcmp0 (a->zh_cn, b->zh_cn) == 0;
}

/* One of an older version says how it differs from what is in force. */
static void
add_clause (ReviewSopList *self,
            const ReviewSopShown *shown,
            const ReviewClause *clause,
            const char *cited)
{
  GtkWidget *widget = review_sop_clause_new (clause, shown->languages, cited);
  const ReviewClause *now =
      shown->in_force != NULL ? review_sop_find_clause (shown->in_force, clause->id) : NULL;

  gtk_box_append (GTK_BOX (self), widget);
  if (shown->in_force == NULL)
    return;
  if (now == NULL)
    review_sop_clause_add_change (REVIEW_SOP_CLAUSE (widget), _ ("removed since"), NULL);
  else if (!says_the_same (now->text, clause->text))
    review_sop_clause_add_change (REVIEW_SOP_CLAUSE (widget), _ ("changed since:"),
                                  review_sop_diff_new (clause->text, now->text, shown->languages));
}

/* What is in force and the older version does not have. */
static guint
add_added (ReviewSopList *self, const ReviewSopShown *shown)
{
  guint n = 0;

  for (guint i = 0; shown->in_force != NULL && i < shown->in_force->clauses->len; i++)
    {
      const ReviewClause *clause = shown->in_force->clauses->pdata[i];

      if (review_sop_find_clause (shown->sop, clause->id) != NULL
          || !has_words (clause->title, clause->text, clause->id, shown->query))
        continue;
      if (n++ == 0)
        add_heading (self, _ ("Added since"));
      gtk_box_append (GTK_BOX (self), review_sop_clause_new (clause, shown->languages, NULL));
    }
  return n;
}

static void
add_banner (ReviewSopList *self, const ReviewSopShown *shown)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *text =
      g_strdup_printf (_ ("This is %s. Your decision is pinned to %s, the version in force."),
                       shown->sop->version, shown->in_force->version);
  g_autofree char *back = g_strdup_printf (_ ("Back to %s"), shown->in_force->version);
  GtkWidget *button = gtk_button_new_with_label (back);

  gtk_widget_add_css_class (box, "sop-gap");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sop.version");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  gtk_box_append (GTK_BOX (box), review_sop_label_new (text));
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (self), box);
}

/* Clauses that a step answers (@applying), or the others. Returns how many there are. */
static guint
add_clauses (ReviewSopList *self,
             const ReviewSopShown *shown,
             gboolean applying,
             const char *heading)
{
  guint n = 0;

  for (guint i = 0; i < shown->sop->clauses->len; i++)
    {
      const ReviewClause *clause = shown->sop->clauses->pdata[i];
      g_autofree char *cited = say_cited (shown, clause->id);

      if ((cited != NULL) != applying
          || !has_words (clause->title, clause->text, clause->id, shown->query))
        continue;
      if (n++ == 0 && heading != NULL)
        add_heading (self, heading);
      add_clause (self, shown, clause, cited);
    }
  return n;
}

static guint
add_gaps (ReviewSopList *self, const ReviewSopShown *shown)
{
  GPtrArray *steps = get_steps (shown);
  guint n = 0;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const ReviewStep *step = steps->pdata[i];

      if (!step->no_clause || !has_words (NULL, step->claim, NULL, shown->query))
        continue;
      gtk_box_append (GTK_BOX (self), review_sop_gap_new (step, shown->languages));
      n++;
    }
  return n;
}

static guint
add_uncovered (ReviewSopList *self, const ReviewSopShown *shown)
{
  GPtrArray *uncovered = shown->sop->uncovered;
  guint n = 0;

  for (guint i = 0; uncovered != NULL && i < uncovered->len; i++)
    {
      const ReviewSituation *situation = uncovered->pdata[i];
      GtkWidget *text;

      if (!has_words (NULL, situation->text, NULL, shown->query))
        continue;
      if (n++ == 0)
        add_heading (self, _ ("Known to have no clause"));
      text = review_sop_text_new (situation->text, shown->languages);
      gtk_widget_add_css_class (text, "dim-label");
      gtk_widget_set_margin_start (text, 4);
      gtk_box_append (GTK_BOX (self), text);
    }
  return n;
}

/**
 * review_sop_list_fill:
 *
 * Makes the list anew.
 */
void
review_sop_list_fill (ReviewSopList *self, const ReviewSopShown *shown)
{
  GtkWidget *child;
  guint some, n;

  g_return_if_fail (REVIEW_IS_SOP_LIST (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  if (shown->sop == NULL)
    {
      add_label (self, _ ("The SOP of the open case is shown here."), "dim-label");
      return;
    }
  if (shown->in_force != NULL)
    add_banner (self, shown);
  some = add_clauses (self, shown, TRUE, _ ("Apply to this case"));
  n = some + add_gaps (self, shown);
  n += add_clauses (self, shown, FALSE, some > 0 ? _ ("Other clauses") : NULL);
  n += add_added (self, shown);
  n += add_uncovered (self, shown);
  if (n == 0)
    add_label (self, _ ("Nothing in this SOP has these words."), "dim-label");
}

/**
 * review_sop_list_set_current:
 * @clause: (nullable): id of the clause that is looked at
 * @step: (nullable): the step in focus, which may rest on @clause or on none
 *
 * Marks the clause, or the gap of the step.
 *
 * Returns: (transfer none) (nullable): what is marked now
 */
GtkWidget *
review_sop_list_set_current (ReviewSopList *self, const char *clause, const ReviewStep *step)
{
  GtkWidget *found = NULL;

  g_return_val_if_fail (REVIEW_IS_SOP_LIST (self), NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean current = FALSE;

      if (REVIEW_IS_SOP_CLAUSE (child))
        {
          const char *id = review_sop_clause_get_id (REVIEW_SOP_CLAUSE (child));
          g_autofree char *applies =
              step != NULL && g_strcmp0 (step->clause, id) == 0 ? say_applies (step) : NULL;

          current = g_strcmp0 (id, clause) == 0;
          review_sop_clause_set_current (REVIEW_SOP_CLAUSE (child), current, applies);
        }
      else if (REVIEW_IS_SOP_GAP (child))
        {
          current = clause == NULL && step != NULL
                    && review_sop_gap_get_step (REVIEW_SOP_GAP (child)) == step->n;
          review_sop_gap_set_current (REVIEW_SOP_GAP (child), current);
        }
      if (current)
        found = child;
    }
  return found;
}

/**
 * review_sop_list_show_flag:
 * @form: the decision as it is filled in
 *
 * A gap is flagged by root cause, path C and its step: it says so instead of offering it.
 */
void
review_sop_list_show_flag (ReviewSopList *self, const ReviewForm *form)
{
  gboolean gap;

  g_return_if_fail (REVIEW_IS_SOP_LIST (self));

  gap = form->root_cause != NULL && form->path == REVIEW_PATH_C && form->step != 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (REVIEW_IS_SOP_GAP (child))
      review_sop_gap_set_flagged (
          REVIEW_SOP_GAP (child),
          gap && review_sop_gap_get_step (REVIEW_SOP_GAP (child)) == form->step ? form->root_cause
                                                                                : NULL);
}

/**
 * review_sop_list_show_drafts:
 *
 * Shows below each gap what is proposed for it.
 */
void
review_sop_list_show_drafts (ReviewSopList *self, ReviewSopDrafts *drafts)
{
  g_return_if_fail (REVIEW_IS_SOP_LIST (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (REVIEW_IS_SOP_GAP (child))
      review_sop_gap_show_drafts (REVIEW_SOP_GAP (child), drafts);
}
