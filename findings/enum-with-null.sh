#!/usr/bin/env bash
# typed-openapi 2.2.7, swagger-typescript-api 13.13.0: an enum that lists null
#
# Expected: `type: [string, "null"], enum: [supervised, null]` becomes "supervised" | null, as openapi-typescript and
#           json-schema-to-typescript write it.
# Seen:     typed-openapi admits the text "null" beside null, so comparing with it compiles; swagger-typescript-api
#           makes an enum without null, so the responses of a vendor are not values of the type.
# So:       write a nullable enum as anyOf of the enum and `type: "null"` before these two read it.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try typed-openapi@2.2.7 swagger-typescript-api@13.13.0 json-schema-to-typescript@16.0.0 typescript@5.9.3 <<'E2'
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";
import { seen } from "./seen.mjs";

const enrollment = { type: ["string", "null"], enum: ["supervised", null] };
const content = { "application/json": { schema: { $ref: "#/components/schemas/Enrollment" } } };
writeFileSync(
  "openapi.json",
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Devices", version: "1" },
    paths: {
      "/enrollment": { get: { operationId: "getEnrollment", responses: { 200: { description: "OK", content } } } },
    },
    components: { schemas: { Enrollment: enrollment } },
  }),
);
const run = (...command) => execFileSync(`node_modules/.bin/${command[0]}`, command.slice(1), { stdio: "ignore" });
const lineWith = (file, pattern) => pattern.exec(readFileSync(file, "utf8"))?.[0].replace(/\s+/g, " ");

run("typed-openapi", "openapi.json", "-o", "typed.ts");
seen(
  "typed-openapi",
  lineWith("typed.ts", /export type Enrollment = .*/),
  'export type Enrollment = (("supervised" | "null") | null)',
);
run("swagger-typescript-api", "generate", "-p", "openapi.json", "-o", ".", "-n", "api.ts");
seen(
  "swagger-typescript-api",
  lineWith("api.ts", /export enum Enrollment \{[^}]*\}/),
  'export enum Enrollment { Supervised = "supervised", }',
);
seen(
  "json-schema-to-typescript",
  (await compile(enrollment, "Enrollment", { bannerComment: "" })).trim(),
  'export type Enrollment = "supervised" | null;',
);
E2
