/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leaf widgets: what they show, what they tell a screen reader, and that they end. */
#include <gtk/gtk.h>
#include <math.h>

#include "review-banner.h"
#include "review-card.h"
#include "review-chips.h"
#include "review-columns.h"
#include "review-countdown.h"
#include "review-key-content.h"
#include "review-label.h"
#include "review-meter.h"
#include "review-prose.h"
#include "review-scroll.h"
#include "review-seek.h"
#include "review-sentence-area.h"
#include "review-shelf.h"
#include "review-signed-bar.h"
#include "review-step-badge.h"
#include "review-steady-layout.h"
#include "review-tag.h"
#include "review-thumbnail.h"
#include "review-trio.h"

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)

/* Ends @widget and checks that nothing kept it. */
static void
finish (GtkWidget *widget)
{
  g_assert_finalize_object (widget);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(int *) user_data;
}

static void
test_meter (void)
{
  GtkWidget *meter = g_object_ref_sink (review_meter_new ());
  int notified = 0;

  g_assert_true (isnan (review_meter_get_value (REVIEW_METER (meter))));
  g_signal_connect (meter, "notify::value", G_CALLBACK (count_cb), &notified);
  review_meter_set_range (REVIEW_METER (meter), 0.05, 0.95, "pass 0.05", "block 0.95");
  review_meter_set_value (REVIEW_METER (meter), 0.71);
  g_assert_cmpint (notified, ==, 1);
  gtk_test_accessible_assert_role (meter, GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (meter, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 0.71);
  review_meter_set_value (REVIEW_METER (meter), 7);
  g_assert_cmpfloat (review_meter_get_value (REVIEW_METER (meter)), ==, 1);
  review_meter_set_value (REVIEW_METER (meter), (double) NAN);
  g_assert_false (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (meter), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW));
  finish (meter);
}

static void
test_bar (void)
{
  GtkWidget *bar = g_object_ref_sink (review_signed_bar_new ());

  review_signed_bar_set (REVIEW_SIGNED_BAR (bar), -0.8, 2, FALSE);
  g_assert_true (gtk_widget_has_css_class (bar, "lowers"));
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, -0.8);
  review_signed_bar_set (REVIEW_SIGNED_BAR (bar), 1.4, 2, FALSE);
  g_assert_true (gtk_widget_has_css_class (bar, "raises"));
  g_assert_false (gtk_widget_has_css_class (bar, "lowers"));
  review_signed_bar_set (REVIEW_SIGNED_BAR (bar), 1.4, 2, TRUE);
  g_assert_true (gtk_widget_has_css_class (bar, "muted"));
  finish (bar);
}

static gboolean
tag_has_tone (GtkWidget *countdown, const char *css_class)
{
  return gtk_widget_has_css_class (gtk_widget_get_first_child (countdown), css_class);
}

static void
test_countdown (void)
{
  GtkWidget *widget = g_object_ref_sink (review_countdown_new ());
  ReviewCountdown *countdown = REVIEW_COUNTDOWN (widget);

  g_assert_false (gtk_widget_get_visible (widget));
  review_countdown_set_words (countdown, "%s left", "over by %s", "SLA: %s");
  review_countdown_start (countdown, 1000 * MINUTE + 30 * G_USEC_PER_SEC, 928 * MINUTE);
  g_assert_cmpstr (review_countdown_get_text (countdown), ==, "1:12 left");
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, "SLA: 1:12 left");
  g_assert_true (tag_has_tone (widget, "tone-neutral"));
  /* Colour only in the last hour, and only where asked for. */
  review_countdown_start (countdown, 1000 * MINUTE, 981 * MINUTE);
  g_assert_true (tag_has_tone (widget, "tone-neutral"));
  review_countdown_set_coloured (countdown, TRUE);
  g_assert_true (tag_has_tone (widget, "tone-error"));
  review_countdown_start (countdown, 1000 * MINUTE, 950 * MINUTE);
  g_assert_true (tag_has_tone (widget, "tone-warning"));
  review_countdown_start (countdown, 1000 * MINUTE, 1018 * MINUTE);
  g_assert_cmpstr (review_countdown_get_text (countdown), ==, "over by 0:18");
  review_countdown_clear (countdown);
  g_assert_false (gtk_widget_get_visible (widget));
  finish (widget);
}

