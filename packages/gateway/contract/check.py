"""Checks a running gateway as a client of the reference API sees it.

In the environment: GATEWAY_URL, GATEWAY_TOKEN, and ACCOUNTS, JSON with an object for each name to print: "account" (the id), "user"
(one to create) and "changes" (of devices, of which at least one is accepted). Accounts must be sandboxes, because records are created,
changed and deleted. Arguments name the checks to run, instead of all. Prints a line for each; ends with 1 when one failed.
"""

import json
import os
import re
import sys
from functools import partial
from uuid import uuid4

sys.dont_write_bytecode = True

from client import Account  # noqa: E402
from model import DEBUG, DEBUG_LIST, ERROR, LIST, RECORDS, REQUIRED, problems  # noqa: E402

STATUSES = {"planned", "accepted", "pending", "completed", "failed", "unsupported"}


class Wrong(Exception):
    """The gateway does not respond as a client expects."""


def expect(is_so, what):
    if not is_so:
        raise Wrong(what)


def expect_status(response, status):
    expect(response.status == status, f"status {response.status} in place of {status}: {response.text[:200]}")
    expect(response.headers.get("content-type", "").startswith("application/json"), "the body is not JSON")
    return response.json


def expect_record(resource, record):
    found = problems(record, RECORDS[resource], REQUIRED[resource])
    expect(not found, f"a record of {resource}: {', '.join(found[:3])}")


def expect_error(response, status, is_remote):
    body = expect_status(response, status)
    found = problems(body, ERROR, ERROR)
    expect(not found, f"the error: {', '.join(found)}")
    expect(body["statusCode"] == status, f"statusCode {body['statusCode']} with status {status}")
    expect(body.get("truto_is_remote_error", False) is is_remote, "whose fault it is, is wrong")
    return body


def lists_to_the_end(account, resource):
    seen = []
    first = None
    limit = ("limit", 100 if resource == "apps" else 7)
    for response in account.pages(resource, [limit]):
        page = expect_status(response, 200)
        found = problems(page, LIST, ["result", "result_count"])
        expect(not found, f"the list: {', '.join(found)}")
        expect({"next_cursor", "prev_cursor"} <= page.keys(), "a cursor is missing")
        expect(page["result_count"] == len(page["result"]), "result_count does not count the page")
        for record in page["result"]:
            expect_record(resource, record)
        if first is not None and len(seen) == len(first) and page["prev_cursor"] is not None:
            back = account.get(resource, [limit, ("next_cursor", page["prev_cursor"])]).json
            expect([one["id"] for one in back["result"]] == first, "prev_cursor does not lead back")
        seen += [record["id"] for record in page["result"]]
        first = seen[:] if first is None else first
    expect(len(seen) == len(set(seen)), "a record came twice")


def streams_as_much(account, resource):
    response, records, last = account.stream(resource)
    expect(response.headers["content-type"] == "application/x-ndjson", "the stream is not NDJSON")
    for record in records:
        expect_record(resource, record)
    report = last.get("report")
    expect(report is not None and report["complete"] is True, f"the last line says {last}")
    expect(report["records"] == len(records), "the last line counts otherwise")
    expect(len(records) == len(account.records(resource)), "the list has other records")
    page = expect_status(account.get(resource, [("truto_response_format", "stream")]), 200)
    expect(page["result"] == records and page["next_cursor"] is None, "the stream as one page has other records")


def refuses(account, resource):
    expect_error(account.get(resource), 405, False)


def gets(account, resource):
    for listed in account.get(resource, [("limit", 3)]).json["result"]:
        record = expect_status(account.one(resource, listed["id"]), 200)
        expect_record(resource, record)
        expect(record["id"] == listed["id"], "another record")
        expect(record.get("remote_data") is not None, "remote_data is missing")


def filters(account, capabilities):
    devices = account.records("devices", [("limit", 100)])
    serial = next(device["serial_number"] for device in devices if device.get("serial_number"))
    found = account.records("devices", [("serial_number", serial)])
    wanted = [device["id"] for device in devices if device.get("serial_number") == serial]
    expect([device["id"] for device in found] == wanted, "serial_number finds other devices")
    platform = devices[0]["platform"]
    found = account.records("devices", [("platform", platform), ("limit", 50)])
    wanted = [device["id"] for device in devices if device.get("platform") == platform]
    expect([device["id"] for device in found] == wanted, "platform finds other devices")
    if "list" not in capabilities["users"]["operations"]:
        return
    user = next(user for user in account.records("users", [("limit", 100)]) if user.get("emails"))
    found = account.records("users", [("email", user["emails"][0]["email"])])
    expect(user["id"] in [one["id"] for one in found], "email does not find its user")


