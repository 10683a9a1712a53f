/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-effects.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"

ReviewEffectList *
fake_effects_new (void)
{
  ReviewEffectList *list = review_record_new (&review_effect_list_type);

  list->rows = review_records_new ();
  return list;
}

/* One of case WD-9: failed as the core said, or late. */
void
fake_effects_add (ReviewEffectList *list, const char *id, const char *kind, int state)
{
  ReviewEffectRow *row = review_record_new (&review_effect_row_type);

  row->effect = review_record_new (&review_effect_type);
  row->effect->id = g_strdup (id);
  row->effect->kind = g_strdup (kind);
  row->effect->state = state;
  row->effect->version = 3;
  row->effect->round = 1;
  row->effect->at = g_get_real_time () - (gint64) 3600 * G_USEC_PER_SEC;
  if (state == REVIEW_EFFECT_FAILED)
    {
      row->effect->reason = g_strdup ("refused");
      row->effect->detail = g_strdup ("<b>the account is closed</b>");
      list->failed++;
    }
  else
    {
      row->effect->next_at = row->effect->at + 1;
      row->effect->sent_at = row->effect->at;
      row->effect->attempts = 4;
      list->late++;
    }
  row->case_id = g_strdup ("00000000000000000000000000000009");
  row->display_id = g_strdup ("WD-9");
  row->case_type = g_strdup ("withdrawal_anomaly");
  g_ptr_array_add (list->rows, row);
}

/* Whoever acts on a version that is not there any more is told so; what was acted on is gone. */
static gpointer
act (ReviewEffectList *list, guint i, char **part, const char *body, gint64 version, GError **error)
{
  g_autoptr (ReviewEffectRow) row = review_record_ref (list->rows->pdata[i]);
  ReviewEffect *effect = row->effect;
  g_autoptr (ReviewEffectAct) said = NULL;

  if (version != effect->version)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "it changed meanwhile");
      return NULL;
    }
  if (strcmp (part[3], "confirm") == 0)
    {
      said = review_decode (&review_effect_act_type, body, -1, error);
      if (said == NULL)
        return NULL;
      effect->note = g_strdup (said->reason);
    }
  list->failed -= effect->state == REVIEW_EFFECT_FAILED;
  list->late -= effect->state == REVIEW_EFFECT_REQUESTED;
  effect->state = said != NULL ? REVIEW_EFFECT_CONFIRMED : REVIEW_EFFECT_REQUESTED;
  effect->version++;
  g_ptr_array_remove_index (list->rows, i);
  return review_record_ref (effect);
}

/**
 * fake_effects_serve:
 * @part: the path's segments: "v1", "effects", and of an act the id and its name
 *
 * Returns: (transfer full): the answer
 */
gpointer
fake_effects_serve (
    ReviewEffectList *list, char **part, const char *body, gint64 version, GError **error)
{
  if (part[2] == NULL)
    return review_record_copy (list);
  for (guint i = 0; i < list->rows->len; i++)
    if (strcmp (((ReviewEffectRow *) list->rows->pdata[i])->effect->id, part[2]) == 0)
      return act (list, i, part, body, version, error);
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  return NULL;
}
