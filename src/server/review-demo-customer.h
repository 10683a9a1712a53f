/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"

G_BEGIN_DECLS

/* The customers of generated cases, who are asked and answer: a simulation, for the embedded server
 * alone. What they say says so. */
typedef struct _ReviewDemoCustomer ReviewDemoCustomer;

ReviewDemoCustomer *review_demo_customer_new (ReviewService *service);
void review_demo_customer_free (ReviewDemoCustomer *self);
gboolean review_demo_customer_turn (ReviewDemoCustomer *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewDemoCustomer, review_demo_customer_free)

G_END_DECLS
