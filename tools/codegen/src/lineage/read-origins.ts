import type ts from "typescript";
import type { AnswerSchemas } from "./answer-schemas.ts";
import type { Here } from "./domain/context.ts";
import { fail } from "./domain/module.ts";
import { readMember } from "./domain/read.ts";
import { isUndefined, onlyLiteral, type Value } from "./domain/value.ts";

/** Which operation's answer stands at a path of the raw record, and where in that answer. */
export type Origin = { readonly path: string; readonly operation: string; readonly at: string };

/** What one method of a resource reads for one mapper. */
export type ReadOrigins = {
  /** Several where one of them is called, by what the server has. */
  readonly record: readonly Origin[];
  /** Properties the vendor is asked for, where that is not all of them. */
  readonly only: ReadonlySet<string> | undefined;
  /** Properties that the adapter notes, and no operation. */
  readonly added: readonly string[];
  readonly joined: readonly Origin[];
};

export type Method = "list" | "get";
export const METHODS_READ: readonly Method[] = ["list", "get"];

/** One mapper of a resource and what its record comes from. */
export type MapperOrigins = {
  readonly resource: string;
  readonly mapper: Value;
  /** How the ids of its records begin, where a resource has several mappers. */
  readonly ids: string | undefined;
  readonly reads: Readonly<Record<Method, ReadOrigins>>;
};

type Site = { readonly here: Here; readonly node: ts.Node; readonly answers: AnswerSchemas };

/** Reads a vendor's `origins`. */
export function readOrigins(origins: Value, site: Site): MapperOrigins[] {
  return membersOf(origins, site).flatMap(([resource, mappers]) => {
    const items = mappers.array?.items;
    if (!items) fail(site.node, `the origins of ${resource} are no list of mappers`);
    return items.map((item) => mapperOrigins(resource, item, site));
  });
}

function mapperOrigins(resource: string, item: Value, site: Site): MapperOrigins {
  const member = (name: string) => readMember(site.here.context, item, name, site.node);
  return {
    resource,
    mapper: member("map"),
    ids: isUndefined(member("ids")) ? undefined : textOf(member("ids"), site),
    reads: { list: readOf(member("list"), site), get: readOf(member("get"), site) },
  };
}

function readOf(read: Value, site: Site): ReadOrigins {
  const member = (name: string) => readMember(site.here.context, read, name, site.node);
  const record = member("record");
  const only = member("only");
  const joined = member("joined");
  return {
    record: isUndefined(record)
      ? []
      : (record.array?.items ?? [record]).map((one) => originOf("", one, site)),
    only: isUndefined(only) ? undefined : new Set(only.array?.items?.map((name) => textOf(name, site))),
    added: member("added").array?.items?.map((name) => textOf(name, site)) ?? [],
    joined: isUndefined(joined) ? [] : joinsBelow("", joined, site),
  };
}

/** `a: "op"` is a property, `a: ["op"]` each item of a list, `a: { b: "op" }` a property inside. */
function joinsBelow(path: string, value: Value, site: Site): Origin[] {
  const items = value.array?.items;
  if (items) return items.flatMap((item) => joinsBelow(`${path}[]`, item, site));
  if (!value.object) return [originOf(path, value, site)];
  return membersOf(value, site).flatMap(([name, member]) =>
    joinsBelow(path === "" ? name : `${path}.${name}`, member, site),
  );
}

/** `operation`, or `operation path.in.its.answer`. */
function originOf(path: string, value: Value, site: Site): Origin {
  const [operation = "", at] = textOf(value, site).split(" ");
  const { answers, node } = site;
  if (!answers.has(operation)) fail(node, `${operation} is no operation of the vendor's document`);
  const place = at ?? answers.recordPath(operation);
  if (answers.at(operation, place).length === 0) {
    fail(
      node,
      `the answer of ${operation} has nothing at \`${place}\``,
      "Correct it in origins.ts, or the overlay.",
    );
  }
  return { path, operation, at: place };
}

function textOf(value: Value, { node }: Site): string {
  const constant = onlyLiteral(value)?.[0];
  return typeof constant === "string" ? constant : fail(node, "origins are constant text; this is not");
}

function membersOf(value: Value, { node }: Site): (readonly [string, Value])[] {
  return value.object ? [...value.object.members] : fail(node, "the origins are no object");
}
