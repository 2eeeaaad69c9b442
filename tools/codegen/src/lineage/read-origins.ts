import type ts from "typescript";
import type { Here } from "./domain/context.ts";
import { fail } from "./domain/module.ts";
import { readMember } from "./domain/read.ts";
import { isUndefined, onlyLiteral, UNDEFINED, type Value } from "./domain/value.ts";
import type { ResponseSchemas } from "./response-schemas.ts";

/** The operation that fills a path of the raw record, and the path in its response. */
export type Origin = { readonly path: string; readonly operation: string; readonly at: string };

/** What a method of a resource reads for a mapper. */
export type ReadOrigins = {
  /** Several operations if one of them is called, depending on the server. */
  readonly record: readonly Origin[];
  /** The requested properties, if not all. */
  readonly only: ReadonlySet<string> | undefined;
  /** Properties that are not requested. */
  readonly except: ReadonlySet<string>;
  /** Properties that the adapter sets itself. */
  readonly added: readonly string[];
  readonly joined: readonly Origin[];
};

export type Method = "list" | "get";
export const METHODS_READ: readonly Method[] = ["list", "get"];

/** A mapper of a resource and the origins of its record. */
export type MapperOrigins = {
  readonly resource: string;
  readonly mapper: Value;
  /** The prefix of its record ids, if a resource has several mappers. */
  readonly ids: string | undefined;
  readonly reads: Readonly<Record<Method, ReadOrigins>>;
};

type Site = { readonly here: Here; readonly node: ts.Node; readonly responses: ResponseSchemas };

/** Reads a vendor's `origins`. */
export function readOrigins(origins: Value, site: Site): MapperOrigins[] {
  return membersOf(origins, site).flatMap(([resource, mappers]) => {
    const items = mappers.array?.items ?? [mappers];
    return items.map((item) => mapperOrigins(resource, item, site));
  });
}

function mapperOrigins(resource: string, item: Value, site: Site): MapperOrigins {
  const member = (name: string) => readMember(site.here.context, item, name, site.node);
  const read = (name: Method) => readOf(isUndefined(member("both")) ? member(name) : member("both"), site);
  return {
    resource,
    mapper: member("map"),
    ids: isUndefined(member("ids")) ? undefined : textOf(member("ids"), site),
    reads: { list: read("list"), get: read("get") },
  };
}

/** A read of the record alone is the operation, or several; of others there is more to say. */
function readOf(read: Value, site: Site): ReadOrigins {
  const member = (name: string) =>
    read.object ? readMember(site.here.context, read, name, site.node) : UNDEFINED;
  const record = read.object ? member("record") : read;
  const namesIn = (name: string) => member(name).array?.items?.map((one) => textOf(one, site)) ?? [];
  const joined = member("joined");
  return {
    record: isUndefined(record)
      ? []
      : (record.array?.items ?? [record]).map((one) => originOf("", one, site)),
    only: isUndefined(member("only")) ? undefined : new Set(namesIn("only")),
    except: new Set(namesIn("except")),
    added: namesIn("added"),
    joined: isUndefined(joined) ? [] : joinsBelow("", joined, site),
  };
}

/** `a: "op"` fills a property, `a: ["op"]` each item of a list, `a: { b: "op" }` a nested property. */
function joinsBelow(path: string, value: Value, site: Site): Origin[] {
  const items = value.array?.items;
  if (items) return items.flatMap((item) => joinsBelow(`${path}[]`, item, site));
  if (!value.object) return [originOf(path, value, site)];
  return membersOf(value, site).flatMap(([name, member]) =>
    joinsBelow(path === "" ? name : `${path}.${name}`, member, site),
  );
}

/** `operation`, or `operation path.in.its.response`. */
function originOf(path: string, value: Value, site: Site): Origin {
  const [operation = "", at] = textOf(value, site).split(" ");
  const { responses, node } = site;
  if (!responses.has(operation)) fail(node, `${operation} is not an operation of the vendor's document`);
  const place = at ?? responses.recordPath(operation);
  if (responses.at(operation, place).length === 0) {
    fail(
      node,
      `the response of ${operation} has nothing at \`${place}\``,
      "Correct it in origins.ts, or the overlay.",
    );
  }
  return { path, operation, at: place };
}

function textOf(value: Value, { node }: Site): string {
  const constant = onlyLiteral(value)?.[0];
  return typeof constant === "string" ? constant : fail(node, "origins must be constant strings");
}

function membersOf(value: Value, { node }: Site): (readonly [string, Value])[] {
  return value.object ? [...value.object.members] : fail(node, "the origins must be an object");
}
