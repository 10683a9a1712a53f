/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acts on versions of the policy: save, approve, make live, put back, withdraw; looking at a stored
 * version and comparing two. After an act everything is read anew: others see the same at once. */
#define G_LOG_DOMAIN "review-session"
#include "review-hub-board-private.h"

#include <string.h>

#include "review-changes.h"

typedef struct
{
  ReviewHubBoard *board; /* (owned) */
  ReviewClient *client;  /* (owned): whose answer it will be */
  ReviewHubAct act;
} Acting;

static void
acting_free (Acting *acting)
{
  g_object_unref (acting->board);
  g_object_unref (acting->client);
  g_free (acting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Acting, acting_free)

static Acting *
begin (ReviewHubBoard *self, ReviewHubAct act)
{
  Acting *acting = g_new0 (Acting, 1);

  acting->board = g_object_ref (self);
  acting->client = g_object_ref (self->client);
  acting->act = act;
  self->act = act;
  review_hub_board_set_error (self, act, NULL);
  review_hub_board_notify (self);
  return acting;
}

/* The act changed what is in force: who only looks goes along with it; a draft that is being edited
 * stays where it is. */
static void
follow (ReviewHubBoard *self, ReviewHubAct act, const ReviewPolicyVersion *version)
{
  g_clear_pointer (&self->reason, g_free);
  if (act == REVIEW_HUB_ACT_SAVE
      || ((act == REVIEW_HUB_ACT_MAKE_LIVE || act == REVIEW_HUB_ACT_PUT_BACK)
          && !review_hub_board_get_dirty (self)))
    {
      g_free (self->wanted);
      self->wanted = g_strdup (version->version);
    }
  else if (act == REVIEW_HUB_ACT_WITHDRAW)
    {
      const ReviewPolicy *opened = review_hub_board_get_opened (self);
      const ReviewPolicy *live = review_hub_board_get_live (self);

      if (opened != NULL && live != NULL && strcmp (opened->version, version->version) == 0)
        review_hub_draft_open (self, live);
    }
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Acting) acting = user_data;
  ReviewHubBoard *self = acting->board;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicyVersion) version =
      review_client_finish_policy_version (REVIEW_CLIENT (source), result, &error);

  if (acting->client != self->client || self->act != acting->act)
    return;
  self->act = REVIEW_HUB_ACT_NONE;
  if (version != NULL)
    {
      follow (self, acting->act, version);
      review_hub_board_refresh (self);
    }
  else
    review_hub_board_set_error (self, acting->act, error);
  review_hub_board_notify (self);
}

/* The model team may look and try; versions are made by those who answer for them. */
static gboolean
may_decide (ReviewHubBoard *self)
{
  return self->user != NULL
         && (self->user->role == REVIEW_ROLE_LEAD || self->user->role == REVIEW_ROLE_ADMIN);
}

/* The states a version may be in for an act. */
static gboolean
fits_state (ReviewHubAct act, int state)
{
  switch (act)
    {
    case REVIEW_HUB_ACT_APPROVE:
      return state == REVIEW_POLICY_DRAFT;
    case REVIEW_HUB_ACT_MAKE_LIVE:
      return state == REVIEW_POLICY_APPROVED;
    case REVIEW_HUB_ACT_PUT_BACK:
      return state == REVIEW_POLICY_SUPERSEDED;
    case REVIEW_HUB_ACT_WITHDRAW:
      return state == REVIEW_POLICY_DRAFT || state == REVIEW_POLICY_APPROVED;
    case REVIEW_HUB_ACT_SAVE:
    case REVIEW_HUB_ACT_READ:
    case REVIEW_HUB_ACT_NONE:
    default:
      return FALSE;
    }
}

/**
 * review_hub_board_can:
 * @version: (nullable): a version; NULL: the one that the draft began from
 *
 * The server decides all the same: this is so that no button is offered in vain.
 *
 * Returns: whether role, state and author allow @act now
 */
