import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { canonical } from "../normal/canonical.ts";
import { compareAnnotations } from "./annotations.ts";
import { type Comparison, Owner, type Pair } from "./comparison.ts";
import { always, type Rating } from "./rating.ts";
import { changeText, show } from "./text.ts";

/** Hosts and credentials: the client's own code sets them, so no generated type changes. */
const BY_HAND = always("minor", "the client's own code sets hosts and credentials");

/** Compares what a document says of all operations: hosts, credentials and our annotations. */
export function compareRoot(comparison: Comparison): void {
  const { base, revision } = comparison.documents;
  const at = (node: JsonValue) => ({ node, pointer: "#" });
  const pair: Pair = { base: at(base), revision: at(revision), role: "type", label: "#", owner: new Owner() };
  compareServers(pair, comparison);
  compareSelf(pair, comparison);
  compareTags(pair, comparison);
  compareSecurity(pair, comparison);
  compareAnnotations(pair, base, revision, comparison, "Document");
}

function compareServers(pair: Pair, comparison: Comparison): void {
  const { base, revision } = comparison.documents;
  const [was, is] = [urlsOf(base), urlsOf(revision)];
  if (isDeepStrictEqual(was, is)) return;
  const [before, after] = [listOf(was), listOf(is)];
  comparison.report(pair, {
    kind: "changed",
    node: "Server",
    property: "url",
    say: `is now ${after}, it was ${before}`,
    label: "#/servers",
    ...rateServers(was, is, comparison),
    before: { pointer: "#/servers", value: was },
    after: { pointer: "#/servers", value: is },
  });
}

/** Where the document says that it is published. Nothing is generated from it. */
function compareSelf(pair: Pair, comparison: Comparison): void {
  const { base, revision } = comparison.documents;
  const [was, is] = [base.$self, revision.$self];
  if (was === is) return;
  comparison.report(pair, {
    kind: "changed",
    node: "Document",
    property: "$self",
    of: "`$self` of ",
    say: changeText(was, is),
    ...always("patch"),
    before: { pointer: "#/$self", ...(was === undefined ? {} : { value: was }) },
    after: { pointer: "#/$self", ...(is === undefined ? {} : { value: is }) },
  });
}

/** Another kind of a tag, or another one around it, is another section for readers. */
function compareTags(pair: Pair, comparison: Comparison): void {
  const { base, revision } = comparison.documents;
  const before = new Map(tagsOf(base).map((tag) => [tag.name, tag]));
  for (const [index, { name, parent, kind }] of tagsOf(revision).entries()) {
    const known = before.get(name);
    if (known === undefined || (known.parent === parent && known.kind === kind)) continue;
    const pointer = `#/tags/${index}`;
    const [was, is] = [pick(known.parent, known.kind), pick(parent, kind)];
    comparison.alert(
      { ...pair, label: pointer, revision: { node: {}, pointer } },
      { kind: "section", before: show(was), after: show(is) },
    );
  }
}

function tagsOf({ tags }: JsonObject): JsonObject[] {
  return Array.isArray(tags) ? tags.filter(isObject) : [];
}

function pick(parent: JsonValue | undefined, kind: JsonValue | undefined): JsonObject {
  return { ...(parent === undefined ? {} : { parent }), ...(kind === undefined ? {} : { kind }) };
}

function rateServers(was: readonly string[], is: readonly string[], { areSameUrls }: Comparison): Rating {
  if (areSameUrls)
    return always("major", "every path has the other part of it, so calls by path no longer compile");
  if (was.every((url) => is.includes(url))) return always("minor");
  return always("major", "requests go to another host or path");
}

function listOf(urls: readonly string[]): string {
  return urls.length > 0 ? urls.map(show).join(", ") : "not set";
}

/** The base URLs with the defaults of their variables; a document without one is at the root of its host. */
function urlsOf({ servers }: JsonObject): string[] {
  if (!Array.isArray(servers)) return [];
  return servers.filter(isObject).map(({ url, variables }) =>
    String(url).replace(/\{([^}]+)\}/g, (template, name: string) => {
      const variable = isObject(variables) ? variables[name] : undefined;
      return isObject(variable) && variable.default !== undefined ? String(variable.default) : template;
    }),
  );
}

/** The path of the first server, which is before that of every operation. */
export function basePathOf(document: JsonObject): string {
  const [url = ""] = urlsOf(document);
  return url.replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/\/+$/, "");
}

function compareSecurity(pair: Pair, comparison: Comparison): void {
  const { base, revision } = comparison.documents;
  const [was, is] = [alternatives(base), alternatives(revision)];
  const [gone, come] = [without(was, is), without(is, was)];
  if (gone.length + come.length > 0) {
    const parts = [
      ...(come.length > 0 ? [`now accepts ${come.map(schemesOf).join(" or ")}`] : []),
      ...(gone.length > 0 ? [`no longer accepts ${gone.map(schemesOf).join(" or ")}`] : []),
    ];
    comparison.report(pair, {
      kind: "changed",
      node: "SecurityRequirement",
      property: "security",
      label: "#/security",
      say: parts.join(" and "),
      ...BY_HAND,
      before: { pointer: "#/security", value: was },
      after: { pointer: "#/security", value: is },
    });
  }
  const [before, after] = [schemesAt(base), schemesAt(revision)];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
    compareScheme(pair, { name, was: before[name], is: after[name] }, comparison);
}

type Scheme = {
  readonly name: string;
  readonly was: JsonValue | undefined;
  readonly is: JsonValue | undefined;
};

function compareScheme(pair: Pair, { name, was, is }: Scheme, comparison: Comparison): void {
  if (canonical(was) === canonical(is)) return;
  const pointer = `#/components/securitySchemes/${name}`;
  const shared = { node: "SecurityScheme", label: pointer, ...(BY_HAND satisfies Rating) };
  if (!isObject(was) || !isObject(is)) {
    comparison.report(pair, {
      ...shared,
      kind: is === undefined ? "removed" : "added",
      ...(is === undefined ? { labelIn: "base" as const } : {}),
      say: is === undefined ? "was removed" : "is new",
      ...(was === undefined ? {} : { before: { pointer, value: was } }),
      ...(is === undefined ? {} : { after: { pointer, value: is } }),
    });
    return;
  }
  for (const property of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (property === "description" || canonical(was[property]) === canonical(is[property])) continue;
    comparison.report(pair, {
      ...shared,
      kind: "changed",
      property,
      of: `\`${property}\` of `,
      say: changeText(was[property], is[property]),
      before: {
        pointer: `${pointer}/${property}`,
        ...(was[property] === undefined ? {} : { value: was[property] }),
      },
      after: {
        pointer: `${pointer}/${property}`,
        ...(is[property] === undefined ? {} : { value: is[property] }),
      },
    });
  }
}

function schemesAt({ components }: JsonObject): JsonObject {
  const schemes = isObject(components) ? components.securitySchemes : undefined;
  return isObject(schemes) ? schemes : {};
}

function alternatives({ security }: JsonObject): JsonValue[] {
  return Array.isArray(security) ? security : [];
}

function without(values: readonly JsonValue[], others: readonly JsonValue[]): JsonValue[] {
  return values.filter((value) => !others.some((other) => isDeepStrictEqual(value, other)));
}

function schemesOf(requirement: JsonValue): string {
  const names = isObject(requirement) ? Object.keys(requirement) : [];
  return names.length > 0 ? `\`${names.join(" and ")}\`` : "no credentials";
}
