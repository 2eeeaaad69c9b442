#!/usr/bin/env bash
# openapi-fetch 0.17.0: a Date as query parameter
#
# Expected: with types whose date-time strings are turned into Date (the documented example of openapi-typescript's
#           `transform`), `lastSeenBefore: date` is sent as an ISO 8601 text, or refused.
# Seen:     it is sent as nothing. A Date is serialized as an object without own properties, so the parameter is
#           left out and the filter with it: the request asks for the whole fleet. null and undefined inside of a list
#           leave empty parts ("&id=1&").
# So:       turn dates into text before the call, or give a querySerializer that does.
. "${BASH_SOURCE[0]%/*}/lib/try.sh"

try openapi-fetch@0.17.0 <<'E2'
import createClient from "openapi-fetch";
import { seen } from "./seen.mjs";

const sent = [];
const client = createClient({
  baseUrl: "https://mdm.example.com",
  fetch: async (request) => {
    sent.push(request.url.slice("https://mdm.example.com".length));
    return Response.json([]);
  },
});
const day = new Date("2026-01-01T00:00:00Z");
await client.GET("/devices", { params: { query: { lastSeenBefore: day.toISOString() } } });
await client.GET("/devices", { params: { query: { lastSeenBefore: day } } });
await client.GET("/devices", { params: { query: { id: [null, 1, undefined] } } });

seen("a text", sent[0], "/devices?lastSeenBefore=2026-01-01T00%3A00%3A00.000Z");
seen("a Date", sent[1], "/devices");
seen("a list with gaps", sent[2], "/devices?&id=1&");
E2
