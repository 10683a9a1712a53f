/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What links one case to another, and the guard against guilt by sharing: a carrier's gateway, a
 * crowd, a family. */
#define G_LOG_DOMAIN "review-model"
#include "review-link.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "review-text.h"

#define HASH_DIGITS 32
#define MIN_ADDRESS 25 /* characters of the shortest address of a chain */
#define MAX_VALUE   200

#define STRONG_FROM   0.7
#define MODERATE_FROM 0.35

void
review_link_key_free (gpointer key)
{
  ReviewLinkKey *self = key;

  g_free (self->hash);
  g_free (self);
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* Letters and digits of any script, in one case: how addresses of houses are compared. */
static char *
fold_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static gboolean
is_chain_address (const char *text)
{
  gsize n = strlen (text);

  return n >= MIN_ADDRESS && n <= 100 && has_digit (text)
         && strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ":") == n
         && strspn (text, G_CSET_DIGITS) < n;
}

/* A device is one by a word that tells it from others of its make: "Pixel 9 · 3f2a", not
 * "Pixel 9". A model's number that is as long is caught by the crowd that shares it. */
static char *
canonical_device (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " /_()[],;", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) >= 4 && has_digit (words[i]))
      return fold_plain (text);
  return NULL;
}

/* An address of the public net; of a private net everybody has the same. */
static char *
canonical_ip (const char *text)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);

  if (address == NULL || g_inet_address_get_is_site_local (address)
      || g_inet_address_get_is_loopback (address) || g_inet_address_get_is_link_local (address)
      || g_inet_address_get_is_any (address))
    return NULL;
  return g_inet_address_to_string (address);
}

static char *
canonical_chain (const char *text)
{
  g_autofree char *folded = review_text_fold_address (text);

  return is_chain_address (folded) ? g_steal_pointer (&folded) : NULL;
}

static char *
canonical_account (const char *text)
{
  if (!has_digit (text) || strpbrk (text, " \t\n") != NULL || is_chain_address (text))
    return NULL;
  return g_strdup (text);
}

static char *
canonical_number (const char *text)
{
  g_autofree char *folded = fold_plain (text);

  return strlen (folded) >= 5 && has_digit (folded) ? g_steal_pointer (&folded) : NULL;
}

static char *
canonical_contact (const char *text)
{
  g_autofree char *number = NULL;

  if (strchr (text, '@') != NULL)
    return strchr (text, '*') == NULL ? g_utf8_casefold (text, -1) : NULL;
  number = fold_plain (text);
  return strlen (number) >= 7 && strspn (number, G_CSET_DIGITS) == strlen (number)
             ? g_steal_pointer (&number)
             : NULL;
}

static char *
canonical_hash (const char *text)
{
  g_autofree char *folded = fold_plain (text);

  return strlen (folded) >= 8 ? g_steal_pointer (&folded) : NULL;
}

static char *
canonical_name (const char *text)
{
  return g_utf8_casefold (text, -1);
}

/* Which fields carry what; a field of two rows is tried as the one, then as the other. */
static const struct
{
  const char *field;
  int kind;
  char *(*canonical) (const char *text);
} rules[] = {
  { "device", REVIEW_LINK_DEVICE, canonical_device },
  { "device_id", REVIEW_LINK_DEVICE, canonical_hash },
  { "device_fingerprint", REVIEW_LINK_DEVICE, canonical_hash },
  { "ip", REVIEW_LINK_IP, canonical_ip },
  { "destination", REVIEW_LINK_ADDRESS, canonical_chain },
  { "counterparty", REVIEW_LINK_ADDRESS, canonical_chain },
  { "counterparty", REVIEW_LINK_ACCOUNT, canonical_account },
  { "address", REVIEW_LINK_ADDRESS, canonical_chain },
  { "from", REVIEW_LINK_ADDRESS, canonical_chain },
  { "to", REVIEW_LINK_ADDRESS, canonical_chain },
  { "deposit_address", REVIEW_LINK_ADDRESS, canonical_chain },
  { "account", REVIEW_LINK_ACCOUNT, canonical_account },
  { "document_number", REVIEW_LINK_DOCUMENT, canonical_number },
  { "declared_document_number", REVIEW_LINK_DOCUMENT, canonical_number },
  { "bill_number", REVIEW_LINK_DOCUMENT, canonical_number },
  { "scan_hash", REVIEW_LINK_SCAN, canonical_hash },
  { "template_id", REVIEW_LINK_TEMPLATE, canonical_name },
  { "face_id", REVIEW_LINK_FACE, canonical_name },
  { "email", REVIEW_LINK_CONTACT, canonical_contact },
  { "phone", REVIEW_LINK_CONTACT, canonical_contact },
};

