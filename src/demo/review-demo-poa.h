/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer hands in to prove an address, before it becomes evidence; private to this room. */
#pragma once

#include "review-demo-private.h"

G_BEGIN_DECLS

/* Whose name is on the document. */
typedef enum
{
  BILL_OWN,
  BILL_OWN_OTHERWISE, /* in another order */
  BILL_RELATIVE
} BillName;

/* What the document's address is to the declared one. */
typedef enum
{
  ADDRESS_SAME,
  ADDRESS_ABBREVIATED,
  ADDRESS_TURNED, /* the same in another order */
  ADDRESS_OTHER_NUMBER,
  ADDRESS_OTHER_STREET,
  ADDRESS_OTHER_CITY,
  ADDRESS_NONE
} BillAddress;

typedef struct
{
  const char *document_type;
  const ReviewDemoMarket *market;
  double age_days;    /* from issue to upload, as read */
  double printed_age; /* as printed: what the other dates follow from */
  double period_gap;  /* from the end of the billing period to the issue */
  BillName name;
  BillAddress address;
  double quality;
  gboolean listed, issuer, cropped;
  gboolean total_bad, number_bad, date_bad, edited;
  guint fonts;     /* glyphs in a foreign font */
  guint shared;    /* other accounts with the scan */
  guint templates; /* other accounts with the template */
  gboolean po_box, restricted, country_matches;
  guint requests;
  double account_days;
} Bill;

void review_demo_write_bill (Making *self, const Bill *bill);

G_END_DECLS
