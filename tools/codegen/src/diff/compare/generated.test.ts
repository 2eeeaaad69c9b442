import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkTypes } from "../../fixtures/check-types.ts";
import { generateDocument } from "../../fixtures/generate-document.ts";
import { type Edit, randomDocument, randomEdit, randomSpelling } from "../../fixtures/random-document.ts";
import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { type OperationNode, operationsOf } from "../documents/operations.ts";
import { compareSpecs } from "./compare.ts";

/** Few runs, since each generates two clients; `MDMKIT_RUNS=2000` for more. */
const options = {
  numRuns: Number(process.env.MDMKIT_RUNS ?? 40),
  seed: Number(process.env.MDMKIT_SEED ?? 20261129),
};

function edited(document: JsonObject, edits: readonly Edit[]): JsonObject {
  const copy: JsonObject = JSON.parse(JSON.stringify(document));
  for (const edit of edits) edit.apply(copy);
  return JSON.parse(JSON.stringify(copy)); // No node is in two places.
}

function compare(base: JsonObject, revision: JsonObject) {
  const side = (label: string, document: JsonObject) => ({ label, file: label, document, hasLines: false });
  return compareSpecs(side("base", base), side("revision", revision));
}

/** The document in one order, which the generated files follow, and without what no generator reads. */
function ordered(value: JsonValue, key = ""): JsonValue {
  if (Array.isArray(value)) {
    const items = value.map((item) => ordered(item));
    const isOrdered = ["prefixItems", "enum", "tags", "default", "example"].includes(key);
    return isOrdered ? items : items.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  }
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((name) => [name, ordered(value[name] ?? null, name)]));
}

/** What decides the order: of parameters their names, which a change of another keyword leaves as they are. */
function placeOf(item: JsonValue): string {
  const name = isObject(item) && item.in !== undefined ? `${String(item.in)} ${String(item.name)} ` : "";
  return name + JSON.stringify(item);
}

/** The document in one spelling, for files that repeat it as it is. */
function spelled(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(spelled);
  if (!isObject(value)) return value;
  const { parameters, ...rest } = value;
  const node: JsonObject = Object.fromEntries(
    Object.entries({ ...rest, ...(parameters === undefined || isEmpty(parameters) ? {} : { parameters }) })
      .map(([key, inner]): [string, JsonValue] => [key, spelled(inner)])
      .filter(([key, inner]) => !(inner === false && DEFAULT_FALSE.has(key))),
  );
  const usual = node.in === "query" ? "form" : "simple";
  if (
    typeof node.in === "string" &&
    (node.style ?? usual) === usual &&
    (node.explode ?? node.in === "query") === (node.in === "query")
  ) {
    const { style: _style, explode: _explode, ...plain } = node;
    return plain;
  }
  for (const keyword of ["allOf", "oneOf", "anyOf"]) {
    const members = node[keyword];
    if (!Array.isArray(members)) continue;
    const kept = members.filter((member) => !(isObject(member) && member.type === "null"));
    const [member] = kept;
    if (kept.length !== 1 || !isObject(member)) continue;
    const { [keyword]: _members, ...others } = node;
    if (kept.length === members.length && Object.keys(others).every((key) => BESIDE.has(key)))
      return { ...member, ...others };
    if (kept.length < members.length && Object.keys(others).length === 0 && typeof member.type === "string")
      return { ...member, type: [member.type, "null"] };
  }
  return node;
}

const DEFAULT_FALSE = new Set(["readOnly", "writeOnly", "deprecated", "uniqueItems", "required"]);
const BESIDE = new Set([
  "description",
  "title",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
  "x-mdmkit-sensitive",
]);

