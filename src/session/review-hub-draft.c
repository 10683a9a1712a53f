/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draft. A policy is immutable, so each edit makes another one that shares what did not change;
 * nothing is sent before it is saved. */
#define G_LOG_DOMAIN "review-session"
#include "review-hub-board-private.h"

#include <math.h>
#include <string.h>

#include "review-changes.h"

#define GAP  0.005 /* least distance of the two thresholds, and of the lower one to the cut */
#define HAIR 1e-6

/* Takes @policy. */
static void
set_draft (ReviewHubBoard *self, ReviewPolicy *policy)
{
  g_clear_object (&self->draft);
  self->draft = review_item_new (policy);
  review_record_unref (policy);
  if (self->error_act == REVIEW_HUB_ACT_SAVE)
    review_hub_board_set_error (self, REVIEW_HUB_ACT_SAVE, NULL);
  review_hub_backtest_touch (self);
  review_hub_board_notify (self);
}

/* A draft to change before it is set, or NULL when there is none yet. */
static ReviewPolicy *
edit (ReviewHubBoard *self)
{
  const ReviewPolicy *draft = review_hub_board_get_draft (self);

  return draft != NULL ? review_record_copy (draft) : NULL;
}

static guint
find_type_row (const ReviewPolicy *policy, const char *case_type)
{
  for (guint i = 0; policy->types != NULL && i < policy->types->len; i++)
    if (strcmp (((ReviewTypePolicy *) policy->types->pdata[i])->case_type, case_type) == 0)
      return i;
  return G_MAXUINT;
}

/* The chosen type's own row of @policy, to be changed: a type that has lived under "other types"
 * gets one. */
static ReviewTypePolicy *
edit_type (ReviewHubBoard *self, ReviewPolicy *policy)
{
  const ReviewTypePolicy *now = review_policy_find_type (policy, self->case_type);
  guint row = find_type_row (policy, self->case_type);
  ReviewTypePolicy *type;

  if (now == NULL)
    return NULL;
  type = review_record_copy (now);
  if (row != G_MAXUINT)
    {
      review_record_unref (policy->types->pdata[row]);
      policy->types->pdata[row] = type;
      return type;
    }
  g_free (type->case_type);
  type->case_type = g_strdup (self->case_type);
  row = find_type_row (policy, REVIEW_POLICY_OTHER_TYPES);
  g_ptr_array_insert (policy->types, (int) row, type);
  return type;
}

/* What the row claims to rest on: the certificates of today, where both of its thresholds lie
 * within them. */
static void
restate_certificates (ReviewHubBoard *self, ReviewTypePolicy *type)
{
  const ReviewHubView *view = review_hub_board_get_view (self);
  ReviewHubForecast forecast;

  g_clear_pointer (&type->certificates, g_ptr_array_unref);
  type->certified = FALSE;
  if (view == NULL || view->model == NULL)
    return;
  review_hub_forecast (view, type->threshold_pass, type->threshold_block, &forecast);
  type->certified = forecast.pass_certified && forecast.block_certified;
  if (!type->certified)
    return;
  type->certificates = review_records_new ();
  if (view->certificate_pass != NULL)
    g_ptr_array_add (type->certificates, review_record_ref (view->certificate_pass));
  if (view->certificate_block != NULL)
    g_ptr_array_add (type->certificates, review_record_ref (view->certificate_block));
}

/* The verdict's cut stays between the two: nothing that ROCA calls bad passes by itself, and what
 * has the cut's own risk is bad. */
static double
clamp_threshold (const ReviewTypePolicy *type, ReviewSide side, double value)
{
  double cut = isnan (type->verdict_cut) ? 0.5 : type->verdict_cut;

  if (side == REVIEW_SIDE_PASS)
    return fmax (0, fmin (value, fmin (cut, type->threshold_block) - GAP));
  return fmin (1, fmax (value, fmax (cut, type->threshold_pass + GAP)));
}

/* Steps add up to a hair beside the certificate's threshold: what looks the same is the same. */
static double
snap_to_certificate (ReviewHubBoard *self, ReviewSide side, double value)
{
  const ReviewHubView *view = review_hub_board_get_view (self);
  const ReviewCertificate *certificate =
      view == NULL ? NULL
                   : (side == REVIEW_SIDE_PASS ? view->certificate_pass : view->certificate_block);

  return certificate != NULL && fabs (certificate->lambda - value) < HAIR ? certificate->lambda
                                                                          : value;
}