static void
test_tag (void)
{
  GtkWidget *tag = g_object_ref_sink (review_tag_new ("met", REVIEW_TONE_WARNING));
  GtkWidget *chip = g_object_ref_sink (review_tag_new_chip ("E12", REVIEW_TONE_ACCENT));

  g_assert_cmpstr (review_tag_get_text (REVIEW_TAG (tag)), ==, "met");
  g_assert_true (gtk_widget_has_css_class (tag, "tone-warning"));
  review_tag_set_tone (REVIEW_TAG (tag), REVIEW_TONE_ERROR);
  g_assert_false (gtk_widget_has_css_class (tag, "tone-warning"));
  gtk_test_accessible_assert_role (chip, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (chip, GTK_ACCESSIBLE_PROPERTY_LABEL, "E12");
  finish (tag);
  finish (chip);
}

static void
test_card (void)
{
  GtkWidget *card = g_object_ref_sink (review_card_new ("Signals"));

  review_card_set_child (REVIEW_CARD (card), gtk_label_new ("inside"));
  review_card_set_child (REVIEW_CARD (card), gtk_label_new ("other"));
  review_card_set_caption (REVIEW_CARD (card), "5 steps");
  gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, "Signals");
  finish (card);
}

static void
test_key_content (void)
{
  GtkWidget *button = g_object_ref_sink (gtk_button_new ());
  GtkWidget *content = review_key_content_new (NULL, "P");

  gtk_button_set_child (GTK_BUTTON (button), content);
  review_key_content_name (button, "Release");
  g_assert_cmpstr (review_key_content_get_text (REVIEW_KEY_CONTENT (content)), ==, "Release");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Release");
  finish (button);
}

static void
test_area (void)
{
  GtkWidget *widget = g_object_ref_sink (review_sentence_area_new ());
  ReviewSentenceArea *area = REVIEW_SENTENCE_AREA (widget);
  GtkTextBuffer *buffer =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (review_sentence_area_get_view (area)));
  g_autofree char *text = NULL;
  int edited = 0;

  g_signal_connect_swapped (area, "edited", G_CALLBACK (g_atomic_int_inc), &edited);
  review_sentence_area_set_name (area, "Annotation");
  review_sentence_area_set_text (area, "One.");
  g_assert_cmpint (edited, ==, 0);
  gtk_text_buffer_insert_at_cursor (buffer, " Two.", -1);
  g_assert_cmpint (edited, ==, 1);
  text = review_sentence_area_dup_text (area);
  g_assert_cmpstr (text, ==, "One. Two.");
  gtk_test_accessible_assert_property (review_sentence_area_get_view (area),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Annotation");
  review_sentence_area_set_status (area, "3 / 2 sentences", TRUE);
  g_assert_true (gtk_widget_has_css_class (widget, "over"));
  finish (widget);
}

