/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages, from each locale a process may be started in: a child is started there and switches
 * from one language to the other and back, over GTK's own translation of an interface file. */
#include <adwaita.h>
#include <glib/gi18n.h>
#include <locale.h>

#include "config.h"
#include "review-language.h"
#include "review-paths.h"

static const char ui[] = "<interface domain='riskops-review'><object class='GtkLabel' id='label'>"
                         "<property name='label' translatable='yes'>Next case</property>"
                         "</object></interface>";

static char *
build_label (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (ui, -1);

  return g_strdup (gtk_label_get_label (GTK_LABEL (gtk_builder_get_object (builder, "label"))));
}

static void
check (const char *language, const char *words, const char *weekday)
{
  g_autoptr (GDateTime) monday = g_date_time_new_utc (2026, 11, 23, 0, 0, 0);
  g_autofree char *built = NULL;
  g_autofree char *number = NULL;
  g_autofree char *day = NULL;

  review_language_set (language);
  built = build_label ();
  number = g_strdup_printf ("%.1f", 1.5);
  day = g_date_time_format (monday, "%A");
  g_assert_cmpstr (review_language_get (), ==, language);
  g_assert_cmpstr (_ ("Next case"), ==, words);
  g_assert_cmpstr (built, ==, words);
  g_assert_cmpstr (day, ==, weekday);
  g_assert_cmpstr (number, ==, "1.5");
}

static int
run_child (int argc, char **argv)
{
  review_language_init (NULL);
  /* Decided once in a process, before the first switch: what it is must not matter. */
  g_assert_nonnull (g_dgettext (GETTEXT_PACKAGE, "Next case"));
  g_assert_true (gtk_init_check ());
  g_print ("starts in %s\n", review_language_get ());
  for (int i = 0; i < 3; i++)
    {
      check (REVIEW_LANGUAGE_ZH, "下一件", "星期一");
      check (REVIEW_LANGUAGE_EN, "Next case", "Monday");
    }
  return 0;
}

/* A locale of another language, which few test machines have, made for the child. */
static char *
make_german (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "test-locale", NULL);
  g_autofree char *output = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *argv[] = { "localedef", "--no-archive", "--quiet", "-c",   "-i",
                         "de_DE",     "-f",           "UTF-8",   output, NULL };

  g_mkdir_with_parents (folder, 0755);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  return g_file_test (output, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&folder) : NULL;
}

static const struct
{
  const char *locale;
  const char *starts_in;
} starts[] = {
  { "C", "en" },           { "C.UTF-8", "en" },
  { "de_DE.UTF-8", "en" }, { "zh_CN.UTF-8", "zh-CN" },
  { "en_US.UTF-8", "en" }, { "xx_XX.UTF-8", "en" },
};

static void
test_start (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *german = g_str_equal (starts[i].locale, "de_DE.UTF-8") ? make_german () : NULL;
  g_autofree char *wanted = g_strdup_printf ("starts in %s\n", starts[i].starts_in);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "LC_ALL", starts[i].locale, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "LANGUAGE");
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  if (german != NULL)
    g_subprocess_launcher_setenv (launcher, "LOCPATH", german, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, "--child", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (child))
    g_test_message ("%s%s", out, err);
  g_assert_true (g_subprocess_get_successful (child));
  g_assert_nonnull (strstr (out, wanted));
}

static void
test_detect (void)
{
  const char *const german[] = { "de_DE.UTF-8", "de", "C", NULL };
  const char *const taiwan[] = { "zh_TW", "zh", "C", NULL };
  const char *const mixed[] = { "fr", "zh_CN", "en", NULL };

  g_assert_cmpstr (review_language_detect (german), ==, "en");
  g_assert_cmpstr (review_language_detect (taiwan), ==, "zh-CN");
  g_assert_cmpstr (review_language_detect (mixed), ==, "zh-CN");
  g_assert_cmpstr (review_language_detect (NULL), ==, "en");
}

/* Every text has its Chinese, and no format argument differs. */
static void
test_complete (void)
{
  g_autofree char *po = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "po", "zh_CN.po", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *err = NULL;
  const char *argv[] = { "msgfmt", "--statistics", "-c", "-o", "/dev/null", po, NULL };
  int status = 1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &err, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_null (strstr (err, "untranslated"));
  g_assert_null (strstr (err, "fuzzy"));
  g_assert_nonnull (strstr (err, "translated"));
}

int
main (int argc, char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--child"))
    return run_child (argc, argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/detect", test_detect);
  g_test_add_func ("/language/complete", test_complete);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/language/start/%s", starts[i].locale);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_start);
    }
  return g_test_run ();
}
