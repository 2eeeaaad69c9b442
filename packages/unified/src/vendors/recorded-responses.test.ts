import { createSandbox } from "@mdmkit/sandbox";
import { createSchemaValidator, type JsonSchema } from "@mdmkit/schema-validator";
import { describe, expect, it, test } from "vitest";
import { stringify } from "yaml";
import { connect } from "../client/connect.ts";
import {
  type RecordedCase,
  type RecordedResponse,
  recordedResponsesOf,
} from "../fixtures/recorded-response.ts";
import type { AnyResource } from "../testing/account.ts";
import { SCHEMAS } from "../testing/resources.ts";
import { recordProblems } from "../testing/unified-schema.ts";
import { isVendorId, loadVendor, type VendorId, vendors } from "./index.ts";

type Responses = Readonly<Record<string, { readonly schema?: JsonSchema }>>;
type VendorDocument = {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly operationSchemas: Readonly<Record<string, { readonly responses: Responses }>>;
};

describe.each(Object.keys(vendors).filter(isVendorId))("responses as %s sends them", async (vendor) => {
  const document: VendorDocument = await import(`@mdmkit/${vendor}/schemas`);
  const validator = createSchemaValidator(document.schemas);
  const cases = recordedResponsesOf(vendor).map((one) => ({ vendor, ...one }));

  it("are there", () => expect(cases).not.toEqual([]));

  test.each(cases)("$vendor/fixtures/recorded-responses/$file", async (one) => {
    expect(one.responses.flatMap(problemsOf)).toEqual([]);
    const { records, report, unused } = await readCase(vendor, one);
    expect(unused, "responses that no call asked for").toEqual([]);
    for (const record of records) expect(recordProblems(SCHEMAS[one.read.resource], record)).toEqual([]);
    const shown = records.map(visible);
    if (!one.records)
      expect.unreachable(`Review these records and add them to the case:\n${stringify({ records: shown })}`);
    expect(shown).toEqual(one.records);
    if (one.report) expect(report).toMatchObject(one.report);
  });

  function problemsOf({ operation, status = 200, body, invalid }: RecordedResponse): string[] {
    const { responses } = document.operationSchemas[operation] ?? {};
    if (!responses) return [`${operation} is not in the document`];
    const { schema } = responses[String(status)] ?? responses.default ?? {};
    const found = schema ? validator.check(schema, body) : [];
    if (invalid !== undefined) return found.length > 0 ? [] : [`${operation}: valid, so remove \`invalid\``];
    return found.map(({ instancePath, message }) => `${operation} ${instancePath}: ${message}`);
  }
});

/** A record as JSON has it, without the vendor's own. */
function visible(record: object): object {
  const { remote_data: _, ...fields } = JSON.parse(JSON.stringify(record));
  return fields;
}

async function readCase(vendor: VendorId, { responses, read }: RecordedCase) {
  const { fetch, unused, baseUrl, credentials } = replay(vendor, responses);
  const { create } = await loadVendor(vendor);
  const mdm = connect(await create({ ...credentials, baseUrl }, { fetch }));
  const methods: AnyResource = Reflect.get(mdm, read.resource);
  if (read.get !== undefined)
    return { records: [await methods.get(read.get)], report: undefined, unused: unused() };
  const listing = methods.list(read.list);
  const records = await listing.toArray();
  return { records, report: listing.report, unused: unused() };
}

/** Responds with the recorded responses. Other calls, also those for tokens, reach an account without devices and users. */
function replay(vendor: VendorId, responses: readonly RecordedResponse[]) {
  const empty = createSandbox(vendor, { devices: 0, users: 0 });
  const used = new Set<RecordedResponse>();
  const replaying: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const fallback = await empty.fetch(request.clone());
    const { operation } =
      empty.requests.findLast(({ method, path }) => method === request.method && pathname.endsWith(path)) ??
      {};
    const found = responses.find(
      (one) =>
        one.operation === operation &&
        pathname.endsWith(one.path ?? "") &&
        Object.entries(one.query ?? {}).every(([name, value]) => searchParams.get(name) === value),
    );
    if (!found) return fallback;
    used.add(found);
    const headers = { "content-type": "application/json", ...found.headers };
    return new Response(JSON.stringify(found.body), { status: found.status ?? 200, headers });
  };
  const { baseUrl, credentials } = empty;
  return { fetch: replaying, baseUrl, credentials, unused: () => responses.filter((one) => !used.has(one)) };
}
