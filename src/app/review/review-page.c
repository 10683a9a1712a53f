/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Review page: queue, case and SOP side by side, the acts on the open case as actions, and the
 * keys of those acts. Keys are bound here, in the bubble phase: a text field or an input method
 * that wants the key has had it before. */
#define G_LOG_DOMAIN "review-app"
#include "review-page-private.h"

#include "review-focus.h"
#include "review-look-window.h"
#include "review-report-export.h"

#define SMALL_WINDOW 1280
#define HANDLE_WIDTH 1

G_DEFINE_FINAL_TYPE (ReviewPage, review_page, ADW_TYPE_BIN)

static ReviewDesk *
get_desk (ReviewPage *self)
{
  return review_session_get_desk (self->session);
}

void
review_page_enable (ReviewPage *self, const char *action, gboolean enabled)
{
  if (enabled)
    g_hash_table_remove (self->off, action);
  else
    g_hash_table_add (self->off, g_strdup (action));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static void
update_actions (ReviewPage *self)
{
  ReviewDesk *desk = get_desk (self);
  gboolean editable = review_desk_get_editable (desk);
  gboolean submitting = review_desk_get_state (desk) == REVIEW_DESK_SUBMITTING;
  gboolean busy = review_desk_get_busy (desk);
  gboolean first = review_desk_get_needs_first_call (desk);
  static const char *const writing[] = {
    "review.pass",           "review.block",      "review.escalate",   "review.ask",
    "review.hold",           "review.sound",      "review.flawed",     "review.option",
    "review.release",        "review.skip",       "review.root-cause", "review.flag-gap",
    "review.flag-first-gap", "review.step-right", "review.step-wrong", "review.annotation",
    "review.snooze"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (writing); i++)
    review_page_enable (self, writing[i], editable && (!busy || submitting));
  review_page_enable (self, "review.submit", editable && (!busy || submitting));
  review_page_enable (self, "review.undo", review_desk_get_undo_count (desk) > 0 && !busy);
  review_page_enable (self, "review.take-next", review_page_can_take_next (self));
  review_page_enable (self, "review.report",
                      review_desk_get_view (desk) != NULL
                          && review_session_get_can_export (self->session));
  review_page_enable (self, "review.show-verdict",
                      review_desk_get_can_show_verdict (desk) && !busy);
  review_page_enable (self, "review.undecided", first && !busy);
  review_page_enable (self, "review.first-call",
                      first && !busy && review_desk_get_form (desk)->choice != 0);
  review_page_update_leading (self);
}

static void
set_sop_visible (ReviewPage *self, gboolean visible)
{
  gtk_widget_set_visible (GTK_WIDGET (self->sop_pane), visible);
}

/* The decision bar does it: what a key does and what a click does are one thing. */
static void
decide (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *action = g_strconcat ("decision.", name + strlen ("review."), NULL);

  review_case_pane_decide (REVIEW_PAGE (widget)->case_pane, action);
}

static void
move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPage *self = REVIEW_PAGE (widget);

  review_queue_pane_move (self->queue_pane, g_str_equal (name, "review.next-row") ? 1 : -1);
}

static void
search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_queue_pane_search (REVIEW_PAGE (widget)->queue_pane);
}

/* "review.waiting" */
static void
go_to (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_queue_pane_go_to (REVIEW_PAGE (widget)->queue_pane, name + strlen ("review."));
}

static void
take_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_page_take_next (REVIEW_PAGE (widget));
}

static void
undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_desk_undo_async (get_desk (REVIEW_PAGE (widget)), NULL, NULL, NULL);
}

static void
release (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_desk_release_async (get_desk (REVIEW_PAGE (widget)), NULL, NULL, NULL, NULL);
}

static void
put_off (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_case_pane_put_off (REVIEW_PAGE (widget)->case_pane);
}

/* Whoever held it last may, while it is free; taking it by hand would be for senior and lead. */
static void
take_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_desk_take_back (get_desk (REVIEW_PAGE (widget)));
}

static void
skip (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_desk_release_async (get_desk (REVIEW_PAGE (widget)),
                             g_variant_get_string (parameter, NULL), NULL, NULL, NULL);
}

static void
choose_option (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_case_pane_choose_option (REVIEW_PAGE (widget)->case_pane,
                                  g_variant_get_uint32 (parameter));
}

static void
move_tab (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_case_pane_move_tab (REVIEW_PAGE (widget)->case_pane,
                             g_str_equal (name, "review.next-tab") ? 1 : -1);
}

