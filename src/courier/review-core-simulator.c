/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A core system that does not exist: it keeps a list of what it was told to do and moves nothing. An
 * embedded server without an endpoint has it, so that a trial shows what the floor shows: commands
 * that are confirmed, delayed, refused and answered twice. What befalls a command follows from the
 * seed and its id alone; like a good core it does each id once. */
#define G_LOG_DOMAIN "review-courier"
#include "review-core-simulator.h"

#include <string.h>

#include "review-canonical.h"

#define SHORTEST  2 /* s until what was accepted is confirmed */
#define SPREAD    20
#define N_REASONS G_N_ELEMENTS (reasons)

const ReviewCoreFates review_core_demo_fates = {
  .unheard = 10, .cut = 10, .accepted = 150, .refused = 8, .twice = 40
};

static const char *const reasons[] = { "The account is being changed by another process.",
                                       "The object is not in a state that allows it.",
                                       "The limit for today is used up." };

typedef struct
{
  gboolean seen;
  gboolean done;
} Known;

typedef struct
{
  char *effect; /* (owned) */
  gint64 at;    /* µs */
} Later;

struct _ReviewCoreSimulator
{
  char *seed;
  ReviewCoreFates fates;
  GHashTable *known; /* id → Known */
  GPtrArray *later;  /* Later */
  GPtrArray *done;   /* (element-type ReviewCommandOut): in the order in which they were done */
  gboolean down;
  guint sent;
};

static void
free_later (gpointer data)
{
  Later *later = data;

  g_free (later->effect);
  g_free (later);
}

static void
free_answer (gpointer data)
{
  review_core_answer_clear (data);
  g_free (data);
}

/**
 * review_core_simulator_new:
 * @seed: what befalls which command
 * @fates: copied
 *
 * Returns: (transfer full): a core that has done nothing yet
 */
ReviewCoreSimulator *
review_core_simulator_new (const char *seed, const ReviewCoreFates *fates)
{
  ReviewCoreSimulator *self = g_new0 (ReviewCoreSimulator, 1);

  self->seed = g_strdup (seed);
  self->fates = *fates;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->later = g_ptr_array_new_with_free_func (free_later);
  self->done = review_records_new ();
  return self;
}

/** review_core_simulator_free: */
void
review_core_simulator_free (ReviewCoreSimulator *self)
{
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->later);
  g_ptr_array_unref (self->done);
  g_free (self->seed);
  g_free (self);
}

static Known *
look_up (ReviewCoreSimulator *self, const char *id)
{
  Known *known = g_hash_table_lookup (self->known, id);

  if (known == NULL)
    {
      known = g_new0 (Known, 1);
      g_hash_table_insert (self->known, g_strdup (id), known);
    }
  return known;
}

/* Four numbers that follow from the seed and the id. */
static void
draw (const ReviewCoreSimulator *self, const char *id, guint32 ret[4])
{
  g_autofree char *text = g_strconcat (self->seed, ":", id, NULL);
  g_autofree char *hash = review_sha256 (text, strlen (text));

  for (gsize i = 0; i < 4; i++)
    {
      g_autofree char *part = g_strndup (hash + 8 * i, 8);

      ret[i] = (guint32) g_ascii_strtoull (part, NULL, 16);
    }
}

static void
carry_out (ReviewCoreSimulator *self, Known *known, const ReviewCommandOut *command)
{
  if (known->done)
    return;
  known->done = TRUE;
  g_ptr_array_add (self->done, review_record_ref ((gpointer) command));
}

static void
say_later (ReviewCoreSimulator *self, const char *id, gint64 at)
{
  Later *later = g_new0 (Later, 1);

  later->effect = g_strdup (id);
  later->at = at;
  g_ptr_array_add (self->later, later);
}

typedef enum
{
  FATE_UNHEARD,
  FATE_CUT,
  FATE_ACCEPTED,
  FATE_REFUSED,
  FATE_TWICE,
  FATE_PLAIN
} Fate;

