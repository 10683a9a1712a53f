/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values in plain words. */
#include <math.h>

#include <glib.h>

#include "roca-words.h"

static void
test_values (void)
{
  static const struct
  {
    const char *feature, *unit;
    double value;
    const char *en, *zh_cn;
  } table[] = {
    { NULL, "min", 14, "14 min", "14 分钟" },
    { NULL, "min", 125, "2 h 05 min", "2 小时 5 分钟" },
    { NULL, "min", 120, "2 h", "2 小时" },
    { NULL, "h", 23.4, "23 h", "23 小时" },
    { NULL, "d", 412, "412 days", "412 天" },
    { NULL, "h", 0.005, "18 s", "18 秒" },
    { NULL, "h", -3, "−3 h", "−3 小时" },
    { "hours_since_new_device", "h", 8760, "none in a year", "一年内无" },
    { "email_change_d", "d", 365, "none in a year", "一年内无" },
    { "email_change_d", "d", 364, "364 days", "364 天" },
    { NULL, "times", 38.2, "38×", "38 倍" },
    { NULL, "times", 1.25, "1.2×", "1.2 倍" },
    { NULL, "ratio", 0.83, "83 %", "83%" },
    { NULL, "ratio", 0.012, "1.2 %", "1.2%" },
    { NULL, "ratio", 0, "0 %", "0%" },
    { NULL, "ratio", -3.742, "−374 %", "−374%" },
    { NULL, "ratio", 41.3, "41×", "41 倍" },
    { NULL, "bool", 1, "yes", "是" },
    { NULL, "bool", 0, "no", "否" },
    { NULL, "years", 17.5, "17.5 years", "17.5 岁" },
    { NULL, "count", 1234567, "1,234,567", "1,234,567" },
    { NULL, "USD", 128400, "128,400 USD", "128,400 USD" },
    { NULL, "amount", 41.2, "41.2 ETH", "41.2 ETH" },
    { NULL, "amount", 0.00012344, "0.0001234 ETH", "0.0001234 ETH" },
    { NULL, "", 3.14159, "3.142", "3.142" },
    { NULL, "count", NAN, "not in the data", "数据缺失" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ReviewText) text =
          roca_say_value (table[i].feature, table[i].unit, "ETH", table[i].value);

      g_assert_cmpstr (text->en, ==, table[i].en);
      g_assert_cmpstr (text->zh_cn, ==, table[i].zh_cn);
    }
}

static void
test_printf (void)
{
  g_autoptr (ReviewText) a = review_text_new ("one", "一");
  g_autoptr (ReviewText) b = review_text_new ("two", "二");
  g_autoptr (ReviewText) text = roca_text_printf ("%s and %s, 5 %", "%s和%s，5%", a, b);

  g_assert_cmpstr (text->en, ==, "one and two, 5 %");
  g_assert_cmpstr (text->zh_cn, ==, "一和二，5%");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/values", test_values);
  g_test_add_func ("/words/printf", test_printf);
  return g_test_run ();
}
