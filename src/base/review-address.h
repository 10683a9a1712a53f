/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of a postal address that are compared. */
typedef enum
{
  REVIEW_ADDRESS_STREET,
  REVIEW_ADDRESS_NUMBER,
  REVIEW_ADDRESS_CITY,
  REVIEW_ADDRESS_POSTCODE,
  REVIEW_ADDRESS_PARTS
} ReviewAddressPart;

/* An address, taken apart; every member is folded (review_fold_text()) and may be empty. */
typedef struct _ReviewAddress ReviewAddress;

ReviewAddress *review_address_parse (const char *text);
ReviewAddress *
review_address_new (const char *street, const char *number, const char *city, const char *postcode);
void review_address_free (ReviewAddress *self);
gboolean review_address_is_whole (const ReviewAddress *self);
gboolean review_address_is_box (const ReviewAddress *self);
gboolean review_address_is_written_otherwise (const ReviewAddress *a, const ReviewAddress *b);
void review_address_compare (const ReviewAddress *a,
                             const ReviewAddress *b,
                             double ret_differ[REVIEW_ADDRESS_PARTS]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewAddress, review_address_free)

G_END_DECLS
