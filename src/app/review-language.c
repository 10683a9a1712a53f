/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one file that knows about locales. It works before gtk_init() and from any locale the process
 * was started in, because everything that is decided once in the life of a process is decided here:
 *  - GLib translates nothing when the locale that it first sees has no catalogue: an `en` catalogue
 *    is shipped, and the locale is one of the two that the build makes for the app (found through
 *    LOCPATH), never the one of the start;
 *  - C.UTF-8 of a newer C library ignores LANGUAGE: so it is only the last resort;
 *  - Pango chooses Han glyphs by PANGO_LANGUAGE, read once;
 *  - GTK must not call setlocale() itself, which would undo all this. */
#define G_LOG_DOMAIN "review-app"
#include "review-language.h"

#include <gtk/gtk.h>
#include <libintl.h>
#include <locale.h>

#include "config.h"
#include "review-paths.h"

static const struct
{
  const char *language; /* of the session and of data texts */
  const char *gettext;  /* what LANGUAGE says */
  const char *locale;
} languages[] = {
  { REVIEW_LANGUAGE_EN, "en", "en_US.UTF-8" },
  { REVIEW_LANGUAGE_ZH, "zh_CN", "zh_CN.UTF-8" },
};

static gsize current;

/* Our own locales first, then the system's; the environment is left as it was. */
static const char *
set_locale (const char *name)
{
  g_autofree char *before = g_strdup (g_getenv ("LOCPATH"));
  g_autofree char *own = review_paths_dup_locpath ();
  const char *result;

  g_setenv ("LOCPATH", own, TRUE);
  result = setlocale (LC_ALL, name);
  if (before != NULL)
    g_setenv ("LOCPATH", before, TRUE);
  else
    g_unsetenv ("LOCPATH");
  if (result == NULL)
    result = setlocale (LC_ALL, name);
  if (result == NULL)
    result = setlocale (LC_ALL, "C.UTF-8");
  setlocale (LC_NUMERIC, "C");
  return result;
}

/**
 * review_language_detect:
 * @names: languages in order of preference, as g_get_language_names() gives them
 *
 * Returns: (transfer none): the first of the app's languages that is wanted, English otherwise
 */
const char *
review_language_detect (const char *const *names)
{
  for (; names != NULL && *names != NULL; names++)
    {
      if (g_str_has_prefix (*names, "zh"))
        return REVIEW_LANGUAGE_ZH;
      if (g_str_has_prefix (*names, "en"))
        return REVIEW_LANGUAGE_EN;
    }
  return REVIEW_LANGUAGE_EN;
}

/**
 * review_language_init:
 * @setting: (nullable): "en", "zh-CN", or empty for the language of the computer
 *
 * Prepares the process. Must run before GTK is initialised and before any other thread starts.
 */
void
review_language_init (const char *setting)
{
  g_autofree char *folder = review_paths_dup_locale_dir ();
  const char *language = setting != NULL && *setting != '\0'
                             ? setting
                             : review_language_detect (g_get_language_names ());

  g_setenv ("PANGO_LANGUAGE", "en:zh-cn", TRUE);
  gtk_disable_setlocale ();
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* Pango reads the default language once: always with English first, so that a window looks the
   * same whatever it was started in. */
  set_locale (languages[0].locale);
  g_debug ("Text is shaped for %s", pango_language_to_string (pango_language_get_default ()));
  review_language_set (language);
}

/**
 * review_language_set:
 * @language: "en" or "zh-CN"; anything else is English
 *
 * Everything translated after this call is in @language; a window must be built anew.
 */
void
review_language_set (const char *language)
{
  g_autofree char *folder = review_paths_dup_locale_dir ();

  current = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strcmp0 (language, languages[i].language) == 0)
      current = i;
  g_setenv ("LANGUAGE", languages[current].gettext, TRUE);
  if (set_locale (languages[current].locale) == NULL)
    g_warning ("No UTF-8 locale found: texts may stay in English");
  /* Forgets what was translated in the other language. */
  bindtextdomain (GETTEXT_PACKAGE, folder);
}

/**
 * review_language_get:
 *
 * Returns: (transfer none): the language that texts are in now
 */
const char *
review_language_get (void)
{
  return languages[current].language;
}
