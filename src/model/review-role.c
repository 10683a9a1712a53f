/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a role is by nature, the same for the server that refuses and the screen that does not offer.
 * Which role may call which route is the server's table. */
#include "review-role.h"

#include "review-enums.h"

/* What a role is by nature; anything not said here is no. */
static const struct
{
  int role;
  gboolean takes;   /* looks at cases as one who judges them */
  gboolean decides; /* decides them, and so stands on shift and gets them */
  gboolean picks;   /* chooses freely */
  gboolean vendor;  /* sees only the vendor's cases */
} roles[] = {
  { REVIEW_ROLE_BPO, TRUE, TRUE, FALSE, TRUE },
  { REVIEW_ROLE_VENDOR_LEAD, FALSE, FALSE, FALSE, TRUE },
  { REVIEW_ROLE_AGENT, TRUE, TRUE, FALSE, FALSE },
  { REVIEW_ROLE_SENIOR, TRUE, TRUE, TRUE, FALSE },
  { REVIEW_ROLE_QA, TRUE, FALSE, FALSE, FALSE },
  { REVIEW_ROLE_LEAD, TRUE, TRUE, TRUE, FALSE },
  { REVIEW_ROLE_MODEL, FALSE, FALSE, FALSE, FALSE },
  { REVIEW_ROLE_ADMIN, FALSE, FALSE, FALSE, FALSE },
  { REVIEW_ROLE_SERVICE, FALSE, FALSE, FALSE, FALSE },
};

#define ROLE_IS(name, member)                        \
  gboolean name (int role)                           \
  {                                                  \
    for (guint i = 0; i < G_N_ELEMENTS (roles); i++) \
      if (roles[i].role == role)                     \
        return roles[i].member;                      \
    return FALSE;                                    \
  }

ROLE_IS (review_role_may_take, takes)
ROLE_IS (review_role_may_decide, decides)
ROLE_IS (review_role_may_pick, picks)

/* Who gives cases to others and acts on many at once. */
gboolean
review_role_leads (int role)
{
  return role == REVIEW_ROLE_LEAD;
}

/* An unknown role is treated as the narrowest one. */
gboolean
review_role_is_vendor (int role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i].role == role)
      return roles[i].vendor;
  return TRUE;
}

/* Who sees to effects that failed. An administrator decides no case, so they see those too that are
 * open in a blind look. */
gboolean
review_role_sees_effects (int role)
{
  return role == REVIEW_ROLE_SENIOR || role == REVIEW_ROLE_LEAD || role == REVIEW_ROLE_ADMIN;
}

/* Who looks over what is decided about groups, and opens closed cases again. */
gboolean
review_role_oversees (int role)
{
  return review_role_may_pick (role) || role == REVIEW_ROLE_QA;
}

/* Who reads how good ROCA is, and what it keeps getting wrong. */
gboolean
review_role_reads_figures (int role)
{
  return review_role_oversees (role) || role == REVIEW_ROLE_MODEL || role == REVIEW_ROLE_ADMIN;
}

/* Who reads the house's lists. */
gboolean
review_role_reads_lists (int role)
{
  return review_role_oversees (role) || role == REVIEW_ROLE_AGENT || role == REVIEW_ROLE_ADMIN;
}

/* Who answers for what decides: makes versions of the policy, and says which model is live. */
gboolean
review_role_designs (int role)
{
  return role == REVIEW_ROLE_LEAD || role == REVIEW_ROLE_ADMIN;
}

/* Who sees candidates, and asks for them. */
gboolean
review_role_reads_models (int role)
{
  return review_role_designs (role) || role == REVIEW_ROLE_MODEL;
}
