/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_FIELD_LIST (review_field_list_get_type ())
G_DECLARE_FINAL_TYPE (ReviewFieldList, review_field_list, REVIEW, FIELD_LIST, AdwBin)

void review_field_list_bind (ReviewFieldList *self, ReviewSession *session);
void review_field_list_show (ReviewFieldList *self, const char *evidence, GPtrArray *fields);
GtkWidget *review_field_list_make_value (ReviewSession *session,
                                         const char *evidence,
                                         const ReviewField *field,
                                         const char *unit);

G_END_DECLS
