import { isVendorId, loadDocument } from "@mdmkit/unified/vendors";
import { beforeEach, describe, expect, it } from "vitest";
import { REQUESTS } from "../../../sandbox/src/fixtures/every-vendor.ts";
import { reached, reachedAsDocumented } from "../../../sandbox/src/fixtures/sources.ts";
import { validInput } from "../../../sandbox/src/fixtures/valid-input.ts";
import { createTestGateway, textsOf } from "../fixtures/test-gateway.ts";
import { retryAtOnce } from "../fixtures/time.ts";

const { call, store, fetches } = await createTestGateway({ size: { devices: 1, users: 1 } });
const complete = REQUESTS.filter(([vendor]) => isVendorId(vendor));

beforeEach(retryAtOnce);

describe.each(complete)("every operation of %s over HTTP", async (vendor, open) => {
  const { operations } = await loadDocument(vendor);
  const start = open();
  let requests = start;
  const { options, baseUrl }: { options?: object; baseUrl: string } = start.sandbox;
  const account = await store.accounts.create({
    vendor,
    name: vendor,
    values: { ...textsOf(options ?? {}), baseUrl },
  });
  fetches.set(account.id, (url, init) => requests.sandbox.fetch(url, init));

  it("is counted in docs/interfaces.md", async () => {
    const path = `/vendor/openapi.json?integrated_account_id=${account.id}`;
    const { body } = await call("GET", path);
    const listed = Object.keys(body.paths).map((each) => each.replace("/vendor/", ""));
    expect(reachedAsDocumented("HTTP", vendor)).toEqual(reached(vendor, listed));
  });

  it.each(Object.entries(operations))("%s reaches the vendor", async (name, { safety, confirmedBy }) => {
    requests = safety === "read" ? start : open(); // reads leave the records as they are
    const { sandbox, refused, refusedByClient } = requests;
    const input = validInput(requests, name);
    const confirm = confirmedBy ? input.path?.[confirmedBy] : name;
    const body = { ...input, ...(safety === "destructive" && { confirm: String(confirm) }) };

    const response = await call("POST", `/vendor/${name}?integrated_account_id=${account.id}`, { body });
    const expected = { ...refused, ...refusedByClient }[name] ?? 200;
    expect([response.status, response.body.details]).toEqual([
      expected < 500 ? expected : 502,
      expected < 300 ? undefined : expect.anything(),
    ]);
    expect(sandbox.violations).toEqual([]);
    expect(sandbox.requests.at(-1)).toMatchObject({ operation: name });
  });
});
