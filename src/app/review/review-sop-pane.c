/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SOP beside the case: it follows the step or signal in focus and marks the clause that applies
 * to it, or the gap where none does. In English, in Chinese or in both, and searched in both. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-pane.h"

#include <glib/gi18n.h>

#include "review-prose.h"
#include "review-sop-draft-form.h"
#include "review-sop-list.h"
#include "review-sop-version-button.h"
#include "review-steady-layout.h"
#include "review-tip.h"
#include "review-wrap.h"

#define CLAUSE   "case/clause"   /* of the session's screen state: the clause that was asked for */
#define STEP     "case/sop-step" /* number of the step in focus */
#define QUERY    "case/sop-query"
#define SCROLL   "case/sop-scroll"
#define LANGUAGE "sop-language" /* setting; without settings: screen state */

struct _ReviewSopPane
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  GtkLabel *title;
  ReviewSopVersionButton *version;
  GtkToggleButton *english;
  GtkToggleButton *chinese;
  GtkToggleButton *both;
  GtkEditable *search;
  GtkLabel *note; /* why the step or signal in focus has no clause */
  GtkScrolledWindow *scrolled;
  ReviewSopList *clauses;
  ReviewSopDraftForm *draft_form;
  /* borrowed */
  GtkWidget *current; /* (nullable): the clause or gap that is marked */
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
find_in_force (ReviewSopPane *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));

  return catalog != NULL && view != NULL ? review_catalog_find_sop (catalog, view->item_case->type)
                                         : NULL;
}

/* (nullable): an older version that somebody looks back at. */
static const ReviewSop *
find_older (ReviewSopPane *self)
{
  return review_sop_versions_get_older (review_session_get_sop_versions (self->session));
}

