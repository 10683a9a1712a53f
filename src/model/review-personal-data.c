/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds what points to a person in a text that is kept and trained on: mail addresses, phone and
 * document numbers, accounts, wallet addresses, postal addresses in English and Chinese. Evidence
 * ids stand for all of it. Rather misses something odd than stops an honest sentence: amounts,
 * dates, case ids and clauses pass. Pure over text. */
#define G_LOG_DOMAIN "review-model"
#include "review-personal-data.h"

#include <string.h>

/* A number may be money or a count: what stands behind it says so. */
#define NO_UNIT "(?! ?(?:[A-Z]{3,5}\\b|%|元|美元|欧元|港元|日元|个|笔|次))"
#define STREET                                                                      \
  "(?:Street|St\\.?|Road|Rd\\.?|Avenue|Ave\\.?|Lane|Ln\\.?|Drive|Dr\\.?|Boulevard|" \
  "Blvd\\.?|Crescent|Terrace|Close|Square)"
#define NUMBER_CN "[0-9零一二三四五六七八九十百]{1,6}"

static const char *const patterns[] = {
  /* mail */
  "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+",
  /* wallets: Ethereum and its kin, Bitcoin old and new, Tron */
  "\\b0x[0-9a-fA-F]{40,64}\\b",
  "\\b(?:bc1|tb1)[02-9ac-hj-np-z]{20,87}\\b",
  "\\b[13][1-9A-HJ-NP-Za-km-z]{25,34}\\b",
  "\\bT[1-9A-HJ-NP-Za-km-z]{33}\\b",
  /* phones: with a country, Chinese mobile and landline, North American */
  "\\+\\d(?:[ ()-]{0,2}\\d){7,14}",
  "(?<![\\d.,-])1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?![\\d.,])" NO_UNIT,
  "(?<!\\d)0\\d{2,3}-\\d{7,8}(?!\\d)",
  "(?<!\\d)\\(?[2-9]\\d{2}\\)?[ .-]\\d{3}[.-]\\d{4}(?!\\d)",
  /* cards and long numbers */
  "(?<!\\d)\\d{4}(?:[ -]\\d{4}){2,3}(?!\\d)",
  "(?<![\\d.,])\\d{9,}[Xx]?(?![\\d.,]*\\d)" NO_UNIT,
  /* passports, permits, identity cards with letters */
  "\\b[A-Z]{1,3}\\d{6,9}(?:\\(\\d\\))?(?![\\w])",
  /* postal addresses */
  "\\b\\d{1,5}[A-Za-z]?,? (?:[A-Z][\\w'.-]*,? ){1,4}" STREET "(?!\\w)",
  "\\b\\p{Lu}\\p{L}*(?:straße|strasse|gasse|allee) \\d{1,4}\\b",
  "\\b\\d{1,4},? (?:rue|avenue|calle|via) (?:d[eu'] ?)?\\p{Lu}",
  "[省市区县镇州]\\p{Han}{1,15}(?:路|街|大道|巷|弄|胡同|村) ?" NUMBER_CN " ?[号弄]",
  "(?:路|街|大道|巷|弄|胡同|小区) ?" NUMBER_CN " ?[号弄].{0,10}?" NUMBER_CN
  " ?(?:栋|幢|座|室|单元|楼|层)",
};

#define IBAN "\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b"

static GRegex *
compile (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &error);

  g_assert_no_error (error);
  return regex;
}

static GRegex *const *
get_regexes (void)
{
  static GRegex *regexes[G_N_ELEMENTS (patterns)];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
        regexes[i] = compile (patterns[i]);
      g_once_init_leave (&ready, 1);
    }
  return regexes;
}

static GRegex *
get_iban_regex (void)
{
  static GRegex *regex = NULL;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      regex = compile (IBAN);
      g_once_init_leave (&ready, 1);
    }
  return regex;
}

/* ISO 13616: the first four characters go to the end, letters count from 10, modulo 97 is 1. */
static gboolean
is_iban (const char *text)
{
  g_autoptr (GString) plain = g_string_new ("");
  guint rest = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ' ')
      g_string_append_c (plain, *p);
  if (plain->len < 15 || plain->len > 34)
    return FALSE;
  for (gsize i = 0; i < plain->len; i++)
    {
      char c = plain->str[(i + 4) % plain->len];

      rest = g_ascii_isdigit (c) ? (rest * 10 + (guint) (c - '0')) % 97
                                 : (rest * 100 + (guint) (c - 'A') + 10) % 97;
    }
  return rest == 1;
}

static char *
find_iban (const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (get_iban_regex (), text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *found = g_match_info_fetch (match, 0);

      if (is_iban (found))
        return g_steal_pointer (&found);
    }
  return NULL;
}

/**
 * review_personal_data_find:
 * @text: (nullable): valid UTF-8
 *
 * Full-width digits and letters are read as the plain ones.
 *
 * Returns: (transfer full) (nullable): the first part of @text that points to a person; %NULL:
 *   none does
 */
char *
review_personal_data_find (const char *text)
{
  GRegex *const *regexes = get_regexes ();
  g_autofree char *plain =
      text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;

  if (plain == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regexes[i], plain, 0, &match))
        return g_match_info_fetch (match, 0);
    }
  return find_iban (plain);
}
