import { operationSchemas, schemas } from "@mdmkit/unified/schemas";
import { describe, expect, it } from "vitest";
import { GatewayError } from "../errors/gateway-error.ts";
import { readParameters } from "./read-parameters.ts";
import { createValidator } from "./validator.ts";

const ACCOUNT = "integrated_account_id=62f44730-dd91-461e-bd6a-aedd9e0ad79d";
const validator = createValidator(schemas);

function read(query: string, operation = "listDevices") {
  const found = operationSchemas[operation];
  if (!found) throw new TypeError(operation);
  const search = new URLSearchParams(`${ACCOUNT}&${query}`);
  const { integrated_account_id: _, ...rest }: Record<string, unknown> = {
    ...readParameters(found, { path: {}, search, headers: new Headers() }, validator).query,
  };
  return rest;
}

function failures(query: string) {
  try {
    read(query);
  } catch (error) {
    if (error instanceof GatewayError) return error.failures;
  }
  return [];
}

describe("readParameters", () => {
  it.each([
    ["limit=10&truto_ignore_limit=true", { limit: 10, truto_ignore_limit: true }],
    ["truto_exclude_fields[]=id&truto_exclude_fields[]=name", { "truto_exclude_fields[]": ["id", "name"] }],
    ["truto_exclude_fields[]=id,name", { "truto_exclude_fields[]": ["id", "name"] }],
    ["truto_exclude_fields=id,name", { "truto_exclude_fields[]": ["id", "name"] }],
    ["truto_exclude_fields[0]=id&truto_exclude_fields[1]=name", { "truto_exclude_fields[]": ["id", "name"] }],
    ["truto_exclude_fields=id&truto_exclude_fields=name", { "truto_exclude_fields[]": ["id", "name"] }],
    ["owner[emails]=a@example.com&owner%5Bid%5D=7", { owner: { emails: "a@example.com", id: "7" } }],
    ["remote_query[foo]=bar", { remote_query: { foo: "bar" } }],
    ["remote_query[a][b]=1&remote_query[c][]=2", { remote_query: { a: { b: "1" }, c: ["2"] } }],
    ['owner={"id":"7"}', { owner: { id: "7" } }],
    ["name=%2B1%20%26", { name: "+1 &" }],
    ["name[]=x&owner[emails][0]=a@example.com", { name: "x", owner: { emails: "a@example.com" } }],
    ["updated_since=2026-01-01T00:00:00%2B02:00", { updated_since: "2026-01-01T00:00:00+02:00" }],
    ["updated_since=2026-01-01T00:00:00+02:00", { updated_since: "2026-01-01T00:00:00+02:00" }],
    ["next_cursor=&limit=&platform=&truto_ignore_limit=&truto_exclude_fields[]=", {}],
    ["tags=&owner[id]=&owner[name]=Ada&policy[id]=&remote_query=", { owner: { name: "Ada" } }],
    ["remote_query[a]=&remote_query[b][c]=&name[]=", { remote_query: { a: "", b: { c: "" } } }],
  ])("reads %s", (query, expected) => expect(read(query)).toEqual(expected));

  it.each([
    ["limit=ten", "query.limit"],
    ["limit=0", "query.limit"],
    ["limit=1&limit=2", "query.limit"],
    ["name=&name=x", "query.name"],
    ["limit[a]=1", "query.limit"],
    ["platform=amiga", "query.platform"],
    ["tags=blue", "query.tags"],
    ["tags[color]=blue", "query.tags.color"],
    ["updated_since=yesterday", "query.updated_since"],
    ["updated_since=2026-01-01+02:00", "query.updated_since"],
    ["truto_ignore_limit=maybe", "query.truto_ignore_limit"],
    ["truto_exclude_fields[a]=b", "query.truto_exclude_fields[]"],
    ["serial=1", "query.serial"],
    ["name=%00", "query.name"],
  ])("refuses %s and says where", (query, path) =>
    expect(failures(query).map((failure) => failure.path)).toEqual([path]),
  );

  it("names allowed values, never what was sent", () => {
    const [failure] = failures("platform=secret-value");
    expect(failure?.message).toContain("macos");
    expect(failure?.message).not.toContain("secret-value");
  });

  it("does not read or write prototypes", () => {
    const { remote_query: query } = read("remote_query[__proto__][polluted]=1");
    expect(Object.keys(Object(query))).toEqual(["__proto__"]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
