#!/usr/bin/env bash
# fast-json-patch 3.1.1: replace and remove of what is not there
#
# Expected: RFC 6902: the target of `replace` and `remove` must exist, else the patch fails as a whole. rfc6902 5.4.0
#           reports a MissingError and changes nothing.
# Seen:     `replace` adds the property; on a list it fills the places between with holes, which become null in JSON;
#           `remove` of nothing succeeds. A correction of a vendor's document goes on "working" after the vendor
#           renamed what it corrects.
# So:       applyPatch(document, patch, true): the third argument turns the checks on.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try fast-json-patch@3.1.1 rfc6902@5.4.0 <<'E2'
import fastJsonPatch from "fast-json-patch";
import { applyPatch } from "rfc6902";
import { seen } from "./seen.mjs";

const document = () => ({ info: {}, tags: ["devices"] });
const title = { op: "replace", path: "/info/title", value: "Devices" };
const tag = { op: "replace", path: "/tags/3", value: "users" };
const license = { op: "remove", path: "/info/license" };
const patched = (operation) => JSON.stringify(fastJsonPatch.applyPatch(document(), [operation]).newDocument);
const refusal = (operation) => {
  try {
    return fastJsonPatch.applyPatch(document(), [operation], true) && "none";
  } catch (error) {
    return error.name;
  }
};
const problems = (operation) => applyPatch(document(), [operation]).map((error) => error?.name);

seen("a property", patched(title), '{"info":{"title":"Devices"},"tags":["devices"]}');
seen("an element", patched(tag), '{"info":{},"tags":["devices",null,null,"users"]}');
seen("remove", patched(license), '{"info":{},"tags":["devices"]}');
seen("with checks", [refusal(title), refusal(license)], ["OPERATION_PATH_UNRESOLVABLE", "OPERATION_PATH_UNRESOLVABLE"]);
seen("rfc6902", [title, tag, license].flatMap(problems), ["MissingError", "MissingError", "MissingError"]);
E2
