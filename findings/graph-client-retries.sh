#!/usr/bin/env bash
# @microsoft/microsoft-graph-client 3.0.7: a POST with the response 503 or 504
#
# Expected: only methods that HTTP calls idempotent are sent again by themselves. A 504 says that a gateway gave up
#           waiting, not that nothing happened; ky, got and axios-retry do not repeat a POST.
# Seen:     the default middleware sends POST and PATCH again as well, so one wipe or restart asked for by the caller
#           is requested twice.
# So:       pass `new RetryHandlerOptions(0, 0)` (delay, retries) for actions, and look the device up before a repeat.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @microsoft/microsoft-graph-client@3.0.7 <<'E2'
import { seen } from "./seen.mjs";

let answers = [];
let requests = [];
globalThis.fetch = async (input, init) => {
  requests.push(init?.method ?? input.method);
  const headers = { "retry-after": "0", "content-type": "application/json" };
  return new Response("{}", { status: answers.shift() ?? 200, headers });
};
const { Client, RetryHandlerOptions } = (await import("@microsoft/microsoft-graph-client")).default;
const client = Client.init({ authProvider: (done) => done(null, "token") });
const action = "/deviceManagement/managedDevices/00000000-0000-0000-0000-000000000001/rebootNow";
async function methods(status, request, send) {
  answers = [status];
  requests = [];
  await send(request).catch(() => {});
  return requests;
}

seen("503, POST", await methods(503, client.api(action), (it) => it.post({})), ["POST", "POST"]);
seen("504, POST", await methods(504, client.api(action), (it) => it.post({})), ["POST", "POST"]);
seen("504, PATCH", await methods(504, client.api(action), (it) => it.patch({})), ["PATCH", "PATCH"]);
const once = client.api(action).middlewareOptions([new RetryHandlerOptions(0, 0)]);
seen("504, POST, no retries", await methods(504, once, (it) => it.post({})), ["POST"]);
E2
