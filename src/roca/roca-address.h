/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of a postal address that are compared. */
typedef enum
{
  ROCA_ADDRESS_STREET,
  ROCA_ADDRESS_NUMBER,
  ROCA_ADDRESS_CITY,
  ROCA_ADDRESS_POSTCODE,
  ROCA_ADDRESS_PARTS
} RocaAddressPart;

/* An address, taken apart; every member is folded (roca_fold_text()) and may be empty. */
typedef struct _RocaAddress RocaAddress;

RocaAddress *roca_address_parse (const char *text);
RocaAddress *
roca_address_new (const char *street, const char *number, const char *city, const char *postcode);
void roca_address_free (RocaAddress *self);
gboolean roca_address_is_whole (const RocaAddress *self);
gboolean roca_address_is_box (const RocaAddress *self);
gboolean roca_address_is_written_otherwise (const RocaAddress *a, const RocaAddress *b);
void roca_address_compare (const RocaAddress *a,
                           const RocaAddress *b,
                           double ret_differ[ROCA_ADDRESS_PARTS]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaAddress, roca_address_free)

G_END_DECLS
