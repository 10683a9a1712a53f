/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

/**
 * ReviewSidePage:
 *
 * A page of the window beside the one where cases are reviewed. The window makes it when it is shown
 * first, and asks nothing more of it than this.
 */
#define REVIEW_TYPE_SIDE_PAGE (review_side_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ReviewSidePage, review_side_page, REVIEW, SIDE_PAGE, AdwBin)

/**
 * ReviewSidePageClass:
 * @bind: shows the session; called once
 * @set_shown: whether somebody looks at it: what it shows is read, or need not be. Called again
 *   while it is shown when what the person may see changed
 * @take_focus: the focus goes to where one would go on
 * @save: (optional): writes where one is to the session
 */
struct _ReviewSidePageClass
{
  AdwBinClass parent_class;

  void (*bind) (ReviewSidePage *self, ReviewSession *session);
  void (*set_shown) (ReviewSidePage *self, gboolean shown);
  void (*take_focus) (ReviewSidePage *self);
  void (*save) (ReviewSidePage *self);
};

void review_side_page_bind (ReviewSidePage *self, ReviewSession *session);
void review_side_page_set_shown (ReviewSidePage *self, gboolean shown);
void review_side_page_take_focus (ReviewSidePage *self);
void review_side_page_save (ReviewSidePage *self);

G_END_DECLS
