/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a case: what it is, how urgent, who holds it, and who the customer is. */
#define G_LOG_DOMAIN "review-app"
#include "review-case-header.h"

#include <glib/gi18n.h>

#include "review-clock.h"
#include "review-countdown.h"
#include "review-format.h"
#include "review-prose.h"
#include "review-related-words.h"
#include "review-tag.h"
#include "review-time.h"
#include "review-skip-popover.h"
#include "review-snooze-popover.h"
#include "review-tip.h"
#include "review-words.h"

#define NO_BREAK_SPACE "\302\240"

struct _ReviewCaseHeader
{
  AdwBin parent;
  /* template */
  GtkLabel *title;
  ReviewTag *key_user;
  ReviewTag *priority;
  ReviewCountdown *countdown;
  GtkWidget *paused;
  GtkLabel *holder;
  GtkWidget *assign;
  GtkMenuButton *later;
  ReviewSnoozePopover *snooze;
  GtkWidget *release;
  ReviewSkipPopover *skip;
  GtkLabel *strip;
  GtkLabel *clock;
  GtkLabel *reasons;
  GtkLabel *earlier;
  GtkButton *related;
  GtkWidget *referral;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewCaseHeader, review_case_header, ADW_TYPE_BIN)

static const char *
get_clear (GPtrArray *profile, const char *name)
{
  const ReviewField *field = review_fields_find (profile, name);

  return field != NULL && !field->masked ? field->value : NULL;
}

static void
add_known (GString *out, GPtrArray *profile, const char *name, const char *format)
{
  const ReviewField *field = review_fields_find (profile, name);
  g_autofree char *value = NULL;

  if (field == NULL || (field->value == NULL && !field->masked))
    return;
  value = review_format_field (field);
  g_string_append (out, "  ·  ");
  g_string_append_printf (out, "%s %s", format, value);
}

/* The fields that every type has come first and in words; what else the data carries follows. */
static void
add_others (GString *out, ReviewSession *session, GPtrArray *profile)
{
  static const char *const known[] = { "opened_at", "level",           "market", "language",
                                       "assets",    "assets_currency", NULL };
  int shown = 0;

  for (guint i = 0; profile != NULL && i < profile->len && shown < 4; i++)
    {
      const ReviewField *field = profile->pdata[i];
      g_autofree char *value = NULL;

      if (g_strv_contains (known, field->name) || field->value == NULL)
        continue;
      value = review_format_field (field);
      g_string_append_printf (out, "  ·  %s %s", review_words_code (session, "field", field->name),
                              value);
      shown++;
    }
}

static void
add_words (GString *out, const char *text)
{
  g_autofree char *words = review_format_words (text);

  if (text != NULL)
    g_string_append_printf (out, "  ·  %s", words);
}

static char *
describe_customer (ReviewCaseHeader *self, const ReviewCase *one, gint64 as_of)
{
  GString *out = g_string_new (NULL);
  GPtrArray *profile = one->subject != NULL ? one->subject->profile : NULL;
  const char *opened = get_clear (profile, "opened_at");
  const char *assets = get_clear (profile, "assets");
  gint64 since;
  g_autofree char *customer =
      review_format_words (one->subject != NULL ? one->subject->display : NULL);

  g_string_append_printf (out, _ ("Customer %s"), customer);
  if (opened != NULL && review_time_parse (opened, &since))
    {
      g_autofree char *age = review_format_age (since, as_of);
      g_string_append_printf (out, "  ·  %s", age);
    }
  add_known (out, profile, "level", _ ("level"));
  add_words (out, one->market);
  add_words (out, one->language);
  if (assets != NULL)
    {
      g_autofree char *amount =
          review_format_amount (assets, get_clear (profile, "assets_currency"));
      g_autofree char *text = g_strdup_printf (_ ("assets %s"), amount);
      g_string_append_printf (out, "  ·  %s", text);
    }
  if (one->value != NULL)
    {
      g_autofree char *amount = review_format_amount (one->value, one->currency);
      g_autofree char *text = g_strdup_printf (_ ("at stake %s"), amount);
      g_string_append_printf (out, "  ·  %s", text);
    }
  add_others (out, self->session, profile);
  /* A fact is not torn apart at the end of a line; lines end between facts. */
  g_string_replace (out, " ", NO_BREAK_SPACE, 0);
  g_string_replace (out, "·" NO_BREAK_SPACE NO_BREAK_SPACE, "·  ", 0);
  return g_string_free (out, FALSE);
}

