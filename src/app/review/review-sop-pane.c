/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SOP beside the case: its clauses in one language or both, the cited one marked and in sight,
 * and what ROCA found that no clause covers. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-pane.h"

#include <glib/gi18n.h>

#include "review-language.h"
#include "review-tag.h"
#include "review-words.h"

struct _ReviewSopPane
{
  AdwBin parent;
  /* template */
  GtkLabel *title;
  ReviewTag *version;
  GtkToggleButton *english;
  GtkToggleButton *chinese;
  GtkToggleButton *both;
  GtkScrolledWindow *scrolled;
  GtkBox *clauses;
  /* owned */
  ReviewSession *session;
  GSettings *settings;
  GHashTable *rows; /* clause id → (borrowed) row */
  guint scrolling;  /* source that scrolls to the marked clause */
};

G_DEFINE_FINAL_TYPE (ReviewSopPane, review_sop_pane, ADW_TYPE_BIN)

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* A missing half is shown as a gap, never covered up by the other. */
static void
add_text (ReviewSopPane *self, GtkWidget *box, const ReviewText *text)
{
  gboolean english = !gtk_toggle_button_get_active (self->chinese);
  gboolean chinese = !gtk_toggle_button_get_active (self->english);

  if (english)
    add_label (box, text != NULL && text->en != NULL ? text->en : _ ("No English text yet"),
               text != NULL && text->en != NULL ? NULL : "dim-label");
  if (chinese)
    add_label (box, text != NULL && text->zh_cn != NULL ? text->zh_cn : _ ("No Chinese text yet"),
               text != NULL && text->zh_cn != NULL ? NULL : "dim-label");
}

static char *
list_citing_steps (ReviewSopPane *self, const char *clause)
{
  const ReviewAssessment *assessment =
      review_desk_get_assessment (review_session_get_desk (self->session));
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; assessment != NULL && assessment->steps != NULL && i < assessment->steps->len;
       i++)
    {
      const ReviewStep *step = assessment->steps->pdata[i];

      if (g_strcmp0 (step->clause, clause) == 0)
        g_string_append_printf (out, "%s%d", out->len > 0 ? ", " : "", (int) step->n);
    }
  return out->len > 0 ? g_strdup_printf (_ ("cited in step %s"), out->str) : NULL;
}

static GtkWidget *
new_clause (ReviewSopPane *self, const ReviewClause *clause)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *head = g_strdup_printf (
      "%s  %s", clause->id,
      clause->title != NULL ? review_session_get_text (self->session, clause->title) : "");
  g_autofree char *cited = list_citing_steps (self, clause->id);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (head);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (row, "clause");
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line),
                  review_tag_new (review_words_clause_kind (clause->kind), REVIEW_TONE_NEUTRAL));
  gtk_box_append (GTK_BOX (row), line);
  add_text (self, row, clause->text);
  if (cited != NULL)
    {
      add_label (row, cited, "caption");
      gtk_widget_add_css_class (gtk_widget_get_last_child (row), "cited-in");
      gtk_widget_add_css_class (row, "cited");
    }
  return row;
}

static void
add_gaps (ReviewSopPane *self)
{
  const ReviewAssessment *assessment =
      review_desk_get_assessment (review_session_get_desk (self->session));

  for (guint i = 0; assessment != NULL && assessment->steps != NULL && i < assessment->steps->len;
       i++)
    {
      const ReviewStep *step = assessment->steps->pdata[i];
      GtkWidget *row, *button;

      if (!step->no_clause)
        continue;
      row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);
      gtk_widget_add_css_class (row, "clause");
      gtk_widget_add_css_class (row, "gap");
      add_label (row, _ ("Gap found by ROCA"), "heading");
      add_label (row, review_session_get_text (self->session, step->claim), NULL);
      button = gtk_button_new_with_label (_ ("Flag the gap"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Flag the gap"), -1);
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_add_css_class (button, "small-button");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.flag-gap");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", step->n);
      gtk_box_append (GTK_BOX (row), button);
      gtk_box_append (self->clauses, row);
    }
}

static const ReviewSop *
find_sop (ReviewSopPane *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));

  return catalog != NULL && view != NULL ? review_catalog_find_sop (catalog, view->item_case->type)
                                         : NULL;
}

static void
mark (ReviewSopPane *self)
{
  const char *current = review_session_get_ui_string (self->session, "case/clause");
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      if (g_strcmp0 (id, current) == 0)
        gtk_widget_add_css_class (row, "current");
      else
        gtk_widget_remove_css_class (row, "current");
    }
}

