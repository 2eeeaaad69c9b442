import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { withoutDefault } from "../normal/keywords.ts";
import { compareAnnotations } from "./annotations.ts";
import type { Comparison, Pair } from "./comparison.ts";
import { always, byRole, type Rating, type Role } from "./rating.ts";
import { changeText } from "./text.ts";
import { compareWords } from "./words.ts";

/** Compares what a schema says beside its type: marks, default value, annotations and prose. */
export function compareMarks(
  pair: Pair,
  before: JsonObject,
  after: JsonObject,
  comparison: Comparison,
): void {
  compareWords(pair, before, after, comparison);
  compareAnnotations(pair, before, after, comparison, "Schema");
  for (const [keyword, mark] of Object.entries(MARKS)) {
    const [was, is] = [withoutDefault(keyword, before[keyword]), withoutDefault(keyword, after[keyword])];
    if (isDeepStrictEqual(was, is)) continue;
    const flag = mark.say?.[String(is === true)];
    comparison.report(pair, {
      kind: "changed",
      node: "Schema",
      property: keyword,
      ...(flag === undefined ? { of: `\`${keyword}\` of ` } : {}),
      say: flag ?? changeText(was, is),
      ...mark.rate(pair.role, is),
      before: spotOf(pair.base.pointer, keyword, before),
      after: spotOf(pair.revision.pointer, keyword, after),
    });
  }
}

/** The keyword where it is, else the node. */
export function spotOf(
  pointer: string,
  keyword: string,
  node: JsonValue,
): { pointer: string; value?: JsonValue } {
  const value = isObject(node) && Object.hasOwn(node, keyword) ? node[keyword] : undefined;
  return value === undefined ? { pointer } : { pointer: `${pointer}/${keyword}`, value };
}

type Mark = {
  readonly say?: Readonly<Record<string, string>>;
  rate(role: Role, after: JsonValue | undefined): Rating;
};

const MARKS: Readonly<Record<string, Mark>> = {
  deprecated: {
    say: { true: "is now deprecated", false: "is no longer deprecated" },
    rate: (_role, after) => (after === true ? always("minor", "it still works") : always("patch")),
  },
  readOnly: {
    say: { true: "is now read-only", false: "is no longer read-only" },
    rate: (role, after) =>
      byRole(role, {
        request: after === true ? always("major", "it can no longer be sent") : always("minor"),
        response: always("patch"),
      }),
  },
  writeOnly: {
    say: { true: "is now write-only", false: "is no longer write-only" },
    rate: (role, after) =>
      byRole(role, {
        request: always("patch"),
        response: after === true ? always("major", "it is no longer returned") : always("minor"),
      }),
  },
  default: {
    rate: (role) =>
      byRole(role, {
        request: always("minor", "omitting it has another effect"),
        response: always("patch"),
      }),
  },
};
