import { isObject, type JsonValue } from "../../read/json.ts";
import type { Bump } from "../documents/change.ts";
import type { Direction } from "../documents/uses.ts";
import { type Finding, isRename } from "./redocly.ts";

/** A finding with the facts that the rules use. */
export type Facts = {
  readonly finding: Finding;
  readonly pointer: string;
  readonly directions: ReadonlySet<Direction>;
  /** Added and removed values of an enum. */
  readonly gained: readonly JsonValue[];
  readonly lost: readonly JsonValue[];
};

type Rule = { readonly bump: Bump; readonly reason: string; when(facts: Facts): boolean };

/** Ratings by the effect on generated types, where Redocly rates the wire format differently. The first match counts. */
const RULES: readonly Rule[] = [
  {
    bump: "major",
    reason: "code that uses a removed value no longer compiles",
    when: ({ lost }) => lost.length > 0,
  },
  {
    bump: "minor",
    reason: "a `Record` over its values does not compile until it has the new one",
    when: ({ gained, directions }) => gained.length > 0 && directions.has("response"),
  },
  { bump: "minor", reason: "an additional value can be sent", when: ({ gained }) => gained.length > 0 },
  {
    bump: "minor",
    reason: "a string became an enum",
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
    reason: "it is no longer returned",
    when: ({ finding, directions }) => directions.has("response") && becomesTrue(finding, "writeOnly"),
  },
  {
    bump: "minor",
    reason: "a string became a constant",
    when: ({ finding, directions }) => isSet(finding, "const") && !directions.has("request"),
  },
  { bump: "major", reason: "its only value changed", when: ({ finding }) => finding.property === "const" },
  {
    bump: "minor",
    reason: "omitting it has another effect",
    when: ({ finding, directions }) => finding.property === "default" && directions.has("request"),
  },
  {
    bump: "minor",
    reason: "it still works",
    when: ({ finding }) => becomesTrue(finding, "deprecated"),
  },
  {
    bump: "major",
    reason: "callers use its name",
    when: ({ finding }) => finding.typeName === "Parameter" && finding.property === "name",
  },
  {
    bump: "major",
    reason: "calls by path no longer compile",
    when: ({ finding }) => finding.typeName === "PathItem" && isRename(finding),
  },
  {
    bump: "major",
    reason: "the generated type of that name was removed",
    when: ({ finding, pointer }) => finding.kind === "removed" && isNamedSchema(pointer),
  },
  {
    bump: "minor",
    reason: "an additional generated type",
    when: ({ finding, pointer }) => finding.kind === "added" && isNamedSchema(pointer),
  },
  {
    bump: "major",
    reason: "lists are read differently, or are no longer paginated",
    when: ({ finding, pointer }) => isAbout("pagination", finding, pointer) && changesPages(finding),
  },
  {
    bump: "minor",
    reason: "it changes the behavior of the client or engine",
    when: ({ finding, pointer }) => ANNOTATIONS.some((name) => isAbout(name, finding, pointer)),
  },
];

/** Annotations that are used at run time. */
const ANNOTATIONS = [
  "pagination",
  "safety",
  "retry-safe",
  "permission",
  "sensitive",
  "rate-limit",
  "client-headers",
  "client-path",
] as const;

/** The rating by our rules, if one matches. */
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

/** Whether paging changed in a way that breaks callers. Page sizes and order do not. */
function changesPages({ kind, property, base, revision }: Finding): boolean {
  if (kind === "added" || (property === "x-mdmkit-pagination" && base?.value === undefined)) return false;
  if (kind === "removed" || property === "style" || property === "items") return true;
  const [before, after] = [base?.value, revision?.value];
  if (property !== "x-mdmkit-pagination") return false;
  return (
    !isObject(before) || !isObject(after) || before.style !== after.style || before.items !== after.items
  );
}
