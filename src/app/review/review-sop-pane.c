/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SOP beside the case: the clauses that ROCA found to apply first, the one that a step cites
 * highlighted and in sight, what no clause covers as a card that flags the gap. In English, in
 * Chinese or in both. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-pane.h"

#include <glib/gi18n.h>

#include "review-key-content.h"
#include "review-sop-clause.h"
#include "review-tag.h"
#include "review-words.h"
#include "review-wrap.h"

#define CLAUSE   "case/clause" /* of the session's screen state: the clause that was asked for */
#define SCROLL   "case/sop-scroll"
#define LANGUAGE "sop-language" /* setting; without settings: screen state */

struct _ReviewSopPane
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  GtkLabel *title;
  ReviewTag *version;
  GtkToggleButton *english;
  GtkToggleButton *chinese;
  GtkToggleButton *both;
  GtkScrolledWindow *scrolled;
  GtkBox *clauses;
  /* owned */
  ReviewSession *session; /* (nullable) until it is bound */
  GSettings *settings;    /* (nullable) */
  char *shown;            /* (nullable): what the list was made for */
  guint tick;             /* scrolls as soon as there is a layout */
  double scroll_to;       /* below 0: to the clause that was asked for */
  gboolean setting;
};

typedef enum
{
  PROP_SESSION = 1
} ReviewSopPaneProperty;
static GParamSpec *props[PROP_SESSION + 1];

G_DEFINE_FINAL_TYPE (ReviewSopPane, review_sop_pane, GTK_TYPE_WIDGET)

static ReviewDesk *
get_desk (ReviewSopPane *self)
{
  return review_session_get_desk (self->session);
}

static const ReviewSop *
find_sop (ReviewSopPane *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));

  return catalog != NULL && view != NULL ? review_catalog_find_sop (catalog, view->item_case->type)
                                         : NULL;
}

static GPtrArray *
get_steps (ReviewSopPane *self)
{
  const ReviewAssessment *assessment = review_desk_get_assessment (get_desk (self));

  return assessment != NULL ? assessment->steps : NULL;
}

/* Languages */

static char *
get_language (ReviewSopPane *self)
{
  g_autofree char *language =
      self->settings != NULL ? g_settings_get_string (self->settings, LANGUAGE)
                             : g_strdup (review_session_get_ui_string (self->session, LANGUAGE));

  if (language != NULL && *language != '\0')
    return g_steal_pointer (&language);
  return g_strdup (review_session_get_language (self->session));
}

static ReviewSopLanguages
get_languages (ReviewSopPane *self)
{
  g_autofree char *language = get_language (self);

  if (g_str_equal (language, "both"))
    return REVIEW_SOP_BOTH;
  return g_str_equal (language, "zh-CN") ? REVIEW_SOP_CHINESE : REVIEW_SOP_ENGLISH;
}

static void
set_language (ReviewSopPane *self, const char *language)
{
  if (self->settings != NULL)
    g_settings_set_string (self->settings, LANGUAGE, language);
  else
    review_session_set_ui_string (self->session, LANGUAGE, language);
}

/* The list */