/**
 * review_hub_board_set_threshold:
 * @side: which of the two
 * @value: risk, 0..1; held back by the other threshold and by the verdict's cut
 */
void
review_hub_board_set_threshold (ReviewHubBoard *self, ReviewSide side, double value)
{
  ReviewPolicy *policy = edit (self);
  ReviewTypePolicy *type =
      policy != NULL && self->case_type != NULL ? edit_type (self, policy) : NULL;
  double *place;

  if (type == NULL || isnan (value))
    {
      review_record_unref (policy);
      return;
    }
  place = side == REVIEW_SIDE_PASS ? &type->threshold_pass : &type->threshold_block;
  *place = snap_to_certificate (self, side, clamp_threshold (type, side, value));
  restate_certificates (self, type);
  set_draft (self, policy);
}

typedef void (*EditType) (ReviewTypePolicy *type, double value);

static void
change_type (ReviewHubBoard *self, EditType change, double value)
{
  ReviewPolicy *policy = edit (self);
  ReviewTypePolicy *type =
      policy != NULL && self->case_type != NULL ? edit_type (self, policy) : NULL;

  if (type == NULL)
    {
      review_record_unref (policy);
      return;
    }
  change (type, value);
  set_draft (self, policy);
}

static void
change_cut (ReviewTypePolicy *type, double value)
{
  type->verdict_cut =
      fmin (fmax (value, fmin (type->threshold_pass + GAP, 1)), type->threshold_block);
}

static void
change_audit_rate (ReviewTypePolicy *type, double value)
{
  type->audit_rate = CLAMP (value, 0.0, 1.0);
}

static void
change_sla (ReviewTypePolicy *type, double value)
{
  type->sla_minutes = (gint64) fmax (1, value);
}

static void
change_blind (ReviewTypePolicy *type, double value)
{
  type->blind = (int) value;
}

static void
change_blind_share (ReviewTypePolicy *type, double value)
{
  type->blind_share = CLAMP (value, 0.0, 1.0);
}

/** review_hub_board_set_verdict_cut: @value: risk, held between the two thresholds. */
void
review_hub_board_set_verdict_cut (ReviewHubBoard *self, double value)
{
  change_type (self, change_cut, value);
}

/** review_hub_board_set_audit_rate: @share: of the automatic decisions, 0..1. */
void
review_hub_board_set_audit_rate (ReviewHubBoard *self, double share)
{
  change_type (self, change_audit_rate, share);
}

void
review_hub_board_set_sla_minutes (ReviewHubBoard *self, gint64 minutes)
{
  change_type (self, change_sla, (double) minutes);
}

/** review_hub_board_set_blind: @mode: a #ReviewBlindMode */
void
review_hub_board_set_blind (ReviewHubBoard *self, int mode)
{
  change_type (self, change_blind, mode);
}

/** review_hub_board_set_blind_share: @share: of the type's own cases, 0..1. */
void
review_hub_board_set_blind_share (ReviewHubBoard *self, double share)
{
  change_type (self, change_blind_share, share);
}

static guint
find_rule_row (const ReviewPolicy *policy, const char *id)
{
  for (guint i = 0; policy != NULL && policy->rules != NULL && i < policy->rules->len; i++)
    if (strcmp (((ReviewRule *) policy->rules->pdata[i])->id, id) == 0)
      return i;
  return G_MAXUINT;
}

const ReviewRule *
review_hub_board_find_rule (ReviewHubBoard *self, const char *id)
{
  const ReviewPolicy *draft = review_hub_board_get_draft (self);
  guint row = find_rule_row (draft, id);

  return row != G_MAXUINT ? draft->rules->pdata[row] : NULL;
}

/**
 * review_hub_board_dup_new_rule_id:
 *
 * Returns: (transfer full): an id that no rule of the draft or of what it began from has
 */
char *
review_hub_board_dup_new_rule_id (ReviewHubBoard *self)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("rule-%u", n);

      if (find_rule_row (review_hub_board_get_draft (self), id) == G_MAXUINT
          && find_rule_row (review_hub_board_get_opened (self), id) == G_MAXUINT)
        return g_steal_pointer (&id);
    }
}

/**
 * review_hub_board_set_rule:
 * @rule: takes the place of the rule with its id, or comes last
 */
