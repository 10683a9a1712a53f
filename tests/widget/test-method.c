/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See test-method.h. */
#define G_LOG_DOMAIN "review-test"
#include "test-method.h"

#include <gtk/gtkimmodule.h>

#define NAME "review-test"

typedef struct
{
  GtkIMContext parent;
  GString *text; /* (owned): what is composed */
} TestMethod;

typedef struct
{
  GtkIMContextClass parent;
} TestMethodClass;

GType test_method_get_type (void);
G_DEFINE_TYPE (TestMethod, test_method, GTK_TYPE_IM_CONTEXT)

static gboolean composing;
static guint keys, ended;

static void
end (TestMethod *self, const char *commit)
{
  g_string_truncate (self->text, 0);
  g_signal_emit_by_name (self, "preedit-changed");
  g_signal_emit_by_name (self, "preedit-end");
  if (commit != NULL)
    g_signal_emit_by_name (self, "commit", commit);
  ended++;
}

static gboolean
compose (TestMethod *self, guint key, gunichar letter)
{
  gboolean begun = self->text->len > 0;

  keys++;
  if (g_unichar_isalpha (letter))
    {
      g_string_append_unichar (self->text, letter);
      if (!begun)
        g_signal_emit_by_name (self, "preedit-start");
      g_signal_emit_by_name (self, "preedit-changed");
      return TRUE;
    }
  if (begun && key == GDK_KEY_Escape)
    end (self, NULL);
  else if (begun && (g_unichar_isdigit (letter) || key == GDK_KEY_Return || letter == ' '))
    end (self, "合");
  return begun;
}

static gboolean
test_method_filter_keypress (GtkIMContext *context, GdkEvent *event)
{
  GdkModifierType held = gdk_event_get_modifier_state (event);
  guint key;
  gunichar letter;
  char text[8] = "";

  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS
      || (held & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  key = gdk_key_event_get_keyval (event);
  letter = gdk_keyval_to_unicode (key);
  if (gdk_key_event_is_modifier (event))
    return FALSE;
  if (composing)
    return compose ((TestMethod *) context, key, letter);
  if (letter == 0 || !g_unichar_isprint (letter))
    return FALSE;
  g_unichar_to_utf8 (letter, text);
  g_signal_emit_by_name (context, "commit", text);
  return TRUE;
}

static void
test_method_get_preedit_string (GtkIMContext *context,
                                char **text,
                                PangoAttrList **attributes,
                                int *cursor)
{
  TestMethod *self = (TestMethod *) context;

  if (text != NULL)
    *text = g_strdup (self->text->str);
  if (attributes != NULL)
    *attributes = pango_attr_list_new ();
  if (cursor != NULL)
    *cursor = (int) self->text->len;
}

static void
test_method_finalize (GObject *object)
{
  g_string_free (((TestMethod *) object)->text, TRUE);
  G_OBJECT_CLASS (test_method_parent_class)->finalize (object);
}

static void
test_method_class_init (TestMethodClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_method_finalize;
  klass->parent.filter_keypress = test_method_filter_keypress;
  klass->parent.get_preedit_string = test_method_get_preedit_string;
}

static void
test_method_init (TestMethod *self)
{
  self->text = g_string_new (NULL);
}

void
test_method_choose (void)
{
  g_setenv ("GTK_IM_MODULE", NAME, TRUE);
}

void
test_method_register (void)
{
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME, test_method_get_type (), NAME,
                                  0);
}

void
test_method_set_composing (gboolean now)
{
  composing = now;
  keys = ended = 0;
}

guint
test_method_count_keys (void)
{
  return keys;
}

guint
test_method_count_ended (void)
{
  return ended;
}
