/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the closed lists on the wire and in the store. They never change meaning. */
#define G_LOG_DOMAIN "review-model"
#include "review-enums.h"

#define LIST(symbol, ...) \
  const ReviewEnum review_##symbol = { #symbol, (const char *const[]){ __VA_ARGS__, NULL } }

LIST (evidence_kinds,
      "event",
      "transaction",
      "login",
      "device",
      "document",
      "graph_edge",
      "profile",
      "screening");
LIST (value_types, "text", "number", "amount", "time", "boolean");
LIST (classes, "open", "personal", "secret");
LIST (case_states,
      "new",
      "assessed",
      "no_assessment",
      "queued",
      "leased",
      "waiting_customer",
      "on_hold",
      "escalated",
      "auto_decided",
      "decided",
      "second_review",
      "effects_pending",
      "closed",
      "reopened");
LIST (work_states,
      "queued",
      "leased",
      "waiting_customer",
      "on_hold",
      "escalated",
      "decided",
      "closed");
LIST (purposes, "sla", "audit", "gold", "qa", "calibration", "second_review");
LIST (verdicts, "pass", "block");
LIST (routes, "auto_pass", "auto_block", "human", "audit", "gold", "no_assessment");
LIST (step_kinds, "fact", "inference", "rule");
LIST (answers, "met", "not_met", "unknown");
LIST (directions, "raises", "lowers", "neutral");
LIST (citation_statuses, "ok", "missing", "changed");
LIST (clause_kinds, "check", "ask", "hold", "pass", "block", "escalate");
LIST (choices, "pass", "block", "escalate");
LIST (recommendations, "pass", "block", "undecided");
LIST (reasonings, "sound", "flawed");
LIST (step_marks, "right", "wrong");
LIST (stages, "first", "second", "lead", "qa");
LIST (labels, "TP", "TN", "FP", "FN");
LIST (maturities, "provisional", "confirmed", "matured");
LIST (bases, "on_record", "new_evidence");
LIST (natures, "third_party", "first_party", "deceived", "ineligible", "illicit_funds", "unfit");
LIST (paths, "A", "B", "C", "D", "E", "N");
LIST (effect_states, "requested", "confirmed", "failed", "cancelled");
LIST (effect_replies, "accepted", "confirmed", "failed");
LIST (roles, "bpo", "vendor_lead", "agent", "senior", "qa", "lead", "model", "admin", "service");
LIST (qualification_stages,
      "training",
      "practice",
      "certification",
      "nesting",
      "limited",
      "certified");
LIST (rule_effects, "force_human", "force_block", "require_escalation", "raise_priority");
LIST (model_states, "candidate", "shadow", "live", "retired");
LIST (training_methods, "anew", "continued");
LIST (training_states, "waiting", "running", "done", "failed", "cancelled");
LIST (policy_states, "draft", "approved", "live", "superseded", "withdrawn");
LIST (sides, "pass", "block");
LIST (link_kinds,
      "device",
      "address",
      "ip",
      "document",
      "scan",
      "template",
      "face",
      "account",
      "contact",
      "household");
LIST (link_guards, "gateway", "crowd", "household");
LIST (link_grades, "strong", "moderate", "weak");
LIST (outcomes, "open", "passed", "blocked", "escalated", "closed");
LIST (note_scopes, "case", "subject");
LIST (blind_modes, "open", "on_demand", "hidden");
LIST (feedback_kinds, "overruled", "returned", "overturned");
LIST (bands, "breached", "under_20_min", "under_1_h", "rest");
LIST (holders, "anyone", "mine", "free");
LIST (work_acts,
      "take",
      "release",
      "decide",
      "escalate",
      "retract",
      "retract_up",
      "ask",
      "hold",
      "answer_customer",
      "lapse",
      "lapse_up",
      "lapse_over",
      "wake",
      "return",
      "pass_up",
      "answer_asked",
      "settle",
      "dispute",
      "decide_group",
      "retract_group",
      "snooze",
      "assign",
      "close");
LIST (request_outcomes, "answered", "unanswered");
LIST (received, "in_time", "late", "again", "closed");
LIST (woken, "time", "event", "maximum", "person");
LIST (causes,
      "queue_wait",
      "no_qualified_person",
      "review_time",
      "escalation_wait",
      "core_system",
      "customer",
      "hold");
LIST (arms, "live", "tried");
