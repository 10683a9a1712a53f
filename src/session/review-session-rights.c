/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person who is signed in may do and see: by their role. */
#define G_LOG_DOMAIN "review-session"
#include "review-session.h"

#include "review-role.h"

static int
get_role (ReviewSession *self)
{
  const ReviewUser *user = review_session_get_user (self);

  return user != NULL ? user->role : 0;
}

gboolean
review_session_get_can_pick (ReviewSession *self)
{
  return review_role_may_pick (get_role (self));
}

gboolean
review_session_get_can_take_next (ReviewSession *self)
{
  int role = get_role (self);

  return review_session_get_can_pick (self) || role == REVIEW_ROLE_AGENT || role == REVIEW_ROLE_BPO;
}

gboolean
review_session_get_can_decide (ReviewSession *self)
{
  return review_session_get_can_take_next (self);
}

gboolean
review_session_get_can_export (ReviewSession *self)
{
  int role = get_role (self);

  return review_session_get_can_pick (self) || role == REVIEW_ROLE_AGENT || role == REVIEW_ROLE_QA;
}

gboolean
review_session_get_can_see_hub (ReviewSession *self)
{
  int role = get_role (self);

  return role == REVIEW_ROLE_LEAD || role == REVIEW_ROLE_ADMIN || role == REVIEW_ROLE_MODEL;
}

gboolean
review_session_get_can_see_waves (ReviewSession *self)
{
  return review_role_oversees (get_role (self));
}

gboolean
review_session_get_can_see_lists (ReviewSession *self)
{
  return review_role_reads_lists (get_role (self));
}

gboolean
review_session_get_can_reopen (ReviewSession *self)
{
  return review_role_oversees (get_role (self));
}

gboolean
review_session_get_can_oversee (ReviewSession *self)
{
  return review_role_oversees (get_role (self));
}

gboolean
review_session_get_can_lead (ReviewSession *self)
{
  return review_role_leads (get_role (self));
}

gboolean
review_session_get_can_see_figures (ReviewSession *self)
{
  return review_role_reads_figures (get_role (self));
}
