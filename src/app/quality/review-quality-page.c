/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Quality page: its parts as a switch, and the part that is looked at. */
#define G_LOG_DOMAIN "review-app"
#include "review-quality-page.h"

#include "review-gap-board.h"
#include "review-gaps-view.h"
#include "review-patterns-view.h"
#include "review-score-view.h"

#define PLACE "quality/place" /* screen state: name of a part */

struct _ReviewQualityPage
{
  ReviewSidePage parent;
  /* template */
  GtkWidget *places;
  GtkStack *stack;
  ReviewScoreView *score;
  ReviewPatternsView *patterns;
  ReviewGapsView *gaps;
  /* owned */
  ReviewSession *session;
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (ReviewQualityPage, review_quality_page, REVIEW_TYPE_SIDE_PAGE)

/* What is looked at is read; and the switch shows where one is. */
static void
update (ReviewQualityPage *self)
{
  const char *wanted = review_session_get_ui_string (self->session, PLACE);
  gboolean known = wanted != NULL && gtk_stack_get_child_by_name (self->stack, wanted) != NULL;
  const char *place = known ? wanted : "score";

  gtk_stack_set_visible_child_name (self->stack, place);
  for (GtkWidget *one = gtk_widget_get_first_child (self->places); one != NULL;
       one = gtk_widget_get_next_sibling (one))
    gtk_toggle_button_set_active (
        GTK_TOGGLE_BUTTON (one),
        g_str_equal (g_variant_get_string (
                         gtk_actionable_get_action_target_value (GTK_ACTIONABLE (one)), NULL),
                     place));
  if (!self->shown)
    return;
  if (g_str_equal (place, "score"))
    review_score_board_refresh (review_session_get_score (self->session));
  else if (g_str_equal (place, "gaps"))
    review_board_watch (REVIEW_BOARD (review_session_get_gaps (self->session)));
  else
    review_board_watch (REVIEW_BOARD (review_session_get_patterns (self->session)));
}

static void
show_place (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewQualityPage *self = REVIEW_QUALITY_PAGE (widget);

  review_session_set_ui_string (self->session, PLACE, g_variant_get_string (parameter, NULL));
  update (self);
}

static void
review_quality_page_dispose (GObject *object)
{
  ReviewQualityPage *self = REVIEW_QUALITY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_QUALITY_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_quality_page_parent_class)->dispose (object);
}

/* Shows how good the work of @session's house is. Called once. */
static void
review_quality_page_bind (ReviewSidePage *page, ReviewSession *session)
{
  ReviewQualityPage *self = REVIEW_QUALITY_PAGE (page);

  self->session = g_object_ref (session);
  review_score_view_bind (self->score, session);
  review_patterns_view_bind (self->patterns, session);
  review_gaps_view_bind (self->gaps, session);
  update (self);
}

/* It is looked at: what it shows is read anew. */
static void
review_quality_page_set_shown (ReviewSidePage *page, gboolean shown)
{
  ReviewQualityPage *self = REVIEW_QUALITY_PAGE (page);

  self->shown = shown;
  if (shown)
    update (self);
}

static void
review_quality_page_take_focus (ReviewSidePage *page)
{
  ReviewQualityPage *self = REVIEW_QUALITY_PAGE (page);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "patterns") == 0)
    review_patterns_view_take_focus (self->patterns);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "gaps") == 0)
    review_gaps_view_take_focus (self->gaps);
  else
    review_score_view_take_focus (self->score);
}

static void
review_quality_page_class_init (ReviewQualityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewSidePageClass *page_class = REVIEW_SIDE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_quality_page_dispose;
  page_class->bind = review_quality_page_bind;
  page_class->set_shown = review_quality_page_set_shown;
  page_class->take_focus = review_quality_page_take_focus;
  g_type_ensure (REVIEW_TYPE_GAPS_VIEW);
  g_type_ensure (REVIEW_TYPE_PATTERNS_VIEW);
  g_type_ensure (REVIEW_TYPE_SCORE_VIEW);
  gtk_widget_class_install_action (widget_class, "quality.show", "s", show_place);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-quality-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewQualityPage, score);
  gtk_widget_class_bind_template_child (widget_class, ReviewQualityPage, places);
  gtk_widget_class_bind_template_child (widget_class, ReviewQualityPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewQualityPage, patterns);
  gtk_widget_class_bind_template_child (widget_class, ReviewQualityPage, gaps);
}

static void
review_quality_page_init (ReviewQualityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
