/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between a draft and going live, each with a sign and a word, and the acts that are
 * possible now. The reason is asked for here, not in a dialog. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-checklist.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "review-card.h"
#include "review-format.h"
#include "review-hub-figures.h"
#include "review-hub-words.h"
#include "review-label.h"
#include "review-tip.h"
#include "review-tone.h"

struct _ReviewHubChecklist
{
  AdwBin parent;
  /* template */
  ReviewCard *card;
  GtkBox *lines;
  GtkEntry *note;
  GtkEntry *reason;
  GtkWidget *save;
  GtkWidget *discard;
  GtkWidget *approve;
  GtkWidget *make_live;
  GtkWidget *put_back;
  GtkWidget *withdraw;
  /* owned */
  ReviewSession *session;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewHubChecklist, review_hub_checklist, ADW_TYPE_BIN)

typedef enum
{
  MARK_DONE,
  MARK_OPEN,
  MARK_WARNING
} Mark;

static ReviewHubBoard *
get_hub (ReviewHubChecklist *self)
{
  return review_session_get_hub (self->session);
}

static void
add_line (ReviewHubChecklist *self, Mark mark, const char *text)
{
  static const struct
  {
    const char *icon;
    const char *word;
    ReviewTone tone;
  } looks[] = {
    { "review-met-symbolic", N_ ("done"), REVIEW_TONE_SUCCESS },
    { "review-clock-symbolic", N_ ("still to do"), REVIEW_TONE_NEUTRAL },
    { "dialog-warning-symbolic", N_ ("take care"), REVIEW_TONE_WARNING },
  };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[mark].icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (looks[mark].word), -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (line, "check-line");
  review_tone_apply (line, looks[mark].tone);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->lines, line);
}

static void
add_backtest (ReviewHubChecklist *self)
{
  ReviewHubBoard *hub = get_hub (self);
  const ReviewBacktest *backtest = review_hub_board_get_backtest (hub);
  g_autofree char *labels = NULL;
  g_autofree char *text = NULL;

  switch (review_hub_board_get_backtest_state (hub))
    {
    case REVIEW_BACKTEST_DONE:
      labels = review_format_figure ((double) backtest->labels, 0);
      text = g_strdup_printf (_ ("back-test done on %s labels"), labels);
      add_line (self, MARK_DONE, text);
      break;
    case REVIEW_BACKTEST_WAITING:
    case REVIEW_BACKTEST_RUNNING:
      add_line (self, MARK_OPEN, _ ("back-test is running"));
      break;
    case REVIEW_BACKTEST_FAILED:
      add_line (self, MARK_WARNING, _ ("the back-test failed"));
      break;
    case REVIEW_BACKTEST_NONE:
    default:
      add_line (self, MARK_OPEN, _ ("back-test: nothing to compare yet"));
    }
}

static void
add_side (ReviewHubChecklist *self, const ReviewHubView *view, gboolean pass, gboolean certified)
{
  g_autofree char *missing =
      review_hub_figures_missing (pass ? view->certificate_pass : view->certificate_block,
                                  pass ? view->recall_target : view->precision_target, pass);
  g_autofree char *text = NULL;

  if (!certified)
    {
      text = g_strdup_printf (pass ? _ ("auto-pass threshold: %s") : _ ("auto-block threshold: %s"),
                              missing);
      add_line (self, MARK_WARNING, text);
    }
}

static void
add_certified (ReviewHubChecklist *self)
{
  ReviewHubBoard *hub = get_hub (self);
  ReviewHubForecast forecast;

  if (!review_hub_board_forecast (hub, FALSE, &forecast))
    {
      add_line (self, MARK_WARNING, _ ("no model: no threshold can be certified"));
      return;
    }
  if (forecast.pass_certified && forecast.block_certified)
    add_line (self, MARK_DONE, _ ("both thresholds lie in the certified zone"));
  add_side (self, review_hub_board_get_view (hub), TRUE, forecast.pass_certified);
  add_side (self, review_hub_board_get_view (hub), FALSE, forecast.block_certified);
}

static void
add_approval (ReviewHubChecklist *self, const ReviewPolicyVersion *version)
{
  ReviewHubBoard *hub = get_hub (self);
  const ReviewUser *user = review_session_get_user (self->session);
  const char *author =
      version != NULL
          ? review_hub_words_person (self->session, version->author_name, version->author)
          : NULL;
  g_autofree char *text = NULL;

  if (review_hub_board_get_dirty (hub))
    {
      text = g_strdup_printf (_ ("approval by someone other than %s, once it is saved"),
                              user != NULL ? user->name : "—");
      add_line (self, MARK_OPEN, text);
    }
  else if (version == NULL)
    return;
  else if (version->state == REVIEW_POLICY_DRAFT)
    {
      text =
          g_strdup_printf (_ ("approval by someone other than %s"), author != NULL ? author : "—");
      add_line (self, MARK_OPEN, text);
    }
  else if (version->approver != NULL || version->approver_name != NULL)
    {
      text = g_strdup_printf (
          _ ("approved by %s"),
          review_hub_words_person (self->session, version->approver_name, version->approver));
      add_line (self, MARK_DONE, text);
    }
}

