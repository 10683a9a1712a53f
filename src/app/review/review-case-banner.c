/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two lines above a case say: what stands in the way of a decision on it, and what the
 * session as a whole is doing. */
#define G_LOG_DOMAIN "review-app"
#include "review-case-banner.h"

#include <glib/gi18n.h>

#include "review-error.h"
#include "review-words.h"

/* Who chooses freely takes the case again; others may where their draft says that it was theirs. */
static void
show_lost (ReviewBanner *banner, ReviewSession *session, ReviewDesk *desk)
{
  gboolean again =
      review_session_get_can_pick (session) || review_desk_get_draft_saved_at (desk) != 0;

  review_banner_show (banner, REVIEW_TONE_WARNING, "dialog-warning-symbolic",
                      _ ("The lease was lost: the case went back to the queue. What you wrote "
                         "is kept."),
                      again ? _ ("Take again") : _ ("Next case"),
                      again ? "review.take-again" : "review.take-next");
}

/* Who takes the next case does not choose: the server would refuse it. */
static void
show_waiting (ReviewBanner *banner, ReviewSession *session, ReviewDesk *desk)
{
  if (review_desk_get_view (desk)->work_item->state == REVIEW_WORK_QUEUED
      && review_session_get_can_take_next (session) && !review_session_get_can_pick (session))
    review_banner_show (banner, REVIEW_TONE_NEUTRAL, "avatar-default-symbolic",
                        _ ("This case waits and can be read. Choosing one is for senior agents and "
                           "leads; you take the next one."),
                        NULL, NULL);
  else
    review_banner_hide (banner);
}

static void
show_lease (ReviewBanner *banner, ReviewSession *session, ReviewDesk *desk)
{
  g_autofree char *other = NULL;

  if (review_desk_get_away (desk) && review_desk_get_lease_state (desk) == REVIEW_LEASE_MINE)
    {
      review_banner_show (banner, REVIEW_TONE_NEUTRAL, "review-clock-symbolic",
                          _ ("Nobody was here for a while: the case is not kept any longer and "
                             "will go back to the queue. Your draft is saved."),
                          NULL, NULL);
      return;
    }
  switch (review_desk_get_lease_state (desk))
    {
    case REVIEW_LEASE_LOST:
      show_lost (banner, session, desk);
      break;
    case REVIEW_LEASE_OTHER:
      other = g_strdup_printf (_ ("%s is working on this case. You can read it."),
                               review_desk_get_lease_holder (desk));
      review_banner_show (banner, REVIEW_TONE_NEUTRAL, "avatar-default-symbolic", other, NULL,
                          NULL);
      break;
    case REVIEW_LEASE_NONE:
      show_waiting (banner, session, desk);
      break;
    case REVIEW_LEASE_MINE:
    default:
      review_banner_hide (banner);
    }
}

/* The case is not what it was when it was read: it has been read anew, the form is as it was. */
static gboolean
is_stale (ReviewDesk *desk)
{
  return review_desk_get_error_code (desk) == REVIEW_ERROR_CONFLICT
         && review_desk_get_error_action (desk) == REVIEW_DESK_ACTION_SUBMIT
         && review_desk_get_lease_state (desk) == REVIEW_LEASE_MINE;
}

static void
show_stale (ReviewBanner *banner)
{
  review_banner_show (banner, REVIEW_TONE_WARNING, "view-refresh-symbolic",
                      _ ("The case changed while you decided, so nothing was submitted. It is read "
                         "anew and your form is kept: look at it once more, then submit."),
                      _ ("I have read it"), "review.dismiss-error");
}

static void
show_error (ReviewBanner *banner, ReviewDesk *desk)
{
  /* Everything else about an annotation is checked while it is typed. */
  gboolean copied = review_desk_get_error_action (desk) == REVIEW_DESK_ACTION_SUBMIT
                    && g_strcmp0 (review_desk_get_error_field (desk), "form.annotation") == 0;
  g_autofree char *text = g_strdup_printf (
      "%s %s", review_words_desk_action ((int) review_desk_get_error_action (desk)),
      copied ? _ ("An earlier annotation says the same: write what is different here.")
             : review_words_error (review_desk_get_error_code (desk)));

  review_banner_show (banner, REVIEW_TONE_ERROR, "dialog-error-symbolic", text, _ ("Dismiss"),
                      "review.dismiss-error");
}

/**
 * review_case_banner_show:
 *
 * Says in @banner what stands in the way of a decision on the open case: one thing at a time, the
 * gravest first. Hidden when nothing does.
 */
void
review_case_banner_show (ReviewBanner *banner, ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);
  gboolean open = review_desk_get_view (desk) != NULL;

  if (open && review_desk_get_draft_state (desk) == REVIEW_DRAFT_CONFLICT)
    review_banner_show (banner, REVIEW_TONE_WARNING, "dialog-warning-symbolic",
                        _ ("A newer draft was saved elsewhere. Yours is on screen and still here."),
                        _ ("Keep mine"), "review.keep-mine");
  else if (open && review_desk_get_update_pending (desk))
    review_banner_show (banner, REVIEW_TONE_WARNING, "view-refresh-symbolic",
                        _ ("ROCA has assessed this case anew: verdict, route or a cited fact "
                           "changed."),
                        _ ("I have read it"), "review.acknowledge");
  else if (open && is_stale (desk))
    show_stale (banner);
  else if (open && review_desk_get_error_code (desk) != 0)
    show_error (banner, desk);
  else if (open)
    show_lease (banner, session, desk);
  else
    review_banner_hide (banner);
}

/**
 * review_case_banner_show_session:
 *
 * Says in @banner that the server cannot be reached, or that this computer is still being prepared
 * while a case is open. Hidden otherwise.
 */
void
review_case_banner_show_session (ReviewBanner *banner, ReviewSession *session)
{
  g_autofree char *text = NULL;
  int seconds = review_session_get_retry_seconds (session);
  double fraction = review_session_get_preparation_fraction (session);

  if (review_session_get_connection (session) == REVIEW_CONNECTION_OFFLINE)
    {
      text = seconds > 0 ? g_strdup_printf (
                 ngettext ("Offline. Nothing you typed is lost; trying again in %d s.",
                           "Offline. Nothing you typed is lost; trying again in %d s.",
                           (gulong) seconds),
                 seconds)
                         : g_strdup (_ ("Offline. Nothing you typed is lost; trying again now."));
      review_banner_show (banner, REVIEW_TONE_WARNING, "network-offline-symbolic", text,
                          _ ("Try now"), "review.retry");
    }
  else if (review_session_get_preparing (session)
           && review_desk_get_view (review_session_get_desk (session)) != NULL)
    {
      const char *stage = review_words_stage (review_session_get_preparation_stage (session));
      text = fraction >= 0 ? g_strdup_printf (_ ("Preparing this computer: %s (%d %%)"), stage,
                                              (int) (fraction * 100))
                           : g_strdup_printf (_ ("Preparing this computer: %s"), stage);
      review_banner_show (banner, REVIEW_TONE_NEUTRAL, "content-loading-symbolic", text, NULL,
                          NULL);
    }
  else
    review_banner_hide (banner);
}
