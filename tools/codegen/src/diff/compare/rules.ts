import { isObject, type JsonValue } from "../../read/json.ts";
import type { Bump } from "../documents/change.ts";
import type { Direction } from "../documents/uses.ts";
import { type Finding, isRename } from "./redocly.ts";

/** A finding with what a rating needs beside it. */
export type Facts = {
  readonly finding: Finding;
  readonly pointer: string;
  readonly directions: ReadonlySet<Direction>;
  /** Values an enum gained and lost. */
  readonly gained: readonly JsonValue[];
  readonly lost: readonly JsonValue[];
};

type Rule = { readonly bump: Bump; readonly reason: string; when(facts: Facts): boolean };

/** How a client of generated types is hurt, where that is not what Redocly says of the wire. The first that fits counts. */
const RULES: readonly Rule[] = [
  {
    bump: "major",
    reason: "code that names a lost value stops compiling",
    when: ({ lost }) => lost.length > 0,
  },
  {
    bump: "minor",
    reason: "a `Record` over its values stops compiling until it has the new one",
    when: ({ gained, directions }) => gained.length > 0 && directions.has("response"),
  },
  { bump: "minor", reason: "one more value can be sent", when: ({ gained }) => gained.length > 0 },
  {
    bump: "minor",
    reason: "a text became one of a few",
    when: ({ finding, directions }) => isSet(finding, "enum") && !directions.has("request"),
  },
  {
    bump: "major",
    reason: "it can no longer be sent",
    when: ({ finding, pointer, directions }) =>
      directions.has("request") && finding.kind === "removed" && isProperty(finding, pointer),
  },
  {
    bump: "major",
    reason: "it can no longer be sent",
    when: ({ finding, directions }) => directions.has("request") && becomesTrue(finding, "readOnly"),
  },
  {
    bump: "major",
    reason: "it is no longer answered",
    when: ({ finding, directions }) => directions.has("response") && becomesTrue(finding, "writeOnly"),
  },
  {
    bump: "minor",
    reason: "a text became one value",
    when: ({ finding, directions }) => isSet(finding, "const") && !directions.has("request"),
  },
  { bump: "major", reason: "its only value is another", when: ({ finding }) => finding.property === "const" },
  {
    bump: "minor",
    reason: "leaving it out does something else now",
    when: ({ finding, directions }) => finding.property === "default" && directions.has("request"),
  },
  {
    bump: "minor",
    reason: "it still works, for now",
    when: ({ finding }) => becomesTrue(finding, "deprecated"),
  },
  {
    bump: "major",
    reason: "callers give it by its name",
    when: ({ finding }) => finding.typeName === "Parameter" && finding.property === "name",
  },
  {
    bump: "major",
    reason: "calls by path no longer compile",
    when: ({ finding }) => finding.typeName === "PathItem" && isRename(finding),
  },
  {
    bump: "major",
    reason: "the generated type of that name is gone",
    when: ({ finding, pointer }) => finding.kind === "removed" && isNamedSchema(pointer),
  },
  {
    bump: "minor",
    reason: "one more generated type",
    when: ({ finding, pointer }) => finding.kind === "added" && isNamedSchema(pointer),
  },
  {
    bump: "major",
    reason: "lists are read in another way, or no longer page by page",
    when: ({ finding, pointer }) => isAbout("pagination", finding, pointer) && changesPages(finding),
  },
  {
    bump: "minor",
    reason: "the client or the engine acts on it",
    when: ({ finding, pointer }) => ANNOTATIONS.some((name) => isAbout(name, finding, pointer)),
  },
];

/** Annotations that something at run time follows. */
const ANNOTATIONS = [
  "pagination",
  "safety",
  "retry-safe",
  "permission",
  "sensitive",
  "rate-limit",
  "client-headers",
] as const;

/** Our rating of a finding, where a rule of ours applies. */
export function rate(facts: Facts): Pick<Rule, "bump" | "reason"> | undefined {
  return RULES.find((rule) => rule.when(facts));
}

function isSet({ property, base }: Finding, name: string): boolean {
  return property === name && base?.value === undefined;
}

function becomesTrue({ property, revision }: Finding, name: string): boolean {
  return property === name && revision?.value === true;
}

function isProperty({ typeName }: Finding, pointer: string): boolean {
  return typeName === "SchemaProperties" || (typeName === "Schema" && /\/properties\/[^/]+$/.test(pointer));
}

function isNamedSchema(pointer: string): boolean {
  return /^#\/components\/schemas\/[^/]+$/.test(pointer);
}

function isAbout(annotation: string, { property }: Finding, pointer: string): boolean {
  const name = `x-mdmkit-${annotation}`;
  return property === name || pointer.split("/").includes(name);
}

/** Whether pages, or the place of their items, are others; a page size or an order is not. */
function changesPages({ kind, property, base, revision }: Finding): boolean {
  if (kind === "added" || (property === "x-mdmkit-pagination" && base?.value === undefined)) return false;
  if (kind === "removed" || property === "style" || property === "items") return true;
  const [before, after] = [base?.value, revision?.value];
  if (property !== "x-mdmkit-pagination") return false;
  return (
    !isObject(before) || !isObject(after) || before.style !== after.style || before.items !== after.items
  );
}
