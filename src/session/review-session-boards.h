/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boards of a session, which all want to hear the same of it. */
#pragma once

#include "review-session-private.h"

G_BEGIN_DECLS

/* @client: (nullable): there is no server now */
void review_session_boards_set_client (ReviewSession *self, ReviewClient *client);
void review_session_boards_set_user (ReviewSession *self, ReviewUser *user);
/* Another user sits down: what the last one saw is forgotten, and what is shown is read anew. */
void review_session_boards_switch_user (ReviewSession *self, ReviewUser *user);
/* What happened meanwhile was not heard. */
void review_session_boards_came_online (ReviewSession *self);
void review_session_boards_take_event (ReviewSession *self, const ReviewEvent *event);
void review_session_boards_clear (ReviewSession *self);

G_END_DECLS
