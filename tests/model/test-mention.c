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

/* What is typed behind an @ while it may become a name, and who is offered for it. */
static void
test_suggest (void)
{
  static const struct
  {
    const char *text, *offered; /* NULL: nothing is being typed */
  } rows[] = {
    { "see E1", NULL },
    { "mail a@b", NULL },
    { "ask @", "u-senior u-other wang wang2 u-1 u-10 " },
    { "ask @L", "u-senior u-other " },
    { "ask @l. ch", "u-senior u-other " },
    { "ask @oka", "u-1 " },
    { "请＠王", "wang wang2 " },
    { "请@王伟东", "wang2 " },
    { "@Ada @u-1", "u-1 u-10 " },
    { "@L. Chen ", "" },
    { "@Ada\nand then", NULL },
    { "@nobody", "" },
  };
  g_autoptr (GPtrArray) people = make_people ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *typed = review_mention_typed (rows[i].text);
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GString) offered = g_string_new (NULL);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (typed == NULL, ==, rows[i].offered == NULL);
      if (typed == NULL)
        continue;
      found = review_mention_suggest (typed, people, 6);
      for (guint j = 0; j < found->len; j++)
        g_string_append_printf (offered, "%s ", ((ReviewColleague *) found->pdata[j])->account);
      g_assert_cmpstr (offered->str, ==, rows[i].offered);
    }
}

/* Of two with one name neither is meant by it: the account says which. */
static void
test_write (void)
{
  g_autoptr (GPtrArray) people = make_people ();
  g_autofree char *shared = review_mention_write (people->pdata[1], people);
  g_autofree char *own = review_mention_write (people->pdata[4], people);

  g_assert_cmpstr (shared, ==, "u-other");
  g_assert_cmpstr (own, ==, "M. Okafor");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mention/find", test_find);
  g_test_add_func ("/mention/suggest", test_suggest);
  g_test_add_func ("/mention/write", test_write);
  return g_test_run ();
}
