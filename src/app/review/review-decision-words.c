/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of the decision bar: the label that follows, how far the annotation is, what is
 * still missing. Apart from the widget, so that they can be tested as words. */
#define G_LOG_DOMAIN "review-app"
#include "review-decision-words.h"

#include <glib/gi18n.h>

#include "review-words.h"

static const char *
name_verdict (const ReviewAssessment *assessment)
{
  return assessment->verdict == REVIEW_VERDICT_BLOCK ? C_ ("roca", "block") : C_ ("roca", "pass");
}

static char *
name_choice (ReviewSession *session, const ReviewCaseView *view, int choice)
{
  return g_utf8_strdown (review_words_choice (session, view->item_case->type, choice), -1);
}

/**
 * review_decision_words_label:
 *
 * The label is computed, never chosen: it is stated in a sentence.
 *
 * Returns: (transfer full): "ROCA: block, you: release → FP, provisional" as Pango markup; ""
 *   without a case
 */
char *
review_decision_words_label (ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);
  const ReviewCaseView *view = review_desk_get_view (desk);
  const ReviewAssessment *assessment = review_desk_get_assessment (desk);
  int choice = review_desk_get_form (desk)->choice, label = review_desk_get_label (desk);
  g_autofree char *verb = NULL;

  if (view == NULL)
    return g_strdup ("");
  if (view->blind)
    return g_markup_escape_text (_ ("ROCA's verdict is hidden: decide first, the label follows."),
                                 -1);
  if (assessment == NULL || assessment->verdict == 0)
    return g_markup_escape_text (_ ("No ROCA assessment, so no label."), -1);
  verb = name_choice (session, view, choice);
  if (label != 0)
    /* Translators: ROCA's verdict, the person's decision, the label that follows, its maturity:
     * "ROCA: block, you: release → FP, provisional". Keep the <b> tags. */
    return g_markup_printf_escaped (_ ("ROCA: %s, you: %s → <b>%s, %s</b>"),
                                    name_verdict (assessment), verb, review_words_label (label),
                                    review_words_maturity (review_desk_get_label_maturity (desk)));
  if (choice != 0)
    /* Translators: ROCA's verdict, the person's decision (an escalation). */
    return g_markup_printf_escaped (_ ("ROCA: %s, you: %s → no label yet"),
                                    name_verdict (assessment), verb);
  /* Translators: ROCA's verdict. */
  return g_markup_printf_escaped (_ ("ROCA: %s. The label follows from your decision."),
                                  name_verdict (assessment));
}

static const char *
name_draft_state (ReviewDraftState state)
{
  switch (state)
    {
    case REVIEW_DRAFT_EDITED:
      return C_ ("draft", "unsaved");
    case REVIEW_DRAFT_SAVING:
      return C_ ("draft", "saving…");
    case REVIEW_DRAFT_SAVED:
      return C_ ("draft", "saved");
    case REVIEW_DRAFT_CONFLICT:
      return C_ ("draft", "conflict");
    case REVIEW_DRAFT_FAILED:
      return C_ ("draft", "kept here");
    case REVIEW_DRAFT_NONE:
    default:
      return NULL;
    }
}

/**
 * review_decision_words_annotation:
 *
 * Returns: (transfer full): "1 / 2 sentences · saved"
 */
char *
review_decision_words_annotation (ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);
  const char *state = name_draft_state (review_desk_get_draft_state (desk));
  /* Translators: sentences written, and the most there may be. */
  g_autofree char *count = g_strdup_printf (
      _ ("%u / %u sentences"), review_desk_get_sentences (desk), (guint) REVIEW_FORM_MAX_SENTENCES);

  return state != NULL ? g_strdup_printf ("%s · %s", count, state) : g_steal_pointer (&count);
}

/**
 * review_decision_words_conflict:
 *
 * Returns: (transfer full): what the draft on the server says, so that one can choose
 */
char *
review_decision_words_conflict (ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);
  const ReviewCaseView *view = review_desk_get_view (desk);
  const ReviewForm *other = review_desk_get_other_draft (desk);
  const char *type = view != NULL ? view->item_case->type : NULL;
  const char *verb = other != NULL && other->choice != 0
                         ? review_words_choice (session, type, other->choice)
                         : _ ("no decision");

  if (other == NULL)
    return g_strdup (_ ("A newer draft of this case was saved elsewhere."));
  if (other->annotation != NULL && *other->annotation != '\0')
    /* Translators: the decision in the other draft, and its annotation. */
    return g_strdup_printf (_ ("A newer draft was saved elsewhere: %s, “%s”"), verb,
                            other->annotation);
  /* Translators: the decision in the other draft. */
  return g_strdup_printf (_ ("A newer draft was saved elsewhere: %s"), verb);
}

static char *
say_read_only (ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);

  if (!review_session_get_can_decide (session))
    return g_strdup (_ ("Read only: your role does not decide."));
  switch (review_desk_get_lease_state (desk))
    {
    case REVIEW_LEASE_OTHER:
      return g_strdup_printf (_ ("Read only: held by %s."), review_desk_get_lease_holder (desk));
    case REVIEW_LEASE_LOST:
      return g_strdup (_ ("Your hold has ended. Your text is kept: take the case again."));
    case REVIEW_LEASE_NONE:
      return g_strdup (_ ("Read only: take the case to decide it."));
    case REVIEW_LEASE_MINE:
    default:
      return g_strdup (_ ("Read only: this case waits for no decision."));
    }
}

static char *
join_unmet (GListModel *unmet)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (unmet);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (unmet, i);

      g_ptr_array_add (words, (gpointer) review_words_unmet (
                                  ((ReviewUnmet *) review_item_get_record (item))->code));
    }
  g_ptr_array_add (words, NULL);
  /* Translators: stands between the things that are still missing. */
  return g_strjoinv (C_ ("unmet", ", "), (char **) words->pdata);
}

/**
 * review_decision_words_unmet:
 *
 * Returns: (transfer full): what keeps the form from being submitted, in words; "" without a case
 *   or where nothing in the form does
 */
char *
review_decision_words_unmet (ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);
  GListModel *unmet = review_desk_get_unmet (desk);
  g_autofree char *words = NULL;

  if (review_desk_get_view (desk) == NULL)
    return g_strdup ("");
  if (review_desk_get_state (desk) == REVIEW_DESK_SUBMITTING)
    return g_strdup (_ ("Submitting…"));
  if (!review_desk_get_writable (desk))
    return say_read_only (session);
  if (review_desk_get_needs_first_call (desk))
    return g_strdup (review_desk_get_form (desk)->choice == 0
                         ? _ ("Your own call comes first; then ROCA's verdict is shown.")
                         : _ ("Your first call is kept, whatever you decide afterwards."));
  if (g_list_model_get_n_items (unmet) == 0)
    return g_strdup ("");
  words = join_unmet (unmet);
  /* Translators: %s is a list of what is still missing: "a decision, the root cause". */
  return g_strdup_printf (_ ("Still needed: %s"), words);
}
