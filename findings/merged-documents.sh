#!/usr/bin/env bash
# openapi-merge 2.0.2: two documents, each with its server and its scheme of authentication
#
# Expected: operations keep what applies to them; where it stood at the top, it moves to the operation.
# Seen:     `servers` and `security` of the second document are lost: its operations inherit those of the first, so its
#           calls go to the other host with the other credential. Its scheme is there, renamed, and used by nobody.
# So:       write both into each operation before merging.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-merge@2.0.2 <<'E2'
import { merge } from "openapi-merge";
import { seen } from "./seen.mjs";

const document = (name, scheme) => ({
  openapi: "3.0.3",
  info: { title: name, version: "1" },
  servers: [{ url: `https://${name}.example.com` }],
  security: [{ auth: [] }],
  paths: { [`/${name}`]: { get: { responses: { 200: { description: "All" } } } } },
  components: { securitySchemes: { auth: scheme } },
});
const { output } = merge([
  { oas: document("devices", { type: "http", scheme: "bearer" }) },
  { oas: document("users", { type: "apiKey", in: "header", name: "x-api-key" }), dispute: { prefix: "Users" } },
]);

seen("servers", output.servers, [{ url: "https://devices.example.com" }]);
seen("security", output.security, [{ auth: [] }]);
seen("of the second operation", output.paths["/users"].get.security, undefined);
seen("schemes", Object.keys(output.components.securitySchemes), ["auth", "Usersauth"]);
E2
