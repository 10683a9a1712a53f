/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is named in a note. */
#define G_LOG_DOMAIN "test-mention"
#include "review-mention.h"

static GPtrArray *
make_people (void)
{
  static const char *const rows[][2] = { { "u-senior", "L. Chen" }, { "u-other", "L. Chen" },
                                         { "wang", "王伟" },        { "wang2", "王伟东" },
                                         { "u-1", "M. Okafor" },    { "u-10", "Ada" } };
  GPtrArray *people = review_records_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ReviewColleague *one = review_record_new (&review_colleague_type);

      one->account = g_strdup (rows[i][0]);
      one->name = g_strdup (rows[i][1]);
      g_ptr_array_add (people, one);
    }
  return people;
}

static void
test_find (void)
{
  static const struct
  {
    const char *text, *named;
  } rows[] = {
    { "nobody at all", "" },
    { "@M. Okafor: compare E1 with E3", "u-1 " },
    { "please @m. okafor, look", "u-1 " },
    { "@u-1 and @u-10 and @u-1 again", "u-1 u-10 " },
    { "@Adam is not Ada", "" },
    { "@L. Chen", "u-senior u-other " },
    { "@L. Chenowitz", "" },
    { "请＠王伟看一下", "wang " },
    { "请@王伟东看一下", "wang2 " },
    { "ada@Ada is an address", "" },
    { "（@Ada）", "u-10 " },
    { "@@Ada", "u-10 " },
    { "@", "" },
    { "@王", "" },
  };
  g_autoptr (GPtrArray) people = make_people ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found = review_mention_find (rows[i].text, people);
      g_autoptr (GString) named = g_string_new (NULL);

      for (guint j = 0; j < found->len; j++)
        g_string_append_printf (named, "%s ", ((ReviewColleague *) found->pdata[j])->account);
      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (named->str, ==, rows[i].named);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mention/find", test_find);
  return g_test_run ();
}
