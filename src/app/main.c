/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop app: the language first, then everything else. */
#define G_LOG_DOMAIN "review-app"
#include "review-application.h"
#include "review-language.h"
#include "review-paths.h"

int
main (int argc, char **argv)
{
  g_autoptr (GSettings) settings = review_paths_new_settings ();
  g_autofree char *language = g_settings_get_string (settings, "language");
  g_autoptr (ReviewApplication) app = NULL;

  review_language_init (language);
  app = review_application_new (settings);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
