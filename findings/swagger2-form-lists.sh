#!/usr/bin/env bash
# swagger2openapi 7.0.8: `collectionFormat` of a form field
#
# Expected: a list sent as `ids=1,2` in Swagger 2.0 (csv, the default) is still sent that way by a client made from
#           the converted document: OpenAPI 3.0 says it with `encoding: { ids: { style: form, explode: false } }`.
# Seen:     query parameters keep their format, form fields lose it without a warning. The default of OpenAPI 3 for
#           the same field is `ids=1&ids=2`.
# So:       write the `encoding` of form lists by hand after a conversion.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try swagger2openapi@7.0.8 <<'E2'
import converter from "swagger2openapi";
import { seen } from "./seen.mjs";

// Made anew for each use: an object that occurs twice is refused as a YAML anchor, in a document that is no YAML too.
const post = (place) => ({
  consumes: ["application/x-www-form-urlencoded"],
  parameters: [{ name: "ids", in: place, type: "array", items: { type: "string" }, collectionFormat: "csv" }],
  responses: { 200: { description: "OK" } },
});
const { openapi } = await converter.convertObj(
  {
    swagger: "2.0",
    info: { title: "Devices", version: "1" },
    paths: { "/query": { post: post("query") }, "/form": { post: post("formData") } },
  },
  {},
);

const { style, explode } = openapi.paths["/query"].post.parameters[0];
seen("query parameter", { style, explode }, { style: "form", explode: false });
const media = openapi.paths["/form"].post.requestBody.content["application/x-www-form-urlencoded"];
seen("form field", media, {
  schema: { type: "object", properties: { ids: { type: "array", items: { type: "string" } } } },
});
E2