static char *
describe_reasons (ReviewCaseHeader *self, const ReviewCase *one)
{
  GString *out;

  if (one->priority_reasons == NULL || one->priority_reasons->len == 0)
    return NULL;
  out = g_string_new (NULL);
  for (guint i = 0; i < one->priority_reasons->len; i++)
    {
      const ReviewPriorityReason *reason = one->priority_reasons->pdata[i];

      g_string_append_printf (out, "%s%s %d", i > 0 ? " + " : "",
                              review_words_code (self->session, "priority_reason", reason->code),
                              (int) reason->points);
    }
  return g_string_free (out, FALSE);
}

static void
show_holder (ReviewCaseHeader *self)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  g_autofree char *text = NULL;

  switch (review_desk_get_lease_state (desk))
    {
    case REVIEW_LEASE_MINE:
      text = g_strdup (_ ("claimed by you"));
      break;
    case REVIEW_LEASE_OTHER:
      text = g_strdup_printf (_ ("with %s"), review_desk_get_lease_holder (desk));
      break;
    case REVIEW_LEASE_LOST:
      text = g_strdup (_ ("lease lost"));
      break;
    case REVIEW_LEASE_NONE:
    default:
      text = g_strdup (_ ("not claimed"));
    }
  gtk_label_set_text (self->holder, text);
  gtk_widget_set_visible (self->assign, review_session_get_can_lead (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self->later),
                          review_desk_get_lease_state (desk) == REVIEW_LEASE_MINE);
  gtk_widget_set_visible (self->release, review_desk_get_lease_state (desk) == REVIEW_LEASE_MINE);
}

/* Of related cases, those that mean something: what many share is a click away. */
static char *
describe_related (const ReviewRelated *related)
{
  int close = related != NULL ? (int) (related->count - related->weak) : 0;
  int weak = related != NULL ? (int) related->weak : 0;

  if (close > 0)
    return g_strdup_printf (ngettext ("%d related", "%d related", (gulong) close), close);
  return weak > 0
             ? g_strdup_printf (ngettext ("%d weak link", "%d weak links", (gulong) weak), weak)
             : NULL;
}

static void
show_aside (ReviewCaseHeader *self)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));
  const ReviewRelated *related =
      review_aside_get_related (review_session_get_aside (self->session));
  g_autofree char *earlier = NULL;
  g_autofree char *count = describe_related (related);

  if (view != NULL)
    earlier = review_related_words_earlier (self->session, related, view->item_case->opened_at);
  gtk_label_set_text (self->earlier, earlier != NULL ? earlier : "");
  review_tip_set (GTK_WIDGET (self->earlier), earlier);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), earlier != NULL);
  gtk_button_set_label (self->related, count != NULL ? count : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->related), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  count != NULL ? count : "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self->related), count != NULL);
  gtk_widget_set_visible (self->referral,
                          view != NULL && review_session_get_can_pick (self->session));
}

/* Markets that keep one time; where there are several, nobody knows which is the customer's. */
static GTimeZone *
find_zone (const ReviewCase *one)
{
  static const char *const zones[][2] = {
    { "SG", "Asia/Singapore" },    { "HK", "Asia/Hong_Kong" },   { "GB", "Europe/London" },
    { "DE", "Europe/Berlin" },     { "VN", "Asia/Ho_Chi_Minh" }, { "AE", "Asia/Dubai" },
    { "NG", "Africa/Lagos" },      { "TR", "Europe/Istanbul" },  { "CN", "Asia/Shanghai" },
    { "TW", "Asia/Taipei" },       { "JP", "Asia/Tokyo" },       { "KR", "Asia/Seoul" },
    { "IN", "Asia/Kolkata" },      { "PH", "Asia/Manila" },      { "TH", "Asia/Bangkok" },
    { "MY", "Asia/Kuala_Lumpur" }, { "FR", "Europe/Paris" },     { "IT", "Europe/Rome" },
    { "PL", "Europe/Warsaw" },     { "NL", "Europe/Amsterdam" },
  };
  GPtrArray *profile = one->subject != NULL ? one->subject->profile : NULL;
  const char *name = get_clear (profile, "time_zone");

  for (gsize i = 0; name == NULL && one->market != NULL && i < G_N_ELEMENTS (zones); i++)
    if (g_str_equal (zones[i][0], one->market))
      name = zones[i][1];
  return name != NULL ? g_time_zone_new_identifier (name) : NULL;
}

static char *
format_customer_time (const ReviewCase *one, GDateTime *utc)
{
  g_autoptr (GTimeZone) zone = find_zone (one);
  g_autoptr (GDateTime) there = zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *text = there != NULL ? g_date_time_format (there, "%H:%M") : NULL;

  return text != NULL ? g_strdup_printf (_ ("%s customer's"), text) : NULL;
}

