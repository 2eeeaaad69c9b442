import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BaseResolver, createConfig, lintDocument } from "@redocly/openapi-core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isObject, type JsonValue } from "../read/json.ts";
import { sourced } from "./lint.ts";
import { correctTypes } from "./redocly-types.ts";
import { isSound } from "./structure.ts";

const pulled = join(import.meta.dirname, "../fixtures/pulled");
const documents = readdirSync(pulled).map(
  (name): JsonValue => JSON.parse(readFileSync(join(pulled, name, "expected.json"), "utf8")),
);

it.each(documents)("is certain of a document that was pulled", async (document) => {
  expect(await isSound(document)).toBe(true);
});

it("is certain only where Redocly finds nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...documents),
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      async (whole, changes) => {
        const document = changes.reduce(damaged, whole);
        if (await isSound(document)) expect(await findingsOf(document)).toEqual([]);
      },
    ),
    { numRuns: 60, seed: 20261130 },
  );
});

async function findingsOf(parsed: JsonValue): Promise<string[]> {
  const config = correctTypes(
    await createConfig({ rules: { struct: "error", "no-unresolved-refs": "error" } }),
  );
  const document = sourced({ source: { absoluteRef: "/api.json", body: JSON.stringify(parsed) }, parsed });
  const found = await lintDocument({ document, config, externalRefResolver: new BaseResolver() });
  return found
    .map(({ message, location }) => `${location[0]?.pointer} ${message}`)
    .filter((one) => !one.includes("/x-"));
}

/** A change of the node at a place: another value, another key, a key less. */
const damage = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom("value", "key", "removed"),
  key: fc.constantFrom(
    "$ref",
    "type",
    "x-a",
    "schema",
    "nullable",
    "mapping",
    "in",
    "items",
    "minLength",
    "example",
    "summary",
  ),
  value: fc.constantFrom<JsonValue>(
    null,
    "a",
    -1,
    1.5,
    true,
    [],
    {},
    ["string"],
    [{}],
    { $ref: "#/components/schemas/Thing" },
    { $ref: "#/nowhere" },
    { $ref: "#/info", description: "a" },
    { type: "string" },
    { "x-a": { $ref: "#/nowhere" } },
    "#/nowhere",
  ),
});

type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function damaged(document: JsonValue, { place, kind, key, value }: Damage): JsonValue {
  const copy = structuredClone(document);
  const places: (() => void)[] = [];
  visit(copy);
  places[place % places.length]?.();
  return copy;

  function visit(node: JsonValue): void {
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) {
        places.push(() => {
          node[index] = structuredClone(value);
        });
        visit(item);
      }
    } else if (isObject(node)) {
      for (const name of Object.keys(node)) {
        places.push(() => {
          if (kind === "key") node[key] = structuredClone(value);
          else if (kind === "value") node[name] = structuredClone(value);
          else delete node[name];
        });
        visit(node[name] ?? null);
      }
    }
  }
}