static void
detach_tab (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_case_pane_detach_tab (REVIEW_PAGE (widget)->case_pane);
}

static void
toggle_sop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPage *self = REVIEW_PAGE (widget);

  set_sop_visible (self, !gtk_widget_get_visible (GTK_WIDGET (self->sop_pane)));
}

static void
show_tab (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_case_pane_show_tab (REVIEW_PAGE (widget)->case_pane,
                             g_variant_get_string (parameter, NULL));
}

static void
show_evidence (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_case_pane_show_evidence (REVIEW_PAGE (widget)->case_pane,
                                  g_variant_get_string (parameter, NULL));
}

static void
show_clause (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPage *self = REVIEW_PAGE (widget);

  set_sop_visible (self, TRUE);
  review_sop_pane_show_clause (self->sop_pane, g_variant_get_string (parameter, NULL));
}

static void
look_at (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_look_window_open (GTK_WINDOW (gtk_widget_get_root (widget)), REVIEW_PAGE (widget)->session,
                           g_variant_get_string (parameter, NULL));
}

static void
search_sop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPage *self = REVIEW_PAGE (widget);

  set_sop_visible (self, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->sop_pane), "sop.search", NULL);
}

/* The SOP follows the focus; folded away, it stays so. */
static void
focus_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_sop_pane_focus_step (REVIEW_PAGE (widget)->sop_pane, g_variant_get_int64 (parameter));
}

static void
focus_signal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_sop_pane_focus_feature (REVIEW_PAGE (widget)->sop_pane,
                                 g_variant_get_string (parameter, NULL));
}

static void
flag_gap (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_desk_flag_gap (get_desk (REVIEW_PAGE (widget)), g_variant_get_int64 (parameter));
}

/* G: the step in focus, or else the first that no clause covers. */
static void
flag_first_gap (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPage *self = REVIEW_PAGE (widget);
  gint64 step = review_sop_pane_get_gap_step (self->sop_pane);

  if (step == 0)
    return;
  review_desk_flag_gap (get_desk (self), step);
  review_sop_pane_focus_step (self->sop_pane, step);
}

static void
mark_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_case_pane_mark_step (REVIEW_PAGE (widget)->case_pane,
                              g_str_equal (name, "review.step-right") ? REVIEW_STEP_MARK_RIGHT
                                                                      : REVIEW_STEP_MARK_WRONG);
}

static void
toggle_feature (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_desk_toggle_feature (get_desk (REVIEW_PAGE (widget)),
                              g_variant_get_string (parameter, NULL));
}

static void
do_simple (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPage *self = REVIEW_PAGE (widget);
  ReviewDesk *desk = get_desk (self);

  if (g_str_equal (name, "review.retry"))
    review_session_start (self->session);
  else if (g_str_equal (name, "review.acknowledge"))
    review_desk_acknowledge_update (desk);
  else if (g_str_equal (name, "review.show-verdict"))
    review_desk_show_verdict_async (desk, NULL, NULL, NULL);
  else if (g_str_equal (name, "review.first-call"))
    review_desk_first_call_async (desk, 0, NULL, NULL, NULL);
  else if (g_str_equal (name, "review.undecided"))
    review_desk_first_call_async (desk, REVIEW_RECOMMEND_UNDECIDED, NULL, NULL, NULL);
  else if (g_str_equal (name, "review.keep-mine"))
    review_desk_resolve_conflict (desk, TRUE);
  else if (g_str_equal (name, "review.take-theirs"))
    review_desk_resolve_conflict (desk, FALSE);
  else if (g_str_equal (name, "review.dismiss-error"))
    review_desk_clear_error (desk);
  else if (g_str_equal (name, "review.report"))
    review_report_export (widget, self->session);
  else if (g_str_equal (name, "review.reload"))
    review_desk_reload (desk);
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc func;
} actions[] = {
  { "review.take-next", NULL, take_next },
  { "review.next-row", NULL, move },
  { "review.previous-row", NULL, move },
  { "review.search", NULL, search },
  { "review.waiting", NULL, go_to },
  { "review.mentions", NULL, go_to },
  { "review.pass", NULL, decide },
  { "review.block", NULL, decide },
  { "review.escalate", NULL, decide },
  { "review.ask", NULL, decide },
  { "review.hold", NULL, decide },
  { "review.option", "u", choose_option },
  { "review.sound", NULL, decide },
  { "review.flawed", NULL, decide },
  { "review.root-cause", NULL, decide },
  { "review.annotation", NULL, decide },
  { "review.sop", NULL, toggle_sop },
  { "review.next-tab", NULL, move_tab },
  { "review.previous-tab", NULL, move_tab },
  { "review.detach-tab", NULL, detach_tab },
  { "review.submit", NULL, decide },
  { "review.undo", NULL, undo },
  { "review.release", NULL, release },
  { "review.skip", "s", skip },
  { "review.snooze", NULL, put_off },
  { "review.assign", NULL, review_page_assign },
  { "review.assign-marked", NULL, review_page_act_on_marked },
  { "review.close-marked", NULL, review_page_act_on_marked },
  { "review.clear-marks", NULL, review_page_clear_marks },
  { "review.take-again", NULL, take_again },
  { "review.show-tab", "s", show_tab },
  { "review.show-evidence", "s", show_evidence },
  { "review.show-clause", "s", show_clause },
  { "review.look-at", "s", look_at },
  { "review.search-sop", NULL, search_sop },
  { "review.focus-step", "x", focus_step },
  { "review.focus-signal", "s", focus_signal },
  { "review.flag-gap", "x", flag_gap },
  { "review.flag-first-gap", NULL, flag_first_gap },
  { "review.step-right", NULL, mark_step },
  { "review.step-wrong", NULL, mark_step },
  { "review.wrong-reason", "s", toggle_feature },
  { "review.retry", NULL, do_simple },
  { "review.acknowledge", NULL, do_simple },
  { "review.show-verdict", NULL, do_simple },
  { "review.first-call", NULL, do_simple },
  { "review.undecided", NULL, do_simple },
  { "review.keep-mine", NULL, do_simple },
  { "review.take-theirs", NULL, do_simple },
  { "review.dismiss-error", NULL, do_simple },
  { "review.reload", NULL, do_simple },
  { "review.report", NULL, do_simple },
};

