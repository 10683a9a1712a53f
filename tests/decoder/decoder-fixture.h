/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as customers send them, and a decoder that is waited for. */
#pragma once

#include "review-decoder.h"

G_BEGIN_DECLS

/* The first generated case with a file of that type: "image/jpeg", "application/pdf". (transfer
 * full) */
GBytes *fixture_draw (const char *case_type, int media_type);
/* A PNG whose header claims that size; pixels are there when @whole. (transfer full) */
GBytes *fixture_make_png (guint width, guint height, gboolean whole);
/* A copy with bits, lengths or ends that are another; the same seed damages the same. (transfer
 * full) */
GBytes *fixture_damage (GRand *rand, GBytes *whole);
/* Waits for the outcome, in bounds. (transfer full) (nullable) */
ReviewDocument *fixture_open (ReviewDecoder *decoder, GBytes *file, GError **error);

G_END_DECLS
