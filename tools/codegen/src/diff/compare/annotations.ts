import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import type { Comparison, Found, Pair } from "./comparison.ts";
import { always, type Rating } from "./rating.ts";
import { changeText } from "./text.ts";

const PREFIX = "x-mdmkit-";

/** Compares our annotations of a node. What others put under `x-` is not read. */
export function compareAnnotations(
  pair: Pair,
  before: JsonObject,
  after: JsonObject,
  comparison: Comparison,
  node: string,
): void {
  const names = new Set(
    [...Object.keys(before), ...Object.keys(after)].filter((key) => key.startsWith(PREFIX)),
  );
  for (const name of names) {
    for (const found of differences(name, before[name], after[name])) {
      const { steps, was: _was, is: _is, ...rest } = found;
      const path = [name, ...steps].join("/");
      const spot = (side: "base" | "revision", value: JsonValue) => ({
        pointer: `${pair[side].pointer}/${path}`,
        value,
      });
      comparison.report(pair, {
        node,
        ...rest,
        ...(found.was === undefined ? {} : { before: spot("base", found.was) }),
        ...(found.is === undefined ? {} : { after: spot("revision", found.is) }),
      });
    }
  }
}

type Difference = Omit<Found, "node"> & {
  readonly steps: readonly string[];
  readonly was: JsonValue | undefined;
  readonly is: JsonValue | undefined;
};

/** An annotation that is an object differs by its members. */
function differences(
  name: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return members.flatMap((member) => {
      const [was, is] = [before[member], after[member]];
      return isDeepStrictEqual(was, is) ? [] : [difference(name, { member, was, is })];
    });
  }
  return [difference(name, { was: before, is: after })];
}

function difference(
  name: string,
  { member, was, is }: { member?: string; was: JsonValue | undefined; is: JsonValue | undefined },
): Difference {
  const title = member === undefined ? `\`${name}\` of ` : `\`${member}\` of \`${name}\` of `;
  return {
    kind: "changed",
    steps: member === undefined ? [] : [member],
    was,
    is,
    property: member ?? name,
    of: title,
    say: changeText(was, is),
    ...rate(name, member, { was, is }),
  };
}

function rate(
  name: string,
  member: string | undefined,
  { was, is }: { was: JsonValue | undefined; is: JsonValue | undefined },
): Rating {
  if (name === `${PREFIX}name`) return always("major", "the generated interfaces are named after it");
  if (name === `${PREFIX}pagination` && breaksPages(member, was, is))
    return always("major", "lists are read differently, or are no longer paginated");
  if (READ_BY_CLIENTS.has(name)) return always("minor", "it changes the behavior of the client or engine");
  return always("patch", "it changes what the sandbox does");
}

const READ_BY_CLIENTS: ReadonlySet<string> = new Set(
  [
    "pagination",
    "safety",
    "retry-safe",
    "names-record",
    "permission",
    "sensitive",
    "rate-limit",
    "client-headers",
    "client-path",
    "unset",
  ].map((name) => `${PREFIX}${name}`),
);

/** Whether paging changed in a way that breaks callers. Page sizes and order do not. */
function breaksPages(
  member: string | undefined,
  was: JsonValue | undefined,
  is: JsonValue | undefined,
): boolean {
  if (member === undefined) return was !== undefined && is === undefined;
  return member === "style" || member === "items";
}
