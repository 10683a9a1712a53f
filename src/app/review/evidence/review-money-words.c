/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph of a case's money in words: what stands under a node and on an arrow, and what a screen
 * reader says of them. */
#define G_LOG_DOMAIN "review-app"
#include "review-money-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-format.h"
#include "review-text.h"
#include "review-words.h"

static void
add (GString *out, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "", text);
}

/**
 * review_money_words_name:
 *
 * Returns: (transfer full): the party, shortened; what could not be seen in a name is made visible
 */
char *
review_money_words_name (ReviewSession *session, const ReviewParty *party)
{
  g_autofree char *visible = NULL;
  g_autofree char *code = NULL;

  if (party->kind == REVIEW_PARTY_CUSTOMER)
    return g_strdup (_ ("Customer"));
  if (party->kind == REVIEW_PARTY_EXPOSURE)
    {
      code = g_strconcat ("category.", party->category, NULL);
      if (!g_str_equal (review_words_code (session, "value", code), code))
        return g_strdup (review_words_code (session, "value", code));
      return g_strdup (party->category);
    }
  visible = review_text_visible (party->id);
  return review_format_address (visible);
}

/**
 * review_money_words_note:
 *
 * Returns: (transfer full) (nullable): what the party's tone says
 */
char *
review_money_words_note (const ReviewParty *party)
{
  if (party->kind == REVIEW_PARTY_EXPOSURE)
    return isnan (party->share) ? g_strdup (_ ("exposure")) : review_format_share (party->share);
  if (party->alike != NULL)
    return g_strdup (_ ("look-alike"));
  if (party->own_wallet)
    return g_strdup (_ ("own wallet"));
  return party->destination ? g_strdup (_ ("destination")) : NULL;
}

ReviewTone
review_money_words_tone (const ReviewParty *party)
{
  if (party->kind == REVIEW_PARTY_EXPOSURE || party->alike != NULL)
    return REVIEW_TONE_ERROR;
  if (party->kind == REVIEW_PARTY_CUSTOMER)
    return REVIEW_TONE_ACCENT;
  if (party->own_wallet)
    return REVIEW_TONE_SUCCESS;
  return party->destination ? REVIEW_TONE_WARNING : REVIEW_TONE_NEUTRAL;
}

/** review_money_words_icon: Returns: (transfer none) (nullable): name of a symbolic icon. */
const char *
review_money_words_icon (const ReviewParty *party)
{
  if (party->kind == REVIEW_PARTY_CUSTOMER || party->kind == REVIEW_PARTY_ACCOUNT)
    return "avatar-default-symbolic";
  return party->kind == REVIEW_PARTY_EXPOSURE ? "dialog-warning-symbolic" : NULL;
}

/**
 * review_money_words_amount:
 *
 * Returns: (transfer full): how much the arrow carries: in the reference currency where it is
 *   known, else in its asset; "" for a link that carries nothing
 */
char *
review_money_words_amount (const ReviewPartyLink *link)
{
  const ReviewFlow *first = link->flows->len > 0 ? link->flows->pdata[0] : NULL;
  g_autofree char *amount = NULL;

  if (first == NULL)
    return g_strdup ("");
  if (!isnan (link->value))
    {
      g_autofree char *figure = review_format_figure (link->value, 2);

      return g_strdup_printf ("%s %s", figure, first->currency != NULL ? first->currency : "");
    }
  amount = review_format_amount (first->amount, first->asset);
  if (link->flows->len > 1)
    /* Translators: an amount, and how many other assets there are: "3 ETH and 2 more". */
    return g_strdup_printf (_ ("%s and %u more"), amount, link->flows->len - 1);
  return g_steal_pointer (&amount);
}

/**
 * review_money_words_link:
 *
 * Returns: (transfer full): the arrow in a few words: "3 transfers · 12,000 USD"
 */
