#!/usr/bin/env bash
# @scalar/postman-to-openapi 0.4.10: a collection that a vendor publishes instead of a document
#
# Expected: requests of one method and path become one operation with the parameters of all of them; `:id` in a path
#           becomes a parameter as {{id}} does.
# Seen:     the last request replaces the earlier ones, so a list loses its paging to the example that filters it; `:id`
#           becomes {id} without a parameter, which makes the document invalid. A body with a comment is text/plain.
# So:       join requests of one path before the conversion, and compare the number of parameters afterwards.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try @scalar/postman-to-openapi@0.4.10 <<'E2'
import { convert } from "@scalar/postman-to-openapi";
import { seen } from "./seen.mjs";

const request = (name, method, path, query = {}, body) => {
  const list = Object.entries(query).map(([key, value]) => ({ key, value }));
  const raw = `https://{{host}}/${path}`;
  const url = { raw, protocol: "https", host: ["{{host}}"], path: path.split("/"), query: list };
  return { name, request: { method, url, body }, response: [] };
};
const raw = '{ "pin": "123456" // six digits\n}';
const document = await convert({
  info: { name: "MDM", schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  item: [
    request("List", "GET", "devices", { limit: "300", offset: "0" }),
    request("By serial number", "GET", "devices", { serial_number: "X" }),
    request("Get", "GET", "devices/{{id}}"),
    request("Apps", "GET", "devices/:id/apps"),
    request("Erase", "POST", "devices/{{id}}/erase", {}, { mode: "raw", raw, options: { raw: { language: "json" } } }),
  ],
});

const names = (path) => (document.paths[path].get.parameters ?? []).map(({ name }) => name);
seen("the list", names("/devices"), ["serial_number"]);
seen("{{id}}", names("/devices/{id}"), ["id"]);
seen(":id", names("/devices/{id}/apps"), []);
const { content } = document.paths["/devices/{id}/erase"].post.requestBody;
seen("a body with a comment", Object.keys(content), ["text/plain"]);
E2
