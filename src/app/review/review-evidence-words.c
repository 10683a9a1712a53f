/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of evidence as a line of text. What a kind is known to carry comes first and in its order;
 * every other field follows with its name, so that nothing is kept back. */
#define G_LOG_DOMAIN "review-app"
#include "review-evidence-words.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-words.h"

static const char *const kind_words[] = {
  NULL,        N_ ("Event"),   N_ ("Transaction"), N_ ("Login"), N_ ("Device"), N_ ("Document"),
  N_ ("Link"), N_ ("Profile"), N_ ("Screening"),
};

/* Said in other words already, or part of another field. */
static const char *const silent[] = { "event",  "asset",      "currency",     "direction",
                                      "amount", "amount_ref", "counterparty", "destination",
                                      "hash",   "token",      "failed",       NULL };

static void
add (GString *out, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, " · ");
  g_string_append (out, text);
}

static const char *
get_head (ReviewSession *session, const ReviewEvidence *evidence)
{
  const char *direction = review_fields_get (evidence->fields, "direction");

  if (evidence->kind == REVIEW_EVIDENCE_EVENT
      && review_fields_get (evidence->fields, "event") != NULL)
    return review_words_code (session, "event", review_fields_get (evidence->fields, "event"));
  if (evidence->kind == REVIEW_EVIDENCE_TRANSACTION && direction != NULL)
    return g_str_equal (direction, "in") ? _ ("Received") : _ ("Sent");
  return review_evidence_words_kind (evidence->kind);
}

static void
add_amount (GString *out, GPtrArray *fields)
{
  const char *amount = review_fields_get (fields, "amount");
  const char *value = review_fields_get (fields, "amount_ref");
  g_autofree char *own = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *both = NULL;

  if (amount == NULL)
    return;
  own = review_format_amount (amount, review_fields_get (fields, "asset"));
  if (value == NULL)
    {
      add (out, own);
      return;
    }
  reference = review_format_amount (value, review_fields_get (fields, "currency"));
  both = g_strdup_printf (_ ("%s (%s)"), own, reference);
  add (out, both);
}

static void
add_other_side (GString *out, GPtrArray *fields)
{
  const char *destination = review_fields_get (fields, "destination");
  const char *direction = review_fields_get (fields, "direction");
  const char *other =
      destination != NULL ? destination : review_fields_get (fields, "counterparty");
  g_autofree char *address = NULL;
  g_autofree char *text = NULL;

  if (other == NULL)
    return;
  address = review_format_address (other);
  text = g_strdup_printf ("%s %s", g_strcmp0 (direction, "in") == 0 ? "←" : "→", address);
  add (out, text);
}

static void
add_flags (GString *out, GPtrArray *fields)
{
  if (g_strcmp0 (review_fields_get (fields, "failed"), "true") == 0)
    add (out, _ ("failed"));
  if (g_strcmp0 (review_fields_get (fields, "token"), "true") == 0)
    add (out, _ ("token transfer"));
}

/**
 * review_evidence_words_value:
 * @whole: all of a long text, not what fits into a line
 *
 * Returns: (transfer full): the value of a field in words: a coded one by its name in the
 *   catalogue, since data is bilingual too
 */
char *
review_evidence_words_value (ReviewSession *session, const ReviewField *field, gboolean whole)
{
  g_autofree char *code = g_strconcat (field->name, ".", field->value, NULL);
  const char *words = field->masked ? code : review_words_code (session, "value", code);

  if (!g_str_equal (words, code))
    return g_strdup (words);
  return whole ? review_format_field_whole (field) : review_format_field (field);
}

/**
 * review_evidence_words_field:
 *
 * Returns: (transfer none): the name of a field
 */
const char *
review_evidence_words_field (ReviewSession *session, const char *name)
{
  return review_words_code (session, "field", name);
}

/**
 * review_evidence_words_icon:
 *
 * Returns: (transfer none): name of the icon of a #ReviewEvidenceKind
 */
const char *
review_evidence_words_icon (int kind)
{
  static const char *const icons[] = {
    "review-unknown-symbolic",         "review-evidence-event-symbolic",
    "review-evidence-money-symbolic",  "review-evidence-login-symbolic",
    "review-evidence-device-symbolic", "review-evidence-document-symbolic",
    "review-evidence-link-symbolic",   "review-evidence-profile-symbolic",
    "review-evidence-screen-symbolic",
  };

  return icons[kind > 0 && (gsize) kind < G_N_ELEMENTS (icons) ? kind : 0];
}

/**
 * review_evidence_words_head:
 *
 * Returns: (transfer none): what the row is about: the event's name, or the kind of the row
 */
const char *
review_evidence_words_head (ReviewSession *session, const ReviewEvidence *evidence)
{
  return get_head (session, evidence);
}

/* Plain enough to need no name before them. */
static const char *const bare[] = { "device", "place", "issuer", "document_type", NULL };

/**
 * review_evidence_words_kind:
 *
 * Returns: (transfer none): the word of a #ReviewEvidenceKind
 */
const char *
review_evidence_words_kind (int kind)
{
  return kind > 0 && (gsize) kind < G_N_ELEMENTS (kind_words) ? _ (kind_words[kind]) : "";
}

/**
 * review_evidence_words_describe:
 *
 * Returns: (transfer full): the row in one line
 */
char *
review_evidence_words_describe (ReviewSession *session, const ReviewEvidence *evidence)
{
  GString *out = g_string_new (NULL);

  add (out, get_head (session, evidence));
  add_amount (out, evidence->fields);
  add_other_side (out, evidence->fields);
  add_flags (out, evidence->fields);
  for (guint i = 0; evidence->fields != NULL && i < evidence->fields->len; i++)
    {
      const ReviewField *field = evidence->fields->pdata[i];
      g_autofree char *value = NULL;
      g_autofree char *text = NULL;

      if (g_strv_contains (silent, field->name) || (field->value == NULL && !field->masked))
        continue;
      value = review_evidence_words_value (session, field, FALSE);
      text = g_strv_contains (bare, field->name)
                 ? g_strdup (value)
                 : g_strdup_printf ("%s %s", review_evidence_words_field (session, field->name),
                                    value);
      add (out, text);
    }
  return g_string_free (out, FALSE);
}
