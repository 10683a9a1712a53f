# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that finds a live model assesses what waits for it and what arrives over the API."""
import itertools
import sys

import harness

numbers = itertools.count(1)


def waiting(client):
    page = client.post("/v1/views", {"case_type": "poa_review"}).expect(200).json()
    return page["rows"] if page["count"] >= 6 else None


def shown(case_ids):
    """One of the cases that says what ROCA said: a share of all looks is drawn to be hidden, and does not."""
    answers = (client.get(f"/v1/cases/{case_id}") for case_id in case_ids)
    views = (answer.json() for answer in answers if answer.status == 200)
    return next((view for view in views if "assessment" in view), None)


def test_waiting_cases_are_assessed():
    rows = harness.wait_for(lambda: waiting(client), "proofs of address in the queue")
    view = harness.wait_for(lambda: shown(row["case_id"] for row in rows), "what ROCA said")
    assert 0 <= view["assessment"]["risk"] <= 1 and view["assessment"]["steps"], view


def test_an_arrival_is_assessed():
    key_user = [{"code": "institution", "points": 80, "key_user_reason": True}]
    cases = [service.post("/v1/cases", harness.intake(next(numbers), priority=80, priority_reasons=key_user),
                          key=harness.new_key()).expect(200).json() for _ in range(8)]
    view = harness.wait_for(lambda: shown(case["id"] for case in cases), "an arrival's assessment")
    assert view["assessment"]["route"] == "human" and view["assessment"]["reason"] == "key_user", view


store = harness.Store(sys.argv[1])
store.run("demo", "--history", "200", "--arriving", "60")
store.run("train", "--type", "poa_review")
store.add_user("u-lead", "lead")
store.add_user("u-service", "service")
with harness.Server(store) as server:
    client, service = server.client("u-lead"), server.client("u-service")
    harness.run([test_waiting_cases_are_assessed, test_an_arrival_is_assessed])
