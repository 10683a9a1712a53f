/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ROCA says of a case: verdict, signals and reasoning. There are two of them: one shows the
 * open case, the other one is got ready for the next case, a card at a time, whenever there is
 * nothing else to do. */
#define G_LOG_DOMAIN "review-app"
#include "review-reasons.h"

#include "review-chain-card.h"
#include "review-columns.h"
#include "review-roca-card.h"
#include "review-signals-card.h"

enum
{
  SHOWN_CHAIN,
  SHOWN_SIGNALS,
  SHOWN_ROCA,
  N_SHOWN
};

struct _ReviewReasons
{
  AdwBin parent;
  /* template */
  ReviewRocaCard *roca_card;
  ReviewSignalsCard *signals_card;
  ReviewChainCard *chain_card;
  /* owned */
  ReviewShown *shown[N_SHOWN];
};

G_DEFINE_FINAL_TYPE (ReviewReasons, review_reasons, ADW_TYPE_BIN)

static void
review_reasons_dispose (GObject *object)
{
  ReviewReasons *self = REVIEW_REASONS (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_REASONS);
  for (guint i = 0; i < N_SHOWN; i++)
    g_clear_object (&self->shown[i]);
  G_OBJECT_CLASS (review_reasons_parent_class)->dispose (object);
}

static void
review_reasons_class_init (ReviewReasonsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_reasons_dispose;
  g_type_ensure (REVIEW_TYPE_CHAIN_CARD);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_ROCA_CARD);
  g_type_ensure (REVIEW_TYPE_SIGNALS_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-reasons.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewReasons, roca_card);
  gtk_widget_class_bind_template_child (widget_class, ReviewReasons, signals_card);
  gtk_widget_class_bind_template_child (widget_class, ReviewReasons, chain_card);
}

static void
review_reasons_init (ReviewReasons *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_reasons_new:
 * @follow: whether it shows the open case of @session, now and later; else it shows nothing yet
 *
 * Returns: (transfer floating): what ROCA says
 */
GtkWidget *
review_reasons_new (ReviewSession *session, gboolean follow)
{
  ReviewReasons *self = g_object_new (REVIEW_TYPE_REASONS, NULL);

  for (guint i = 0; i < N_SHOWN; i++)
    {
      self->shown[i] = review_shown_new (review_session_get_desk (session));
      if (!follow)
        review_shown_look_at (self->shown[i], NULL);
    }
  review_chain_card_bind (self->chain_card, session, self->shown[SHOWN_CHAIN]);
  review_signals_card_bind (self->signals_card, session, self->shown[SHOWN_SIGNALS]);
  review_roca_card_bind (self->roca_card, session, self->shown[SHOWN_ROCA]);
  return GTK_WIDGET (self);
}

/** review_reasons_mark: see review_chain_card_mark() */
void
review_reasons_mark (ReviewReasons *self, int mark)
{
  g_return_if_fail (REVIEW_IS_REASONS (self));

  review_chain_card_mark (self->chain_card, mark);
}

/**
 * review_reasons_get_ready:
 * @view: (nullable): the next case; NULL: nothing stays of another one
 *
 * Shows @view in one more card. For the one that nobody sees.
 *
 * Returns: whether there was a card that did not show it yet
 */
gboolean
review_reasons_get_ready (ReviewReasons *self, const ReviewCaseView *view)
{
  g_return_val_if_fail (REVIEW_IS_REASONS (self), FALSE);

  for (guint i = 0; i < N_SHOWN; i++)
    if (review_shown_get_view (self->shown[i]) != view)
      {
        review_shown_look_at (self->shown[i], view);
        return TRUE;
      }
  return FALSE;
}

/** review_reasons_shows: @view: (nullable). Returns: whether a card of it shows @view already. */
gboolean
review_reasons_shows (ReviewReasons *self, const ReviewCaseView *view)
{
  g_return_val_if_fail (REVIEW_IS_REASONS (self), FALSE);

  return view != NULL && review_shown_get_view (self->shown[0]) == view;
}

/**
 * review_reasons_follow:
 * @follow: whether it shows the open case, now and later; else it stays as it is
 */
void
review_reasons_follow (ReviewReasons *self, gboolean follow)
{
  g_return_if_fail (REVIEW_IS_REASONS (self));

  for (guint i = 0; i < N_SHOWN; i++)
    if (follow)
      review_shown_follow (self->shown[i]);
    else
      review_shown_stay (self->shown[i]);
}
