import { keyOf, literal, member, optionalMember } from "../emit/print.ts";
import type { Sign, UnsetProperty } from "../lineage/find-unset.ts";
import { pathSteps } from "../lineage/response-schemas.ts";
import type { JsonValue } from "../read/json.ts";
import { adapterHeader } from "./adapter-header.ts";

/** A mapper and the properties of its records that can hold unset values. */
type Mapper = { readonly name: string; readonly unset: readonly UnsetProperty[] };

/**
 * Prints `unset.ts` of a vendor, where mappers read what can be unset: code rather than a table, because reading a
 * property by a name that the code holds costs a tenth of reading it by one that a table holds.
 */
export function emitUnset(
  { folder }: { readonly folder: string },
  mappers: readonly Mapper[],
): Record<string, string> {
  const functions = mappers.filter(({ unset }) => unset.some(isHidden)).map(printFunction);
  if (functions.length === 0) return {};
  const used = ["hide", "isEmpty", "isTold"].filter((name) => functions.join("").includes(`${name}(`));
  const imports = `import { ${used.join(", ")} } from "@mdmkit/unified/vendor";\n`;
  return { "api/unset.ts": [adapterHeader(folder), imports, ...functions].join("") };
}

/** An object of the record: its own unset properties, and the objects and lists in it. */
type Node = {
  readonly unset: UnsetProperty[];
  readonly members: Map<string, Node>;
  /** What the items of a list are, where it is one. */
  items?: Node;
};

const createNode = (): Node => ({ unset: [], members: new Map() });

function printFunction({ name, unset }: Mapper): string {
  const root = createNode();
  for (const property of unset.filter(isHidden)) {
    const steps = pathSteps(property.path);
    nodeAt(root, steps.slice(0, -1)).unset.push(property);
    for (const path of [property.path, ...property.unless.map((sign) => sign.path)])
      nodeAt(root, pathSteps(path));
  }
  return [
    `\n/** Hides unset values from \`${name}\`. */\n`,
    `export function unsetIn${name.replace(/^map/, "")}(raw: object): void {\n`,
    `  const record: ${typeOf(root).replace(/ \| null$/, "")} = raw;\n`,
    ...printNode(root, { variable: "record", path: "", indent: "  " }),
    "}\n",
  ].join("");
}

/** The node at a path, made where there is none yet. */
function nodeAt(root: Node, steps: readonly string[]): Node {
  return steps.reduce((node, step) => {
    if (step === "[]") {
      node.items ??= createNode();
      return node.items;
    }
    const known = node.members.get(step) ?? createNode();
    node.members.set(step, known);
    return known;
  }, root);
}

function typeOf({ members, items }: Node): string {
  if (items) return `(${typeOf(items)})[] | null`;
  const properties = [...members].map(([name, node]) => `${keyOf(name)}?: ${typeOf(node)}`);
  return properties.length === 0 ? "unknown" : `{ ${properties.join("; ")} } | null`;
}

const isHidden = ({ values }: UnsetProperty): boolean => values.length > 0;

type Site = { readonly variable: string; readonly path: string; readonly indent: string };

function printNode(node: Node, site: Site): string[] {
  return [
    ...node.unset.map((property) => printCheck(property, site)),
    ...[...node.members].flatMap(([name, inner]) => printMember(name, inner, site)),
  ];
}

function printCheck(
  { path, values, unless }: UnsetProperty,
  { variable, path: above, indent }: Site,
): string {
  const name = pathSteps(path).at(-1) ?? "";
  const value = member(variable, name);
  const alternatives = values.map((unset) => comparison(value, unset));
  const isUnset = alternatives.length > 1 ? `(${alternatives.join(" || ")})` : alternatives.join("");
  const conditions = [isUnset, ...unless.map((sign) => `!${isTold(sign, { variable, above })}`)];
  return `${indent}if (${conditions.join(" && ")}) hide(${variable}, ${JSON.stringify(name)});\n`;
}

function comparison(value: string, unset: JsonValue): string {
  return Array.isArray(unset) ? `isEmpty(${value})` : `${value} === ${literal(unset)}`;
}

/** A sign stands beside the property or is reached from the record. */
function isTold({ path, unset }: Sign, { variable, above }: { variable: string; above: string }): string {
  const steps = pathSteps(path);
  const isBeside = steps.slice(0, -1).join(".") === pathSteps(above).join(".");
  const value = isBeside
    ? member(variable, steps.at(-1) ?? "")
    : steps.slice(1).reduce(optionalMember, member("record", steps[0] ?? ""));
  const nothing = unset.filter((one) => one !== null && one !== "" && !Array.isArray(one));
  return `isTold(${[value, ...nothing.map(literal)].join(", ")})`;
}

function printMember(name: string, inner: Node, { variable, path, indent }: Site): string[] {
  if (!holdsUnset(inner)) return [];
  const at = path === "" ? name : `${path}.${name}`;
  const own = variableOf(at);
  const declaration = `${indent}const ${own} = ${member(variable, name)};\n`;
  if (inner.items) return [declaration, ...printItems(inner.items, { variable: own, path: at, indent })];
  return [
    declaration,
    `${indent}if (${own}) {\n`,
    ...printNode(inner, { variable: own, path: at, indent: `${indent}  ` }),
    `${indent}}\n`,
  ];
}

function printItems(item: Node, { variable, path, indent }: Site): string[] {
  const own = variableOf(`${path}.item`);
  return [
    `${indent}if (Array.isArray(${variable})) {\n`,
    `${indent}  for (const ${own} of ${variable}) {\n`,
    `${indent}    if (!${own}) continue;\n`,
    ...printNode(item, { variable: own, path: `${path}[]`, indent: `${indent}    ` }),
    `${indent}  }\n${indent}}\n`,
  ];
}

function holdsUnset({ unset, members, items }: Node): boolean {
  return unset.length > 0 || (items ? holdsUnset(items) : false) || [...members.values()].some(holdsUnset);
}

/** `general.remoteManagement` as `generalRemoteManagement`. */
function variableOf(path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
}
