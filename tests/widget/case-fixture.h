/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget in a window over a real session, whose server is in the test's process and has the
 * catalogue that is shipped and cases made here. */
#pragma once

#include <gtk/gtk.h>

#include "fake-server.h"
#include "review-session.h"

G_BEGIN_DECLS

typedef struct
{
  FakeServer *server;
  ReviewSession *session;
  ReviewDesk *desk;
  GtkWidget *window;
} CaseFixture;

/* Prepares the process: display, style, languages. Before any test. */
void case_fixture_init (int *argc, char ***argv);

/* @verdict: of ROCA on both cases; @key_user: of the first case. The first case is taken. */
void case_fixture_set_up (CaseFixture *self, int verdict, gboolean key_user);
void case_fixture_tear_down (CaseFixture *self);
/* @rows: (transfer full): what the first case's evidence is from now on; waits until the desk has
 * them. */
void case_fixture_serve (CaseFixture *self, GPtrArray *rows);
/* @child: (transfer floating): shown in a window of that size, laid out. */
void case_fixture_show (CaseFixture *self, GtkWidget *child, int width, int height);
/* Takes the window down; the session stays. */
void case_fixture_close (CaseFixture *self);
/* Lets the window draw what changed. */
void case_fixture_settle (CaseFixture *self);
/* Writes a picture when REVIEW_TEST_SHOTS names a folder. */
void case_fixture_shot (CaseFixture *self, const char *name);
/* The same of one widget: what is in a popover has a surface of its own. */
void case_fixture_shot_of (CaseFixture *self, GtkWidget *widget, const char *name);

/* Below @root, among what can be seen; NULL: none. */
GtkWidget *case_fixture_find_label (GtkWidget *root, const char *part);
GtkWidget *case_fixture_find_name (GtkWidget *root, const char *name);
GtkWidget *case_fixture_find_check (GtkWidget *root, const char *part);
GtkWidget *case_fixture_find_type (GtkWidget *root, GType type);
guint case_fixture_count (GtkWidget *root, GType type);
/* Fails for a widget that can have the focus and has no accessible name. */
void case_fixture_check_names (GtkWidget *root);

G_END_DECLS
