#!/usr/bin/env bash
# openapi-fetch 0.17.0 and swagger-client 3.39.0: a Date as query parameter
#
# Expected: with types whose date-time texts are turned into Date (an example in the documentation of
#           openapi-typescript), `lastSeenBefore: date` is sent as an ISO 8601 text, or refused.
# Seen:     it is sent as nothing. Both serialize a Date as an object without own properties, so the parameter is left
#           out and the filter with it: the request asks for the whole fleet. In openapi-fetch null and undefined
#           within a list also leave empty parts ("&id=1&").
# So:       turn dates into text before the call, or give openapi-fetch a querySerializer that does.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-fetch@0.17.0 swagger-client@3.39.0 <<'E2'
import createClient from "openapi-fetch";
import SwaggerClient from "swagger-client";
import { seen } from "./seen.mjs";

const origin = "https://mdm.example.com";
let sent = "";
const client = createClient({
  baseUrl: origin,
  fetch: async (request) => {
    sent = request.url.slice(origin.length);
    return Response.json([]);
  },
});
async function fetched(query) {
  await client.GET("/devices", { params: { query } });
  return sent;
}
const parameter = { name: "lastSeenBefore", in: "query", schema: { type: "string", format: "date-time" } };
const spec = {
  openapi: "3.0.3",
  info: { title: "Devices", version: "1" },
  servers: [{ url: origin }],
  paths: { "/devices": { get: { operationId: "listDevices", parameters: [parameter], responses: {} } } },
};
const built = (parameters) =>
  SwaggerClient.buildRequest({ spec, operationId: "listDevices", parameters }).url.slice(origin.length);

const lastSeenBefore = new Date("2026-01-01T00:00:00Z");
const asText = { lastSeenBefore: lastSeenBefore.toISOString() };
const expected = "/devices?lastSeenBefore=2026-01-01T00%3A00%3A00.000Z";
seen("texts", [await fetched(asText), built(asText)], [expected, expected]);
seen("Dates", [await fetched({ lastSeenBefore }), built({ lastSeenBefore })], ["/devices", "/devices"]);
seen("a list with gaps", await fetched({ id: [null, 1, undefined] }), "/devices?&id=1&");
E2