/* "cited in step 2 · met": every step that answers the clause. NULL: none does. */
static char *
say_cited (ReviewSopPane *self, const char *clause)
{
  GPtrArray *steps = get_steps (self);
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

static void
add_heading (ReviewSopPane *self, const char *text)
{
  GtkWidget *label = add_label (GTK_WIDGET (self->clauses), text, "section-label");

  gtk_widget_set_margin_start (label, 4);
  gtk_widget_set_margin_top (
      label, gtk_widget_get_first_child (GTK_WIDGET (self->clauses)) != label ? 10 : 0);
}

/* Clauses that a step answers (@applying), or the others. Returns how many there are. */
static guint
add_clauses (ReviewSopPane *self, const ReviewSop *sop, gboolean applying, const char *heading)
{
  guint n = 0;

  for (guint i = 0; i < sop->clauses->len; i++)
    {
      const ReviewClause *clause = sop->clauses->pdata[i];
      g_autofree char *cited = say_cited (self, clause->id);

      if ((cited != NULL) != applying)
        continue;
      if (n++ == 0 && heading != NULL)
        add_heading (self, heading);
      gtk_box_append (self->clauses, review_sop_clause_new (clause, get_languages (self), cited));
    }
  return n;
}

static void
add_gap (ReviewSopPane *self, const ReviewStep *step)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *state;
  g_autofree char *where = g_strdup_printf (_ ("Step %d: no clause covers it."), (int) step->n);
  g_autofree char *name = g_strdup_printf (_ ("Flag the gap of step %d"), (int) step->n);

  gtk_widget_add_css_class (card, "sop-gap");
  add_label (card, _ ("Gap found by ROCA"), "heading");
  gtk_box_append (GTK_BOX (card), review_sop_text_new (step->claim, get_languages (self)));
  add_label (card, where, "caption");
  gtk_button_set_child (GTK_BUTTON (button), review_key_content_new (_ ("Flag the gap"), "G"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sop.flag-gap");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", step->n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (card), button);
  state = add_label (card, NULL, "caption");
  g_object_set_data (G_OBJECT (card), "review-state", state);
  g_object_set_data (G_OBJECT (card), "review-button", button);
  g_object_set_data (G_OBJECT (card), "review-step", GINT_TO_POINTER ((int) step->n));
  gtk_box_append (self->clauses, card);
}

static void
add_gaps (ReviewSopPane *self)
{
  GPtrArray *steps = get_steps (self);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    if (((ReviewStep *) steps->pdata[i])->no_clause)
      add_gap (self, steps->pdata[i]);
}

static void
add_uncovered (ReviewSopPane *self, const ReviewSop *sop)
{
  if (sop->uncovered == NULL || sop->uncovered->len == 0)
    return;
  add_heading (self, _ ("Known to have no clause"));
  for (guint i = 0; i < sop->uncovered->len; i++)
    {
      const ReviewSituation *situation = sop->uncovered->pdata[i];
      GtkWidget *text = review_sop_text_new (situation->text, get_languages (self));

      gtk_widget_add_css_class (text, "dim-label");
      gtk_widget_set_margin_start (text, 4);
      gtk_box_append (self->clauses, text);
    }
}

/* A gap is flagged by root cause, path C and its step: the card says so instead of offering it. */
static void
show_gaps (ReviewSopPane *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  gboolean gap = form->root_cause != NULL && form->path == REVIEW_PATH_C && form->step != 0;

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->clauses)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      GtkWidget *state = g_object_get_data (G_OBJECT (card), "review-state");
      GtkWidget *button = g_object_get_data (G_OBJECT (card), "review-button");
      int step = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (card), "review-step"));
      g_autofree char *text = NULL;

      if (state == NULL)
        continue;
      /* Translators: %s is the code of a root cause. */
      text = g_strdup_printf (_ ("Flagged in your decision as %s"), gap ? form->root_cause : "");
      gtk_label_set_label (GTK_LABEL (state), text);
      gtk_widget_set_visible (state, gap && form->step == step);
      gtk_widget_set_visible (button, !(gap && form->step == step));
    }
}

static void
mark_current (ReviewSopPane *self)
{
  const char *current = review_session_get_ui_string (self->session, CLAUSE);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->clauses)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (REVIEW_IS_SOP_CLAUSE (child))
      review_sop_clause_set_current (
          REVIEW_SOP_CLAUSE (child),
          g_strcmp0 (review_sop_clause_get_id (REVIEW_SOP_CLAUSE (child)), current) == 0);
}

