# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels as data: what people decide, what others find out later, and what leaves as files."""
import csv
import hashlib
import io
import json
import sys

from harness import Server, Store, decision, intake, new_key, run, wait_for

STORE = Store(sys.argv[1])
TYPE = "poa_review"
NUMBERS = iter(range(1, 10000))
WORK = "/v1/work-items"


def deliver(client, case, risk):
    view = client.get(f"/v1/cases/{case['id']}/values").expect(200).json()
    client.post(f"/v1/cases/{case['id']}/assessments", {
        "agent": "other-house", "model": "m-1", "as_of": view["values"]["as_of"],
        "evidence_hash": view["evidence_hash"], "risk": risk,
        "verdict": "block" if risk >= view["verdict_cut"] else "pass"}, key=new_key()).expect(200)


def decide(client, work, choice, why):
    """Takes the item and decides it as a careful person would."""
    version = client.get(f"{WORK}/{work}").expect(200).json()["work_item"]["version"]
    view = client.post(f"{WORK}/{work}/take", key=new_key(), version=version).expect(200).json()
    if view["blind"]:
        call = {"choice": "undecided", "seen": {"evidence_hash": view["evidence_hash"]}}
        view = client.post(f"{WORK}/{work}/first-call", call, key=new_key(),
                           version=view["work_item"]["version"]).expect(200).json()
    body, said = decision(view, choice), view["assessment"]
    body["seen"].update(assessment=said["id"], verdict_visible=True, sop_version=said.get("sop_version"))
    body["seen"] = {k: v for k, v in body["seen"].items() if v is not None}
    body["form"]["reasoning"] = "sound"
    if choice != said["verdict"]:
        body["form"].update(root_cause="RC-X03", path="N", annotation=why, annotation_language="en")
    if choice == "block":
        body["form"]["disposition"] = "forged"
    return client.post(f"{WORK}/{work}/decision", body, key=new_key(),
                       version=view["work_item"]["version"]).expect(200).json()


def arrive(server, risk, **more):
    """A case with what an agent says of it, and the look that waits for people."""
    service, senior = server.client("u-service"), server.client("u-senior")
    body = intake(next(NUMBERS), TYPE, **more)
    case = service.post("/v1/cases", body, key=new_key()).expect(200).json()
    deliver(service, case, risk)
    view = senior.get(f"/v1/cases/{case['id']}").expect(200).json()
    return body, case["id"], view["work_item"]["id"]


def labels(client, after=None):
    path = "/v1/labels" if after is None else f"/v1/labels?after={after}"
    return [json.loads(line) for line in client.get(path).expect(200).body.splitlines()]


def report(client, body, positive, **more):
    truth = dict({"positive": positive, "source": "chargeback"}, **more)
    return client.post("/v1/truths", {"source": body["source"], "type": body["type"],
                                      "external_id": body["external_id"], "truth": truth}, key=new_key())


def test_truth_matures():
    """One person against ROCA is provisional; an outcome confirms it, another turns it, and each is an
    entry of its own that reads the same again."""
    with Server(STORE) as server:
        model, service = server.client("u-model"), server.client("u-service")
        body, case, work = arrive(server, 0.9)
        decide(server.client("u-senior"), work, "pass", "The issuer renamed itself (E1).")
        first, = wait_for(lambda: labels(model, 0), "the label in effect")
        assert (first["label"], first["label_maturity"]) == ("FP", "provisional"), first
        assert (first["truth_label"], first["truth_maturity"]) == ("FP", "provisional"), first
        assert first["stream"] == "sla" and first["pi"] == 1 and not first.get("correction"), first
        said = report(service, body, False, source="appeal").expect(200).json()
        assert said == {"case_id": case, "added": True, "corrections": 0}, said
        assert not report(service, body, False, source="appeal").expect(200).json()["added"]
        second, = labels(model, first["seq"])
        assert (second["truth_label"], second["truth_maturity"], second["truth_source"]) == (
            "FP", "matured", "appeal"), second
        turned = report(service, body, True, nature="third_party", typology="forged_bill").expect(200)
        assert turned.json()["corrections"] == 1
        third, = labels(model, second["seq"])
        assert third["truth_label"] == "TP" and third["correction"] is True, third
        assert third["nature"] == "third_party" and third["typology"] == "forged_bill", third
        assert third["label"] == "FP", "what the person said stays what it was"
        assert labels(model, 0)[:3] == [first, second, third], "read again, it reads the same"
        assert labels(model) == [third] and labels(model, third["seq"]) == []


def test_second_person_confirms():
    """A reopened case that ends the same confirms what one person had said against ROCA."""
    with Server(STORE) as server:
        model, qa = server.client("u-model"), server.client("u-qa")
        known = labels(model, 0)[-1]["seq"]
        _, case, work = arrive(server, 0.1)
        decide(server.client("u-senior"), work, "block", "The totals do not add up (E1).")
        one, = wait_for(lambda: labels(model, known), "the first label")
        assert (one["truth_label"], one["truth_maturity"]) == ("FN", "provisional"), one
        again = wait_for(lambda: (lambda a: a.json() if a.status == 200 else None)(qa.post(
            f"/v1/cases/{case}/reopen", {"trigger": "qa", "basis": "on_record", "reason": "Looked at."},
            key=new_key())), "a case that is over", 40)
        decide(server.client("u-lead"), again["work_item"], "block", "Two fonts in one line (E1).")
        rows = wait_for(lambda: (lambda r: r if len(r) >= 3 else None)(labels(model, known)), "both")
        newest = {row["decision"]: row for row in rows}
        assert len(newest) == 2, rows
        assert all((r["truth_label"], r["truth_maturity"]) == ("FN", "confirmed")
                   for r in newest.values()), rows


