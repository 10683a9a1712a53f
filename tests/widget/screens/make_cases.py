#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the cases that the tests of screens show: one of each type as the real server serves it to
who holds it, taken from the generated demo. They are kept beside this file, so that a picture of them
stays the same; made anew only when the wire changes. Usage: make_cases.py SERVER-PROGRAM"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "api"))
from harness import Server, Store, new_key, wait_for

TYPES = ("ato", "kyc_audit", "poa_review", "reset_2fa", "withdrawal_anomaly")
ARRIVING = 12


def list_rows(client, case_type):
    rows = client.post("/v1/views", {"case_type": case_type}).expect(200).json()["rows"]
    return rows if len(rows) >= ARRIVING // 6 else None


def fullest(client, case_type):
    """Of those that wait: the one with the most kinds of evidence, and of these the most rows."""
    rows = wait_for(lambda: list_rows(client, case_type), f"cases of {case_type} that wait")
    views = [client.get(f"/v1/work-items/{row['work_item']}").expect(200).json() for row in rows]
    return max((view for view in views if "assessment" in view),
               key=lambda view: (len({one["kind"] for one in view["evidence"]}), len(view["evidence"])))


def main(program):
    store = Store(program)
    for arriving in ("0", str(ARRIVING)):
        store.run("demo", "--seed", "7", "--history", "300", "--arriving", arriving)
        if arriving == "0":
            for case_type in TYPES:
                store.run("train", "--type", case_type)
    for user, role in (("u-look", "senior"), ("u-lead", "lead")):
        added = store.run("user", "add", "--json", f"--id={user}", "--name=L. Chen", f"--role={role}",
                          *(f"--qualified={case_type}" for case_type in TYPES))
        store.tokens[user] = json.loads(added.stdout)["token"]
    with Server(store) as server:
        client = server.client("u-look")
        for case_type in TYPES:
            item = fullest(client, case_type)["work_item"]
            view = client.post(f"/v1/work-items/{item['id']}/take", key=new_key(), version=item["version"])
            view = view.expect(200).json()
            if view.get("blind"):
                view = client.post(f"/v1/work-items/{item['id']}/first-call", {"call": "undecided", "seen": {}},
                                   key=new_key(), version=view["work_item"]["version"]).expect(200).json()
            for gone in ("lease", "draft", "first_call"):
                view.pop(gone, None)
            view["work_item"]["state"] = view["case"]["state"] = "queued"
            text = json.dumps(view, ensure_ascii=False, indent=0, sort_keys=False)
            (HERE / f"case-{case_type}.json").write_text(text + "\n")
            print(case_type, view["case"]["display_id"], len(view["evidence"]), "rows", len(text), "bytes")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