static const struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} keys[] = {
  { GDK_KEY_Return, 0, "review.take-next" },
  { GDK_KEY_KP_Enter, 0, "review.take-next" },
  { GDK_KEY_j, 0, "review.next-row" },
  { GDK_KEY_k, 0, "review.previous-row" },
  { GDK_KEY_p, 0, "review.pass" },
  { GDK_KEY_b, 0, "review.block" },
  { GDK_KEY_e, 0, "review.escalate" },
  { GDK_KEY_q, 0, "review.ask" },
  { GDK_KEY_h, 0, "review.hold" },
  { GDK_KEY_l, 0, "review.snooze" },
  { GDK_KEY_m, 0, "review.assign" },
  { GDK_KEY_c, 0, "review.close-marked" },
  { GDK_KEY_y, 0, "review.sound" },
  { GDK_KEY_n, 0, "review.flawed" },
  { GDK_KEY_r, 0, "review.root-cause" },
  { GDK_KEY_a, 0, "review.annotation" },
  { GDK_KEY_g, 0, "review.flag-first-gap" },
  { GDK_KEY_t, 0, "review.step-right" },
  { GDK_KEY_x, 0, "review.step-wrong" },
  { GDK_KEY_s, 0, "review.sop" },
  { GDK_KEY_f, GDK_CONTROL_MASK, "review.search-sop" },
  { GDK_KEY_bracketright, 0, "review.next-tab" },
  { GDK_KEY_bracketleft, 0, "review.previous-tab" },
  { GDK_KEY_u, 0, "review.undecided" },
  { GDK_KEY_v, 0, "review.show-verdict" },
  { GDK_KEY_d, 0, "review.detach-tab" },
  { GDK_KEY_slash, 0, "review.search" },
  { GDK_KEY_w, 0, "review.waiting" },
  { GDK_KEY_z, GDK_CONTROL_MASK, "review.undo" },
  { GDK_KEY_p, GDK_CONTROL_MASK, "review.report" },
  { GDK_KEY_question, 0, "win.show-help-overlay" },
  { GDK_KEY_question, GDK_SHIFT_MASK, "win.show-help-overlay" },
};

/* The second of two guards; the first is the bubble phase. A key whose action cannot be done now is
 * used up all the same, so Enter is left to a row that has the focus. */
static gboolean
key_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  const char *action = NULL;
  guint option = 0;

  g_variant_get (args, "(&su)", &action, &option);
  if (review_focus_is_typing (widget)
      || (g_str_equal (action, "review.take-next") && review_focus_is_on_row (widget)))
    return FALSE;
  if (option > 0)
    return gtk_widget_activate_action (widget, action, "u", option);
  return gtk_widget_activate_action_variant (widget, action, NULL);
}

