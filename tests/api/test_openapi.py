# SPDX-License-Identifier: GPL-3.0-or-later
"""The description of the API against the table and against the real server, both ways: what is
served is described, what is described is served, and bodies and answers are what it says."""
import json
import re
import sys

import jsonschema

from harness import ROLES, Client, Server, Store, decision, intake, new_key, run

PROGRAM = sys.argv[1]
ABSENT = "0" * 32
BYTES = "application/octet-stream"
STORE = Store(PROGRAM)
WORK = "/v1/work-items"
NUMBERS = iter(range(1, 10000))
DOCUMENT = json.loads(STORE.run_plain("routes", "--openapi"))


def table():
    return [json.loads(line) for line in STORE.run_plain("routes").splitlines()]


def operations():
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def reference(content, media="application/json"):
    return content["content"][media]["schema"].get("$ref", "").rsplit("/", 1)[-1]


def validate(value, schema):
    jsonschema.Draft202012Validator({**schema, "components": DOCUMENT["components"]}).validate(value)


def find(method, path):
    """The operation that a request goes to; literal segments go before open ones."""
    fits = [(p, o) for m, p, o in operations()
            if m == method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", p), path)]
    return min(fits, key=lambda fit: fit[0].count("{"))[1] if fits else None


class Watched(Client):
    """A client that holds every body and every answer against the description."""
    seen = set()

    def ask(self, method, path, body=None, **more):
        operation = find(method, path.split("?")[0])
        assert operation is not None, (method, path)
        if body is not None:
            validate(body, operation["requestBody"]["content"]["application/json"]["schema"])
        answer = super().ask(method, path, body, **more)
        kind = answer.headers["Content-Type"]
        described = operation["responses"]["200" if answer.status == 200 else "default"]["content"]
        assert kind in described, (method, path, kind)
        lines = answer.body.splitlines() if kind == "application/jsonl" else [answer.body]
        for line in lines:
            validate(json.loads(line), described[kind]["schema"])
        if answer.status == 200:
            Watched.seen.add((method, operation["summary"]))
        return answer


def watched(server, user):
    return Watched(server.port, STORE.tokens.get(user))


def test_the_document_is_whole():
    """It says its version, and every reference leads somewhere."""
    assert DOCUMENT["openapi"] == "3.1.0" and DOCUMENT["info"]["version"]
    schemas = DOCUMENT["components"]["schemas"]
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(DOCUMENT)))
    assert named == set(schemas), named ^ set(schemas)
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert set(schema.get("required", [])) <= set(schema["properties"]), name
    assert "purpose" not in schemas["work_item"]["properties"], "private to the server"


def test_what_is_served_is_described():
    described = {(m, re.sub(r"\{\w+\}", "{}", p)): o for m, p, o in operations()}
    rows = table()
    assert {(r["method"], r["pattern"]) for r in rows} == set(described)
    for row in rows:
        operation = described[row["method"], row["pattern"]]
        headers = {p["name"] for p in operation["parameters"] if p["in"] == "header" and p["required"]}
        assert operation["x-roles"] == row["roles"], row
        assert ("Idempotency-Key" in headers) == row["key"], row
        assert ("If-Match" in headers) == row["version"], row
        assert (operation.get("security") == []) == row["open"], row
        body = operation.get("requestBody")
        assert (body is not None and BYTES in body["content"]) == row["bytes"], row
        assert (reference(body) if body and not row["bytes"] else "") == row["body"], row
        holes = [p for p in operation["parameters"] if p["in"] == "path"]
        assert len(holes) == row["pattern"].count("{}"), row