def formats(account):
    def page(*query):
        return expect_status(account.get("devices", [("limit", 2), *query]), 200)

    plain = page()
    bare = page(("truto_ignore_remote_data", True), ("truto_exclude_fields[]", "name"), ("truto_exclude_fields[]", "tags"))
    expect(not {"remote_data", "name", "tags"} & bare["result"][0].keys(), "what was excluded is there")
    keyed = page(("truto_key_by", "serial_number"))
    expect(all(key == record["serial_number"] for key, record in keyed["result"].items()), "keys differ from those requested")
    full = page(("truto_response_format", "normalized"))["result"][0]
    expect(RECORDS["devices"].keys() - {"remote_data"} <= full.keys(), "normalized lacks fields")
    raw = account.get("devices", [("limit", 2), ("truto_response_format", "raw")]).json
    expect("next_cursor" not in raw, "raw is not the vendor's response")
    debug = page(("truto_response_format", "debug"))
    expect(debug["result"]["result"][0]["id"] == plain["result"][0]["id"], "debug has another result")
    expect(set(debug["debug"]) == set(DEBUG_LIST), f"debug of a list has {sorted(debug['debug'])}")
    one = account.one("devices", plain["result"][0]["id"], query=[("truto_response_format", "debug")]).json
    expect(set(one["debug"]) == set(DEBUG), f"debug of a record has {sorted(one['debug'])}")


def writes_users(account, body, operations):
    key = {"Idempotency-Key": str(uuid4())}
    created = expect_status(account.request("POST", "users", body=body, headers=key), 201)
    expect_record("users", created)
    again = expect_status(account.request("POST", "users", body=body, headers=key), 201)
    expect(again == created, "the same Idempotency-Key created another user")
    expect_error(account.request("POST", "users", body={**body, "name": "x"}, headers=key), 422, False)
    if "update" in operations:
        changed = expect_status(account.one("users", created["id"], "PATCH", body={"name": "Robin Vale"}), 200)
        expect((changed["id"], changed["name"]) == (created["id"], "Robin Vale"), "the change does not show")
    if "delete" in operations:
        deleted = expect_status(account.one("users", created["id"], "DELETE"), 200)
        expect(deleted["id"] == created["id"], "another user was deleted")
        expect_error(account.one("users", created["id"]), 404, True)


def refuses_users(account):
    body = {"name": "Kim Hollis", "emails": [{"email": "kim.hollis@example.com"}]}
    expect_error(account.request("POST", "users", body=body), 405, False)


def shows(value, wanted):
    if isinstance(wanted, dict):
        return all(shows(value.get(name), part) for name, part in wanted.items())
    if isinstance(wanted, list):
        return len(value) == len(wanted) and all(map(shows, value, wanted))
    return value == wanted


def writes_devices(account, changes, operations):
    device = account.get("devices", [("limit", 1)]).json["result"][0]
    accepted = []
    for name, wanted in changes.items():
        response = account.one("devices", device["id"], "PATCH", body={name: wanted})
        if response.status == 422:  # not of this device
            expect_error(response, 422, False)
            continue
        changed = expect_status(response, 200)
        expect(shows(changed.get(name), wanted), f"{name} does not show the change")
        accepted.append(name)
    expect(accepted, "no change is accepted")
    response = account.one("devices", device["id"], "DELETE")
    if "delete" not in operations:
        expect_error(response, 405, False)
        return
    if response.status == 409:  # this vendor requires that it is retired first
        retire = {"action": "retire", "confirm": device["id"]}
        expect_status(account.request("POST", f"devices/{device['id']}/actions", body=retire), 200)
        response = account.one("devices", device["id"], "DELETE")
    deleted = expect_status(response, 200)
    expect_record("devices", deleted)
    expect(deleted["id"] == device["id"], "another device was deleted")
    expect_error(account.one("devices", device["id"], "DELETE"), 404, True)


def acts(account, capabilities):
    actions = {each["action"]: {one["name"] for one in each["inputs"]} for each in capabilities["devices"]["actions"]}
    name = "lock" if "lock" in actions else "retire"
    for device in account.records("devices", [("limit", 50)]):
        path, guarded = f"{device['id']}/actions", {"action": name, **({"pin": "246810"} if "pin" in actions[name] else {})}

        def act(body):
            return account.request("POST", f"devices/{path}", body=body)

        expect_error(act({**guarded, "confirm": "another"}), 422, False)
        planned = expect_status(act({**guarded, "confirm": device["id"], "dry_run": True}), 200)
        if planned["status"] == "unsupported":
            continue
        expect(planned["status"] == "planned" and planned["requests"], "a dry run shows nothing")
        done = expect_status(act({**guarded, "confirm": device["id"]}), 200)
        expect(done["status"] in STATUSES - {"planned", "unsupported"}, f"the action is {done['status']}")
        if capabilities["devices"]["command_status"] and done["command_id"]:
            state = expect_status(account.get(f"devices/{path}/{done['command_id']}"), 200)
            expect(state["status"] in STATUSES and state["command_id"] == done["command_id"], f"the command is {state}")
        return
    raise Wrong(f"no device can do {name}")


