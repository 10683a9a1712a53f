/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the decisions of the open case set in motion. It is not there before anything is, nor where a
 * look may not tell. */
#define G_LOG_DOMAIN "review-app"
#include "review-effects-card.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-effect-view.h"

struct _ReviewEffectsCard
{
  AdwBin parent;
  /* owned by the widget tree */
  ReviewCard *card;
  GtkWidget *box;
  GPtrArray *views; /* of ReviewEffectView (borrowed), in the order of the effects */
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewEffectsCard, review_effects_card, ADW_TYPE_BIN)

static gboolean
is_own (ReviewEffectsCard *self, const ReviewCaseView *view, const ReviewEffect *effect)
{
  const ReviewUser *user = review_session_get_user (self->session);

  for (guint i = 0; view->decisions != NULL && i < view->decisions->len; i++)
    {
      const ReviewDecision *decision = view->decisions->pdata[i];

      if (g_strcmp0 (decision->id, effect->decision) == 0)
        return user != NULL && g_strcmp0 (decision->actor, user->id) == 0;
    }
  return FALSE;
}

static gboolean
shows_same (ReviewEffectsCard *self, GPtrArray *effects)
{
  if (effects->len != self->views->len)
    return FALSE;
  for (guint i = 0; i < effects->len; i++)
    if (g_strcmp0 (((ReviewEffect *) effects->pdata[i])->id,
                   review_effect_view_get_id (self->views->pdata[i]))
        != 0)
      return FALSE;
  return TRUE;
}

/* Views of effects that are still there stay: somebody may be typing in one. */
static void
make_views (ReviewEffectsCard *self, guint n)
{
  for (guint i = 0; i < self->views->len; i++)
    gtk_box_remove (GTK_BOX (self->box), self->views->pdata[i]);
  g_ptr_array_set_size (self->views, 0);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *view = review_effect_view_new (self->session);

      gtk_box_append (GTK_BOX (self->box), view);
      g_ptr_array_add (self->views, view);
    }
}

static void
update (ReviewEffectsCard *self)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));
  GPtrArray *effects = view != NULL ? view->effects : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), effects != NULL && effects->len > 0);
  if (effects == NULL)
    return;
  if (!shows_same (self, effects))
    make_views (self, effects->len);
  for (guint i = 0; i < effects->len; i++)
    review_effect_view_show (self->views->pdata[i], effects->pdata[i], NULL,
                             is_own (self, view, effects->pdata[i]));
}

static void
review_effects_card_dispose (GObject *object)
{
  ReviewEffectsCard *self = REVIEW_EFFECTS_CARD (object);

  g_clear_pointer (&self->views, g_ptr_array_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_effects_card_parent_class)->dispose (object);
}

static void
review_effects_card_class_init (ReviewEffectsCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_effects_card_dispose;
}

static void
review_effects_card_init (ReviewEffectsCard *self)
{
  self->views = g_ptr_array_new ();
  self->card = REVIEW_CARD (review_card_new (_ ("Effects")));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  review_card_set_child (self->card, self->box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Effects"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->card));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * review_effects_card_bind:
 *
 * Shows the effects of the open case. Called once.
 */
void
review_effects_card_bind (ReviewEffectsCard *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_EFFECTS_CARD (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_desk (session), "notify::view", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}