def test_refused():
    with Server(STORE) as server:
        service, model = server.client("u-service"), server.client("u-model")
        body = intake(99999, TYPE)
        report(service, body, True).expect(404)
        report(service, body, True, source="review").expect(422, "invalid", "truth.source")
        report(service, body, False, nature="deceived").expect(422, "invalid", "truth.nature")
        report(model, body, True).expect(403)
        report(server.client("u-lead"), body, True).expect(403)
        model.get("/v1/labels?after=x").expect(422, "invalid", "after")
        server.client("u-agent").get("/v1/labels/card").expect(403)


def test_unfit_and_card():
    """The card says what the set is, unfit apart; its hash is that of the lines."""
    with Server(STORE) as server:
        model, service = server.client("u-model"), server.client("u-service")
        body, _, work = arrive(server, 0.9)
        decide(server.client("u-senior"), work, "block", "")
        wait_for(lambda: len(labels(model)) == 4, "the label")
        report(service, body, True, nature="unfit", source="appeal").expect(200)
        rows = model.get("/v1/labels").expect(200).body
        card = model.get("/v1/labels/card").expect(200).json()
        assert card["rows"] == 4 and card["cases"] == 3 and card["unfit"] == 1, card
        assert card["trainable"] == 3 and card["weight"] == 4 and card["least_pi"] == 1, card
        assert card["sha256"] == hashlib.sha256(rows).hexdigest(), card
        counts = {c["name"]: c["n"] for c in card["labels"]}
        assert counts == {"TP": 2, "FN": 2}, counts
        assert {c["name"] for c in card["models"]} == {"m-1"} and card["policies"], card
        later = model.get(f"/v1/labels/card?after={card['until']}").expect(200).json()
        assert later["rows"] == 0 and later["until"] == card["until"], later


def test_files():
    """A spreadsheet in which nothing is a formula, and Label Studio out and in."""
    with Server(STORE) as server:
        arrive(server, 0.9, external_id="=HYPERLINK(1)")
        service, senior = server.client("u-service"), server.client("u-senior")
        work = senior.post("/v1/views", {}).expect(200).json()["rows"][0]["work_item"]
        decide(senior, work, "block", "")
        wait_for(lambda: len(labels(server.client("u-model"))) == 5, "the label")
        assert service is not None
    card = STORE.folder / "card.json"
    text = STORE.run("export-labels", "--format=csv", f"--card={card}").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 5 and rows[-1]["external_id"] == "'=HYPERLINK(1)", rows[-1]
    assert rows[0]["truth_label"] == "TP" and rows[0]["correction"] == "true", rows[0]
    assert json.loads(card.read_text())["rows"] == 5
    assert STORE.run("export-labels", "--after=0").stdout == STORE.run("export-labels", "--after=0").stdout
    STORE.run("export-labels", "--format=xls", code=2)
    tasks = json.loads(STORE.run("export-labels", "--format=label-studio").stdout)
    last = tasks[-1]
    assert last["data"]["case"] == "=HYPERLINK(1)" and last["predictions"][0]["score"] == 0.9, last
    assert last["annotations"][0]["result"][0]["value"]["choices"] == ["block"], last
    other = json.loads(json.dumps(last["annotations"][0]))
    other["result"][0]["value"]["choices"] = ["pass"]
    path = STORE.folder / "tasks.json"

    def take(annotations):
        path.write_text(json.dumps([dict(last, annotations=annotations)]))
        return json.loads(STORE.run("truths", str(path), "--json").stdout)

    assert take([other, last["annotations"][0]])["added"] == 0, "they do not agree"
    assert take([dict(other, was_cancelled=True)])["added"] == 0
    done = take([other, dict(other, completed_by="b")])
    assert done == {"added": 1, "known": 0, "corrections": 1, "unknown": 0}, done
    assert take([other, dict(other, completed_by="b")])["known"] == 1
    path.write_text(json.dumps({"source": "test", "type": TYPE, "external_id": "none",
                                "truth": {"positive": True, "source": "authority"}}) + "\n")
    assert json.loads(STORE.run("truths", str(path), "--json").stdout)["unknown"] == 1
    path.write_text('[{"data": {}}]')
    assert "data" in STORE.run("truths", str(path), code=2).stderr
    STORE.run("verify-audit")


if __name__ == "__main__":
    STORE.add_user("u-service", "service")
    for role in ("agent", "senior", "lead", "qa", "model"):
        STORE.add_user(f"u-{role}", role)
    run([test_truth_matures, test_second_person_confirms, test_refused, test_unfit_and_card, test_files])