static void
fill (ReviewSopPane *self, const ReviewSop *sop)
{
  gboolean some;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->clauses))) != NULL)
    gtk_box_remove (self->clauses, child);
  if (sop == NULL)
    {
      add_label (GTK_WIDGET (self->clauses), _ ("The SOP of the open case is shown here."),
                 "dim-label");
      return;
    }
  some = add_clauses (self, sop, TRUE, _ ("Apply to this case")) > 0;
  add_gaps (self);
  add_clauses (self, sop, FALSE, some ? _ ("Other clauses") : NULL);
  add_uncovered (self, sop);
}

static void
show_head (ReviewSopPane *self, const ReviewSop *sop)
{
  const char *language = get_languages (self) == REVIEW_SOP_CHINESE ? "zh-CN" : "en";
  const char *title = sop != NULL ? review_text_get (sop->title, language) : NULL;

  gtk_label_set_label (self->title, title != NULL && *title != '\0' ? title : _ ("SOP"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_widget_set_visible (GTK_WIDGET (self->version), sop != NULL);
  if (sop != NULL)
    review_tag_set_text (self->version, sop->version);
  self->setting = TRUE;
  gtk_toggle_button_set_active (get_languages (self) == REVIEW_SOP_BOTH      ? self->both
                                : get_languages (self) == REVIEW_SOP_CHINESE ? self->chinese
                                                                             : self->english,
                                TRUE);
  self->setting = FALSE;
}

static void
update (ReviewSopPane *self)
{
  const ReviewSop *sop = find_sop (self);
  const ReviewAssessment *assessment = review_desk_get_assessment (get_desk (self));
  g_autofree char *shown =
      g_strdup_printf ("%s %s %s %d", sop != NULL ? sop->id : "", sop != NULL ? sop->version : "",
                       assessment != NULL ? assessment->id : "", (int) get_languages (self));

  show_head (self, sop);
  if (g_strcmp0 (shown, self->shown) != 0)
    {
      fill (self, sop);
      g_free (self->shown);
      self->shown = g_steal_pointer (&shown);
    }
  mark_current (self);
  show_gaps (self);
}

/* Scrolling */

static GtkWidget *
find_current (ReviewSopPane *self)
{
  const char *current = review_session_get_ui_string (self->session, CLAUSE);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->clauses));
       child != NULL && current != NULL; child = gtk_widget_get_next_sibling (child))
    if (REVIEW_IS_SOP_CLAUSE (child)
        && g_str_equal (review_sop_clause_get_id (REVIEW_SOP_CLAUSE (child)), current))
      return child;
  return NULL;
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ReviewSopPane *self = REVIEW_SOP_PANE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  GtkWidget *current = self->scroll_to < 0 ? find_current (self) : NULL;
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0), point;

  if (gtk_adjustment_get_page_size (adjustment) <= 0)
    return G_SOURCE_CONTINUE;
  if (self->scroll_to >= 0)
    gtk_adjustment_set_value (adjustment, self->scroll_to);
  else if (current != NULL)
    {
      if (gtk_widget_get_height (current) == 0)
        return G_SOURCE_CONTINUE;
      if (gtk_widget_compute_point (current, GTK_WIDGET (self->clauses), &origin, &point))
        gtk_adjustment_set_value (adjustment, (double) point.y - 12);
    }
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_soon (ReviewSopPane *self, double value)
{
  self->scroll_to = value;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

/* Callbacks and actions */

static void
language_toggled_cb (GtkToggleButton *button, ReviewSopPane *self)
{
  if (self->setting || self->session == NULL || !gtk_toggle_button_get_active (button))
    return;
  set_language (self, button == self->both ? "both" : button == self->chinese ? "zh-CN" : "en");
  update (self);
}

static void
work_item_changed_cb (ReviewSopPane *self)
{
  update (self);
  scroll_soon (self, review_session_get_ui_number (self->session, SCROLL, 0));
}

static void
toggle_language (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewSopPane *self = REVIEW_SOP_PANE (widget);
  ReviewSopLanguages languages = get_languages (self);

  set_language (self, languages == REVIEW_SOP_ENGLISH   ? "zh-CN"
                      : languages == REVIEW_SOP_CHINESE ? "both"
                                                        : "en");
  update (self);
}

static void
choose_language (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_language (REVIEW_SOP_PANE (widget), g_variant_get_string (parameter, NULL));
  update (REVIEW_SOP_PANE (widget));
}

static void
flag_gap (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_desk_flag_gap (get_desk (REVIEW_SOP_PANE (widget)), g_variant_get_int64 (parameter));
}

static void
show_actions (ReviewSopPane *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sop.flag-gap",
                                 review_desk_get_writable (get_desk (self)));
}

