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

/* Of the profile that came with the case; where it does not say, of the newest profile row. */
static double
find_flag (const HubFacts *self, const char *name)
{
  const ReviewIntake *intake = self->intake;
  gint64 newest = G_MININT64;
  double value = NAN;

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

/* Only a named identifier that differs clears a match: the word alone does not. */
static gboolean
is_cleared (const ReviewEvidence *row)
{
  const char *identifier = review_fields_get (row->fields, "secondary_identifier");

  return g_strcmp0 (review_fields_get (row->fields, "cleared"), "true") == 0 && identifier != NULL
         && identifier[0] != '\0';
}

/* Words by which a screening row says that it found nothing. Indirect exposure is a share, which
 * clauses and rules judge; it is no match. */
static gboolean
says_nothing_found (const ReviewEvidence *row)
{
  static const char *const fields[] = { "exposure", "result", "match", "outcome", "status" };
  static const char *const words[] = { "none",     "indirect", "clear", "clean",
                                       "no_match", "negative", "false", NULL };
  gboolean said = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *word = review_fields_get (row->fields, fields[i]);

      if (word == NULL)
        continue;
      if (!g_strv_contains (words, word))
        return FALSE;
      said = TRUE;
    }
  return said;
}

/**
 * hub_facts_has_match:
 *
 * Screening rows are read on the safe side: what does not say in one of the known words that
 * nothing was found is a match, until it is cleared by a secondary identifier that differs
 * (fields `cleared` and `secondary_identifier` of the row).
 *
 * Returns: whether the case has a screening match that is not cleared
 */
gboolean
hub_facts_has_match (const HubFacts *self)
{
  GPtrArray *rows = self->intake->evidence;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const ReviewEvidence *row = rows->pdata[i];

      if (row->kind == REVIEW_EVIDENCE_SCREENING && is_read (self, row) && !says_nothing_found (row)
          && !is_cleared (row))
        return TRUE;
    }
  return FALSE;
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
 * Returns: whether a court or an authority ordered the account held (`flag:legal_hold`)
 */
gboolean
hub_facts_has_legal_hold (const HubFacts *self)
{
  return find_flag (self, HUB_LEGAL_HOLD) > 0;
}