/* Which of the fates a lot of a thousand is. */
static Fate
get_fate (const ReviewCoreSimulator *self, guint lot)
{
  const guint shares[] = { self->fates.unheard, self->fates.cut, self->fates.accepted,
                           self->fates.refused, self->fates.twice };
  guint upto = 0;

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      upto += shares[i];
      if (lot < upto)
        return (Fate) i;
    }
  return FATE_PLAIN;
}

/* What there is to a fate when a command comes once more. */
static Fate
get_fate_now (const ReviewCoreSimulator *self,
              const ReviewCommandOut *command,
              const Known *known,
              guint lot)
{
  Fate fate = get_fate (self, lot);

  if (known->done || (fate == FATE_UNHEARD && known->seen)
      || (fate == FATE_REFUSED && command->round > 1))
    return FATE_PLAIN;
  return fate;
}

static void
answer (ReviewCoreSimulator *self,
        const ReviewCommandOut *command,
        Known *known,
        gint64 now,
        ReviewCoreAnswer *ret)
{
  guint32 lots[4];
  Fate fate;

  draw (self, command->id, lots);
  fate = get_fate_now (self, command, known, lots[0] % 1000);
  known->seen = TRUE;
  if (fate != FATE_UNHEARD && fate != FATE_REFUSED)
    carry_out (self, known, command);
  if (fate == FATE_ACCEPTED || fate == FATE_TWICE)
    say_later (self, command->id, now + (SHORTEST + (gint64) (lots[1] % SPREAD)) * G_USEC_PER_SEC);
  ret->down = fate == FATE_UNHEARD;
  if (fate == FATE_REFUSED)
    ret->reason = g_strdup (reasons[lots[2] % N_REASONS]);
  if (fate != FATE_UNHEARD && fate != FATE_CUT)
    ret->reply = fate == FATE_REFUSED    ? REVIEW_REPLY_FAILED
                 : fate == FATE_ACCEPTED ? REVIEW_REPLY_ACCEPTED
                                         : REVIEW_REPLY_CONFIRMED;
}

static void
send (gpointer data, const ReviewCommandOut *command, gint64 now, ReviewCoreAnswer *ret_answer)
{
  ReviewCoreSimulator *self = data;

  self->sent++;
  if (self->down)
    ret_answer->down = TRUE;
  else
    answer (self, command, look_up (self, command->id), now, ret_answer);
}

static GPtrArray *
collect (gpointer data, gint64 now)
{
  ReviewCoreSimulator *self = data;
  GPtrArray *answers = g_ptr_array_new_with_free_func (free_answer);

  for (guint i = self->later->len; !self->down && i > 0; i--)
    {
      Later *later = self->later->pdata[i - 1];
      ReviewCoreAnswer *one;

      if (later->at > now)
        continue;
      one = g_new0 (ReviewCoreAnswer, 1);
      one->effect = g_strdup (later->effect);
      one->reply = REVIEW_REPLY_CONFIRMED;
      g_ptr_array_add (answers, one);
      g_ptr_array_remove_index_fast (self->later, i - 1);
    }
  return answers;
}

static void
free_core (gpointer data)
{
  review_core_simulator_free (data);
}

/**
 * review_core_simulator_get_core:
 *
 * Returns: it as the courier knows a core; the courier frees it, unless @free is taken out
 */
ReviewCore
review_core_simulator_get_core (ReviewCoreSimulator *self)
{
  return (ReviewCore){
    .send = send, .collect = collect, .free = free_core, .self = self, .simulated = TRUE
  };
}

/** review_core_simulator_set_down: @down: nobody is there until further notice */
void
review_core_simulator_set_down (ReviewCoreSimulator *self, gboolean down)
{
  self->down = down;
}

/** review_core_simulator_count_sent: Returns: how often anything was sent to it */
guint
review_core_simulator_count_sent (ReviewCoreSimulator *self)
{
  return self->sent;
}

/**
 * review_core_simulator_get_done:
 *
 * Returns: (transfer none) (element-type ReviewCommandOut): what it did, each id once, in order
 */
GPtrArray *
review_core_simulator_get_done (ReviewCoreSimulator *self)
{
  return self->done;
}
