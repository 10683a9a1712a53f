/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Quality page: its parts as a switch, and the part that is looked at. */
#define G_LOG_DOMAIN "review-app"
#include "review-quality-page.h"

#include "review-score-view.h"

struct _ReviewQualityPage
{
  ReviewSidePage parent;
  /* template */
  ReviewScoreView *score;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewQualityPage, review_quality_page, REVIEW_TYPE_SIDE_PAGE)

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
}

/* It is looked at: the scorecard is read anew. */
static void
review_quality_page_set_shown (ReviewSidePage *page, gboolean shown)
{
  ReviewQualityPage *self = REVIEW_QUALITY_PAGE (page);

  if (shown)
    review_score_board_refresh (review_session_get_score (self->session));
}

static void
review_quality_page_take_focus (ReviewSidePage *page)
{
  review_score_view_take_focus (REVIEW_QUALITY_PAGE (page)->score);
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
  g_type_ensure (REVIEW_TYPE_SCORE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-quality-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewQualityPage, score);
}

static void
review_quality_page_init (ReviewQualityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
