#!/usr/bin/env bash
# @microsoft/microsoft-graph-client 3.0.7: filters that are added up, and reserved characters in them
#
# Expected: filter() called twice narrows twice, or says that it cannot: select(), expand() and orderby() called twice
#           add up. A value with "&" or "#" is encoded by the method that takes it.
# Seen:     the second filter() replaces the first, also one in the path: the wider list comes back. "&" is sent as it
#           is, so the filter ends there for the server, and all from "#" on is not sent at all.
# So:       build one filter text, double its apostrophes, and encode "&", "#" and "+" in it before filter().
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @microsoft/microsoft-graph-client@3.0.7 <<'E2'
import { seen } from "./seen.mjs";

let url = "";
globalThis.fetch = async (input) => {
  url = typeof input === "string" ? input : input.url;
  return Response.json({ value: [] });
};
const { Client } = (await import("@microsoft/microsoft-graph-client")).default;
const client = Client.init({ authProvider: (done) => done(null, "token") });
async function sent(request) {
  await request.get();
  return decodeURIComponent(url.slice("https://graph.microsoft.com/v1.0".length));
}
const devices = "/deviceManagement/managedDevices";
const ios = "operatingSystem eq 'iOS'";
const late = "complianceState eq 'noncompliant'";

const selected = await sent(client.api(devices).select("id").select("serialNumber"));
seen("select twice", selected, `${devices}?$select=id,serialNumber`);
const filtered = await sent(client.api(devices).filter(ios).filter(late));
seen("filter twice", filtered, `${devices}?$filter=${late}`);
const combined = await sent(client.api(`${devices}?$filter=${ios}`).filter(late));
seen("in path and call", combined, `${devices}?$filter=${late}`);

// A request carries the path and the search of its URL, never the part after "#".
await client.api(devices).filter("deviceName eq 'R&D #4'").get();
seen("reserved characters", new URL(url).search, "?$filter=deviceName%20eq%20%27R&D%20");
seen("as a server reads it", [...new URL(url).searchParams], [
  ["$filter", "deviceName eq 'R"],
  ["D ", ""],
]);
E2
