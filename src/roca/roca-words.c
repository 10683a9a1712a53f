/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values in plain words, in both languages: "2 h 05 min", "38×", "83 %", "yes". */
#define G_LOG_DOMAIN "review-roca"
#include "roca-words.h"

#include <math.h>
#include <string.h>

#define YEAR_HOURS (365.0 * 24)

/* Digits in groups of three: "128,400". */
static char *
group_digits (const char *digits)
{
  GString *out = g_string_new (NULL);
  gsize n = strlen (digits), start = digits[0] == '-' ? 1 : 0;

  for (gsize i = 0; i < n; i++)
    {
      if (i > start && (n - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (out, FALSE);
}

/**
 * roca_say_number:
 *
 * Returns: (transfer full): four significant digits, whole above a thousand, without exponent
 */
char *
roca_say_number (double value)
{
  char text[64];
  int decimals;

  if (value == 0 || !isfinite (value))
    return g_strdup (isfinite (value) ? "0" : "–");
  if (fabs (value) >= 1000 || fabs (value - round (value)) < 1e-9)
    return group_digits (g_ascii_formatd (text, sizeof text, "%.0f", value));
  decimals = CLAMP (3 - (int) floor (log10 (fabs (value))), 0, 8);
  g_ascii_formatd (text, sizeof text,
                   ((const char *const[]){ "%.0f", "%.1f", "%.2f", "%.3f", "%.4f", "%.5f", "%.6f",
                                           "%.7f", "%.8f" })[decimals],
                   value);
  if (strchr (text, '.') != NULL)
    {
      char *end = text + strlen (text) - 1;

      while (*end == '0')
        *end-- = '\0';
      if (*end == '.')
        *end = '\0';
    }
  return g_strdup (text);
}

/**
 * roca_text_printf:
 * @en: format
 * @zh_cn: format that takes the same arguments in the same order
 *
 * Every argument is a #ReviewText; its half in the language of the format is put in for each %s.
 *
 * Returns: (transfer full): the text
 */
ReviewText *
roca_text_printf (const char *en, const char *zh_cn, ...)
{
  const char *formats[2] = { en, zh_cn };
  const char *const languages[2] = { "en", "zh-CN" };
  char *halves[2] = { NULL, NULL };
  ReviewText *text;

  for (int k = 0; k < 2; k++)
    {
      GString *out = g_string_new (NULL);
      va_list arguments;

      va_start (arguments, zh_cn);
      for (const char *p = formats[k]; *p != '\0'; p++)
        if (p[0] == '%' && p[1] == 's')
          {
            g_string_append (
                out, review_text_get (va_arg (arguments, const ReviewText *), languages[k]));
            p++;
          }
        else
          g_string_append_c (out, *p);
      va_end (arguments);
      halves[k] = g_string_free (out, FALSE);
    }
  text = review_text_new (halves[0], halves[1]);
  g_free (halves[0]);
  g_free (halves[1]);
  return text;
}

/* Joins @texts (ReviewText) with a separator of each language. */
ReviewText *
roca_text_join (GPtrArray *texts, const char *en, const char *zh_cn)
{
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GString) right = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      g_string_append_printf (left, "%s%s", i > 0 ? en : "",
                              review_text_get (texts->pdata[i], "en"));
      g_string_append_printf (right, "%s%s", i > 0 ? zh_cn : "",
                              review_text_get (texts->pdata[i], "zh-CN"));
    }
  return review_text_new (left->str, right->str);
}

static ReviewText *
say_with (const char *number, const char *en, const char *zh_cn)
{
  g_autofree char *left = g_strdup_printf ("%s%s", number, en);
  g_autofree char *right = g_strdup_printf ("%s%s", number, zh_cn);

  return review_text_new (left, right);
}

/* Two neighbouring units: "2 h 05 min". The smaller one is left out when it is nothing. */
static ReviewText *
say_pair (const char *sign, long big, long small, const char *const *units)
{
  g_autofree char *en = NULL, *zh = NULL;

  if (small == 0)
    {
      en = g_strdup_printf ("%s%ld %s", sign, big, units[0]);
      zh = g_strdup_printf ("%s%ld %s", sign, big, units[2]);
    }
  else
    {
      en = g_strdup_printf ("%s%ld %s %02ld %s", sign, big, units[0], small, units[1]);
      zh = g_strdup_printf ("%s%ld %s %ld %s", sign, big, units[2], small, units[3]);
    }
  return review_text_new (en, zh);
}

static ReviewText *
say_duration (double seconds)
{
  static const char *const hours[] = { "h", "min", "小时", "分钟" };
  const char *sign = seconds < 0 ? "−" : "";
  double s = fabs (seconds);
  long minutes = lround (s / 60);
  long days = lround (s / 86400);
  g_autofree char *text = NULL;

  if (s < 90)
    {
      text = g_strdup_printf ("%s%ld", sign, lround (s));
      return say_with (text, " s", " 秒");
    }
  if (s < 90 * 60)
    {
      text = g_strdup_printf ("%s%ld", sign, minutes);
      return say_with (text, " min", " 分钟");
    }
  if (s < 48 * 3600)
    return say_pair (sign, minutes / 60, s < 10 * 3600 ? minutes % 60 : 0, hours);
  text = g_strdup_printf ("%s%ld", sign, days);
  return say_with (text, " days", " 天");
}

static ReviewText *
say_ratio (double value)
{
  char text[64];
  g_autofree char *minus = NULL;

  if (value >= 2)
    {
      g_autofree char *number = roca_say_number (value >= 10 ? round (value) : value);

      return say_with (number, "×", " 倍");
    }
  g_ascii_formatd (text, sizeof text, fabs (value) < 0.0995 && value != 0 ? "%.1f" : "%.0f",
                   fabs (value) * 100);
  minus = g_strconcat (value < 0 ? "−" : "", text, NULL);
  return say_with (minus, " %", "%");
}

static ReviewText *
say_times (double value)
{
  char text[64];

  g_ascii_formatd (text, sizeof text, fabs (value) >= 10 ? "%.0f" : "%.1f", value);
  return say_with (text, "×", " 倍");
}

static double
unit_seconds (const char *unit)
{
  static const struct
  {
    const char *unit;
    double seconds;
  } table[] = { { "s", 1 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 } };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].unit, unit) == 0)
      return table[i].seconds;
  return NAN;
}

