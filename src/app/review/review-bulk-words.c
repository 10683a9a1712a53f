/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an act on many cases would do, did, and left alone, in words. */
#define G_LOG_DOMAIN "review-app"
#include "review-bulk-words.h"

#include <glib/gi18n.h>

#include "review-waves-words.h"
#include "review-words.h"

/**
 * review_bulk_words_title:
 * @name: (nullable): of the one case it is about
 *
 * Returns: (transfer full): what is being done with how many cases
 */
char *
review_bulk_words_title (int kind, guint n, const char *name)
{
  if (n == 1 && name != NULL)
    return g_strdup_printf (
        kind == REVIEW_BULK_ASSIGN ? _ ("Assign %s") : _ ("Close %s without a decision"), name);
  if (kind == REVIEW_BULK_ASSIGN)
    return g_strdup_printf (ngettext ("Assign %u case", "Assign %u cases", n), n);
  return g_strdup_printf (
      ngettext ("Close %u case without a decision", "Close %u cases without a decision", n), n);
}

static char *
add_left_alone (char *text, gint64 excluded)
{
  g_autofree char *owned = text;
  g_autofree char *left = NULL;

  if (excluded == 0)
    return g_steal_pointer (&owned);
  left = g_strdup_printf (ngettext ("%d is left alone:", "%d are left alone:", (gulong) excluded),
                          (int) excluded);
  /* Translators: two sentences one after the other. */
  return g_strdup_printf (C_ ("sentences", "%s %s"), owned, left);
}

/** review_bulk_words_plan: Returns: (transfer full): what would become of the cases. */
char *
review_bulk_words_plan (const ReviewBulk *plan)
{
  int n = (int) plan->planned;

  if (n == 0)
    return g_strdup (_ ("None of them can be: each is left alone."));
  if (plan->kind == REVIEW_BULK_ASSIGN)
    return add_left_alone (
        /* Translators: the number of cases, a person. */
        g_strdup_printf (ngettext ("%d goes to %s.", "%d go to %s.", (gulong) n), n,
                         plan->to_name != NULL ? plan->to_name : plan->to),
        plan->excluded);
  return add_left_alone (
      g_strdup_printf (ngettext ("%d will be closed.", "%d will be closed.", (gulong) n), n),
      plan->excluded);
}

/** review_bulk_words_outcome: Returns: (transfer full): what became of the cases, so far. */
char *
review_bulk_words_outcome (const ReviewBulk *act)
{
  int n = (int) act->done;

  if (act->kind == REVIEW_BULK_ASSIGN)
    return add_left_alone (
        /* Translators: the number of cases, a person. */
        g_strdup_printf (ngettext ("%d assigned to %s.", "%d assigned to %s.", (gulong) n), n,
                         act->to_name != NULL ? act->to_name : act->to),
        act->excluded);
  return add_left_alone (g_strdup_printf (ngettext ("%d closed.", "%d closed.", (gulong) n), n),
                         act->excluded);
}

/** review_bulk_words_left_alone: Returns: (transfer full): which case, and why. */
char *
review_bulk_words_left_alone (const ReviewBulkItem *item)
{
  return g_strdup_printf ("%s  ·  %s", item->display_id,
                          review_waves_words_exception (item->exception));
}

/** review_bulk_words_room: Returns: (transfer full): whether a person is there and has room. */
char *
review_bulk_words_room (const ReviewPerson *person)
{
  int has = (int) (person->leased + person->kept);

  if (review_bulk_board_why_not (person) == REVIEW_GIVE_ABSENT)
    return g_strdup (person->standing == REVIEW_STANDING_ABSENT ? _ ("absent")
                                                                : _ ("not on shift"));
  /* Translators: cases that a person has, and how many they may have at most. */
  return g_strdup_printf (_ ("has %d of %d"), has, (int) person->at_most);
}

/** review_bulk_words_error: Returns: (transfer full): why the act was refused. */
char *
review_bulk_words_error (int code, const char *field)
{
  if (g_strcmp0 (field, "to") == 0)
    return g_strdup (_ ("The person is not there any more."));
  if (g_strcmp0 (field, "reason") == 0)
    return g_strdup (_ ("The reason must be short, and name nobody."));
  return g_strdup (review_words_error (code));
}
