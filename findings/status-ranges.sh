#!/usr/bin/env bash
# oazapfts 7.5.0 and openapi-zod-client 1.18.3: the response `4XX`
#
# Expected: OpenAPI allows the ranges 1XX to 5XX beside statuses; a generator makes a range of it, a number, or leaves
#           it out.
# Seen:     oazapfts writes `status: 4XX` into the type, which is no TypeScript: one range, and the whole file does not
#           compile. openapi-zod-client writes `status: NaN`, which equals no status, so the error is never recognized.
#           Both exit with 0.
# So:       spell the statuses out before generating, and compile what was generated.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try oazapfts@7.5.0 openapi-zod-client@1.18.3 typescript@5.9.3 <<'E2'
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";
import { seen } from "./seen.mjs";

const response = (description) => ({
  description,
  content: { "application/json": { schema: { type: "object", properties: { id: { type: "string" } } } } },
});
const responses = { 200: response("OK"), "4XX": response("Refused") };
writeFileSync(
  "openapi.json",
  JSON.stringify({
    openapi: "3.0.3",
    info: { title: "Devices", version: "1" },
    servers: [{ url: "https://mdm.example.com" }],
    paths: { "/devices/first": { get: { operationId: "getFirst", responses } } },
  }),
);
execFileSync("node_modules/.bin/oazapfts", ["openapi.json", "oazapfts.ts"]);
execFileSync("node_modules/.bin/openapi-zod-client", ["openapi.json", "-o", "zod.ts"]);
function generated(file) {
  const text = readFileSync(file, "utf8");
  const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
  return { status: /status: (?!200).*/.exec(text)?.[0], compiles: diagnostics.length === 0 };
}

seen("oazapfts", generated("oazapfts.ts"), { status: "status: 4XX;", compiles: false });
seen("openapi-zod-client", generated("zod.ts"), { status: "status: NaN,", compiles: true });
E2
