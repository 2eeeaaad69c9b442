#!/usr/bin/env bash
# openapi-client-axios 7.9.1 and swagger-client 3.39.0: a query parameter with `content: application/json`
#
# Expected: the value is sent as JSON under the parameter's name, ?filter={"os":"iOS"} with its characters encoded.
# Seen:     swagger-client does that. openapi-client-axios ignores `content` and spreads the object as if it were
#           `style: form`: ?os=iOS, under names the server does not know, and a nested object is "[object Object]".
#           A list in a path is encoded after it was joined: a%2Cb, which is one value, instead of a,b.
# So:       with openapi-client-axios pass JSON.stringify(value) for such a parameter.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-client-axios@7.9.1 axios@1.21.1 swagger-client@3.39.0 <<'E2'
import openapiAxios from "openapi-client-axios";
import SwaggerClient from "swagger-client";
import { seen } from "./seen.mjs";

const parameters = [
  { name: "ids", in: "path", required: true, schema: { type: "array", items: { type: "string" } } },
  { name: "filter", in: "query", content: { "application/json": { schema: { type: "object" } } } },
];
const operation = { operationId: "listDevices", parameters, responses: { 200: { description: "OK" } } };
const document = () => ({
  openapi: "3.0.3",
  info: { title: "Devices", version: "1" },
  servers: [{ url: "https://mdm.example.com" }],
  paths: { "/devices/{ids}": { get: structuredClone(operation) } },
});
const api = new openapiAxios.OpenAPIClientAxios({ definition: document() });
await api.init();
const urls = (values) => ({
  swagger: SwaggerClient.buildRequest({ spec: document(), operationId: "listDevices", parameters: values }).url,
  axios: api.getRequestConfigForOperation(api.getOperation("listDevices"), [values]).url,
});
const base = "https://mdm.example.com/devices";

seen("an object", urls({ ids: ["a"], filter: { os: "iOS" } }), {
  swagger: `${base}/a?filter=%7B%22os%22%3A%22iOS%22%7D`,
  axios: `${base}/a?os=iOS`,
});
seen("a nested one", urls({ ids: ["a"], filter: { os: { name: "iOS" } } }).axios, `${base}/a?os=%5Bobject%20Object%5D`);
seen("a list in the path", urls({ ids: ["a", "b"] }), { swagger: `${base}/a,b`, axios: `${base}/a%2Cb` });
E2