static void
test_banner (void)
{
  GtkWidget *banner = g_object_ref_sink (review_banner_new ());

  g_assert_false (gtk_widget_get_visible (banner));
  review_banner_show (REVIEW_BANNER (banner), REVIEW_TONE_WARNING, NULL, "Offline", "Try now",
                      "review.retry");
  g_assert_true (review_banner_get_revealed (REVIEW_BANNER (banner)));
  gtk_test_accessible_assert_role (banner, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_test_accessible_assert_property (banner, GTK_ACCESSIBLE_PROPERTY_LABEL, "Offline");
  review_banner_hide (REVIEW_BANNER (banner));
  g_assert_false (gtk_widget_get_visible (banner));
  finish (banner);
}

static void
test_badge (void)
{
  GtkWidget *badge = g_object_ref_sink (review_step_badge_new (4));

  g_assert_cmpuint (review_step_badge_get_number (REVIEW_STEP_BADGE (badge)), ==, 4);
  finish (badge);
}

/* Side by side while there is room, under each other below that. */
static void
test_columns (void)
{
  GtkWidget *columns =
      g_object_ref_sink (g_object_new (REVIEW_TYPE_COLUMNS, "narrow-at", 300, "spacing", 10, NULL));
  int wide = 0, narrow = 0;

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_set_size_request (child, 100, 40);
      review_columns_add (REVIEW_COLUMNS (columns), child, i + 1);
    }
  gtk_widget_measure (columns, GTK_ORIENTATION_VERTICAL, 400, NULL, &wide, NULL, NULL);
  gtk_widget_measure (columns, GTK_ORIENTATION_VERTICAL, 200, NULL, &narrow, NULL, NULL);
  g_assert_cmpint (wide, ==, 40);
  g_assert_cmpint (narrow, ==, 90);
  finish (columns);
}

/* The lower child gets what it likes, but at most half; what is longer scrolls. */
static void
test_shelf (void)
{
  GtkWidget *shelf = g_object_ref_sink (g_object_new (REVIEW_TYPE_SHELF, NULL));
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *lower = g_object_new (REVIEW_TYPE_SCROLL, "content", content, NULL);

  gtk_widget_set_parent (upper, shelf);
  gtk_widget_set_parent (lower, shelf);
  gtk_widget_set_size_request (content, -1, 100);
  gtk_widget_size_allocate (shelf, &(GtkAllocation){ 0, 0, 400, 600 }, -1);
  g_assert_cmpint (gtk_widget_get_height (lower), ==, 100);
  g_assert_cmpint (gtk_widget_get_height (upper), ==, 500);
  gtk_widget_set_size_request (content, -1, 500);
  gtk_widget_size_allocate (shelf, &(GtkAllocation){ 0, 0, 400, 600 }, -1);
  g_assert_cmpint (gtk_widget_get_height (lower), ==, 300);
  g_assert_cmpint (gtk_widget_get_height (upper), ==, 300);
  gtk_widget_set_visible (lower, FALSE);
  gtk_widget_size_allocate (shelf, &(GtkAllocation){ 0, 0, 400, 600 }, -1);
  g_assert_cmpint (gtk_widget_get_height (upper), ==, 600);
  finish (shelf);
}

