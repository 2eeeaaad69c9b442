import { createLimiter } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, test } from "vitest";
import { connect } from "../client/connect.ts";
import { capabilitiesOf, checkValues, exampleValues, isVendorId, loadVendor, vendors } from "./index.ts";

describe.each(Object.keys(vendors).filter(isVendorId))("%s", async (id) => {
  const descriptor = await loadVendor(id);
  const { options, credentials } = descriptor;

  test("is registered by its id", () => {
    expect(descriptor.id).toBe(id);
  });

  test("each option has a name and a variable of its own", () => {
    expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
    expect(new Set(options.map(({ env }) => env)).size).toBe(options.length);
    const prefix = `${id.toUpperCase().replaceAll("-", "_")}_`;
    for (const { env } of options) expect(env.startsWith(prefix), env).toBe(true);
  });

  test("every way of credentials has a secret", () => {
    for (const { needs } of credentials) {
      expect(options.some(({ name, secret }) => secret && needs.includes(name))).toBe(true);
    }
  });

  test("its examples are of the right form and open an account that is not called", async () => {
    for (const { name, example } of options) {
      expect(checkValues(descriptor, { ...exampleValues(descriptor), [name]: example })).toEqual([]);
    }
    expect(capabilitiesOf(await descriptor.create(exampleValues(descriptor)))).toMatchObject({ vendor: id });
  });

  test.each(credentials)("names one tenant for $what, however its URL is spelled", async ({ needs }) => {
    const values = Object.fromEntries(
      options.filter(({ name }) => needs.includes(name)).map(({ name, example }) => [name, example]),
    );
    const tenants: unknown[] = [];
    async function callAt(baseUrl: string | undefined): Promise<void> {
      const vendor = await descriptor.create(baseUrl ? { ...values, baseUrl } : values, {
        fetch: async () => Response.json({}, { status: 400 }),
        limiter(tenant) {
          tenants.push(tenant);
          return createLimiter();
        },
      });
      await Promise.allSettled([connect(vendor).check()]);
    }
    const spellings = needs.includes("cluster")
      ? [undefined]
      : ["https://mdm.example.com", "HTTPS://MDM.Example.com:443/"];
    for (const baseUrl of spellings) await callAt(baseUrl);
    expect(new Set(tenants).size).toBe(1);
    expect(tenants[0]).toMatch(new RegExp(`^${id} https://\\S+`));
    await callAt("https://other.example.com");
    expect(new Set(tenants).size).toBe(2);
  });

  test("opens its sandbox with the sandbox's credentials as they are", async () => {
    const sandbox = createSandbox(id, { devices: 3 });
    const vendor = await descriptor.create(
      { ...sandbox.credentials, baseUrl: sandbox.baseUrl },
      { fetch: (url, init) => sandbox.fetch(url, init) },
    );
    expect(await connect(vendor).devices.list().toArray()).toHaveLength(3);
  });
});

test("an unknown id is rejected with the known ids", async () => {
  await expect(loadVendor("constructor")).rejects.toThrow(
    `Known vendors: ${Object.keys(vendors).join(", ")}`,
  );
});