static const ReviewSop *
find_sop (ReviewSopPane *self)
{
  const ReviewSop *in_force = find_in_force (self);

  return in_force != NULL && find_older (self) != NULL ? find_older (self) : in_force;
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

static void
show_head (ReviewSopPane *self, const ReviewSop *sop)
{
  const char *language = get_languages (self) == REVIEW_SOP_CHINESE ? "zh-CN" : "en";
  const char *title = sop != NULL ? review_text_get (sop->title, language) : NULL;

  gtk_label_set_label (self->title, title != NULL && *title != '\0' ? title : _ ("SOP"));
  review_tip_set (GTK_WIDGET (self->title), title);
  gtk_widget_set_visible (GTK_WIDGET (self->version), sop != NULL);
  if (sop != NULL)
    review_sop_version_button_set_version (self->version, sop->version);
  self->setting = TRUE;
  gtk_toggle_button_set_active (get_languages (self) == REVIEW_SOP_BOTH      ? self->both
                                : get_languages (self) == REVIEW_SOP_CHINESE ? self->chinese
                                                                             : self->english,
                                TRUE);
  self->setting = FALSE;
}

/* The list */

static const ReviewStep *
find_step (ReviewSopPane *self, gint64 n)
{
  GPtrArray *steps = get_steps (self);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    if (((ReviewStep *) steps->pdata[i])->n == n)
      return steps->pdata[i];
  return NULL;
}

static const ReviewStep *
get_focused_step (ReviewSopPane *self)
{
  return find_step (self, (gint64) review_session_get_ui_number (self->session, STEP, 0));
}

static const char *
get_query (ReviewSopPane *self)
{
  const char *query = review_session_get_ui_string (self->session, QUERY);

  return query != NULL && *query != '\0' ? query : NULL;
}

static void
mark_current (ReviewSopPane *self)
{
  self->current = review_sop_list_set_current (
      self->clauses, review_session_get_ui_string (self->session, CLAUSE), get_focused_step (self));
}

static ReviewSopDrafts *
get_drafts (ReviewSopPane *self)
{
  return review_session_get_sop_drafts (self->session);
}

static void
drafts_changed_cb (ReviewSopPane *self)
{
  review_sop_list_show_drafts (self->clauses, get_drafts (self));
}

static void
update (ReviewSopPane *self)
{
  ReviewSopShown shown = { .sop = find_sop (self),
                           .in_force = find_older (self) != NULL ? find_in_force (self) : NULL,
                           .assessment = review_desk_get_assessment (get_desk (self)),
                           .languages = get_languages (self),
                           .query = get_query (self) };
  g_autofree char *key =
      g_strdup_printf ("%s %s %s %d %s", shown.sop != NULL ? shown.sop->id : "",
                       shown.sop != NULL ? shown.sop->version : "",
                       shown.assessment != NULL ? shown.assessment->id : "", (int) shown.languages,
                       shown.query != NULL ? shown.query : "");

  show_head (self, shown.sop);
  if (g_strcmp0 (key, self->shown) != 0)
    {
      self->current = NULL;
      review_sop_list_fill (self->clauses, &shown);
      review_sop_list_show_drafts (self->clauses, get_drafts (self));
      g_free (self->shown);
      self->shown = g_steal_pointer (&key);
    }
  mark_current (self);
  review_sop_list_show_flag (self->clauses, review_desk_get_form (get_desk (self)));
}

/* Scrolling */

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ReviewSopPane *self = REVIEW_SOP_PANE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  GtkWidget *current = self->scroll_to < 0 ? self->current : NULL;
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

/* What is looked at */

static void
set_query (ReviewSopPane *self, const char *query)
{
  review_session_set_ui_string (self->session, QUERY, query);
  if (!g_str_equal (gtk_editable_get_text (self->search), query != NULL ? query : ""))
    gtk_editable_set_text (self->search, query != NULL ? query : "");
  update (self);
}

static void
set_note (ReviewSopPane *self, const char *text)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

/* Marks a clause, or the gap of @step where @clause is NULL, and brings it into sight. A search
 * that hides it is over. */
static void
look_at (ReviewSopPane *self, const char *clause, const ReviewStep *step)
{
  review_session_set_ui_string (self->session, CLAUSE, clause);
  review_session_set_ui_number (self->session, STEP, step != NULL ? (double) step->n : 0);
  set_note (self, NULL);
  mark_current (self);
  if (self->current == NULL && get_query (self) != NULL
      && (clause != NULL || (step != NULL && step->no_clause)))
    set_query (self, NULL);
  if (self->current != NULL)
    scroll_soon (self, -1);
}

static gboolean
reads_feature (const ReviewStep *step, const char *feature)
{
  return (step->clause != NULL || step->no_clause) && step->features != NULL
         && g_strv_contains ((const char *const *) step->features, feature);
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
search_changed_cb (GtkSearchEntry *entry, ReviewSopPane *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (self->session != NULL && g_strcmp0 (query, get_query (self)) != 0)
    set_query (self, query);
}

/* To what is marked, or to the first of the list. */
static void
leave_search (ReviewSopPane *self)
{
  if (self->current == NULL || !gtk_widget_grab_focus (self->current))
    gtk_widget_child_focus (GTK_WIDGET (self->clauses), GTK_DIR_TAB_FORWARD);
}

static void
search_activated_cb (GtkSearchEntry *entry, ReviewSopPane *self)
{
  leave_search (self);
}

/* Escape clears; once more, and the list has the focus. */
static void
search_stopped_cb (GtkSearchEntry *entry, ReviewSopPane *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (entry)) != '\0')
    set_query (self, NULL);
  else
    leave_search (self);
}

static void
work_item_changed_cb (ReviewSopPane *self)
{
  const char *query = get_query (self);

  set_note (self, NULL);
  gtk_editable_set_text (self->search, query != NULL ? query : "");
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
show_version (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewSopPane *self = REVIEW_SOP_PANE (widget);
  const char *version = g_variant_get_string (parameter, NULL);

  review_sop_versions_open (review_session_get_sop_versions (self->session),
                            *version != '\0' ? version : NULL);
}

static void
draft (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewSopPane *self = REVIEW_SOP_PANE (widget);

  review_sop_drafts_set_step (get_drafts (self), g_variant_get_int64 (parameter));
  review_sop_pane_focus_step (self, g_variant_get_int64 (parameter));
  gtk_widget_grab_focus (GTK_WIDGET (self->draft_form));
}

static void
withdraw (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_sop_drafts_withdraw (get_drafts (REVIEW_SOP_PANE (widget)),
                              g_variant_get_string (parameter, NULL));
}

static void
search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (REVIEW_SOP_PANE (widget)->search));
}