/* Takes @value. */
static void
add_key (GPtrArray *keys,
         int kind,
         char *value,
         const char *space,
         gint64 n,
         gint64 at,
         gboolean gateway)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);
  g_autofree char *owned = value;
  ReviewLinkKey *key;

  if (value == NULL || *value == '\0')
    return;
  review_canonical_add (bytes, review_enum_nick (&review_link_kinds, kind));
  review_canonical_add (bytes, space);
  review_canonical_add (bytes, value);
  key = g_new0 (ReviewLinkKey, 1);
  key->kind = kind;
  key->hash = review_canonical_hash (bytes);
  key->hash[HASH_DIGITS] = '\0';
  key->n = n;
  key->at = at;
  key->gateway = gateway;
  g_ptr_array_add (keys, key);
}

/* What the row itself says of the network: many people come out of such an address. */
static gboolean
is_gateway (const ReviewEvidence *row)
{
  static const char *const kinds[] = { "mobile", "carrier", "cgnat",     "vpn",       "proxy",
                                       "tor",    "hosting", "corporate", "satellite", NULL };
  const char *kind = review_fields_get (row->fields, "network_kind");

  return (kind != NULL && g_strv_contains (kinds, kind))
         || g_strcmp0 (review_fields_get (row->fields, "vpn"), "true") == 0
         || review_fields_get_number (row->fields, "ip_accounts") > REVIEW_LINK_CROWD;
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

/* The family name: the first character of a Han name, what stands before a comma, or the last
 * word. */
static char *
fold_family (const char *name)
{
  g_autofree char *stripped = g_strstrip (g_utf8_make_valid (name, -1));
  const char *comma = strchr (stripped, ',');
  const char *space = strrchr (stripped, ' ');
  g_autofree char *part = NULL;

  if (is_han (g_utf8_get_char (stripped)))
    part = g_utf8_substring (stripped, 0, 1);
  else if (comma != NULL)
    part = g_strndup (stripped, (gsize) (comma - stripped));
  else
    part = g_strdup (space != NULL ? space + 1 : stripped);
  return fold_plain (part);
}

/* The same family name at the same address. */
static void
add_household (GPtrArray *keys, const ReviewEvidence *row, gint64 n)
{
  static const char *const pairs[][2] = { { "declared_name", "declared_address" },
                                          { "name_on_document", "address_on_document" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *name = review_fields_get (row->fields, pairs[i][0]);
      const char *address = review_fields_get (row->fields, pairs[i][1]);
      g_autofree char *family = name != NULL ? fold_family (name) : NULL;
      g_autofree char *place = address != NULL ? fold_plain (address) : NULL;

      if (family != NULL && place != NULL && *family != '\0' && strlen (place) >= 6)
        add_key (keys, REVIEW_LINK_HOUSEHOLD, g_strconcat (family, "@", place, NULL), NULL, n,
                 row->at, FALSE);
    }
}

/**
 * review_link_add_row_keys:
 * @keys: (element-type ReviewLinkKey): is added to
 * @source: of the case; ids of accounts mean something only inside it
 * @n: number of the row inside its case
 *
 * Adds what @row shares with others, where it says it: devices, addresses, documents … A value
 * that tells nobody from anybody (a private network, the name of a model) gives no key.
 */
void
review_link_add_row_keys (GPtrArray *keys, const char *source, const ReviewEvidence *row, gint64 n)
{
  gboolean gateway = is_gateway (row);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const char *value = review_fields_get (row->fields, rules[i].field);

      if (value != NULL && *value != '\0' && strlen (value) <= MAX_VALUE
          && g_utf8_validate (value, -1, NULL))
        add_key (keys, rules[i].kind, rules[i].canonical (value),
                 rules[i].kind == REVIEW_LINK_ACCOUNT ? source : NULL, n, row->at,
                 gateway && rules[i].kind == REVIEW_LINK_IP);
    }
  add_household (keys, row, n);
}

/**
 * review_link_add_subject_keys:
 * @subject: (nullable): the customer
 *
 * Adds the customer's own account or address, so that a case whose evidence names it is found.
 */
void
review_link_add_subject_keys (GPtrArray *keys, const char *source, const ReviewSubject *subject)
{
  const char *id = subject != NULL ? subject->external_id : NULL;

  if (id == NULL || strlen (id) > MAX_VALUE || !g_utf8_validate (id, -1, NULL))
    return;
  add_key (keys, REVIEW_LINK_ADDRESS, canonical_chain (id), NULL, 0, 0, FALSE);
  add_key (keys, REVIEW_LINK_ACCOUNT, canonical_account (id), source, 0, 0, FALSE);
}

/**
 * review_link_hash:
 * @kind: #ReviewLinkKind
 * @value: as a person writes it
 * @source: (nullable): inside which ids of accounts mean something
 *
 * Returns: (transfer full) (nullable): the hash under which rows that carry @value are found; %NULL
 *   where such a value tells nobody from anybody
 */
char *
review_link_hash (int kind, const char *value, const char *source)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (review_link_key_free);

  for (gsize i = 0; keys->len == 0 && i < G_N_ELEMENTS (rules); i++)
    if (rules[i].kind == kind && strlen (value) <= MAX_VALUE && g_utf8_validate (value, -1, NULL))
      add_key (keys, kind, rules[i].canonical (value), kind == REVIEW_LINK_ACCOUNT ? source : NULL,
               0, 0, FALSE);
  return keys->len > 0 ? g_strdup (((ReviewLinkKey *) keys->pdata[0])->hash) : NULL;
}