static int
height_at (GtkWidget *widget, int width)
{
  int natural = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static void
test_trio (void)
{
  GtkWidget *trio =
      g_object_ref_sink (g_object_new (REVIEW_TYPE_TRIO, "narrow-at", 700, "spacing", 10, NULL));
  GtkWidget *children[3];

  for (int i = 0; i < 3; i++)
    {
      children[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_set_size_request (children[i], 100, 60 + 20 * i);
      gtk_widget_set_parent (children[i], trio);
    }
  g_assert_cmpint (height_at (trio, 700), ==, 100);
  g_assert_cmpint (height_at (trio, 699), ==, 80 + 10 + 100);
  gtk_widget_set_visible (children[2], FALSE);
  g_assert_cmpint (height_at (trio, 699), ==, 80);
  finish (trio);
}

static void
chosen_cb (ReviewChips *chips, const char *id, gboolean active, GString *told)
{
  g_string_append_printf (told, "%s%s ", active ? "+" : "-", id);
}

/* A person's choice is told, the owner's is not; of several each is taken back by itself. */
static void
test_chips (void)
{
  for (int multiple = 0; multiple < 2; multiple++)
    {
      ReviewChips *chips =
          g_object_ref_sink (g_object_new (REVIEW_TYPE_CHIPS, "multiple", multiple, NULL));
      g_autoptr (GString) told = g_string_new ("");
      g_auto (GStrv) active = NULL;
      g_autofree char *joined = NULL;

      g_signal_connect (chips, "chosen", G_CALLBACK (chosen_cb), told);
      review_chips_add (chips, "a", "Alpha", "1");
      review_chips_add (chips, "b", "Beta", "2");
      review_chips_set_active_one (chips, "a");
      g_assert_cmpstr (told->str, ==, "");
      g_assert_true (review_chips_choose (chips, 1));
      g_assert_true (review_chips_choose (chips, 0));
      g_assert_false (review_chips_choose (chips, 2));
      active = review_chips_dup_active (chips);
      joined = g_strjoinv (" ", active);
      g_assert_cmpstr (told->str, ==, multiple ? "+b -a " : "+b +a ");
      g_assert_cmpstr (joined, ==, multiple ? "b" : "a");
      finish (GTK_WIDGET (chips));
    }
}

/* Lets @window lay out and draw what changed. */
static void
settle (GtkWidget *window)
{
  for (int i = 0; i < 200 && g_main_context_iteration (NULL, FALSE); i++)
    ;
  gtk_test_widget_wait_for_draw (window);
  for (int i = 0; i < 200 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static GtkWidget *
add_block (GtkWidget *page, int height)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (block, 50, height);
  gtk_box_append (GTK_BOX (page), block);
  return block;
}

/* What is at the end of a page comes to the top once the page is long enough, also when what is above
 * it got lower meanwhile, and stays where the person scrolls to afterwards. */
static void
test_seek (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  ReviewSeek *seek;
  GtkWidget *target;

  add_block (page, 500);
  target = add_block (page, 40);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 300);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));
  settle (window);
  seek = review_seek_new (GTK_SCROLLED_WINDOW (scrolled), page);
  review_seek_to (seek, target, 20);
  settle (window);
  g_assert_cmpfloat (gtk_adjustment_get_value (at), <, 480);
  gtk_widget_set_size_request (target, 50, 400);
  settle (window);
  g_assert_cmpfloat (gtk_adjustment_get_value (at), ==, 480);

  gtk_adjustment_set_value (at, 100);
  gtk_widget_set_size_request (target, 50, 600);
  settle (window);
  g_assert_cmpfloat (gtk_adjustment_get_value (at), ==, 100);
  review_seek_to (seek, target, 20);
  settle (window);
  g_assert_cmpfloat (gtk_adjustment_get_value (at), ==, 480);
  gtk_widget_set_size_request (gtk_widget_get_first_child (page), 50, 50);
  settle (window);
  g_assert_cmpfloat (gtk_adjustment_get_value (at), ==, 30);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (seek);
}

/* Small, with the same relation of the sides; never larger than it was. */
static void
test_thumbnail (void)
{
  g_autofree guint32 *white = g_new (guint32, 200 * 50);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) small = NULL;
  g_autoptr (GdkTexture) same = NULL;
  guint32 pixels[40 * 10];

  memset (white, 0xff, 200 * 50 * sizeof *white);
  bytes = g_bytes_new (white, 200 * 50 * sizeof *white);
  small = review_thumbnail_new (bytes, 200, 50, 40);
  g_assert_cmpint (gdk_texture_get_width (small), ==, 40);
  g_assert_cmpint (gdk_texture_get_height (small), ==, 10);
  gdk_texture_download (small, (guchar *) pixels, 40 * sizeof *pixels);
  g_assert_cmphex (pixels[5 * 40 + 20], ==, 0xffffffff);
  same = review_thumbnail_new (bytes, 200, 50, 4000);
  g_assert_cmpint (gdk_texture_get_width (same), ==, 200);
  g_assert_cmpint (gdk_texture_get_height (same), ==, 50);
}

