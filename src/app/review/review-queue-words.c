/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the queue, and its filter as a list of single things that can be put on and taken
 * off. */
#define G_LOG_DOMAIN "review-app"
#include "review-queue-words.h"

#include <glib/gi18n.h>

static const char *const band_words[] = { NULL, NC_ ("band", "Breached"),
                                          NC_ ("band", "Under 20 min"), NC_ ("band", "Under 1 h"),
                                          NC_ ("band", "Later") };

static const char *const state_words[] = {
  NULL,
  NC_ ("work state", "Waiting"),
  NC_ ("work state", "In work"),
  NC_ ("work state", "Customer asked"),
  NC_ ("work state", "On hold"),
  NC_ ("work state", "Escalated"),
  NC_ ("work state", "Decided"),
  NC_ ("work state", "Closed"),
};

static const char *const holder_words[] = { NULL, NC_ ("holder", "Anyone"), NC_ ("holder", "Mine"),
                                            NC_ ("holder", "Nobody's") };

static const char *
pick (const char *context, const char *const *words, gsize n, int value)
{
  return value > 0 && (gsize) value < n ? g_dpgettext2 (NULL, context, words[value]) : "";
}

/* (transfer none): how near to its time a case of @band (#ReviewBand) is */
const char *
review_words_band (int band)
{
  return pick ("band", band_words, G_N_ELEMENTS (band_words), band);
}

/* (transfer none): where a case of @state (#ReviewWorkState) is */
const char *
review_words_work_state (int state)
{
  return pick ("work state", state_words, G_N_ELEMENTS (state_words), state);
}

/* (transfer none): whose cases @holder (#ReviewHolder) shows */
const char *
review_words_holder (int holder)
{
  return pick ("holder", holder_words, G_N_ELEMENTS (holder_words), holder);
}

static void
part_free (gpointer data)
{
  ReviewFilterPart *self = data;

  g_free (self->value);
  g_free (self->text);
  g_free (self);
}

static void
add_part (GPtrArray *parts, ReviewFilterKind kind, const char *value, char *text)
{
  ReviewFilterPart *part = g_new0 (ReviewFilterPart, 1);

  part->kind = kind;
  part->value = g_strdup (value);
  part->text = text;
  g_ptr_array_add (parts, part);
}

/**
 * review_filter_list_parts:
 * @filter: of a queue
 *
 * Returns: (transfer full): array of #ReviewFilterPart: all that it asks for beside the case type
 */
GPtrArray *
review_filter_list_parts (const ReviewViewRequest *filter)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);

  if (filter->text != NULL)
    add_part (parts, REVIEW_FILTER_TEXT, filter->text, g_strdup_printf (_ ("“%s”"), filter->text));
  for (guint i = 0; filter->bands != NULL && filter->bands[i] != NULL; i++)
    add_part (parts, REVIEW_FILTER_BAND, filter->bands[i],
              g_strdup (review_words_band (review_enum_value (&review_bands, filter->bands[i]))));
  for (guint i = 0; filter->states != NULL && filter->states[i] != NULL; i++)
    add_part (parts, REVIEW_FILTER_STATE, filter->states[i],
              g_strdup (review_words_work_state (
                  review_enum_value (&review_work_states, filter->states[i]))));
  if (filter->holder > REVIEW_HOLDER_ANYONE)
    add_part (parts, REVIEW_FILTER_HOLDER, review_enum_nick (&review_holders, filter->holder),
              g_strdup (review_words_holder (filter->holder)));
  if (filter->key_user)
    add_part (parts, REVIEW_FILTER_KEY_USER, NULL, g_strdup (_ ("Key user")));
  if (filter->language != NULL)
    add_part (parts, REVIEW_FILTER_LANGUAGE, filter->language,
              g_strdup_printf (_ ("Language %s"), filter->language));
  if (filter->market != NULL)
    add_part (parts, REVIEW_FILTER_MARKET, filter->market,
              g_strdup_printf (_ ("Market %s"), filter->market));
  if (filter->min_value != NULL)
    add_part (parts, REVIEW_FILTER_MIN_VALUE, filter->min_value,
              g_strdup_printf (_ ("From %s"), filter->min_value));
  return parts;
}

/**
 * review_filter_has:
 * @value: (nullable): which of its kind
 *
 * Returns: whether @filter asks for it
 */
gboolean
review_filter_has (const ReviewViewRequest *filter, ReviewFilterKind kind, const char *value)
{
  g_autoptr (GPtrArray) parts = review_filter_list_parts (filter);

  for (guint i = 0; i < parts->len; i++)
    {
      const ReviewFilterPart *part = parts->pdata[i];

      if (part->kind == kind && (value == NULL || g_strcmp0 (part->value, value) == 0))
        return TRUE;
    }
  return FALSE;
}

/* Adds @name to a list, or takes it out; an empty list is none. */
static char **
with (char **names, const char *name, gboolean on)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_strcmp0 (names[i], name) != 0)
      {
        g_strv_builder_add (all, names[i]);
        n++;
      }
  if (on)
    g_strv_builder_add (all, name);
  g_strfreev (names);
  return n > 0 || on ? g_strv_builder_end (all) : NULL;
}

static void
set_string (char **member, const char *value, gboolean on)
{
  g_free (*member);
  *member = on && value != NULL && *value != '\0' ? g_strdup (value) : NULL;
}

/**
 * review_filter_set:
 * @value: (nullable): which of its kind
 * @on: whether the queue is to ask for it
 *
 * Changes one thing of the queue's filter.
 */
void
review_filter_set (ReviewQueue *queue, ReviewFilterKind kind, const char *value, gboolean on)
{
  g_autoptr (ReviewViewRequest) filter = review_record_copy (review_queue_get_filter (queue));

  if (kind == REVIEW_FILTER_TEXT)
    set_string (&filter->text, value, on);
  else if (kind == REVIEW_FILTER_BAND)
    filter->bands = with (filter->bands, value, on);
  else if (kind == REVIEW_FILTER_STATE)
    filter->states = with (filter->states, value, on);
  else if (kind == REVIEW_FILTER_HOLDER)
    filter->holder = on ? review_enum_value (&review_holders, value) : 0;
  else if (kind == REVIEW_FILTER_KEY_USER)
    filter->key_user = on;
  else if (kind == REVIEW_FILTER_LANGUAGE)
    set_string (&filter->language, value, on);
  else if (kind == REVIEW_FILTER_MARKET)
    set_string (&filter->market, value, on);
  else
    set_string (&filter->min_value, value, on);
  review_queue_set_filter (queue, filter);
}