static guint
hash_key (gconstpointer key)
{
  return g_str_hash (((const ReviewLinkKey *) key)->hash);
}

static gboolean
same_key (gconstpointer a, gconstpointer b)
{
  const ReviewLinkKey *x = a, *y = b;

  return x->kind == y->kind && strcmp (x->hash, y->hash) == 0;
}

/**
 * review_link_keys_unique:
 * @keys: (element-type ReviewLinkKey): oldest row first
 *
 * Returns: (transfer container) (element-type ReviewLinkKey): each key once, as its first row has
 *   it, a gateway when any of its rows says so; at most %REVIEW_LINK_MAX_KEYS, those seen last
 */
GPtrArray *
review_link_keys_unique (GPtrArray *keys)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_key, same_key);
  GPtrArray *unique = g_ptr_array_new ();

  for (guint i = 0; i < keys->len; i++)
    {
      ReviewLinkKey *key = keys->pdata[i];
      ReviewLinkKey *first = g_hash_table_lookup (seen, key);

      if (first != NULL)
        first->gateway = first->gateway || key->gateway;
      else
        {
          g_hash_table_add (seen, key);
          g_ptr_array_add (unique, key);
        }
    }
  if (unique->len > REVIEW_LINK_MAX_KEYS)
    g_ptr_array_remove_range (unique, 0, unique->len - REVIEW_LINK_MAX_KEYS);
  return unique;
}

/**
 * review_link_guard:
 * @customers: how many share it, both sides included
 * @gateway: a row says that the network is a gateway
 * @household: the two cases are of one family name at one address
 *
 * Returns: #ReviewLinkGuard: why sharing it says nothing about guilt; 0: nothing speaks against it
 */
int
review_link_guard (int kind, gint64 customers, gboolean gateway, gboolean household)
{
  static const int of_family[] = { REVIEW_LINK_DEVICE, REVIEW_LINK_IP, REVIEW_LINK_CONTACT,
                                   REVIEW_LINK_HOUSEHOLD };

  if (kind == REVIEW_LINK_IP && gateway)
    return REVIEW_GUARD_GATEWAY;
  if (customers > REVIEW_LINK_CROWD)
    return REVIEW_GUARD_CROWD;
  for (gsize i = 0; household && i < G_N_ELEMENTS (of_family); i++)
    if (kind == of_family[i])
      return REVIEW_GUARD_HOUSEHOLD;
  return 0;
}

/* What sharing it with one other customer says, at most. */
static double
weigh (int kind)
{
  static const double weights[] = { 0,
                                    [REVIEW_LINK_DEVICE] = 0.8,
                                    [REVIEW_LINK_ADDRESS] = 0.8,
                                    [REVIEW_LINK_IP] = 0.4,
                                    [REVIEW_LINK_DOCUMENT] = 0.95,
                                    [REVIEW_LINK_SCAN] = 0.95,
                                    [REVIEW_LINK_TEMPLATE] = 0.5,
                                    [REVIEW_LINK_FACE] = 0.9,
                                    [REVIEW_LINK_ACCOUNT] = 0.6,
                                    [REVIEW_LINK_CONTACT] = 0.75,
                                    [REVIEW_LINK_HOUSEHOLD] = 0 };

  return kind > 0 && kind < (int) G_N_ELEMENTS (weights) ? weights[kind] : 0;
}

/**
 * review_link_strength:
 * @customers: how many share it, both sides included; fewer than two count as two
 * @guard: #ReviewLinkGuard
 *
 * The weight of the kind, times the information left in it: minus the logarithm of how many share
 * it, so scaled that two customers keep all of it and %REVIEW_LINK_CROWD none. It orders links and
 * is no probability of anything. A guarded link has none.
 *
 * Returns: 0..1
 */
double
review_link_strength (int kind, gint64 customers, int guard)
{
  double share = log2 ((double) MAX (customers, 2) / 2) / log2 (REVIEW_LINK_CROWD / 2.0);

  return guard != 0 ? 0 : weigh (kind) * MAX (1 - share, 0);
}

/**
 * review_link_combine:
 *
 * Returns: the strength of two links together, as if they failed independently
 */
double
review_link_combine (double strength, double another)
{
  return 1 - (1 - strength) * (1 - another);
}

/**
 * review_link_grade:
 *
 * Returns: #ReviewLinkGrade in which a strength is shown
 */
int
review_link_grade (double strength)
{
  if (strength >= STRONG_FROM)
    return REVIEW_GRADE_STRONG;
  return strength >= MODERATE_FROM ? REVIEW_GRADE_MODERATE : REVIEW_GRADE_WEAK;
}