/* Overrides */

static void
review_sop_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, REVIEW_SOP_PANE (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
review_sop_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id != PROP_SESSION)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_value_get_object (value) != NULL)
    review_sop_pane_bind (REVIEW_SOP_PANE (object), g_value_get_object (value), NULL);
}

static void
review_sop_pane_dispose (GObject *object)
{
  ReviewSopPane *self = REVIEW_SOP_PANE (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_SOP_PANE);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (review_sop_pane_parent_class)->dispose (object);
}

static void
review_sop_pane_class_init (ReviewSopPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = review_sop_pane_get_property;
  object_class->set_property = review_sop_pane_set_property;
  object_class->dispose = review_sop_pane_dispose;
  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REVIEW_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  g_type_ensure (REVIEW_TYPE_TAG);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-sop-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, version);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, english);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, chinese);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, both);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, clauses);
  gtk_widget_class_bind_template_callback (widget_class, language_toggled_cb);
  gtk_widget_class_install_action (widget_class, "sop.toggle-language", NULL, toggle_language);
  gtk_widget_class_install_action (widget_class, "sop.language", "s", choose_language);
  gtk_widget_class_install_action (widget_class, "sop.flag-gap", "x", flag_gap);
  gtk_widget_class_set_css_name (widget_class, "soppane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
review_sop_pane_init (ReviewSopPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_sop_pane_new:
 *
 * Returns: (transfer floating): the SOP of @session's open case; its language is kept in the session
 */
GtkWidget *
review_sop_pane_new (ReviewSession *session)
{
  return g_object_new (REVIEW_TYPE_SOP_PANE, "session", session, NULL);
}

/**
 * review_sop_pane_bind:
 * @session: shown from now on; once for a pane
 * @settings: (nullable): where the language of the pane is kept
 */
void
review_sop_pane_bind (ReviewSopPane *self, ReviewSession *session, GSettings *settings)
{
  static const char *const notes[] = { "notify::view", "notify::verdict-visible", "form-changed",
                                       NULL };

  g_return_if_fail (REVIEW_IS_SOP_PANE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_set_object (&self->settings, settings);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (get_desk (self), notes[i], G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (get_desk (self), "notify::work-item", G_CALLBACK (work_item_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_desk (self), "notify::writable", G_CALLBACK (show_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::" LANGUAGE, G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  work_item_changed_cb (self);
  show_actions (self);
}

/**
 * review_sop_pane_show_clause:
 * @clause_id: id of the clause
 * @step: number of the step that cites it; 0: not said
 *
 * Highlights the clause and brings it into sight.
 */
void
review_sop_pane_show_clause (ReviewSopPane *self, const char *clause_id, guint step)
{
  g_return_if_fail (REVIEW_IS_SOP_PANE (self));

  review_session_set_ui_string (self->session, CLAUSE, clause_id);
  mark_current (self);
  scroll_soon (self, -1);
}

/**
 * review_sop_pane_save:
 *
 * Writes the scroll position to the session: before the window is taken down.
 */
void
review_sop_pane_save (ReviewSopPane *self)
{
  g_return_if_fail (REVIEW_IS_SOP_PANE (self));

  review_session_set_ui_number (
      self->session, SCROLL,
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled)));
}