gboolean
review_hub_board_can (ReviewHubBoard *self, ReviewHubAct act, const char *version)
{
  const ReviewPolicy *opened = review_hub_board_get_opened (self);
  const ReviewPolicyVersion *found;

  if (self->client == NULL || self->act != REVIEW_HUB_ACT_NONE)
    return FALSE;
  if (act == REVIEW_HUB_ACT_SAVE)
    return may_decide (self) && review_hub_board_get_dirty (self);
  found = review_hub_board_find_version (
      self, version != NULL ? version : (opened != NULL ? opened->version : NULL));
  if (found == NULL || !may_decide (self) || !fits_state (act, found->state)
      || (version == NULL && review_hub_board_get_dirty (self)))
    return FALSE;
  return act != REVIEW_HUB_ACT_APPROVE || g_strcmp0 (found->author, self->user->id) != 0;
}

/** review_hub_board_save: stores the draft as a new version and goes on from that. */
void
review_hub_board_save (ReviewHubBoard *self)
{
  g_autoptr (ReviewPolicy) policy = NULL;
  const ReviewPolicy *opened = review_hub_board_get_opened (self);

  if (!review_hub_board_can (self, REVIEW_HUB_ACT_SAVE, NULL))
    return;
  policy = review_record_copy (review_hub_board_get_draft (self));
  g_clear_pointer (&policy->author, g_free);
  g_clear_pointer (&policy->approver, g_free);
  g_free (policy->base);
  g_free (policy->note);
  policy->base = g_strdup (opened->version);
  policy->note = g_strdup (self->note);
  review_client_save_policy_async (self->client, policy, NULL, NULL, acted_cb,
                                   begin (self, REVIEW_HUB_ACT_SAVE));
}

/**
 * review_hub_board_act:
 * @act: approve, make live, put back or withdraw
 * @version: (nullable): NULL: the one that the draft began from
 *
 * The board's reason goes along and is cleared when it went well.
 */
void
review_hub_board_act (ReviewHubBoard *self, ReviewHubAct act, const char *version)
{
  const ReviewPolicy *opened = review_hub_board_get_opened (self);
  g_autofree char *which = NULL;

  if (!review_hub_board_can (self, act, version))
    return;
  which = g_strdup (version != NULL ? version : opened->version);
  if (act == REVIEW_HUB_ACT_APPROVE)
    review_client_approve_policy_async (self->client, which, NULL, NULL, acted_cb,
                                        begin (self, act));
  else if (act == REVIEW_HUB_ACT_WITHDRAW)
    review_client_withdraw_policy_async (self->client, which, self->reason, NULL, NULL, acted_cb,
                                         begin (self, act));
  else
    review_client_make_policy_live_async (self->client, which, self->reason, NULL, NULL, acted_cb,
                                          begin (self, act));
}

void
review_hub_board_open_version (ReviewHubBoard *self, const char *version)
{
  ReviewPolicy *known = g_hash_table_lookup (self->policies, version);

  if (review_hub_board_get_dirty (self))
    return;
  if (known != NULL)
    {
      g_clear_pointer (&self->wanted, g_free);
      review_hub_draft_open (self, known);
      return;
    }
  g_free (self->wanted);
  self->wanted = g_strdup (version);
  review_hub_read_policy (self, version);
}

/* Both sides are there: their differences. */
void
review_hub_compare_again (ReviewHubBoard *self)
{
  const ReviewPolicy *now = review_hub_board_get_policy (self, self->compared);
  const ReviewPolicy *before = review_hub_board_get_policy (self, self->against);

  if (self->changes != NULL || now == NULL || before == NULL)
    return;
  self->changes = review_changes_between (before, now);
  self->changes_serial++;
}

static void
need_policy (ReviewHubBoard *self, const char *version)
{
  if (version != NULL && !g_hash_table_contains (self->policies, version))
    review_hub_read_policy (self, version);
}

void
review_hub_board_compare (ReviewHubBoard *self, const char *version, const char *against)
{
  const ReviewPolicyVersion *found = review_hub_board_find_version (self, version);
  g_autofree char *other = g_strdup (against != NULL || found == NULL ? against : found->base);

  g_free (self->compared);
  self->compared = g_strdup (version);
  g_free (self->against);
  self->against = g_steal_pointer (&other);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  self->changes_serial++;
  need_policy (self, self->compared);
  need_policy (self, self->against);
  review_hub_compare_again (self);
  review_hub_board_notify (self);
}