def unknown_id(ids):
    """An id in the form of the others: one of them with another first digit."""
    candidates = (re.sub(r"\d", digit, each, count=1) for each in ids for digit in "987654321")
    return next(each for each in candidates if each not in ids)


def returns_errors(account):
    stranger = Account(account.url, "wrong", account.account)
    expect_error(stranger.get("devices"), 401, False)
    missing = Account(account.url, account.token, "62f44730-dd91-461e-bd6a-aedd9e0ad79d")
    expect_error(missing.get("devices"), 404, False)
    body = expect_error(account.get("devices", [("limit", "many")]), 400, False)
    expect(body["details"]["failures"][0]["path"] == "query.limit", "the failure is elsewhere")
    expect_error(account.get("devices", [("sort_by", "name")]), 400, False)
    expect_error(account.request("PUT", "devices", body={}), 405, False)
    expect_error(account.one("devices", unknown_id([device["id"] for device in account.records("devices")])), 404, True)
    body = expect_error(account.request("POST", "users", body={}), 400, False)
    expect(body["truto_error_insight"]["missing_required_body_fields"]["value"] == ["name", "emails"], "other fields are missing")


def performs_batches(account):
    def request(path):
        return {"method": "GET", "path": f"/unified/mdm/{path}?integrated_account_id={account.account}"}

    no_account = Account(account.url, account.token, None)
    response = no_account.request("POST", "batch", body={"requests": [request("devices"), request("devices/no-such")]})
    first, second = expect_status(response, 200)["result"]
    expect((first["status"], second["status"]) == (200, 404), "a batch responds otherwise")
    expect(first["body"]["result_count"] == len(first["body"]["result"]), "a batch holds another list")
    expect(second["body"]["statusCode"] == 404, "a batch holds another error")


def checks_of(account, capabilities, known):
    """What is checked of an account, in order: names and functions. Reads come before writes."""
    for resource in RECORDS:
        operations = capabilities[resource]["operations"]
        if "list" not in operations:
            yield f"refuses to list {resource}", partial(refuses, account, resource)
            continue
        yield f"lists {resource} to the end", partial(lists_to_the_end, account, resource)
        if resource != "apps":
            yield f"streams as many {resource}", partial(streams_as_much, account, resource)
        if "get" in operations:
            yield f"gets {resource}", partial(gets, account, resource)
    yield "filters", lambda: filters(account, capabilities)
    yield "knows all formats", lambda: formats(account)
    yield "returns errors", lambda: returns_errors(account)
    yield "performs batches", lambda: performs_batches(account)
    yield "performs and follows an action", lambda: acts(account, capabilities)
    if "create" in capabilities["users"]["operations"]:
        yield "creates, changes and deletes users", lambda: writes_users(account, known["user"], capabilities["users"]["operations"])
    else:
        yield "refuses to create users", lambda: refuses_users(account)
    yield "changes and deletes devices", lambda: writes_devices(account, known["changes"], capabilities["devices"]["operations"])


def run(vendor, name, check):
    """Runs one check and prints how it went; gives what it gave, and None when it failed."""
    try:
        result = check()
    except (Wrong, AttributeError, KeyError, OSError, TypeError, ValueError) as error:
        outcomes.append(False)
        print(f"NOT OK  {vendor} {name}: {type(error).__name__}: {error}")
        return None
    outcomes.append(True)
    print(f"ok      {vendor} {name}")
    return result


outcomes = []
for vendor, known in json.loads(os.environ["ACCOUNTS"]).items():
    account = Account(os.environ["GATEWAY_URL"], os.environ["GATEWAY_TOKEN"], known["account"])
    capabilities = run(vendor, "returns its capabilities", lambda: expect_status(account.get("capabilities"), 200))
    for name, check in checks_of(account, capabilities, known) if capabilities else ():
        if name in sys.argv[1:] or len(sys.argv) == 1:
            run(vendor, name, check)
print(f"{outcomes.count(True)} passed, {outcomes.count(False)} failed")
sys.exit(0 if outcomes and all(outcomes) else 1)
