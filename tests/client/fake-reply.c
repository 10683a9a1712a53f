/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-test"
#include "fake-reply.h"

#include "review-codec.h"
#include "review-error.h"
#include "review-problem.h"

FakeReply
fake_refuse (GError *error)
{
  g_autoptr (ReviewProblem) problem = review_problem_from_error (error);
  FakeReply reply = { (guint) problem->status, review_encode (problem) };

  g_error_free (error);
  return reply;
}

FakeReply
fake_refuse_with (int code)
{
  return fake_refuse (g_error_new_literal (REVIEW_ERROR, code, "the fake says so: SERVER-TEXT"));
}

FakeReply
fake_answer (gconstpointer record)
{
  return (FakeReply){ 200, review_encode (record) };
}
