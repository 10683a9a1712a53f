/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-app [MEASURE…] [--quick]: runs the measures on the display there is, one line for each. */
#define G_LOG_DOMAIN "bench"
#include "bench-app.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "review-language.h"

#define QUICK 50

static const struct
{
  const char *name;
  void (*run) (guint divisor);
} measures[] = {
  { "first-frame", bench_first_frame },
  { "next-case", bench_next_case },
  { "scroll-million", bench_scroll_million },
  { "memory-500", bench_memory_500 },
};

gboolean
bench_wake (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

/* Bytes of this process that are in memory. */
gint64
bench_memory (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtoll (words[1], NULL, 10) * sysconf (_SC_PAGESIZE);
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Sorts @values. */
double
bench_median (double *values, guint n)
{
  qsort (values, n, sizeof (double), compare_doubles);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

void
bench_desk_init (BenchDesk *self)
{
  self->folder = g_dir_make_tmp ("riskops-bench-XXXXXX", NULL);
  self->uri = g_strconcat ("sqlite:", self->folder, "/review.db", NULL);
  self->demo = FALSE;
  self->session = NULL;
}

void
bench_desk_connect (BenchDesk *self)
{
  ReviewSessionConfig config = { .database = self->uri, .no_demo = !self->demo, .language = "en" };

  self->session = review_session_new (&config);
  review_session_start (self->session);
  BENCH_WAIT (review_session_get_connection (self->session) == REVIEW_CONNECTION_ONLINE, 60);
  BENCH_WAIT (
      !self->demo
          || (g_list_model_get_n_items (G_LIST_MODEL (review_session_get_queue (self->session))) > 0
              && !review_session_get_preparing (self->session)),
      300);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
bench_desk_drop (BenchDesk *self)
{
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->uri, g_free);
}

void
bench_desk_clear (BenchDesk *self)
{
  gboolean closed = FALSE;

  review_session_close_async (self->session, closed_cb, &closed);
  BENCH_WAIT (closed, 20);
  g_clear_object (&self->session);
  bench_desk_drop (self);
}

static void
init_style (void)
{
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_css_provider_load_from_resource (css, "/org/riskops/Review/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/riskops/Review/icons");
}

static gboolean
is_wanted (const char *name, int argc, char **argv)
{
  gboolean named = FALSE;

  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], name) == 0)
        return TRUE;
      named = named || argv[i][0] != '-';
    }
  return !named;
}

int
main (int argc, char **argv)
{
  guint divisor = argc > 1 && strcmp (argv[argc - 1], "--quick") == 0 ? QUICK : 1;
  guint run = 0;

  review_language_init ("en");
  if (argc > 1 && g_str_has_prefix (argv[1], "--child="))
    return bench_first_frame_child (argv[1] + strlen ("--child="), argv + 2);
  adw_init ();
  init_style ();
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if (is_wanted (measures[i].name, argc, argv))
      {
        measures[i].run (divisor);
        fflush (stdout);
        run++;
      }
  if (run == 0)
    fprintf (stderr, "bench app [MEASURE…] [--quick]: there is no such measure\n");
  return run > 0 ? 0 : 2;
}
