import { describe, expect, it } from "vitest";
import type { OperationSchemas } from "./engine/document/operation-schemas.ts";
import { type Resource, readResources } from "./engine/document/resource.ts";
import { isRow, textOf, valueAt } from "./engine/records/values.ts";
import { callOperation, REQUESTS } from "./fixtures/every-vendor.ts";
import type { Sent, VendorRequests } from "./fixtures/valid-request.ts";
import { openRequests } from "./vendors/jumpcloud/fixtures/requests.ts";

type Known = { readonly id: string; readonly operation: OperationSchemas; readonly resource: Resource };

function operationsOf({ document, ownState = [] }: VendorRequests, keep: (known: Known) => boolean): Known[] {
  const resources = readResources(document);
  const all = Object.entries(document.operationSchemas).flatMap(([id, operation]) => {
    const resource = resources.get(id);
    return resource ? [{ id, operation, resource }] : [];
  });
  return all.filter((known) => !ownState.includes(known.id) && keep(known));
}

/** The path parameters with which an operation is called. */
function pathOf({ sandbox, document }: VendorRequests, id: string, sent: Sent = {}): Record<string, string> {
  const template = document.operationSchemas[id]?.path ?? "";
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, "([^/]+)")}$`);
  const values = pattern.exec(sandbox.path(id, sent.path))?.slice(1) ?? [];
  return Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at] ?? "")]));
}

describe.each(REQUESTS)("records of %s", (_vendor, open) => {
  const removals = operationsOf(
    open(),
    ({ operation, resource }) => operation.method === "DELETE" && (resource.isItem || resource.isSingleton),
  );

  it.each(removals)("are gone after $id, and the list is shorter", async ({ id, operation, resource }) => {
    const requests = open();
    const own = { ...requests.sent[id], path: pathOf(requests, id, requests.sent[id]) };
    const records = requests.sandbox.records(id, own.path);
    const before = records.count();
    expect((await callOperation(requests, id, { own })).status).toBeLessThan(300);
    expect(records.count()).toBe(before - 1);
    expect((await callOperation(requests, id, { own })).status).toBe(404);
    const reads = operationsOf(requests, (read) => read.operation.method === "GET");
    for (const get of reads.filter((read) => read.operation.path === operation.path))
      expect((await callOperation(requests, get.id, { own: { path: own.path } })).status).toBe(404);
    const lists = reads.filter(
      (read) => read.resource.action === "list" && read.resource.collection === resource.collection,
    );
    for (const list of lists) {
      const { total } = list.operation.pagination ?? {};
      const response = await callOperation(requests, list.id, { own: { path: own.path } });
      const body: unknown = JSON.parse((await response.text()) || "null");
      if (total !== undefined) expect(Number(valueAt(body, total))).toBeLessThan(before);
    }
    expect(requests.sandbox.violations).toEqual([]);
  });

  const creations = operationsOf(
    open(),
    ({ operation, resource }) => operation.method === "POST" && resource.action === "create",
  );

  it.each(creations)("can be read after $id", async ({ id, operation }) => {
    const requests = open();
    const { sandbox } = requests;
    const before = sandbox.records(id).count();
    const response = await callOperation(requests, id);
    expect(response.status).toBeLessThan(300);
    expect(sandbox.records(id).count()).toBe(before + 1);
    const gets = operationsOf(
      requests,
      (get) => get.operation.method === "GET" && get.operation.path.startsWith(`${operation.path}/{`),
    );
    for (const get of gets.filter(({ resource }) => resource.isItem)) {
      const { parameter = "", by } = get.resource.references.at(-1) ?? {};
      const made =
        by === undefined ? sandbox.records(id).ids().at(-1) : textOf(sandbox.records(id).all().at(-1), by);
      const own = { path: { [parameter]: made ?? "" } };
      expect((await callOperation(requests, get.id, { own })).status).toBe(200);
    }
    expect(sandbox.violations).toEqual([]);
  });
});

it("are deleted by all 33 deletions of JumpCloud's v2 that the sources name", () => {
  const isDeletion = ({ operation, resource }: Known) =>
    operation.method === "DELETE" &&
    operation.path.startsWith("/v2/") &&
    (resource.isItem || resource.isSingleton);
  expect(operationsOf(openRequests(), isDeletion)).toHaveLength(33);
});

describe("associations of jumpcloud", () => {
  const open = openRequests;
  const from = ({ resource }: Known) => resource.references.at(-1)?.collection;
  const associations = operationsOf(open(), ({ operation }) => operation.association !== undefined);

  /** The values that a parameter or body property of an operation takes. */
  function typesIn({ operation }: Known): string[] {
    const query = operation.parameters.find(({ name }) => name === operation.association?.type)?.schema;
    const schema = query ?? operation.body?.schema;
    const { schemas } = open().document;
    const text = JSON.stringify(isRow(schema) ? (schemas[textOf(schema, "$ref")] ?? schema) : {});
    return [...text.matchAll(/"enum":\[([^\]]*)\]/g)].flatMap(([, names = ""]) =>
      names.replaceAll('"', "").split(","),
    );
  }

  const cases = associations.flatMap((write) => {
    if (write.operation.method !== "POST") return [];
    const reads = associations.filter(
      (read) => read.operation.method === "GET" && from(read) === from(write),
    );
    return typesIn(write).flatMap((type) => {
      const shown = reads.filter(
        (read) => read.operation.association?.to === type || typesIn(read).includes(type),
      );
      return shown.length > 0 ? [{ id: write.id, type, reads: shown }] : [];
    });
  });

  it.each(cases)("$id binds and unbinds: $type", async ({ id, type, reads }) => {
    const requests = open();
    const path = pathOf(requests, id);
    const [kept] = operationsOf(
      requests,
      ({ resource }) => resource.action === "list" && resource.collection === type,
    );
    const other = kept ? (requests.sandbox.records(kept.id).ids().at(-1) ?? "") : "0".repeat(24);
    const bind = (op: string) =>
      callOperation(requests, id, { own: { path, body: { op, type, id: other } } });
    const shown = async (): Promise<boolean[]> => {
      const texts = reads.map(async (read) => {
        const targets: Record<string, string> = read.operation.association?.type ? { targets: type } : {};
        const own = { path, query: { ...targets, limit: "100" } };
        return (await callOperation(requests, read.id, { own })).text();
      });
      return (await Promise.all(texts)).map((text) => text.includes(other));
    };
    expect((await bind("remove")).status).toBe(204);
    expect(await shown()).toEqual(reads.map(() => false));
    expect((await bind("add")).status).toBe(204);
    expect(await shown()).toEqual(reads.map(() => true));
    expect(requests.sandbox.violations).toEqual([]);
  });
});
