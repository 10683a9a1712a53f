/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_APPLICATION (review_application_get_type ())
G_DECLARE_FINAL_TYPE (ReviewApplication, review_application, REVIEW, APPLICATION, AdwApplication)

ReviewApplication *review_application_new (GSettings *settings);
ReviewSession *review_application_get_session (ReviewApplication *self);
GSettings *review_application_get_settings (ReviewApplication *self);
void review_application_set_language (ReviewApplication *self, const char *language);

G_END_DECLS
