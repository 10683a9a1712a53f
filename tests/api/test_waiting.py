# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting through the API: a question goes out to the system that carries it, its answer brings the
case back to the person who asked, and nobody else may deliver one; a hold is woken by hand."""
import datetime
import json
import sys

from harness import Server, Store, new_key, run

STORE = Store(sys.argv[1])
WORK = "/v1/work-items"
NUMBERS = iter(range(1, 1000))
ABSENT = "0" * 32


def in_hours(hours):
    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
    return later.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def take(client):
    return client.post(f"{WORK}/take-next", {}, key=new_key()).expect(200).json()


def ask(client, view, **more):
    item = view["work_item"]
    body = {"codes": ["address_doc_new"], **more}
    return client.post(f"{WORK}/{item['id']}/request", body, key=new_key(), version=item["version"])


def outgoing(server):
    return server.client("u-service").get("/v1/requests").expect(200).json().get("requests", [])


def find(server, view):
    return next(one for one in outgoing(server) if one["case_id"] == view["case"]["id"])


def answer(server, request, name="m-1", key=None, user="u-service", **more):
    body = {"external_id": name, "text": "Please find it attached."}
    body.update(more)
    return server.client(user).post(f"/v1/requests/{request}/answer", body, key=key or new_key())


def test_there_and_back():
    """Asked with a note to colleagues, carried without it, answered, and back with the same person."""
    with Server(STORE) as server:
        senior = server.client("u-senior")
        view = take(senior)
        ask(senior, view, note="Compare E1 with what comes.").expect(200)
        sent = find(server, view)
        assert sent["codes"] == ["address_doc_new"] and sent["external_id"].startswith("ext-"), sent
        assert "Another" not in json.dumps(sent) and "note" not in sent, sent
        assert "proof of your address" in sent["text"]["en"] and "地址" in sent["text"]["zh-CN"], sent
        waiting = senior.get("/v1/inbox").expect(200).json()["waiting"]
        assert [w["state"] for w in waiting] == ["waiting_customer"], waiting
        row = {"kind": "document", "at": "2026-11-21T10:00:00.000Z", "fields": [
            {"name": "document", "value": "bank_statement", "type": "text", "klass": "open"}]}
        receipt = answer(server, sent["id"], evidence=[row]).expect(200).json()
        assert receipt["received"] == "in_time" and receipt["rows"] == 2, receipt
        assert not any(one["id"] == sent["id"] for one in outgoing(server))
        back = take(senior)
        assert back["case"]["id"] == view["case"]["id"], back["case"]
        assert len(back["evidence"]) == len(view["evidence"]) + 2
        assert back["requests"][0]["outcome"] == "answered", back["requests"]


def test_once():
    """The same answer under the same key, and under another: one answer. A second one adds itself."""
    with Server(STORE) as server:
        senior, key = server.client("u-senior"), new_key()
        view = take(senior)
        ask(senior, view).expect(200)
        request = find(server, view)["id"]
        first = answer(server, request, key=key).expect(200)
        assert answer(server, request, key=key).expect(200).body == first.body
        assert answer(server, request).expect(200).json()["received"] == "in_time"
        answer(server, request, key=key, text="Something else.").expect(422)
        assert answer(server, request, name="m-2").expect(200).json()["received"] == "again"
        back = take(senior)
        assert len(back["evidence"]) == len(view["evidence"]) + 2, len(back["evidence"])


def test_refused():
    """Only the service delivers and sees what is out; an answer says something, about a question."""
    with Server(STORE) as server:
        senior = server.client("u-senior")
        view = take(senior)
        ask(senior, view).expect(200)
        request = find(server, view)["id"]
        for user in ("u-senior", "u-agent", "u-lead", "u-admin", "u-bpo"):
            answer(server, request, user=user).expect(403, "forbidden")
            server.client(user).get("/v1/requests").expect(403, "forbidden")
        answer(server, ABSENT).expect(404, "not_found")
        answer(server, request, text="").expect(422, "invalid", "text")
        answer(server, request, name="").expect(422, "invalid", "external_id")
        ask(senior, view, codes=[]).expect(422, "invalid", "codes")


def test_hold_and_wake():
    """Held for an event at the latest for the policy's time, woken by who held it."""
    with Server(STORE) as server:
        senior, agent = server.client("u-senior"), server.client("u-agent")
        item = take(senior)["work_item"]
        path = f"{WORK}/{item['id']}"
        for wrong, field in (({"wake_at": in_hours(24 * 9)}, "wake_at"), ({}, "wake_at"),
                             ({"wake_on": "a_miracle"}, "wake_on")):
            senior.post(f"{path}/hold", {"reason": "outage", **wrong}, key=new_key(),
                        version=item["version"]).expect(422, "invalid", field)
        held = senior.post(f"{path}/hold", {"reason": "provider_result", "wake_on": "new_evidence"},
                           key=new_key(), version=item["version"]).expect(200).json()
        assert held["state"] == "on_hold", held
        agent.post(f"{path}/wake", key=new_key(), version=held["version"]).expect(403, "forbidden")
        woken = senior.post(f"{path}/wake", key=new_key(), version=held["version"]).expect(200).json()
        assert woken["state"] == "queued", woken
        senior.post(f"{path}/wake", key=new_key(), version=woken["version"]).expect(409, "conflict")
        assert take(senior)["work_item"]["id"] == item["id"]


def test_attainment():
    """Seniors, leads and QA read it, over a number of days that makes sense."""
    with Server(STORE) as server:
        lead = server.client("u-lead")
        report = lead.get("/v1/attainment/7").expect(200).json()
        assert sum(one["looks"] for one in report["types"]) == 6, report
        assert report["escalations"]["made"] == 0, report
        for days in ("0", "93", "week"):
            lead.get(f"/v1/attainment/{days}").expect(422, "invalid", "days")
        server.client("u-agent").get("/v1/attainment/7").expect(403, "forbidden")


def main():
    try:
        for role in ("agent", "senior", "lead", "admin", "service"):
            STORE.add_user(f"u-{role}", role)
        STORE.add_user("u-bpo", "bpo", "--vendor=acme")
        STORE.stock(6, NUMBERS)
        run([test_there_and_back, test_once, test_refused, test_hold_and_wake, test_attainment])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
