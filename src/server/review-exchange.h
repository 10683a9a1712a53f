/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-server.h"

G_BEGIN_DECLS

/* A request that was let in: what a handler gets. All members are borrowed. */
typedef struct
{
  ReviewServer *server;
  ReviewService *service;
  ReviewHttpRequest *http;
  const char *token;
  const ReviewUser *user; /* (nullable): only where the one-time token was accepted */
  const char *param;      /* (nullable): what stands for {} in the pattern */
  const char *second;     /* (nullable): what stands for its second {} */
  gpointer body;          /* (nullable): record of the route's type */
  ReviewCall call;
} ReviewExchange;

G_END_DECLS
