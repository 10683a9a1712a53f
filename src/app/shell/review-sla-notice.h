/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SLA_NOTICE (review_sla_notice_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSlaNotice, review_sla_notice, REVIEW, SLA_NOTICE, GObject)

ReviewSlaNotice *
review_sla_notice_new (GApplication *app, ReviewSession *session, GSettings *settings);

G_END_DECLS