def test_what_is_described_is_served():
    """Each path knows each of its methods and no other."""
    with Server(STORE) as server:
        for path, methods in DOCUMENT["paths"].items():
            real = re.sub(r"\{\w+\}", ABSENT, path)
            for method in ("GET", "POST", "PUT"):
                user = methods.get(method.lower(), {}).get("x-roles", ["lead"])[-1]
                if real == "/v1/events" and method == "GET":
                    continue
                answer = Client(server.port, STORE.tokens[f"u-{user}"]).ask(
                    method, real, headers={"Idempotency-Key": new_key(), "If-Match": '"1"'})
                if method.lower() in methods:
                    assert answer.status != 405, (method, path)
                    if answer.status == 404:
                        assert b"no such path" not in answer.body, (method, path)
                elif find(method, real) is None:
                    assert answer.status == 405, (method, path, answer.status)


def test_answers_are_what_it_says():
    """A morning at the desk, every body and every answer checked."""
    with Server(STORE) as server:
        service, senior, lead = (watched(server, f"u-{name}") for name in ("service", "senior", "lead"))
        watched(server, None).get("/v1/health").expect(200)
        assert senior.get("/v1/openapi").expect(200).json() == DOCUMENT
        senior.get("/v1/session").expect(200)
        senior.get("/v1/catalog").expect(200)
        senior.get("/v1/sops/poa_review").expect(200)
        case = service.post("/v1/cases", intake(next(NUMBERS)), key=new_key()).expect(200).json()
        page = senior.post("/v1/views", {}).expect(200).json()
        senior.get(f"/v1/views/{page['view']}?offset=0&limit=5").expect(200)
        row = page["rows"][0]
        around = f"/v1/views/{page['view']}/work-items"
        assert row in senior.get(f"{around}/{row['work_item']}").expect(200).json()["rows"]
        senior.get(f"{around}/{row['case_id']}").expect(404, "not_found")
        narrow = {"text": row["display_id"], "bands": ["rest"], "holder": "free", "key_user": False}
        found = senior.post("/v1/views", narrow).expect(200).json()
        assert found["rows"] == [row], found
        assert found["bands"] == [{"band": "rest", "count": 1}], found
        senior.post("/v1/views", {"states": ["lost"]}).expect(422)
        kept = {"version": 1, "filters": [{"name": "Mine", "filter": narrow}]}
        senior.put("/v1/filters", kept, key=new_key()).expect(200)
        assert senior.get("/v1/filters").expect(200).json() == kept
        view = senior.post(f"{WORK}/take-next", {}, key=new_key()).expect(200).json()
        item = view["work_item"]
        path = f"{WORK}/{item['id']}"
        senior.get(path).expect(200)
        senior.get(f"/v1/cases/{view['case']['id']}").expect(200)
        senior.get(f"/v1/cases/{case['id']}")
        senior.post(f"{path}/lease", key=new_key()).expect(200)
        senior.put(f"{path}/draft", {"revision": 1, "form": {"choice": "pass"}}, key=new_key()).expect(200)
        made = senior.post(f"{path}/decision", decision(view), key=new_key(),
                           version=item["version"]).expect(200).json()
        back = senior.post(f"/v1/decisions/{made['id']}/retract", key=new_key(),
                           version=made["work_item_version"]).expect(200).json()["work_item"]
        senior.post(f"{path}/release", {"reason": "language"}, key=new_key(),
                    version=back["version"]).expect(200)
        senior.post(f"{path}/release", {}, key=new_key(), version=1).expect(409)
        lead.get("/v1/labels").expect(200)
        policy = lead.get("/v1/policies/live").expect(200).json()
        lead.post("/v1/policies", {**policy, "base": policy["version"]}, key=new_key()).expect(200)
        lead.get("/v1/policies").expect(200)
    assert len(Watched.seen) >= 15, Watched.seen


def main():
    try:
        for role in ROLES:
            vendor = ["--vendor=acme"] if role in ("bpo", "vendor_lead") else []
            STORE.add_user(f"u-{role}", role, *vendor)
        STORE.stock(3, NUMBERS)
        run([test_the_document_is_whole, test_what_is_served_is_described,
             test_what_is_described_is_served, test_answers_are_what_it_says])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
