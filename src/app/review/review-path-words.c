/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a path is suggested: by the root cause that was chosen, and by what is in the case itself. */
#define G_LOG_DOMAIN "review-app"
#include "review-path-words.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-path-hint.h"
#include "review-words.h"

static const char *
name_feature (ReviewSession *session, const ReviewPathHint *hint)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (session));

  if (hint->name != NULL)
    return review_session_get_text (session, hint->name);
  return review_words_fact (session, view != NULL ? view->item_case->type : NULL, hint->feature);
}

static char *
say_no_clause (ReviewSession *session, const ReviewPathHint *hint)
{
  /* Without a name in words the number of the step says which one it is. */
  if (hint->feature == NULL || g_str_equal (name_feature (session, hint), hint->feature))
    return g_strdup_printf (_ ("no clause answers step %d, which decides: SOP gap."),
                            (int) hint->step);
  return g_strdup_printf (_ ("no clause answers “%s” (step %d), which decides: SOP gap."),
                          name_feature (session, hint), (int) hint->step);
}

static char *
say_near_cut (const ReviewPathHint *hint)
{
  g_autofree char *distance = review_format_probability (hint->distance);

  return g_strdup_printf (_ ("the risk lies only %s from where the verdict turns."), distance);
}

/* (transfer full): what in the case points to the path, as the rest of a sentence. */
static char *
say_fact (ReviewSession *session, const ReviewPathHint *hint)
{
  switch (hint->fact)
    {
    case REVIEW_PATH_FACT_NO_CLAUSE:
      return say_no_clause (session, hint);
    case REVIEW_PATH_FACT_CITATION:
      return g_strdup_printf (_ ("a fact that step %d cites is not what ROCA had read."),
                              (int) hint->step);
    case REVIEW_PATH_FACT_MISSING:
      return g_strdup_printf (_ ("the data lacks what step %d needs."), (int) hint->step);
    case REVIEW_PATH_FACT_NEAR_CUT:
      return say_near_cut (hint);
    case REVIEW_PATH_FACT_NOT_IN_MODEL:
      return g_strdup_printf (
          _ ("step %d speaks against the verdict, and no feature of the model says it."),
          (int) hint->step);
    case REVIEW_PATH_FACT_ONE_SIGNAL:
      return g_strdup_printf (_ ("wrong and far from where the verdict turns; “%s” weighed most."),
                              name_feature (session, hint));
    case REVIEW_PATH_FACT_FLAWED:
      return g_strdup (_ ("the verdict was right for the wrong reasons."));
    case REVIEW_PATH_FACT_SOUND:
      return g_strdup (_ ("ROCA was right for the right reasons: nothing to repair."));
    case REVIEW_PATH_FACT_NONE:
    default:
      return g_strdup ("");
    }
}

static const char *
say_cause (const ReviewCode *cause)
{
  switch (cause->path)
    {
    case REVIEW_PATH_A:
      return g_strcmp0 (cause->fix, "feature") == 0
                 ? _ ("nothing that the model reads says it: a new feature comes first.")
                 : _ ("a signal has the wrong weight: retraining can repair it.");
    case REVIEW_PATH_B:
      return _ ("the score was usable, the threshold or rule was not.");
    case REVIEW_PATH_C:
      return _ ("the SOP leaves it open or contradicts itself.");
    case REVIEW_PATH_D:
      return _ ("the data was wrong, late or missing.");
    case REVIEW_PATH_E:
      return _ ("the review was wrong, not ROCA.");
    case REVIEW_PATH_N:
    default:
      return _ ("there is nothing to repair.");
    }
}

/**
 * review_path_words_reason:
 * @cause: the root cause that was chosen
 *
 * Returns: (transfer full): which path is suggested and why; where the case itself points to another
 *   path, that one, too
 */
char *
review_path_words_reason (ReviewSession *session, const ReviewCode *cause)
{
  ReviewDesk *desk = review_session_get_desk (session);
  ReviewPathHint hint =
      review_path_hint (review_desk_get_form (desk), review_desk_get_assessment (desk));
  g_autofree char *fact = say_fact (session, &hint);
  const char *letter = review_enum_nick (&review_paths, cause->path);
  g_autofree char *by_cause = NULL;

  if (hint.path == cause->path)
    /* Translators: the letter of a path, and why it is suggested, as the rest of a sentence. */
    return g_strdup_printf (_ ("Path %s suggested: %s"), letter, fact);
  by_cause = g_strdup_printf (_ ("Path %s suggested: %s"), letter, say_cause (cause));
  if (hint.path == 0)
    return g_steal_pointer (&by_cause);
  /* Translators: what the root cause suggests; the letter of the path that the case itself points
   * to, and why, as the rest of a sentence. */
  return g_strdup_printf (_ ("%s The case itself points to path %s: %s"), by_cause,
                          review_enum_nick (&review_paths, hint.path), fact);
}
