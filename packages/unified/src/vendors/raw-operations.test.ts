import { createSchemaValidator } from "@mdmkit/schema-validator";
import { describe, expect, it } from "vitest";
import { REQUESTS } from "../../../sandbox/src/fixtures/every-vendor.ts";
import { reached, reachedAsDocumented } from "../../../sandbox/src/fixtures/sources.ts";
import { validInput } from "../../../sandbox/src/fixtures/valid-input.ts";
import { connect } from "../client/connect.ts";
import { isVendorId, loadDocument, loadVendor } from "./index.ts";

const complete = REQUESTS.filter(([vendor]) => isVendorId(vendor));

describe.each(complete)("every operation of %s", async (vendor, open) => {
  const { operations, schemas } = await loadDocument(vendor);
  const validator = createSchemaValidator(schemas);
  const start = open();
  const names = Object.keys(start.document.operationSchemas);

  it("is counted in docs/interfaces.md", async () => {
    const { client, operations: table } = (await (await openVendor(vendor, start.sandbox)).openRaw?.()) ?? {};
    const asMethods = Object.keys(client ?? {});
    expect(reachedAsDocumented("client", vendor)).toEqual(reached(vendor, asMethods));
    expect(reachedAsDocumented("library", vendor)).toEqual(reached(vendor, Object.keys(table ?? {})));
    expect(reachedAsDocumented("sandbox", vendor)).toEqual(reached(vendor, start.sandbox.operations));
  });

  it("is described", () => expect(Object.keys(operations)).toEqual(names));

  it.each(names)("%s takes what its document describes, and reaches the vendor", async (name) => {
    const description = operations[name];
    if (!description) throw new Error(`${name} is not described`);
    const requests = description.safety === "read" ? start : open(); // reads leave the records as they are
    const { sandbox, refused, refusedByClient } = requests;
    const from = sandbox.requests.length;
    const input = validInput(requests, name);
    expect(validator.check(description.input, input)).toEqual([]);
    const { raw } = await connectTo(vendor, sandbox);
    const confirm = description.confirmedBy ? input.path?.[description.confirmedBy] : name;
    const options = description.safety === "destructive" ? { confirm: String(confirm) } : {};

    const { requests: shown } = await raw.request(name, input, { dryRun: true });
    expect(sandbox.requests).toHaveLength(from);
    expect(shown).toMatchObject([{ operation: name, method: description.method }]);

    const called = raw.request(name, input, options).then(
      ({ response: { status } }) => status,
      ({ status }) => status,
    );
    expect(await called).toEqual(
      { ...refused, ...refusedByClient }[name] ?? expect.toSatisfy((status: number) => status < 300),
    );
    expect(sandbox.violations).toEqual([]);
    const sent = sandbox.requests.at(-1);
    expect(sent).toMatchObject({ operation: name, method: description.method });
    expect(shown[0]?.path.replace(/\?.*/, "").endsWith(sent?.path ?? "none")).toBe(true);
  });

  it("is refused without a confirmation if it is destructive", async () => {
    const requests = open();
    const { raw } = await connectTo(vendor, requests.sandbox);
    const destructive = names.filter((name) => operations[name]?.safety === "destructive");
    for (const name of destructive)
      for (const options of [{}, { confirm: "another" }])
        await expect(raw.request(name, validInput(requests, name), options)).rejects.toMatchObject({
          code: "confirmation",
          outcome: "not-sent",
        });
    expect(destructive).not.toEqual([]);
    expect(requests.sandbox.requests).toEqual([]);
  });

  it("is refused with a misspelled parameter", async () => {
    const requests = open();
    const { raw } = await connectTo(vendor, requests.sandbox);
    for (const name of names) {
      const input = validInput(requests, name);
      const misspelled = { ...input, query: { ...input.query, limt: 1 } };
      expect(validator.check(operations[name]?.input ?? false, misspelled)).not.toEqual([]);
      await expect(raw.request(name, misspelled, { dryRun: true })).rejects.toThrow(/limt/);
    }
  });
});

async function openVendor(vendor: string, { options }: object & { options?: object }) {
  const { fetch, now, wait, ...values } = Object(options);
  const transport = { fetch, now, wait };
  return (await loadVendor(vendor)).create(values, transport);
}

const connectTo = async (vendor: string, sandbox: object) => connect(await openVendor(vendor, sandbox));
