/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window knows of its pages. */
#define G_LOG_DOMAIN "review-app"
#include "review-side-page.h"

G_DEFINE_ABSTRACT_TYPE (ReviewSidePage, review_side_page, ADW_TYPE_BIN)

static void
review_side_page_class_init (ReviewSidePageClass *klass)
{
}

static void
review_side_page_init (ReviewSidePage *self)
{
}

/** review_side_page_bind: shows @session. Called once. */
void
review_side_page_bind (ReviewSidePage *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_SIDE_PAGE (self));

  REVIEW_SIDE_PAGE_GET_CLASS (self)->bind (self, session);
}

/** review_side_page_set_shown: whether somebody looks at it. */
void
review_side_page_set_shown (ReviewSidePage *self, gboolean shown)
{
  g_return_if_fail (REVIEW_IS_SIDE_PAGE (self));

  REVIEW_SIDE_PAGE_GET_CLASS (self)->set_shown (self, shown);
}

/** review_side_page_take_focus: the focus goes to where one would go on. */
void
review_side_page_take_focus (ReviewSidePage *self)
{
  g_return_if_fail (REVIEW_IS_SIDE_PAGE (self));

  REVIEW_SIDE_PAGE_GET_CLASS (self)->take_focus (self);
}

/** review_side_page_save: writes where one is to the session. */
void
review_side_page_save (ReviewSidePage *self)
{
  g_return_if_fail (REVIEW_IS_SIDE_PAGE (self));

  if (REVIEW_SIDE_PAGE_GET_CLASS (self)->save != NULL)
    REVIEW_SIDE_PAGE_GET_CLASS (self)->save (self);
}