static gboolean
scroll_to_current (gpointer user_data)
{
  ReviewSopPane *self = user_data;
  const char *current = review_session_get_ui_string (self->session, "case/clause");
  GtkWidget *row = current != NULL ? g_hash_table_lookup (self->rows, current) : NULL;
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0), point;

  self->scrolling = 0;
  if (row != NULL && gtk_widget_compute_point (row, GTK_WIDGET (self->clauses), &origin, &point))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled),
                              (double) point.y - 8);
  return G_SOURCE_REMOVE;
}

static void
update (ReviewSopPane *self)
{
  const ReviewSop *sop = find_sop (self);
  GtkWidget *child;

  g_hash_table_remove_all (self->rows);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->clauses))) != NULL)
    gtk_box_remove (self->clauses, child);
  gtk_label_set_text (self->title, sop != NULL && sop->title != NULL
                                       ? review_session_get_text (self->session, sop->title)
                                       : _ ("SOP"));
  gtk_widget_set_visible (GTK_WIDGET (self->version), sop != NULL);
  if (sop == NULL)
    {
      add_label (GTK_WIDGET (self->clauses), _ ("The SOP of the open case is shown here."),
                 "dim-label");
      return;
    }
  review_tag_set_text (self->version, sop->version);
  for (guint i = 0; sop->clauses != NULL && i < sop->clauses->len; i++)
    {
      const ReviewClause *clause = sop->clauses->pdata[i];
      GtkWidget *row = new_clause (self, clause);

      g_hash_table_insert (self->rows, g_strdup (clause->id), row);
      gtk_box_append (self->clauses, row);
    }
  add_gaps (self);
  mark (self);
}

static void
language_toggled_cb (ReviewSopPane *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  g_settings_set_string (self->settings, "sop-language",
                         button == self->english   ? "en"
                         : button == self->chinese ? "zh-CN"
                                                   : "both");
  update (self);
}

static void
choose_language (ReviewSopPane *self)
{
  g_autofree char *language = g_settings_get_string (self->settings, "sop-language");
  const char *wanted = *language != '\0' ? language : review_language_get ();
  GtkToggleButton *buttons[] = { self->english, self->chinese, self->both };

  if (g_str_equal (wanted, "both"))
    gtk_toggle_button_set_active (self->both, TRUE);
  else if (g_str_equal (wanted, REVIEW_LANGUAGE_ZH))
    gtk_toggle_button_set_active (self->chinese, TRUE);
  else
    gtk_toggle_button_set_active (self->english, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_signal_connect_object (buttons[i], "toggled", G_CALLBACK (language_toggled_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
review_sop_pane_dispose (GObject *object)
{
  ReviewSopPane *self = REVIEW_SOP_PANE (object);

  g_clear_handle_id (&self->scrolling, g_source_remove);
  if (self->rows != NULL)
    g_hash_table_remove_all (self->rows);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_SOP_PANE);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_sop_pane_parent_class)->dispose (object);
}

static void
review_sop_pane_class_init (ReviewSopPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_sop_pane_dispose;
  g_type_ensure (REVIEW_TYPE_TAG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-sop-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, version);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, english);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, chinese);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, both);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, clauses);
}

static void
review_sop_pane_init (ReviewSopPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * review_sop_pane_bind:
 *
 * Shows the SOP of the open case. Called once.
 */
void
review_sop_pane_bind (ReviewSopPane *self, ReviewSession *session, GSettings *settings)
{
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_SOP_PANE (self));

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  choose_language (self);
  g_signal_connect_object (desk, "notify::view", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::verdict-visible", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  if (review_session_get_ui_string (session, "case/clause") != NULL)
    self->scrolling = g_timeout_add (80, scroll_to_current, self);
}

/**
 * review_sop_pane_show_clause:
 * @clause: id of the clause
 *
 * Marks the clause and scrolls to it.
 */
void
review_sop_pane_show_clause (ReviewSopPane *self, const char *clause)
{
  g_return_if_fail (REVIEW_IS_SOP_PANE (self));

  review_session_set_ui_string (self->session, "case/clause", clause);
  mark (self);
  if (self->scrolling == 0)
    self->scrolling = g_timeout_add (30, scroll_to_current, self);
}

/**
 * review_sop_pane_save:
 *
 * Writes the scroll position to the session.
 */
void
review_sop_pane_save (ReviewSopPane *self)
{
  g_return_if_fail (REVIEW_IS_SOP_PANE (self));

  review_session_set_ui_number (
      self->session, "case/sop-scroll",
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled)));
}
