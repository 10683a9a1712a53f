/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read from one text by itself: the domain of an address, how much of it is digits, how
 * surprising its characters are. Names that a machine made up look different from those of people. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-derive.h"

#include <math.h>
#include <string.h>

/* Second-level labels below which registries of countries sell names: shop.co.uk, firm.com.br. */
static const char *const second_levels[] = { "ac", "co",  "com", "edu", "go",  "gob", "gov", "mil",
                                             "ne", "net", "nom", "or",  "org", "sch", NULL };

static gboolean
is_host (const char *host)
{
  const char *label = host;

  for (const char *p = host;; p = g_utf8_next_char (p))
    {
      if (*p == '.' || *p == '\0')
        {
          if (p == label)
            return FALSE;
          label = p + 1;
        }
      else if (!g_unichar_isalnum (g_utf8_get_char (p)) && *p != '-' && *p != '_')
        return FALSE;
      if (*p == '\0')
        return TRUE;
    }
}

/**
 * review_derive_host:
 * @text: an e-mail address, an URL, or a host name (UTF-8)
 *
 * Returns: (transfer full) (nullable): its host in lower case, without port and final dot; %NULL
 *   when @text is none of these
 */
char *
review_derive_host (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  char *host = g_strstrip (lower);
  char *scheme = strstr (host, "://");
  char *at;
  gsize n;

  if (scheme != NULL)
    host = scheme + 3;
  if (scheme != NULL || strchr (host, '@') == NULL)
    host[strcspn (host, "/?#")] = '\0';
  at = strrchr (host, '@');
  if (at != NULL)
    host = at + 1;
  host[strcspn (host, ":")] = '\0';
  n = strlen (host);
  if (n > 1 && host[n - 1] == '.')
    host[n - 1] = '\0';
  return is_host (host) ? g_strdup (host) : NULL;
}

/* Where the label before @p (which stands on a dot or the end) begins. */
static const char *
label_before (const char *host, const char *p)
{
  while (p > host && p[-1] != '.')
    p--;
  return p;
}

/**
 * review_derive_domain:
 * @text: as for review_derive_host()
 *
 * The part of the host that looks like the one that was registered: its last two labels, or three
 * where a country's registry sells below a label of its own (shop.co.uk). This needs no list that
 * grows old; a name below a provider's domain (shop.blogspot.com) counts as the provider's.
 *
 * Returns: (transfer full) (nullable): that domain in lower case; an IP address, or a host of one
 *   label, as it is
 */
char *
review_derive_domain (const char *text)
{
  g_autofree char *host = review_derive_host (text);
  const char *last, *second, *start;
  g_autofree char *label = NULL;

  if (host == NULL || strchr (host, '.') == NULL)
    return g_steal_pointer (&host);
  last = label_before (host, host + strlen (host));
  if (g_ascii_isdigit (*last))
    return g_steal_pointer (&host);
  second = start = label_before (host, last - 1);
  label = g_strndup (second, (gsize) (last - 1 - second));
  if (second > host && strlen (last) == 2 && g_strv_contains (second_levels, label))
    start = label_before (host, second - 1);
  return g_strdup (start);
}

/**
 * review_derive_digit_share:
 *
 * Returns: the share of @text's characters that are digits, 0 to 1; NaN when it is empty
 */
double
review_derive_digit_share (const char *text)
{
  gint64 digits = 0, all = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), all++)
    digits += g_unichar_isdigit (g_utf8_get_char (p));
  return all > 0 ? (double) digits / (double) all : NAN;
}

static int
compare_characters (gconstpointer a, gconstpointer b)
{
  gunichar x = *(const gunichar *) a, y = *(const gunichar *) b;

  return x < y ? -1 : x > y;
}

/**
 * review_derive_entropy:
 *
 * Shannon's entropy of the distribution of @text's characters, H = -Σ p log2 p (Shannon 1948, A
 * Mathematical Theory of Communication, §6).
 *
 * Returns: bits per character, 0 or more; NaN when @text is empty
 */
double
review_derive_entropy (const char *text)
{
  glong n;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &n);
  double bits = 0;

  if (n == 0)
    return NAN;
  qsort (characters, (gsize) n, sizeof *characters, compare_characters);
  for (glong i = 0, run; i < n; i += run)
    {
      for (run = 1; i + run < n && characters[i + run] == characters[i]; run++)
        ;
      bits -= (double) run / (double) n * log2 ((double) run / (double) n);
    }
  return bits > 0 ? bits : 0;
}