static void
show_time (ReviewCaseHeader *self)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  gint64 now = review_session_get_server_time (self->session);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *utc_text = NULL;
  g_autofree char *local_text = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;

  if (review_desk_get_view (desk) == NULL || local == NULL)
    return;
  theirs = format_customer_time (review_desk_get_view (desk)->item_case, utc);
  utc_text = g_date_time_format (utc, "%H:%M");
  local_text = g_date_time_format (local, "%H:%M");
  if (g_date_time_get_utc_offset (local) == 0)
    text = g_strdup_printf (_ ("%s UTC"), utc_text);
  else
    text = g_strdup_printf (_ ("%s UTC · %s yours"), utc_text, local_text);
  all = theirs != NULL ? g_strdup_printf ("%s · %s", text, theirs) : g_strdup (text);
  gtk_label_set_text (self->clock, all);
  gtk_widget_set_visible (self->paused, review_desk_get_sla_paused (desk));
  if (review_desk_get_sla_paused (desk))
    review_countdown_clear (self->countdown);
  else
    review_countdown_start (self->countdown,
                            now + review_desk_get_sla_seconds (desk) * REVIEW_SECOND, now);
}

static void
update (ReviewCaseHeader *self)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  const ReviewCaseView *view = review_desk_get_view (desk);
  const ReviewCase *one = view != NULL ? view->item_case : NULL;
  gboolean key_user;
  g_autofree char *title = NULL;
  g_autofree char *badge = NULL;
  g_autofree char *strip = NULL;
  g_autofree char *reasons = NULL;
  g_autofree char *why = NULL;

  if (one == NULL)
    return;
  key_user = review_priority_is_key_user (one->priority);
  title =
      g_strdup_printf ("%s · %s", review_words_type (self->session, one->type), one->display_id);
  badge = g_strdup_printf (key_user ? _ ("Key user · P %d") : _ ("P %d"), (int) one->priority);
  reasons = describe_reasons (self, one);
  strip = describe_customer (
      self, one, view->work_item->as_of != 0 ? view->work_item->as_of : view->server_time);
  gtk_label_set_text (self->title, title);
  review_tip_set (GTK_WIDGET (self->title), title);
  gtk_widget_set_visible (GTK_WIDGET (self->key_user), key_user);
  gtk_widget_set_visible (GTK_WIDGET (self->priority), !key_user);
  review_tag_set_text (key_user ? self->key_user : self->priority, badge);
  review_tip_set (GTK_WIDGET (self->priority), reasons);
  gtk_label_set_text (self->strip, strip);
  why = reasons != NULL ? g_strdup_printf (
            key_user ? _ ("Key user because: %s") : _ ("Priority because: %s"), reasons)
                        : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->reasons), why != NULL);
  gtk_label_set_text (self->reasons, why != NULL ? why : "");
  review_tip_set (GTK_WIDGET (self->reasons), why);
  show_holder (self);
  show_time (self);
  show_aside (self);
}

static void
review_case_header_dispose (GObject *object)
{
  ReviewCaseHeader *self = REVIEW_CASE_HEADER (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_CASE_HEADER);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_case_header_parent_class)->dispose (object);
}

static void
review_case_header_class_init (ReviewCaseHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_case_header_dispose;
  g_type_ensure (REVIEW_TYPE_COUNTDOWN);
  g_type_ensure (REVIEW_TYPE_PROSE);
  g_type_ensure (REVIEW_TYPE_TAG);
  g_type_ensure (REVIEW_TYPE_SKIP_POPOVER);
  g_type_ensure (REVIEW_TYPE_SNOOZE_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-case-header.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, key_user);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, priority);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, countdown);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, paused);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, holder);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, assign);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, later);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, snooze);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, release);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, skip);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, strip);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, clock);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, reasons);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, earlier);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, related);
  gtk_widget_class_bind_template_child (widget_class, ReviewCaseHeader, referral);
}

static void
review_case_header_init (ReviewCaseHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  review_countdown_set_words (self->countdown, _ ("SLA %s left"), _ ("SLA breached by %s"), "%s");
}

/**
 * review_case_header_bind:
 *
 * Shows the desk of @session. Called once.
 */
void
review_case_header_bind (ReviewCaseHeader *self, ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_CASE_HEADER (self));

  self->session = g_object_ref (session);
  review_skip_popover_bind (self->skip, session);
  review_snooze_popover_bind (self->snooze, session);
  g_signal_connect_object (desk, "notify::view", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::lease-state", G_CALLBACK (show_holder), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_aside (session), "changed", G_CALLBACK (show_aside),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::sla-seconds", G_CALLBACK (show_time), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::sla-paused", G_CALLBACK (show_time), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * review_case_header_put_off:
 *
 * Asks until when the case is put off, where it is the user's.
 */
void
review_case_header_put_off (ReviewCaseHeader *self)
{
  g_return_if_fail (REVIEW_IS_CASE_HEADER (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->later)))
    gtk_menu_button_popup (self->later);
}