/* A year stands for "never" in what counts back from an event. */
static gboolean
is_never (const char *feature, double value)
{
  static const char *const in_days[] = { "email_change_d", "phone_change_d", "earlier_request_d",
                                         NULL };

  return (g_str_has_prefix (feature, "hours_since_") && value >= YEAR_HOURS)
         || (g_strv_contains (in_days, feature) && value >= YEAR_HOURS / 24);
}

/**
 * roca_say_value:
 * @feature: (nullable): id, for the few that have words of their own
 * @unit: (nullable): as in #RocaFeatureDef
 * @currency: (nullable): of amounts
 * @value: NaN is missing
 *
 * Returns: (transfer full): the value in plain words
 */
ReviewText *
roca_say_value (const char *feature, const char *unit, const char *currency, double value)
{
  double seconds = unit != NULL ? unit_seconds (unit) : NAN;
  g_autofree char *number = roca_say_number (value);
  g_autofree char *tail = NULL;

  if (isnan (value))
    return review_text_new ("not in the data", "数据缺失");
  if (feature != NULL && is_never (feature, value))
    return review_text_new ("none in a year", "一年内无");
  if (!isnan (seconds))
    return say_duration (value * seconds);
  if (g_strcmp0 (unit, "bool") == 0)
    return value > 0 ? review_text_new ("yes", "是") : review_text_new ("no", "否");
  if (g_strcmp0 (unit, "check") == 0)
    return value > 0 ? review_text_new ("met", "满足") : review_text_new ("not met", "不满足");
  if (g_strcmp0 (unit, "clause") == 0)
    return value > 0 ? review_text_new ("applies", "适用")
                     : review_text_new ("does not apply", "不适用");
  if (g_strcmp0 (unit, "ratio") == 0)
    return say_ratio (value);
  if (g_strcmp0 (unit, "times") == 0)
    return say_times (value);
  if (g_strcmp0 (unit, "years") == 0)
    return say_with (number, " years", " 岁");
  if (g_strcmp0 (unit, "amount") == 0)
    unit = currency;
  if (unit == NULL || *unit == '\0' || g_strcmp0 (unit, "count") == 0)
    return review_text_new (number, number);
  tail = g_strdup_printf (" %s", unit);
  return say_with (number, tail, tail);
}