/* A text is as high as its label says; a row that it stands in never hears of another least width. */
static void
test_prose (void)
{
  GtkWidget *prose = g_object_ref_sink (review_prose_new (6));
  GtkWidget *label = gtk_label_new ("What would change the verdict: a device that was used before "
                                    "instead of a new one, and a network in the usual country.");
  GtkWidget *below = gtk_label_new ("One line");
  int least = 0, of_height = 0, alone = 0, own = 0, two = 0, line = 0;

  review_label_wrap (GTK_LABEL (label));
  review_prose_append (REVIEW_PROSE (prose), label);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, 200, &own, NULL, NULL, NULL);
  gtk_widget_measure (prose, GTK_ORIENTATION_VERTICAL, 200, &alone, NULL, NULL, NULL);
  g_assert_cmpint (alone, ==, own);
  gtk_widget_measure (prose, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (prose, GTK_ORIENTATION_HORIZONTAL, own, &of_height, NULL, NULL, NULL);
  g_assert_cmpint (of_height, ==, least);
  gtk_widget_set_visible (below, FALSE);
  review_prose_append (REVIEW_PROSE (prose), below);
  gtk_widget_measure (prose, GTK_ORIENTATION_VERTICAL, 200, &two, NULL, NULL, NULL);
  g_assert_cmpint (two, ==, alone);
  gtk_widget_set_visible (below, TRUE);
  gtk_widget_measure (prose, GTK_ORIENTATION_VERTICAL, 200, &two, NULL, NULL, NULL);
  gtk_widget_measure (below, GTK_ORIENTATION_VERTICAL, -1, &line, NULL, NULL, NULL);
  g_assert_cmpint (two, ==, alone + 6 + line);
  gtk_widget_size_allocate (prose, &(GtkAllocation){ 0, 0, 200, two }, -1);
  g_assert_cmpint (gtk_widget_get_height (label), ==, alone);
  g_assert_cmpint (gtk_widget_get_height (below), ==, line);
  g_assert_false (gtk_widget_compute_expand (prose, GTK_ORIENTATION_HORIZONTAL));
  gtk_widget_set_hexpand (label, TRUE);
  g_assert_true (gtk_widget_compute_expand (prose, GTK_ORIENTATION_HORIZONTAL));
  finish (prose);
}

/* What a side of the window holds does not make the window ask how wide it is for a height. */
static void
test_steady (void)
{
  GtkWidget *side = g_object_ref_sink (gtk_overlay_new ());
  GtkWidget *label = gtk_label_new ("Words and words and words and words");
  int width = 0, height = 0, of_height = 0;

  gtk_widget_set_layout_manager (
      side, g_object_new (REVIEW_TYPE_STEADY_LAYOUT, "least-height", 120, NULL));
  review_label_wrap (GTK_LABEL (label));
  gtk_overlay_set_child (GTK_OVERLAY (side), label);
  g_assert_cmpint (gtk_widget_get_request_mode (side), ==, GTK_SIZE_REQUEST_CONSTANT_SIZE);
  gtk_widget_measure (side, GTK_ORIENTATION_VERTICAL, 30, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 120);
  gtk_widget_measure (side, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (side, GTK_ORIENTATION_HORIZONTAL, 400, &of_height, NULL, NULL, NULL);
  g_assert_cmpint (width, >, 0);
  g_assert_cmpint (of_height, ==, width);
  gtk_widget_size_allocate (side, &(GtkAllocation){ 0, 0, 300, 200 }, -1);
  g_assert_cmpint (gtk_widget_get_height (label), ==, 200);
  finish (side);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widgets/meter", test_meter);
  g_test_add_func ("/widgets/bar", test_bar);
  g_test_add_func ("/widgets/countdown", test_countdown);
  g_test_add_func ("/widgets/tag", test_tag);
  g_test_add_func ("/widgets/card", test_card);
  g_test_add_func ("/widgets/key-content", test_key_content);
  g_test_add_func ("/widgets/area", test_area);
  g_test_add_func ("/widgets/banner", test_banner);
  g_test_add_func ("/widgets/badge", test_badge);
  g_test_add_func ("/widgets/columns", test_columns);
  g_test_add_func ("/widgets/shelf", test_shelf);
  g_test_add_func ("/widgets/prose", test_prose);
  g_test_add_func ("/widgets/steady", test_steady);
  g_test_add_func ("/widgets/trio", test_trio);
  g_test_add_func ("/widgets/chips", test_chips);
  g_test_add_func ("/widgets/seek", test_seek);
  g_test_add_func ("/widgets/thumbnail", test_thumbnail);
  return g_test_run ();
}
