import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import type { OperationNode } from "../documents/operations.ts";
import { pointerOf } from "../documents/pointer.ts";
import { canonical } from "../normal/canonical.ts";
import { unwrap } from "../normal/unwrap.ts";
import { compareAnnotations } from "./annotations.ts";
import { compareContent } from "./compare-content.ts";
import { compareSchemas } from "./compare-schema.ts";
import { below, type Comparison, type Pair } from "./comparison.ts";
import { always, byRole, type Rating } from "./rating.ts";
import { type ObjectAt, resolveObject } from "./resolve.ts";
import { spotOf } from "./schema-marks.ts";
import { changeText, show } from "./text.ts";
import { uniquePairs } from "./unique-pairs.ts";
import { compareWords } from "./words.ts";

type Parameter = ObjectAt & { readonly name: string; readonly place: string; readonly at: string };
type Operations = { readonly base: OperationNode; readonly revision: OperationNode };

/** Compares the parameters of an operation, those of its path among them. */
export function compareParameters(pair: Pair, { base, revision }: Operations, comparison: Comparison): void {
  const { documents } = comparison;
  const [before, after] = [parametersOf(documents.base, base), parametersOf(documents.revision, revision)];
  const { pairs, gone, come } = match(before, after, { base, revision });
  for (const [was, is] of pairs) {
    const linked = { ...pair, base: was, revision: is, label: is.at };
    comparison.link(linked, (one) => compareParameter(one, { was, is }, comparison));
  }
  for (const { at, node } of gone) {
    comparison.report(pair, {
      kind: "removed",
      node: "Parameter",
      label: at,
      labelIn: "base",
      say: "was removed",
      ...always("major"),
      before: { pointer: at, value: node },
    });
  }
  for (const { at, node } of come) {
    comparison.report(pair, {
      kind: "added",
      node: "Parameter",
      label: at,
      say: node.required === true ? "is new and required" : "is new",
      ...byRole(pair.role, {
        request: always(node.required === true ? "major" : "minor"),
        response: always("minor"),
      }),
      after: { pointer: at, value: node },
    });
  }
}

/** Those of the operation take precedence. `at` is where the operation names it. */
function parametersOf(document: JsonObject, { path, node, pathItem, pointer }: OperationNode): Parameter[] {
  const read = (list: JsonValue | undefined, above: string) =>
    (Array.isArray(list) ? list : []).map((item, index): Parameter => {
      const at = `${above}/parameters/${index}`;
      const found = resolveObject(document, item, at);
      return { ...found, name: String(found.node.name), place: String(found.node.in), at };
    });
  const all = [...read(pathItem.parameters, pointerOf(["paths", path])), ...read(node.parameters, pointer)];
  return [...new Map(all.map((one) => [`${one.place} ${one.name}`, one])).values()];
}

type Matched = {
  readonly pairs: [Parameter, Parameter][];
  readonly gone: Parameter[];
  readonly come: Parameter[];
};

/** By name and place; names in a path by their position; then those that only moved or were only renamed. */
function match(
  before: readonly Parameter[],
  after: readonly Parameter[],
  { base, revision }: Operations,
): Matched {
  const pairs: [Parameter, Parameter][] = [];
  let [gone, come] = [[...before], [...after]];
  const join = (keyOf: (parameter: Parameter, side: "before" | "after") => string) => {
    const found = uniquePairs(gone, come, keyOf);
    pairs.push(...found);
    const joined = new Set(found.flat());
    [gone, come] = [gone.filter((one) => !joined.has(one)), come.filter((one) => !joined.has(one))];
  };
  join(({ name, place }) => (place === "querystring" ? place : `${place} ${spelled(name, place)}`));
  const [was, is] = [base.path, revision.path].map(namesIn);
  join((parameter, side) => {
    const position =
      parameter.place === "path" ? (side === "before" ? was : is)?.indexOf(parameter.name) : -1;
    return position === undefined || position < 0 ? `${side} ${parameter.at}` : `path ${position}`;
  });
  join(({ name, place }, side) => (place === "path" ? `${side} ${name}` : name));
  join(({ node: { name: _name, ...rest } }) => canonical(rest));
  return { pairs, gone, come };
}

function spelled(name: string, place: string): string {
  return place === "header" ? name.toLowerCase() : name;
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
}

type Both = { readonly was: Parameter; readonly is: Parameter };

