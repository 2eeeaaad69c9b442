#!/usr/bin/env bash
# openapi-overlays-js 0.2.0: an update whose target is a list
#
# Expected: the Overlay Specification appends the update to a list that is the target.
# Seen:     the list becomes an object with the keys "0", "1" … (`tags` or `parameters` are no list any more), and
#           what should be appended is merged into it as further properties. A list update replaces by position.
#           Through `$`, with the list inside of the update, it is appended.
# So:       target the parent of a list, and validate the document after each overlay.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-overlays-js@0.2.0 <<'E2'
import { applyOverlay } from "./node_modules/openapi-overlays-js/src/overlay.js";
import { seen } from "./seen.mjs";

const tagsAfter = (action) =>
  applyOverlay(
    { openapi: "3.1.0", info: { title: "Devices", version: "1" }, tags: [{ name: "devices" }, { name: "users" }] },
    { overlay: "1.0.0", info: { title: "Corrections", version: "1" }, actions: [action] },
  ).tags;

seen("one tag", tagsAfter({ target: "$.tags", update: { name: "apps" } }), {
  0: { name: "devices" },
  1: { name: "users" },
  name: "apps",
});
seen("a list of tags", tagsAfter({ target: "$.tags", update: [{ name: "apps" }] }), {
  0: { name: "apps" },
  1: { name: "users" },
});
seen("through the root", tagsAfter({ target: "$", update: { tags: [{ name: "apps" }] } }), [
  { name: "devices" },
  { name: "users" },
  { name: "apps" },
]);
E2