/* Ctrl+E: the id of the row of evidence that has the focus or had it last goes into the annotation,
 * also while that is being typed. */
static gboolean
cite_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  review_case_pane_cite (REVIEW_PAGE (widget)->case_pane);
  return TRUE;
}

/* In a popover it is meant for that. */
static gboolean
submit_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (review_focus_is_in_popover (widget))
    return FALSE;
  gtk_widget_activate_action_variant (widget, "review.submit", NULL);
  return TRUE;
}

/* Ctrl+Enter works in a text field too, which would take it for a new line: so it is caught first.
 * It is no single key: nobody types it. */
static void
add_submit_key (ReviewPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const guint enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (enters[i], GDK_CONTROL_MASK),
                          gtk_callback_action_new (submit_pressed_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_e, GDK_CONTROL_MASK),
                        gtk_callback_action_new (cite_pressed_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static gboolean
give_focus (gpointer user_data)
{
  ReviewPage *self = user_data;
  const char *name = review_session_get_ui_string (self->session, "case/focus");
  GtkWidget *named = name != NULL ? review_focus_find (GTK_WIDGET (self), name) : NULL;

  self->focusing = 0;
  if (named == NULL || !gtk_widget_grab_focus (named))
    review_case_pane_take_focus (self->case_pane);
  return G_SOURCE_REMOVE;
}

/* What is not on screen yet cannot have the focus: the toolkit would give it to the window's first
 * button when that comes up. So it waits for that. */
static void
want_focus (ReviewPage *self)
{
  self->focus_wanted = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->focus_wanted && self->focusing == 0)
    self->focusing = g_idle_add (give_focus, self);
}

static void
review_page_map (GtkWidget *widget)
{
  ReviewPage *self = REVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (review_page_parent_class)->map (widget);
  if (self->focus_wanted)
    want_focus (self);
}

/* The panes as they were left, but on a small window the case comes first. */
static void
review_page_realize (GtkWidget *widget)
{
  ReviewPage *self = REVIEW_PAGE (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  int width = 0, height = 0, before, queue, sop;

  gtk_window_get_default_size (window, &width, &height);
  before = (int) review_session_get_ui_number (self->session, "page/width", 0);
  if (before > 0 && (ABS (before - width) < 40 || gtk_window_is_maximized (window)))
    width = before;
  queue = g_settings_get_int (self->settings, "queue-width");
  sop = g_settings_get_int (self->settings, "sop-width");
  if (width < SMALL_WINDOW)
    {
      queue = MIN (queue, 232);
      sop = MIN (sop, 260);
    }
  gtk_paned_set_position (self->outer, queue);
  gtk_paned_set_position (self->inner, MAX (0, width - queue - sop - 2 * HANDLE_WIDTH));
  GTK_WIDGET_CLASS (review_page_parent_class)->realize (widget);
}

static void
review_page_dispose (GObject *object)
{
  ReviewPage *self = REVIEW_PAGE (object);

  g_clear_handle_id (&self->focusing, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_PAGE);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (review_page_parent_class)->dispose (object);
}

static void
review_page_finalize (GObject *object)
{
  g_hash_table_unref (REVIEW_PAGE (object)->off);
  g_free (REVIEW_PAGE (object)->giving);
  g_free (REVIEW_PAGE (object)->giving_name);
  G_OBJECT_CLASS (review_page_parent_class)->finalize (object);
}

static void
review_page_class_init (ReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_page_finalize;
  widget_class->map = review_page_map;
  widget_class->realize = review_page_realize;
  g_type_ensure (REVIEW_TYPE_QUEUE_PANE);
  g_type_ensure (REVIEW_TYPE_CASE_PANE);
  g_type_ensure (REVIEW_TYPE_SOP_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewPage, outer);
  gtk_widget_class_bind_template_child (widget_class, ReviewPage, inner);
  gtk_widget_class_bind_template_child (widget_class, ReviewPage, queue_pane);
  gtk_widget_class_bind_template_child (widget_class, ReviewPage, case_pane);
  gtk_widget_class_bind_template_child (widget_class, ReviewPage, sop_pane);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].func);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers, key_pressed_cb,
                                  "(su)", keys[i].action, 0u);
  for (guint i = 1; i <= 9; i++)
    gtk_widget_class_add_binding (widget_class, GDK_KEY_0 + i, 0, key_pressed_cb, "(su)",
                                  "review.option", i);
}