function compareParameter(pair: Pair, both: Both, comparison: Comparison): void {
  const { was, is } = both;
  compareNames(pair, both, comparison);
  compareWords(pair, was.node, is.node, comparison);
  compareAnnotations(pair, was.node, is.node, comparison, "Parameter");
  compareFlags(pair, both, comparison);
  if (was.place === is.place) compareStyles(pair, both, comparison);
  const schemas = [was.node.schema, is.node.schema];
  const [base, revision] = schemas;
  if (base !== undefined && revision !== undefined) {
    compareSchemas(
      below(pair, {
        base: { node: base, pointer: `${was.pointer}/schema` },
        revision: { node: revision, pointer: `${is.pointer}/schema` },
      }),
      comparison,
    );
  } else if (base !== revision) {
    comparison.report(pair, {
      kind: "changed",
      node: "Parameter",
      property: "schema",
      say: revision === undefined ? "no longer has a schema" : "has a schema now, it had none",
      ...always("major"),
      before: spotOf(was.pointer, "schema", was.node),
      after: spotOf(is.pointer, "schema", is.node),
    });
  }
  compareContent(pair, was, is, comparison);
}

/** A shared parameter has no name of another operation in its message. */
function compareNames(pair: Pair, { was, is }: Both, comparison: Comparison): void {
  const shared = { node: "Parameter", label: was.at, labelIn: "base" } as const;
  if (was.name !== is.name) {
    comparison.report(pair, {
      ...shared,
      kind: "renamed",
      property: "name",
      say: `was renamed to ${show(is.name)}`,
      ...rateName(was),
      before: { pointer: `${was.pointer}/name`, value: was.name },
      after: { pointer: `${is.pointer}/name`, value: is.name },
    });
  }
  if (was.place === is.place) return;
  comparison.report(pair, {
    ...shared,
    kind: "changed",
    property: "in",
    say: `moved to the ${show(is.place)}`,
    ...always("major"),
    before: { pointer: `${was.pointer}/in`, value: was.place },
    after: { pointer: `${is.pointer}/in`, value: is.place },
  });
}

/** The name of the whole query is in no request and in no type. */
function rateName({ place }: Parameter): Rating {
  if (place === "querystring") return always("patch");
  const isInPath = place === "path";
  return always(
    "major",
    isInPath ? "callers use its name, and calls by path no longer compile" : "callers use its name",
  );
}

const FLAGS = [
  ["required", "is now required", "is now optional"],
  ["deprecated", "is now deprecated", "is no longer deprecated"],
] as const;

function compareFlags(pair: Pair, { was, is }: Both, comparison: Comparison): void {
  for (const [property, on, off] of FLAGS) {
    const [before, after] = [was.node[property] === true, is.node[property] === true];
    if (before === after) continue;
    const rating =
      property === "required"
        ? byRole(pair.role, {
            request: always(after ? "major" : "minor"),
            response: always(after ? "patch" : "major"),
          })
        : always(after ? "minor" : "patch", after ? "it still works" : undefined);
    comparison.report(pair, {
      kind: "changed",
      node: "Parameter",
      property,
      say: after ? on : off,
      ...rating,
      before: spotOf(was.pointer, property, was.node),
      after: spotOf(is.pointer, property, is.node),
    });
  }
}

const STYLES: Readonly<Record<string, string>> = {
  query: "form",
  cookie: "form",
  path: "simple",
  header: "simple",
};

/** How a value is written, with the defaults of its place. */
function styleOf({ node, place }: Parameter): Record<string, JsonValue | undefined> {
  const style = node.style ?? STYLES[place];
  return {
    style,
    explode: node.explode ?? (style === "form" || style === "cookie"),
    allowReserved: node.allowReserved ?? false,
    allowEmptyValue: node.allowEmptyValue ?? false,
  };
}

function compareStyles(pair: Pair, both: Both, comparison: Comparison): void {
  const { was, is } = both;
  const [before, after] = [styleOf(was), styleOf(is)];
  for (const property of Object.keys(before)) {
    if (before[property] === after[property]) continue;
    // A single value is written the same whether exploded or not.
    const isSame = property === "allowEmptyValue" || (property === "explode" && isScalar(both, comparison));
    comparison.report(pair, {
      kind: "changed",
      node: "Parameter",
      property,
      of: `\`${property}\` of `,
      say: changeText(before[property], after[property]),
      ...always(isSame ? "patch" : "major", isSame ? undefined : "it is written in another way"),
      before: spotOf(was.pointer, property, was.node),
      after: spotOf(is.pointer, property, is.node),
    });
  }
}

function isScalar({ was, is }: Both, { documents }: Comparison): boolean {
  const nodes = [
    unwrap(documents.base, { node: was.node.schema ?? true, pointer: "" }),
    unwrap(documents.revision, { node: is.node.schema ?? true, pointer: "" }),
  ];
  return nodes.every(
    ({ node }) => isObject(node) && typeof node.type === "string" && !/^(array|object)$/.test(node.type),
  );
}
