/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole window over a real session, whose server is in the test's process. It serves the
 * shipped catalogue and the case of case-sketch.json, which is as full as a case gets. */
#pragma once

#include "fake-server.h"
#include "review-window.h"

G_BEGIN_DECLS

typedef struct
{
  FakeServer *server;
  ReviewSession *session;
  ReviewDesk *desk;
  GSettings *settings;
  ReviewWindow *window;
} WindowFixture;

/* Prepares the process: language, display, style. Before any test. */
void window_fixture_init (int *argc, char ***argv, const char *language);

typedef void (*WindowTestFunc) (WindowFixture *self, gconstpointer unused);
/* A test of @func between @set_up, which is one of these or calls one, and the tear-down. */
void window_fixture_add (const char *path, WindowTestFunc set_up, WindowTestFunc func);

/* L. Chen, a senior, has seven cases in the queue. */
void window_fixture_set_up (WindowFixture *self, gconstpointer unused);
/* The same for W. Zhao, a lead. */
void window_fixture_set_up_lead (WindowFixture *self, gconstpointer unused);
/* And their window is shown, in English and at its usual size. */
void window_fixture_set_up_lead_window (WindowFixture *self, gconstpointer unused);
/* The same, signed in as another person. */
void window_fixture_set_up_as (WindowFixture *self, const char *id, const char *name, int role);
/* The same as the first, over @rows cases: seven, again and again. */
void window_fixture_set_up_many (WindowFixture *self, guint rows);
/* A queue with one generated case of each type, as the real server served them. */
extern const char *const window_fixture_types[];
void window_fixture_set_up_types (WindowFixture *self, gconstpointer unused);
/* Puts back what is open and takes the case of that type. */
void window_fixture_take_type (WindowFixture *self, const char *type);
/* Takes the first case of the queue. */
void window_fixture_take (WindowFixture *self);
/* Builds a window in @language of that size, the old one goes. */
void window_fixture_show (WindowFixture *self, const char *language, int width, int height);
void window_fixture_close (WindowFixture *self);
void window_fixture_settle (WindowFixture *self, guint milliseconds);
/* Writes screenshots/NAME.png below the build folder. */
void window_fixture_shot (WindowFixture *self, const char *name);

/* Below @root, among what can be seen; NULL: none. */
GtkWidget *window_fixture_find (GtkWidget *root, const char *name);
GtkWidget *window_fixture_find_type (GtkWidget *root, GType type);
gboolean window_fixture_has_text (GtkWidget *root, const char *part);

/* The review page, and one of its actions. */
GtkWidget *window_fixture_get_page (WindowFixture *self);
gboolean window_fixture_act (WindowFixture *self, const char *action);

/* Whether keys can be pressed here; otherwise the test is skipped. */
gboolean window_fixture_can_press (void);
/* Presses real keys (a NULL-terminated list of X names), one after the other, by the X server. */
void window_fixture_press (const char *const *keys);

typedef void (*WindowVisitFunc) (GtkWidget *widget, gpointer user_data);
void window_fixture_walk (GtkWidget *root, WindowVisitFunc func, gpointer user_data);

G_END_DECLS
