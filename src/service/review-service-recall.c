/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of earlier commands when a case is looked at again. While it is, nothing more is sent:
 * what the other system never had is cancelled. When the new decision takes effect, what still stands
 * of the earlier ones is set against it:
 *
 *   earlier \ now           wanted again            not wanted any more
 *   confirmed               not commanded twice     undone, or somebody sees to it
 *   with the other system   goes on                 cancelled, and undone or seen to likewise
 *   never done              commanded anew          cancelled
 *
 * How a command is undone is the catalogue's: by another command, or by a person, where nothing takes
 * it back. What does no harm has neither. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-private.h"
#include "review-store-decisions.h"
#include "review-store-effects.h"

/* Whether the other system may have done it. */
static gboolean
may_be_done (const ReviewEffect *effect)
{
  if (effect->state == REVIEW_EFFECT_FAILED)
    return g_strcmp0 (effect->reason, "refused") != 0
           && strcmp (effect->kind, REVIEW_EFFECT_BY_HAND) != 0;
  return effect->state == REVIEW_EFFECT_CONFIRMED
         || (effect->state == REVIEW_EFFECT_REQUESTED && effect->sent_at != 0);
}

static gboolean
cancel (
    ReviewTx *tx, const ReviewUser *actor, const char *effect, const char *reason, GError **error)
{
  g_auto (ReviewEffectStep) step = { 0 };

  if (!review_effect_step_init (&step, tx, actor, effect, error))
    return FALSE;
  step.effect->state = REVIEW_EFFECT_CANCELLED;
  step.effect->at = review_tx_get_now (tx);
  step.effect->next_at = 0;
  g_free (step.effect->reason);
  step.effect->reason = g_strdup (reason);
  return review_effect_step_finish (&step, "effect_cancel", reason, error);
}

/**
 * review_service_recall:
 * @actor: who has the case looked at again
 *
 * Cancels the commands of a case that the other system never had, or refused.
 */
gboolean
review_service_recall (ReviewTx *tx, const char *case_id, const ReviewUser *actor, GError **error)
{
  g_autoptr (GPtrArray) effects = review_store_list_effects (tx, case_id, error);

  for (guint i = 0; effects != NULL && i < effects->len; i++)
    {
      const ReviewEffect *one = effects->pdata[i];

      if (one->state != REVIEW_EFFECT_CONFIRMED && one->state != REVIEW_EFFECT_CANCELLED
          && !may_be_done (one) && !cancel (tx, actor, one->id, "reopened", error))
        return FALSE;
    }
  return effects != NULL;
}

static int
find_choice (GPtrArray *decisions, const char *id)
{
  for (guint i = 0; i < decisions->len; i++)
    if (strcmp (((ReviewDecision *) decisions->pdata[i])->id, id) == 0)
      return ((ReviewDecision *) decisions->pdata[i])->choice;
  return 0;
}

static void
drop_undone (GPtrArray *standing, const ReviewCatalog *catalog, const char *by)
{
  for (guint i = standing->len; i > 0; i--)
    {
      const ReviewEffect *one = standing->pdata[i - 1];
      const ReviewCode *code = review_catalog_find_code (catalog, "effect", one->kind, NULL);

      if (code != NULL && g_strcmp0 (code->undo, by) == 0)
        g_ptr_array_remove_index (standing, i - 1);
    }
}

/* Of the effects of a case, oldest first, those that still hold: a decision that went the other way
 * ended those before it, with commands of its own. @ret_choice: of the decision that they are of; 0:
 * there are none. */
static GPtrArray *
find_standing (GPtrArray *effects,
               GPtrArray *decisions,
               const ReviewCatalog *catalog,
               const char *not_of,
               int *ret_choice)
{
  GPtrArray *standing = g_ptr_array_new ();

  *ret_choice = 0;
  for (guint i = 0; i < effects->len; i++)
    {
      ReviewEffect *one = effects->pdata[i];
      int choice = find_choice (decisions, one->decision);

      if (strcmp (one->decision, not_of) == 0 || one->state == REVIEW_EFFECT_CANCELLED)
        continue;
      if (choice != *ret_choice)
        g_ptr_array_set_size (standing, 0);
      *ret_choice = choice;
      drop_undone (standing, catalog, one->kind);
      g_ptr_array_add (standing, one);
    }
  return standing;
}

