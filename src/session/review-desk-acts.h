/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the acts of the desk share: one at a time, one beginning, one end. */
#pragma once

#include "review-desk-private.h"

G_BEGIN_DECLS

typedef struct
{
  ReviewDeskAction action;
  char *id;     /* (owned) (nullable): work item */
  char *text;   /* (owned) (nullable): case type, reason, answer */
  char *note;   /* (owned) (nullable): guidance, or a note to colleagues */
  char *event;  /* (owned) (nullable): that ends a hold */
  char **codes; /* (owned) (nullable) */
  gint64 version;
  gint64 at;
  int call; /* ReviewRecommendation */
  gboolean then_next;
  gboolean submitted; /* the decision stands: what fails after it is not the submit */
  void (*go) (GTask *task);
} ReviewAct;

GTask *review_act_begin (ReviewDesk *self,
                         ReviewDeskAction action,
                         ReviewDeskState state,
                         gpointer tag,
                         REVIEW_CALL_TAIL);
GTask *review_act_begin_on_case (ReviewDesk *self,
                                 ReviewDeskAction action,
                                 gpointer tag,
                                 REVIEW_CALL_TAIL);
ReviewAct *review_act_get (GTask *task);
void review_act_end (GTask *task);
gboolean review_act_is_unknown (const GError *error);
void review_act_fail (GTask *task, GError *error);
void review_act_put_back_then (GTask *task, void (*go) (GTask *task));
void review_act_save_then (GTask *task, void (*go) (GTask *task));
void review_act_take_next (GTask *task);

G_END_DECLS
