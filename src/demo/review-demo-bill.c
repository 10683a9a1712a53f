/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a proof of address as raw evidence: what was declared, the document as a reader took it
 * in, what a forensic check found, links and requests. Nothing here knows the truth; features are
 * computed from these rows by ROCA's extractor. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-poa.h"

#include <math.h>
#include <string.h>

/* What the rows of one case share. */
typedef struct
{
  Making *making;
  const Bill *bill;
  Random *random;
  ReviewIntake *intake;
  gint64 at;
  char *name;   /* declared */
  char *street; /* declared */
} Writer;

static const char *const street_names[] = { "Juniper Row",   "Saffron Rise", "Lantern Gardens",
                                            "Quarry Walk",   "Meadow Gate",  "Harbour Court",
                                            "Orchid Rise",   "Palm View",    "Silver Birch",
                                            "Old Mill Lane", "Kestrel Park", NULL };

/* The street's name in the markets' forms of an address; that of MX has numbers only. */
static const char *
find_street (const char *address)
{
  static const char *const names[] = { "Orchid Rise",  "Harbour Court",  "Millbrook Lane",
                                       "Lindenhof",    "das Araucárias", "Hoa Sen",
                                       "Acacia Close", "Çınar",          "Palm View" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (address, names[i]) != NULL)
      return names[i];
  return NULL;
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_autoptr (GString) copy = g_string_new (text);

  if (from != NULL)
    g_string_replace (copy, from, to, 1);
  return g_strdup (copy->str);
}

static char *
draw_street (Writer *w)
{
  g_autofree char *plain = review_demo_draw_street (w->random, w->bill->market);

  return replace (plain, find_street (plain), pick (w->random, street_names));
}

/* The same address in another order, as another script or country writes it. */
static char *
turn (const char *street)
{
  g_auto (GStrv) parts = g_strsplit (street, ", ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = g_strv_length (parts); i > 0; i--)
    g_string_append_printf (text, "%s%s", parts[i - 1], i > 1 ? " · " : "");
  return g_string_free (text, FALSE);
}

static char *
abbreviate (const char *street)
{
  static const char *const ways[][2] = { { "Flat", "Fl" }, { "Street", "St" }, { "Block", "Blk" },
                                         { "Lane", "Ln" }, { "Road", "Rd" },   { "Haus", "Hs" } };
  g_autoptr (GString) text = g_string_new (street);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    g_string_replace (text, ways[i][0], ways[i][1], 1);
  return g_strdup (text->str);
}

/* Another number: every digit of the first number moves on. */
static char *
change_number (const char *street)
{
  char *copy = g_strdup (street);
  char *at = strpbrk (copy, "123456789");

  for (; at != NULL && g_ascii_isdigit (*at); at++)
    *at = (char) ('1' + (*at - '0') % 9);
  return copy;
}

static char *
write_address (Writer *w)
{
  g_autofree char *other = draw_street (w);

  switch (w->bill->address)
    {
    case ADDRESS_ABBREVIATED:
      return abbreviate (w->street);
    case ADDRESS_TURNED:
      return turn (w->street);
    case ADDRESS_OTHER_NUMBER:
      return change_number (w->street);
    case ADDRESS_OTHER_STREET:
      return g_steal_pointer (&other);
    case ADDRESS_OTHER_CITY:
      return replace (other, w->bill->market->place, "Brookhaven");
    case ADDRESS_NONE:
      return NULL;
    case ADDRESS_SAME:
    default:
      return g_strdup (w->street);
    }
}

static char *
write_name (Writer *w)
{
  const char *family = strchr (w->name, ' ') + 1;

  if (w->bill->name == BILL_RELATIVE)
    return g_strconcat (g_str_has_prefix (w->name, "Rhea") ? "Jorin" : "Rhea", " ", family, NULL);
  if (w->bill->name == BILL_OWN_OTHERWISE)
    return g_strdup_printf ("%s, %.*s", family, (int) (family - 1 - w->name), w->name);
  return g_strdup (w->name);
}

static void
write_profile (Writer *w)
{
  static const char *const elsewhere[] = { "RO", "UA", "KH", "GH", "PA", NULL };
  const Bill *bill = w->bill;
  GPtrArray *profile = w->intake->subject->profile;
  gint64 opened = w->at - DAY (bill->account_days);
  ReviewEvidence *row;

  review_demo_add_time (profile, "opened_at", opened - opened % REVIEW_SECOND);
  review_demo_add_number (profile, "level", 1);
  review_demo_add_open (profile, "market", bill->market->code);
  review_demo_add_open (profile, "language", bill->market->language);
  row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_PROFILE, w->at - MINUTES (2));
  review_demo_add_text (row->fields, "declared_name", w->name);
  review_demo_add_text (row->fields, "declared_address", w->street);
  if (!chance (w->random, 0.05))
    review_demo_add_open (row->fields, "usual_country",
                          bill->country_matches ? bill->market->code : pick (w->random, elsewhere));
}

