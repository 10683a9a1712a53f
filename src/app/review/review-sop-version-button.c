/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which version of the SOP is shown, and the others to look at: when each was published, by whom,
 * which one is in force and which one ROCA had read. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-version-button.h"

#include <glib/gi18n.h>

#include "review-compat.h"
#include "review-format.h"
#include "review-sop-clause.h"
#include "review-tip.h"
#include "review-words.h"

struct _ReviewSopVersionButton
{
  GtkWidget parent;
  GtkWidget *menu;        /* owned: child */
  GtkWidget *rows;        /* (borrowed): of the popover */
  ReviewSession *session; /* (owned) (nullable) until it is bound */
};

G_DEFINE_FINAL_TYPE (ReviewSopVersionButton, review_sop_version_button, GTK_TYPE_WIDGET)

static ReviewSopVersions *
get_versions (ReviewSopVersionButton *self)
{
  return review_session_get_sop_versions (self->session);
}

/* "v2 · in force · read by ROCA" */
static char *
say_version (ReviewSopVersionButton *self, const ReviewSopVersion *one)
{
  const ReviewAssessment *assessment =
      review_desk_get_assessment (review_session_get_desk (self->session));
  gboolean roca = assessment != NULL && g_strcmp0 (assessment->sop_version, one->version) == 0;

  return g_strdup_printf ("%s%s%s%s%s", one->version, one->in_force ? " · " : "",
                          one->in_force ? _ ("in force") : "", roca ? " · " : "",
                          roca ? _ ("read by ROCA") : "");
}

/* "2026-11-25 14:05 · by Ops policy · approved by M. Ortiz" */
static char *
say_origin (const ReviewSopVersion *one)
{
  g_autofree char *when = review_format_local_time (one->published_at);
  g_autofree char *by =
      one->author != NULL ? g_strdup_printf (_ ("by %s"), one->author) : g_strdup ("");
  g_autofree char *approved =
      one->approver != NULL ? g_strdup_printf (_ ("approved by %s"), one->approver) : g_strdup ("");

  return g_strdup_printf ("%s%s%s%s%s", when, *by != '\0' ? " · " : "", by,
                          *approved != '\0' ? " · " : "", approved);
}

static GtkWidget *
new_row (ReviewSopVersionButton *self, const ReviewSopVersion *one)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *title = say_version (self, one);
  g_autofree char *origin = say_origin (one);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, origin);
  GtkWidget *head = review_sop_label_new (title), *caption = review_sop_label_new (origin);

  gtk_widget_add_css_class (head, "heading");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sop.version");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    one->in_force ? "" : one->version);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_menu_button_popdown), self->menu,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
update (ReviewSopVersionButton *self)
{
  const ReviewSopVersionList *list = review_sop_versions_get_list (get_versions (self));
  int error = review_sop_versions_get_error (get_versions (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  for (guint i = 0; list != NULL && i < list->versions->len; i++)
    gtk_box_append (GTK_BOX (self->rows), new_row (self, list->versions->pdata[i]));
  if (error != 0)
    gtk_box_append (GTK_BOX (self->rows), review_sop_label_new (review_words_error (error)));
  else if (list == NULL)
    gtk_box_append (GTK_BOX (self->rows), review_sop_label_new (_ ("Reading the versions …")));
}

static void
shown_cb (ReviewSopVersionButton *self)
{
  if (self->session != NULL)
    review_sop_versions_read (get_versions (self));
}

static void
review_sop_version_button_dispose (GObject *object)
{
  ReviewSopVersionButton *self = REVIEW_SOP_VERSION_BUTTON (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_sop_version_button_parent_class)->dispose (object);
}

static void
review_sop_version_button_class_init (ReviewSopVersionButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_sop_version_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
review_sop_version_button_init (ReviewSopVersionButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_size_request (self->rows, 220, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), self->rows);
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->menu), popover);
  gtk_widget_add_css_class (self->menu, "pill-button");
  gtk_widget_set_name (self->menu, "focus-sop-version");
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
}

/**
 * review_sop_version_button_bind:
 *
 * Lists the versions of the SOP of @session's open case. Called once.
 */
void
review_sop_version_button_bind (ReviewSopVersionButton *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_SOP_VERSION_BUTTON (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (get_versions (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * review_sop_version_button_set_version:
 * @version: the one that is shown
 */
void
review_sop_version_button_set_version (ReviewSopVersionButton *self, const char *version)
{
  g_autofree char *name = NULL;

  g_return_if_fail (REVIEW_IS_SOP_VERSION_BUTTON (self));

  /* Translators: %s is the name of a version: "v1". */
  name = g_strdup_printf (_ ("Version %s of the SOP: show others"), version);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->menu), version);
  review_tip_set (self->menu, name);
  review_compat_name_widget (self->menu, name);
  review_compat_name_widget (gtk_widget_get_first_child (self->menu), name);
}
