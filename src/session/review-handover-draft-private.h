/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between what a handover is while it is written, and submitting it. */
#pragma once

#include "review-board-private.h"
#include "review-desk.h"
#include "review-handover-draft.h"
#include "review-shift-board.h"

G_BEGIN_DECLS

struct _ReviewHandoverDraft
{
  ReviewBoard board;

  ReviewShiftBoard *shifts;   /* (owned): knows the earlier handovers */
  ReviewDesk *desk;           /* (owned): may have a case of it in hand */
  char *account;              /* (owned) (nullable): as it was begun */
  char *to;                   /* (owned) (nullable): whichever lead comes next */
  GListStore *cases;          /* (owned) */
  ReviewReceivers *receivers; /* (owned) (nullable) */
  GHashTable *steps;          /* (owned): work item → code */
  GHashTable *notes;          /* (owned): work item → words */
  gboolean ends_shift;
  gboolean written; /* the person chose or wrote something */
  gboolean listed;
  gboolean refused; /* what went wrong is told until it is submitted again */
};

gboolean review_handover_draft_goes (ReviewHandoverDraft *self, const ReviewDeskCase *one);
void
review_handover_draft_start (ReviewHandoverDraft *self, const char *account, gboolean ends_shift);
const ReviewHandoverItem *review_handover_draft_find_handed (ReviewHandoverDraft *self,
                                                             const char *work_item,
                                                             ReviewItem **ret_handover);

G_END_DECLS