static void
add_day (Writer *w, GPtrArray *fields, const char *name, double days_ago)
{
  g_autofree char *day = review_demo_format_day (w->at - DAY (days_ago));

  review_demo_add_open (fields, name, day);
}

/* A statement has no due date; a bill has, three weeks after its issue. */
static void
add_dates (Writer *w, GPtrArray *fields)
{
  const Bill *bill = w->bill;
  double to = bill->printed_age + bill->period_gap;

  add_day (w, fields, "issued_on", bill->age_days);
  add_day (w, fields, "period_from", to + 30);
  add_day (w, fields, "period_to", to);
  if (bill->date_bad)
    add_day (w, fields, "due_on", bill->age_days + uniform (w->random, 3, 40));
  else if (strcmp (bill->document_type, "utility_bill") == 0
           || strcmp (bill->document_type, "phone_bill") == 0)
    add_day (w, fields, "due_on", fmin (bill->printed_age, bill->age_days) - 21);
}

static void
add_sums (Writer *w, GPtrArray *fields)
{
  double charges = round (spread (w->random, 90, 0.5) * 100) / 100;
  double tax = round (charges * 8) / 100;
  double total = charges + tax;

  if (w->bill->total_bad)
    total += (double) between (w->random, 3, 60);
  review_demo_add_amount (fields, "charges", charges, 2);
  review_demo_add_amount (fields, "tax", tax, 2);
  review_demo_add_amount (fields, "total", total, 2);
}

static void
write_document (Writer *w)
{
  static const char *const issuers[] = { "Northgrid Energy", "Bluewater Utilities",
                                         "Civic Tax Office", "Meridian Bank",
                                         "Halcyon Telecom",  NULL };
  const Bill *bill = w->bill;
  Random *r = w->random;
  ReviewEvidence *row =
      review_demo_add_row (w->intake, REVIEW_EVIDENCE_DOCUMENT, w->at - MINUTES (1));
  g_autofree char *name = write_name (w);
  g_autofree char *address = write_address (w);
  g_autofree char *number =
      g_strdup_printf ("%s%u", bill->number_bad ? "0" : "AC", between (r, 1000000, 9999999));

  review_demo_add_open (row->fields, "document_type", bill->document_type);
  review_demo_add_boolean (row->fields, "listed", bill->listed);
  if (bill->issuer)
    review_demo_add_open (row->fields, "issuer", pick (r, issuers));
  add_dates (w, row->fields);
  review_demo_add_text (row->fields, "name_on_document", name);
  if (address != NULL)
    review_demo_add_text (row->fields, "address_on_document", address);
  review_demo_add_open (row->fields, "address_kind", bill->po_box ? "forwarding" : "residence");
  review_demo_add_open (row->fields, "market_status", bill->restricted ? "restricted" : "allowed");
  review_demo_add_text (row->fields, "bill_number", number);
  review_demo_add_open (row->fields, "number_format", "AC9999999");
  add_sums (w, row->fields);
  review_demo_add_number (row->fields, "font_outliers", bill->fonts);
  review_demo_add_open (row->fields, "file_type", chance (r, 0.6) ? "pdf" : "jpeg");
  review_demo_add_open (row->fields, "file_producer", bill->edited ? "editor" : "issuer");
  review_demo_add_number (row->fields, "image_quality", round (bill->quality * 100) / 100);
  review_demo_add_boolean (row->fields, "cropped", bill->cropped);
  review_demo_add_number (row->fields, "pages", between (r, 1, 3));
}

static void
write_link (Writer *w, const char *relation, guint accounts)
{
  ReviewEvidence *row =
      review_demo_add_row (w->intake, REVIEW_EVIDENCE_GRAPH_EDGE, w->at - MINUTES (0.5));

  review_demo_add_open (row->fields, "relation", relation);
  review_demo_add_number (row->fields, "accounts", accounts);
}

static void
write_events (Writer *w)
{
  ReviewEvidence *row;

  for (guint i = w->bill->requests; i > 0; i--)
    {
      row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_EVENT, w->at - DAY (3 * i));
      review_demo_add_open (row->fields, "event", "document_request");
    }
  row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_EVENT, w->at);
  review_demo_add_open (row->fields, "event", "document_upload");
}

void
review_demo_write_bill (Making *self, const Bill *bill)
{
  Writer w = {
    .making = self, .bill = bill, .random = &self->random, .intake = self->intake, .at = self->at
  };

  w.name = review_demo_draw_name (w.random);
  w.street = draw_street (&w);
  write_profile (&w);
  write_document (&w);
  write_link (&w, "shared_scan", bill->shared);
  write_link (&w, "shared_template", bill->templates);
  write_events (&w);
  review_demo_sort_rows (self->intake);
  g_free (w.name);
  g_free (w.street);
}