static void
show_actions (ReviewSopPane *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sop.flag-gap",
                                 review_desk_get_editable (get_desk (self)));
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
  g_type_ensure (REVIEW_TYPE_PROSE);
  g_type_ensure (REVIEW_TYPE_SOP_DRAFT_FORM);
  g_type_ensure (REVIEW_TYPE_SOP_LIST);
  g_type_ensure (REVIEW_TYPE_SOP_VERSION_BUTTON);
  g_type_ensure (REVIEW_TYPE_STEADY_LAYOUT);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-sop-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, version);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, english);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, chinese);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, both);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, search);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, note);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, clauses);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopPane, draft_form);
  gtk_widget_class_bind_template_callback (widget_class, language_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_install_action (widget_class, "sop.toggle-language", NULL, toggle_language);
  gtk_widget_class_install_action (widget_class, "sop.language", "s", choose_language);
  gtk_widget_class_install_action (widget_class, "sop.flag-gap", "x", flag_gap);
  gtk_widget_class_install_action (widget_class, "sop.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "sop.version", "s", show_version);
  gtk_widget_class_install_action (widget_class, "sop.draft", "x", draft);
  gtk_widget_class_install_action (widget_class, "sop.withdraw", "s", withdraw);
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
  g_signal_connect_object (get_desk (self), "notify::editable", G_CALLBACK (show_actions), self,
                           G_CONNECT_SWAPPED);
  review_sop_version_button_bind (self->version, session);
  g_signal_connect_object (review_session_get_sop_versions (session), "changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  review_sop_draft_form_bind (self->draft_form, session);
  g_signal_connect_object (get_drafts (self), "changed", G_CALLBACK (drafts_changed_cb), self,
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
 *
 * Highlights the clause and brings it into sight. It stays the clause of the step in focus if that
 * one cites it.
 */
void
review_sop_pane_show_clause (ReviewSopPane *self, const char *clause_id)
{
  const ReviewStep *step;

  g_return_if_fail (REVIEW_IS_SOP_PANE (self));

  step = get_focused_step (self);
  look_at (self, clause_id, step != NULL && g_strcmp0 (step->clause, clause_id) == 0 ? step : NULL);
}

/**
 * review_sop_pane_focus_step:
 * @n: number of the step of ROCA's reasoning that has the focus
 *
 * Marks the clause that applies to the step, or the gap where none does.
 */
void
review_sop_pane_focus_step (ReviewSopPane *self, gint64 n)
{
  const ReviewStep *step;
  g_autofree char *note = NULL;

  g_return_if_fail (REVIEW_IS_SOP_PANE (self));

  step = find_step (self, n);
  if (step == NULL)
    return;
  look_at (self, step->clause, step);
  if (step->clause != NULL || step->no_clause)
    return;
  note = g_strdup_printf (_ ("Step %d rests on no clause and does not decide the case."),
                          (int) step->n);
  set_note (self, note);
}

/**
 * review_sop_pane_focus_feature:
 * @feature: of the signal that has the focus
 *
 * Marks what the step that speaks of the feature rests on, or else a clause that reads it.
 */
void
review_sop_pane_focus_feature (ReviewSopPane *self, const char *feature)
{
  GPtrArray *steps;
  const ReviewSop *sop;

  g_return_if_fail (REVIEW_IS_SOP_PANE (self));

  steps = get_steps (self);
  sop = find_sop (self);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    if (reads_feature (steps->pdata[i], feature))
      {
        review_sop_pane_focus_step (self, ((ReviewStep *) steps->pdata[i])->n);
        return;
      }
  for (guint i = 0; sop != NULL && i < sop->clauses->len; i++)
    if (review_clause_reads (sop->clauses->pdata[i], feature))
      {
        look_at (self, ((ReviewClause *) sop->clauses->pdata[i])->id, NULL);
        return;
      }
  look_at (self, NULL, NULL);
  set_note (self, _ ("No clause of this SOP speaks of this signal."));
}

/**
 * review_sop_pane_get_gap_step:
 *
 * Returns: number of the step whose gap one would flag now: the one in focus, or else the first
 *   that no clause covers; 0: there is none
 */
gint64
review_sop_pane_get_gap_step (ReviewSopPane *self)
{
  GPtrArray *steps;
  const ReviewStep *step;

  g_return_val_if_fail (REVIEW_IS_SOP_PANE (self), 0);

  step = get_focused_step (self);
  if (step != NULL && step->no_clause)
    return step->n;
  steps = get_steps (self);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    if (((ReviewStep *) steps->pdata[i])->no_clause)
      return ((ReviewStep *) steps->pdata[i])->n;
  return 0;
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
