#!/usr/bin/env bash
# openapi-overlays-js 0.2.0: an action with `remove: false`
#
# Expected: `false` is the default of `remove` in the Overlay Specification, so an action that spells it out updates
#           its target as it would without.
# Seen:     the target is removed and the update is not applied. The presence of the key decides, not its value.
# So:       drop `remove: false` before applying; tools that write defaults out produce it.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-overlays-js@0.2.0 <<'E2'
import { applyOverlay } from "./node_modules/openapi-overlays-js/src/overlay.js";
import { seen } from "./seen.mjs";

const apply = (action) =>
  applyOverlay(
    { openapi: "3.1.0", info: { title: "Devices", version: "1" }, paths: {} },
    { overlay: "1.0.0", info: { title: "Corrections", version: "1" }, actions: [action] },
  );
const update = { target: "$.info", update: { summary: "Enrolled devices" } };

seen("without remove", apply(update), {
  openapi: "3.1.0",
  info: { title: "Devices", version: "1", summary: "Enrolled devices" },
  paths: {},
});
seen("with remove: false", apply({ ...update, remove: false }), { openapi: "3.1.0", paths: {} });
E2