void
review_hub_board_set_rule (ReviewHubBoard *self, const ReviewRule *rule)
{
  ReviewPolicy *policy = edit (self);
  guint row;

  if (policy == NULL)
    return;
  if (policy->rules == NULL)
    policy->rules = review_records_new ();
  row = find_rule_row (policy, rule->id);
  if (row == G_MAXUINT)
    g_ptr_array_add (policy->rules, review_record_ref ((gpointer) rule));
  else
    {
      review_record_unref (policy->rules->pdata[row]);
      policy->rules->pdata[row] = review_record_ref ((gpointer) rule);
    }
  set_draft (self, policy);
}

void
review_hub_board_set_rule_off (ReviewHubBoard *self, const char *id, gboolean off)
{
  const ReviewRule *now = review_hub_board_find_rule (self, id);
  g_autoptr (ReviewRule) rule = NULL;

  if (now == NULL || !now->off == !off)
    return;
  rule = review_record_copy (now);
  rule->off = off;
  review_hub_board_set_rule (self, rule);
}

void
review_hub_board_remove_rule (ReviewHubBoard *self, const char *id)
{
  ReviewPolicy *policy = edit (self);
  guint row = policy != NULL ? find_rule_row (policy, id) : G_MAXUINT;

  if (row == G_MAXUINT)
    {
      review_record_unref (policy);
      return;
    }
  g_ptr_array_remove_index (policy->rules, row);
  set_draft (self, policy);
}

const ReviewRule *
review_hub_board_get_editing (ReviewHubBoard *self)
{
  return self->editing;
}

void
review_hub_board_set_editing (ReviewHubBoard *self, const ReviewRule *rule)
{
  gpointer old = self->editing;

  self->editing = review_record_ref ((gpointer) rule);
  review_record_unref (old);
}

/* Who made a version and what it was made from is no difference in what it does. */
static gboolean
changes_what_it_does (const ReviewChange *change)
{
  static const char *const about[] = { "version", "base", "note", "author", "approver", NULL };

  return change->list != NULL || !g_strv_contains (about, change->member);
}

gboolean
review_hub_board_get_dirty (ReviewHubBoard *self)
{
  const ReviewPolicy *draft = review_hub_board_get_draft (self);
  const ReviewPolicy *opened = review_hub_board_get_opened (self);
  g_autoptr (GPtrArray) changes = NULL;

  if (draft == opened || draft == NULL || opened == NULL)
    return FALSE;
  changes = review_changes_between (opened, draft);
  for (guint i = 0; i < changes->len; i++)
    if (changes_what_it_does (changes->pdata[i]))
      return TRUE;
  return FALSE;
}

/* The draft begins anew from @policy. */
void
review_hub_draft_open (ReviewHubBoard *self, const ReviewPolicy *policy)
{
  const ReviewPolicy *live = review_hub_board_get_live (self);
  gboolean is_live = live != NULL && strcmp (live->version, policy->version) == 0;
  ReviewItem *opened = review_item_new ((gpointer) policy);

  g_clear_object (&self->opened); /* may be what held @policy */
  self->opened = opened;
  g_clear_pointer (&self->note, g_free);
  self->note = is_live ? NULL : g_strdup (policy->note);
  set_draft (self, review_record_ref ((gpointer) policy));
}

/* Another policy is in force, or the same one was read again. Who was only looking goes along; a
 * draft that somebody works on stays. */
void
review_hub_draft_live_changed (ReviewHubBoard *self)
{
  const ReviewPolicy *live = review_hub_board_get_live (self);
  const ReviewPolicy *opened = review_hub_board_get_opened (self);
  const ReviewPolicyVersion *version =
      opened != NULL ? review_hub_board_find_version (self, opened->version) : NULL;
  gboolean waits =
      version != NULL
      && (version->state == REVIEW_POLICY_DRAFT || version->state == REVIEW_POLICY_APPROVED);

  if (live == NULL || self->wanted != NULL)
    return;
  if (opened == NULL
      || (strcmp (opened->version, live->version) != 0 && !waits
          && !review_hub_board_get_dirty (self)))
    review_hub_draft_open (self, live);
  else
    review_hub_backtest_touch (self);
}

/** review_hub_board_discard: back to what the draft began from. */
void
review_hub_board_discard (ReviewHubBoard *self)
{
  const ReviewPolicy *opened = review_hub_board_get_opened (self);

  if (opened != NULL)
    review_hub_draft_open (self, opened);
}