static void
review_page_init (ReviewPage *self)
{
  self->off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_submit_key (self);
}

/**
 * review_page_bind:
 *
 * Shows @session. Called once for a page.
 */
void
review_page_bind (ReviewPage *self, ReviewSession *session, GSettings *settings)
{
  static const char *const notes[] = { "notify::writable",
                                       "notify::editable",
                                       "notify::busy",
                                       "notify::can-submit",
                                       "notify::undo-count",
                                       "notify::needs-first-call",
                                       "notify::can-show-verdict",
                                       "notify::choice",
                                       "notify::work-item",
                                       "notify::view",
                                       NULL };
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_PAGE (self));

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (desk, notes[i], G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::can-take-next", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_marks (session), "changed",
                           G_CALLBACK (review_page_update_leading), self, G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (GTK_WIDGET (self->sop_pane), 240, -1);
  g_settings_bind (settings, "sop-visible", self->sop_pane, "visible", G_SETTINGS_BIND_DEFAULT);
  review_queue_pane_bind (self->queue_pane, session);
  review_case_pane_bind (self->case_pane, session);
  review_sop_pane_bind (self->sop_pane, session, settings);
  update_actions (self);
}

/**
 * review_page_save:
 *
 * Writes where one is to the session and pane widths to the settings.
 */
void
review_page_save (ReviewPage *self)
{
  g_return_if_fail (REVIEW_IS_PAGE (self));

  if (gtk_widget_get_width (GTK_WIDGET (self)) >= SMALL_WINDOW)
    g_settings_set_int (self->settings, "queue-width",
                        CLAMP (gtk_paned_get_position (self->outer), 180, 800));
  if (gtk_widget_get_width (GTK_WIDGET (self)) >= SMALL_WINDOW
      && gtk_widget_get_width (GTK_WIDGET (self->sop_pane)) >= 200)
    g_settings_set_int (self->settings, "sop-width",
                        MIN (gtk_widget_get_width (GTK_WIDGET (self->sop_pane)), 900));
  review_session_set_ui_number (self->session, "page/width",
                                gtk_widget_get_width (GTK_WIDGET (self)));
  review_session_set_ui_string (self->session, "case/focus",
                                review_focus_get_name (GTK_WIDGET (self)));
  review_queue_pane_save (self->queue_pane);
  review_case_pane_save (self->case_pane);
  review_sop_pane_save (self->sop_pane);
}

/**
 * review_page_can:
 * @action: one of the page's own, "review.submit"
 *
 * Returns: whether it would do something now
 */
gboolean
review_page_can (ReviewPage *self, const char *action)
{
  g_return_val_if_fail (REVIEW_IS_PAGE (self), FALSE);

  return !g_hash_table_contains (self->off, action);
}

/**
 * review_page_can_take_next:
 *
 * A writable case in hand is put back or decided, not skipped by a stray Enter.
 *
 * Returns: whether review_page_take_next() would take a case
 */
gboolean
review_page_can_take_next (ReviewPage *self)
{
  ReviewDesk *desk = NULL;

  g_return_val_if_fail (REVIEW_IS_PAGE (self), FALSE);

  desk = get_desk (self);
  return review_session_get_can_take_next (self->session) && !review_desk_get_busy (desk)
         && !review_desk_get_writable (desk)
         && review_session_get_connection (self->session) == REVIEW_CONNECTION_ONLINE;
}

/**
 * review_page_take_next:
 *
 * Takes the next case of the queue's filter, unless one is in hand.
 */
void
review_page_take_next (ReviewPage *self)
{
  g_return_if_fail (REVIEW_IS_PAGE (self));

  if (review_page_can_take_next (self))
    review_desk_take_next_async (
        get_desk (self), review_queue_get_type_filter (review_session_get_queue (self->session)),
        NULL, NULL, NULL);
}

/**
 * review_page_go_to:
 * @place: "waiting", "mentions", "escalations", "effects" or "feedback": what stands above the queue; any other:
 *   the page
 */
void
review_page_go_to (ReviewPage *self, const char *place)
{
  g_return_if_fail (REVIEW_IS_PAGE (self));

  review_queue_pane_go_to (self->queue_pane, place);
}

/**
 * review_page_take_focus:
 *
 * Puts the focus where it was before the window was built anew, or on the case: the keys work only
 * while the focus is on the page.
 */
void
review_page_take_focus (ReviewPage *self)
{
  g_return_if_fail (REVIEW_IS_PAGE (self));

  if (self->session != NULL)
    want_focus (self);
}
