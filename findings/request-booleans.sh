#!/usr/bin/env bash
# openapi-request-coercer 12.1.3 and openapi-backend 5.21.2: ?encrypted=False on a server
#
# Expected: a boolean parameter that the document declares arrives as a boolean, and what is none is refused. Clients in
#           Python write "False".
# Seen:     the coercer makes true of "False", "0", "no" and of the empty text; 0 of an empty integer. openapi-backend
#           refuses "False", but after validating "false" it hands the text to the handler, where it is truthy.
# So:       compare with "true" and "false" in the handler, and refuse the rest.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-request-coercer@12.1.3 openapi-backend@5.21.2 <<'E2'
import { OpenAPIBackend } from "openapi-backend";
import coercer from "openapi-request-coercer";
import { seen } from "./seen.mjs";

const coerced = (type, value) => {
  const request = { query: { value } };
  const Coercer = coercer.default;
  new Coercer({ parameters: [{ in: "query", name: "value", schema: { type } }] }).coerce(request);
  return request.query.value;
};
const booleans = ["true", "false", "False", "0", "no", ""].map((value) => coerced("boolean", value));
seen("coerced", booleans, [true, false, true, true, true, true]);
seen("an empty integer", coerced("integer", ""), 0);

const parameters = [{ in: "query", name: "encrypted", schema: { type: "boolean" } }];
const paths = { "/devices": { get: { operationId: "list", parameters, responses: { 200: { description: "All" } } } } };
const definition = { openapi: "3.0.3", info: { title: "MDM", version: "1" }, paths };
const api = new OpenAPIBackend({ definition, quick: true });
api.register("list", ({ request }) => request.query.encrypted);
api.register("validationFail", () => "refused");
await api.init();
const call = (query) => api.handleRequest({ method: "GET", path: "/devices", query, headers: {} });
seen("handlers get", await Promise.all(["encrypted=false", "encrypted=False"].map(call)), ["false", "refused"]);
E2