static gboolean
has_kind (char **kinds, const char *kind)
{
  return kinds != NULL && g_strv_contains ((const char *const *) kinds, kind);
}

typedef struct
{
  ReviewTx *tx;
  const ReviewCatalog *catalog;
  char **wanted;
  gboolean turned; /* the decision goes the other way */
  GPtrArray *undo; /* of char (borrowed) */
  ReviewCommands *out;
} Fit;

/* One earlier effect that is not wanted any more. */
static gboolean
end_effect (Fit *self, const ReviewEffect *one, const ReviewCode *code, GError **error)
{
  gboolean done = may_be_done (one);

  if (one->state != REVIEW_EFFECT_CONFIRMED
      && !cancel (self->tx, review_service_system_user (), one->id, "overturned", error))
    return FALSE;
  if (done && code != NULL && code->undo != NULL && !has_kind (self->wanted, code->undo))
    g_ptr_array_add (self->undo, code->undo);
  else if (done && self->turned && code != NULL && code->lasting)
    g_ptr_array_add (self->out->by_hand, g_strdup (one->kind));
  return TRUE;
}

static gboolean
fit (Fit *self, GPtrArray *standing, GError **error)
{
  for (guint i = 0; i < standing->len; i++)
    {
      const ReviewEffect *one = standing->pdata[i];
      const ReviewCode *code = review_catalog_find_code (self->catalog, "effect", one->kind, NULL);

      if (!has_kind (self->wanted, one->kind))
        {
          if (!end_effect (self, one, code, error))
            return FALSE;
        }
      else if (may_be_done (one) && (code == NULL || !code->again))
        g_ptr_array_add (self->out->standing, g_strdup (one->kind));
    }
  return TRUE;
}

static char **
join (GPtrArray *undo, char **wanted)
{
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();

  for (guint i = 0; i < undo->len; i++)
    g_strv_builder_add (kinds, undo->pdata[i]);
  for (; wanted != NULL && *wanted != NULL; wanted++)
    g_strv_builder_add (kinds, *wanted);
  return g_strv_builder_end (kinds);
}

void
review_commands_clear (ReviewCommands *self)
{
  g_clear_pointer (&self->kinds, g_strfreev);
  g_clear_pointer (&self->standing, g_ptr_array_unref);
  g_clear_pointer (&self->by_hand, g_ptr_array_unref);
}

/**
 * review_service_fit_commands:
 * @wanted: (nullable): kinds of effects that the decision wants, in their order
 * @ret: filled: what is commanded for it, given what stands of earlier decisions
 *
 * Cancels earlier commands that are not wanted any more and not confirmed.
 */
gboolean
review_service_fit_commands (ReviewService *self,
                             ReviewTx *tx,
                             const ReviewDecision *decision,
                             char **wanted,
                             ReviewCommands *ret,
                             GError **error)
{
  g_autoptr (GPtrArray) effects = review_store_list_effects (tx, decision->case_id, error);
  g_autoptr (GPtrArray) decisions =
      effects != NULL ? review_store_list_decisions (tx, decision->case_id, error) : NULL;
  g_autoptr (GPtrArray) standing = NULL;
  g_autoptr (GPtrArray) undo = g_ptr_array_new ();
  Fit job = { tx, review_service_get_catalog (self), wanted, FALSE, undo, ret };
  int choice = 0;

  if (decisions == NULL)
    return FALSE;
  ret->standing = g_ptr_array_new_with_free_func (g_free);
  ret->by_hand = g_ptr_array_new_with_free_func (g_free);
  standing = find_standing (effects, decisions, job.catalog, decision->id, &choice);
  job.turned = choice != 0 && choice != decision->choice;
  if (!fit (&job, standing, error))
    return FALSE;
  ret->kinds = join (undo, wanted);
  return TRUE;
}