char *
review_money_words_link (ReviewSession *session, const ReviewPartyLink *link)
{
  GString *out = g_string_new (NULL);
  g_autofree char *amount = review_money_words_amount (link);
  guint n = (guint) link->transfers;

  if (link->told)
    {
      g_autofree char *code = g_strconcat ("relation.", link->relation, NULL);

      if (g_strcmp0 (link->relation, "exposure") == 0)
        add (out, _ ("exposure"));
      else
        add (out, review_words_code (session, "value", code));
    }
  else if (link->requested)
    add (out, _ ("requested"));
  else
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%u transfer", "%u transfers", n), n);

      add (out, count);
    }
  add (out, amount);
  return g_string_free (out, FALSE);
}

/**
 * review_money_words_flows:
 * @party: its number
 *
 * Returns: (transfer full): a line for each arrow at the party, with its times and both currencies
 */
char *
review_money_words_flows (ReviewSession *session, const ReviewMoneyGraph *graph, guint party)
{
  GString *out = g_string_new (NULL);
  gint64 now = review_session_get_server_time (session);

  for (guint i = 0; i < review_money_graph_get_n_links (graph); i++)
    {
      const ReviewPartyLink *link = review_money_graph_get_link (graph, i);
      guint other = link->from == party ? link->to : link->from;
      g_autofree char *name = NULL;
      g_autofree char *words = NULL;

      if (link->from != party && link->to != party)
        continue;
      name = review_money_words_name (session, review_money_graph_get_party (graph, other));
      words = review_money_words_link (session, link);
      g_string_append_printf (out, "%s%s %s: %s", out->len > 0 ? "\n" : "",
                              link->from == party ? "→" : "←", name, words);
      for (guint j = 0; j < link->flows->len && j < 3; j++)
        {
          const ReviewFlow *flow = link->flows->pdata[j];
          g_autofree char *amount = review_format_amount (flow->amount, flow->asset);
          g_autofree char *first = review_format_clock (flow->first_at, now);
          g_autofree char *last = review_format_clock (flow->last_at, now);

          if (flow->amount != NULL)
            g_string_append_printf (out, " · %s", amount);
          if (flow->first_at != 0)
            g_string_append_printf (out, " · %s%s%s", first,
                                    flow->last_at > flow->first_at ? " – " : "",
                                    flow->last_at > flow->first_at ? last : "");
        }
    }
  return g_string_free (out, FALSE);
}

static void
add_payers (GString *out, const ReviewParty *party)
{
  guint n = isnan (party->payers) ? 0 : (guint) CLAMP (party->payers, 0, 1e6);
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u customer pays it", "%u customers pay it", n), n);
  add (out, text);
}

static void
add_cases (GString *out, const ReviewParty *party)
{
  guint n = (guint) CLAMP (party->cases, 0, G_MAXINT);
  g_autofree char *ids =
      party->case_ids != NULL ? g_strjoinv (", ", party->case_ids) : g_strdup ("");
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  /* Translators: other cases with the same party, and the ids of some of them. */
  text = g_strdup_printf (ngettext ("in %u other case (%s)", "in %u other cases (%s)", n), n, ids);
  add (out, text);
}

/**
 * review_money_words_party:
 * @party: its number
 *
 * Returns: (transfer full): the party in one line
 */
char *
review_money_words_party (ReviewSession *session, const ReviewMoneyGraph *graph, guint party)
{
  const ReviewParty *one = review_money_graph_get_party (graph, party);
  GString *out = g_string_new (NULL);
  g_autofree char *name = review_money_words_name (session, one);
  g_autofree char *note = review_money_words_note (one);

  add (out, name);
  add (out, note);
  add_payers (out, one);
  add_cases (out, one);
  for (guint i = 0; i < review_money_graph_get_n_links (graph); i++)
    {
      const ReviewPartyLink *link = review_money_graph_get_link (graph, i);
      g_autofree char *words = NULL;
      g_autofree char *text = NULL;

      if (party == 0 || (link->from != party && link->to != party))
        continue;
      words = review_money_words_link (session, link);
      text = g_strdup_printf (link->from == party ? _ ("pays: %s") : _ ("is paid: %s"), words);
      add (out, text);
    }
  return g_string_free (out, FALSE);
}