function isEmpty(value: JsonValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** What is generated, in which order the document has its parts aside; nothing for a document with errors. */
function generate(document: JsonObject): Readonly<Record<string, string>> | undefined {
  const one = ordered(document);
  const plain = ordered(spelled(one));
  if (!isObject(one) || !isObject(plain)) return undefined;
  const [files, again] = [generateDocument(one), generateDocument(plain)];
  return files && again ? { ...files, "json-schema": again["json-schema"] ?? "" } : undefined;
}

/** Code that sends what it sent, and reads what it read, of every operation of both documents. */
function uses(base: JsonObject, revision: JsonObject): string {
  const known = new Set(operationsOf(revision).flatMap(contentsOf));
  const functions = operationsOf(base)
    .flatMap(contentsOf)
    .filter((type) => known.has(type))
    .map((type, index) => {
      const [old, now] = [`Old${type}`, `New${type}`].map((one) =>
        one.replace(/^(Old|New)(.*)TYPES/, "$2$1"),
      );
      return type.includes("requestBody")
        ? `export function send${index}(value: ${old}): ${now} { return value; }`
        : `export function read${index}(value: ${now}): ${old} { return value; }`;
    });
  const imports = ["Old", "New"].map(
    (name) => `import type { operations as ${name} } from "./${name.toLowerCase()}.ts";`,
  );
  return [...imports, ...functions].join("\n");
}

/** The files with the types of a document. */
function typesOf(name: string, files: Readonly<Record<string, string>>): Record<string, string> {
  const paths = files["paths.ts"] ?? "";
  return {
    [`${name}.ts`]: paths.replace("./schema.ts", `./${name}-schema.ts`),
    [`${name}-schema.ts`]: files["schema.ts"] ?? "",
  };
}

/** The types of the JSON that an operation sends and returns. */
function contentsOf({ id, node: { requestBody, responses } }: OperationNode): string[] {
  const returned = isObject(responses) ? responses["200"] : undefined;
  return [
    ...(hasJson(requestBody)
      ? [`NonNullable<TYPES["${id}"]["requestBody"]>["content"]["application/json"]`]
      : []),
    ...(hasJson(returned) ? [`TYPES["${id}"]["responses"][200]["content"]["application/json"]`] : []),
  ];
}

function hasJson(node: JsonValue | undefined): boolean {
  return isObject(node) && isObject(node.content) && node.content["application/json"] !== undefined;
}

const edits = fc.array(randomEdit, { minLength: 1, maxLength: 2 });

describe("compareSpecs and what is generated", () => {
  it("finds something wherever other files are generated, and nothing breaking where they are the same", () => {
    fc.assert(
      fc.property(randomDocument, edits, (base, changes) => {
        const revision = edited(base, changes);
        const [before, after] = [generate(base), generate(revision)];
        if (!before || !after) return;
        const { bump, changes: found, meaning } = compare(base, revision);
        const different = Object.keys(before).filter((file) => before[file] !== after[file]);
        const context = JSON.stringify({ edits: changes.map(({ what }) => what), different });
        if (different.length === 0) expect(bump, context).not.toBe("major");
        else expect(found.length + meaning.length, context).toBeGreaterThan(0);
      }),
      options,
    );
  });

  it("finds something breaking wherever code for the old types does not compile with the new ones", () => {
    fc.assert(
      fc.property(randomDocument, randomEdit, (base, change) => {
        const revision = edited(base, [change]);
        const [before, after] = [generateDocument(base), generateDocument(revision)];
        if (!before || !after) return;
        const { bump, changes: found } = compare(base, revision);
        // Enums are open at run time, so values that they gain are not breaking.
        if (bump === "major" || found.some(({ property }) => property === "enum")) return;
        const check = uses(base, revision);
        const files = {
          ...typesOf("old", before),
          ...typesOf("new", after),
          "check.ts": check,
        };
        expect(checkTypes(files), `${change.what}: ${found.map(({ message }) => message).join(" ")}`).toEqual(
          [],
        );
      }),
      options,
    );
  });

  it("finds nothing in another spelling", () => {
    fc.assert(
      fc.property(
        randomDocument,
        fc.array(randomSpelling, { minLength: 1, maxLength: 4 }),
        (base, spellings) => {
          const { changes, meaning } = compare(base, edited(base, spellings));
          expect({ changes, meaning }, spellings.map(({ what }) => what).join()).toEqual({
            changes: [],
            meaning: [],
          });
        },
      ),
      options,
    );
  });

  it("finds as much in the other direction", () => {
    fc.assert(
      fc.property(randomDocument, edits, (base, changes) => {
        const revision = edited(base, changes);
        const [there, back] = [compare(base, revision), compare(revision, base)];
        expect(there.changes.length + there.meaning.length > 0).toBe(
          back.changes.length + back.meaning.length > 0,
        );
      }),
      options,
    );
  });
});
