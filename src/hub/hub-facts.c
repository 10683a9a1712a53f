/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts of a case for the Decision Hub's rules, and the two that the first gate asks for: a
 * screening match that nobody cleared, and an order of a court or an authority. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-facts.h"

#include <math.h>
#include <string.h>

#define FLAG "flag:"

static gboolean
is_read (const HubFacts *self, const ReviewEvidence *row)
{
  return self->as_of == 0 || row->at <= self->as_of;
}

static gboolean
get_flag (GPtrArray *fields, const char *name, double *ret_value)
{
  const ReviewField *field = review_fields_find (fields, name);

  if (field == NULL || field->type != REVIEW_VALUE_BOOLEAN || field->value == NULL)
    return FALSE;
  *ret_value = strcmp (field->value, "true") == 0 ? 1 : 0;
  return TRUE;
}

/* An order stands until somebody who may lifts it, which no newer profile row does: one that says
 * so is enough, wherever and whenever it was written. NaN: nothing speaks of it. */
static double
find_legal_hold (const HubFacts *self)
{
  const ReviewIntake *intake = self->intake;
  double value = NAN, one;

  if (intake->subject != NULL && get_flag (intake->subject->profile, HUB_LEGAL_HOLD, &one))
    value = one;
  for (guint i = 0; intake->evidence != NULL && i < intake->evidence->len; i++)
    {
      const ReviewEvidence *row = intake->evidence->pdata[i];

      if (row->kind == REVIEW_EVIDENCE_PROFILE && get_flag (row->fields, HUB_LEGAL_HOLD, &one))
        value = fmax (value, one);
    }
  return value;
}

/* Of the profile that came with the case; where it does not say, of the newest profile row. */
static double
find_flag (const HubFacts *self, const char *name)
{
  const ReviewIntake *intake = self->intake;
  gint64 newest = G_MININT64;
  double value = NAN;

  if (strcmp (name, HUB_LEGAL_HOLD) == 0)
    return find_legal_hold (self);
  if (intake->subject != NULL && get_flag (intake->subject->profile, name, &value))
    return value;
  for (guint i = 0; intake->evidence != NULL && i < intake->evidence->len; i++)
    {
      const ReviewEvidence *row = intake->evidence->pdata[i];

      if (row->kind == REVIEW_EVIDENCE_PROFILE && is_read (self, row) && row->at >= newest
          && get_flag (row->fields, name, &value))
        newest = row->at;
    }
  return value;
}

/**
 * hub_facts_has_match:
 *
 * Whatever the case holds is read, however new: what an assessment did not look at binds it all
 * the same.
 *
 * Returns: whether the case has a screening match that is not cleared; see
 *   review_evidence_has_open_match()
 */
gboolean
hub_facts_has_match (const HubFacts *self)
{
  return review_evidence_has_open_match (self->intake->evidence);
}

/**
 * hub_facts_get:
 * @name: `priority`, `key_user`, `market`, `language`, `case_type`, `flag:NAME` (a boolean field of
 *   the customer's profile), whatever @more knows, or `screening_hit`
 * @user_data: a #HubFacts
 *
 * A #ReviewFactFunc.
 *
 * Returns: whether the case carries the fact
 */
gboolean
hub_facts_get (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const HubFacts *self = user_data;

  *ret_fact = (ReviewFact){ NAN, NULL };
  if (strcmp (name, "priority") == 0)
    ret_fact->number = (double) self->intake->priority;
  else if (strcmp (name, "key_user") == 0)
    ret_fact->number = review_priority_is_key_user (self->intake->priority) ? 1 : 0;
  else if (strcmp (name, "market") == 0)
    ret_fact->text = self->intake->market;
  else if (strcmp (name, "language") == 0)
    ret_fact->text = self->intake->language;
  else if (strcmp (name, "case_type") == 0)
    ret_fact->text = self->intake->type;
  else if (g_str_has_prefix (name, FLAG))
    ret_fact->number = find_flag (self, name + strlen (FLAG));
  else if (self->more != NULL && self->more (name, ret_fact, self->more_data))
    return TRUE;
  else if (strcmp (name, HUB_SCREENING_FACT) == 0)
    ret_fact->number = hub_facts_has_match (self) ? 1 : 0;
  return ret_fact->text != NULL || !isnan (ret_fact->number);
}

/**
 * hub_facts_has_legal_hold:
 *
 * Returns: whether a court or an authority ordered the account held: `flag:legal_hold` is true in
 *   the profile or in any profile row, however new and whatever others say
 */
gboolean
hub_facts_has_legal_hold (const HubFacts *self)
{
  return find_flag (self, HUB_LEGAL_HOLD) > 0;
}