static void
add_live (ReviewHubChecklist *self, const ReviewPolicyVersion *version)
{
  g_autofree char *since = review_format_time (version->live_at);
  g_autofree char *text = g_strdup_printf (_ ("%s is live since %s"), version->version, since);

  add_line (self, MARK_DONE, version->live_at != 0 ? text : _ ("this version is live"));
}

static void
show_buttons (ReviewHubChecklist *self, const ReviewPolicyVersion *version)
{
  ReviewHubBoard *hub = get_hub (self);
  gboolean dirty = review_hub_board_get_dirty (hub);
  int state = version != NULL && !dirty ? version->state : 0;
  gboolean waits = state == REVIEW_POLICY_DRAFT || state == REVIEW_POLICY_APPROVED;
  gboolean explains = review_hub_board_can (hub, REVIEW_HUB_ACT_MAKE_LIVE, NULL)
                      || review_hub_board_can (hub, REVIEW_HUB_ACT_WITHDRAW, NULL)
                      || review_hub_board_can (hub, REVIEW_HUB_ACT_PUT_BACK, NULL);

  gtk_widget_set_visible (self->save, dirty);
  gtk_widget_set_visible (self->discard, dirty);
  gtk_widget_set_visible (self->approve, state == REVIEW_POLICY_DRAFT);
  gtk_widget_set_visible (self->make_live, state == REVIEW_POLICY_APPROVED);
  gtk_widget_set_visible (self->put_back, state == REVIEW_POLICY_SUPERSEDED);
  gtk_widget_set_visible (self->withdraw, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->note), dirty);
  gtk_widget_set_visible (GTK_WIDGET (self->reason),
                          explains || (review_hub_board_get_busy (hub) && waits));
  review_tip_set (self->save, review_hub_board_can (hub, REVIEW_HUB_ACT_SAVE, NULL)
                                      || review_hub_board_get_busy (hub)
                                  ? NULL
                                  : _ ("Your role may try, not save."));
  review_tip_set (self->approve, review_hub_board_can (hub, REVIEW_HUB_ACT_APPROVE, NULL)
                                     ? NULL
                                     : _ ("Who wrote it cannot approve it."));
}

static void
set_entry (ReviewHubChecklist *self, GtkEntry *entry, const char *text)
{
  const char *wanted = text != NULL ? text : "";

  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), wanted))
    return;
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (entry), wanted);
  self->setting = FALSE;
}

static void
update (ReviewHubChecklist *self)
{
  ReviewHubBoard *hub = get_hub (self);
  const ReviewPolicy *opened = review_hub_board_get_opened (hub);
  const ReviewPolicyVersion *version =
      opened != NULL ? review_hub_board_find_version (hub, opened->version) : NULL;
  gboolean live =
      version != NULL && version->state == REVIEW_POLICY_LIVE && !review_hub_board_get_dirty (hub);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, child);
  review_card_set_title (self->card, live ? _ ("In force") : _ ("Before it may go live"));
  if (live)
    add_live (self, version);
  else
    add_backtest (self);
  add_certified (self);
  add_approval (self, version);
  show_buttons (self, version);
  set_entry (self, self->note, review_hub_board_get_note (hub));
  set_entry (self, self->reason, review_hub_board_get_reason (hub));
}

static void
note_changed_cb (ReviewHubChecklist *self)
{
  if (!self->setting)
    review_hub_board_set_note (get_hub (self), gtk_editable_get_text (GTK_EDITABLE (self->note)));
}

static void
reason_changed_cb (ReviewHubChecklist *self)
{
  if (!self->setting)
    review_hub_board_set_reason (get_hub (self),
                                 gtk_editable_get_text (GTK_EDITABLE (self->reason)));
}

static void
review_hub_checklist_dispose (GObject *object)
{
  ReviewHubChecklist *self = REVIEW_HUB_CHECKLIST (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_HUB_CHECKLIST);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_hub_checklist_parent_class)->dispose (object);
}

static void
review_hub_checklist_class_init (ReviewHubChecklistClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_hub_checklist_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-hub-checklist.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, lines);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, note);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, save);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, discard);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, approve);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, make_live);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, put_back);
  gtk_widget_class_bind_template_child (widget_class, ReviewHubChecklist, withdraw);
}

static void
review_hub_checklist_init (ReviewHubChecklist *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->note, "changed", G_CALLBACK (note_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (reason_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_hub_checklist_bind:
 *
 * Follows the draft of @session's board. Called once.
 */
void
review_hub_checklist_bind (ReviewHubChecklist *self, ReviewSession *session)
{
  static const char *const notes[] = { "notify::draft", "notify::opened", "notify::backtest-state",
                                       "notify::view",  "notify::busy",   "notify::versions",
                                       "notify::note",  "notify::reason", NULL };
  ReviewHubBoard *hub = review_session_get_hub (session);

  g_return_if_fail (REVIEW_IS_HUB_CHECKLIST (self));

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (hub, notes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::user", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
