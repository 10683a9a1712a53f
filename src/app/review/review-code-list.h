/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_CODE_LIST (review_code_list_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCodeList, review_code_list, REVIEW, CODE_LIST, GtkWidget)

GtkWidget *review_code_list_new (void);
void review_code_list_set_codes (ReviewCodeList *self, ReviewSession *session, GPtrArray *codes);
void review_code_list_set_active (ReviewCodeList *self, const char *const *codes);
char **review_code_list_get_active (ReviewCodeList *self);
gboolean review_code_list_choose (ReviewCodeList *self, guint position);
void review_code_list_start (ReviewCodeList *self);

G_END_DECLS
