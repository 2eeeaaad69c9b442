import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import type { Vendor } from "../contract/vendor.ts";
import { exampleValues, loadVendor, vendors } from "./index.ts";

/** What JavaScript, which has no types, may do. */
type Loose = (options?: unknown) => { id: string };

/** The function that a module of a vendor has for its callers: the one that is named after the vendor. */
async function functionIn(module: Promise<object>, id: string): Promise<Loose> {
  const names = [id.replaceAll("-", ""), `${id.replaceAll("-", "")}devices`];
  const found = Object.entries(await module).find(([name]) => names.includes(name.toLowerCase()));
  return found?.[1];
}

describe.each(Object.keys(vendors))("%s, called with a mistake", (id) => {
  const factories = [
    () => functionIn(import(`./${id}/index.ts`), id),
    () => functionIn(import(`./${id}/generated/device-reader.ts`), id),
  ];

  it("says that its options are missing, and which ones it needs", async () => {
    for (const load of factories) {
      const factory = await load();
      for (const options of [undefined, null])
        expect(() => factory(options)).toThrow(
          expect.objectContaining({
            code: "invalid-input",
            vendor: id,
            message: expect.stringMatching(/`\w+`/),
          }),
        );
    }
  });

  it("refuses a misspelled option, with the one that was meant", async () => {
    const values = exampleValues(await loadVendor(id));
    for (const load of factories) {
      const factory = await load();
      expect(factory(values)).toMatchObject({ id });
      expect(() => factory({ ...values, timeoutMS: 1 })).toThrow(
        "unknown option `timeoutMS`. Did you mean timeoutMs?",
      );
      const [name = ""] = Object.keys(values);
      const [misspelled, ...others] = [name.toUpperCase(), ...Object.keys(values).slice(1)];
      const given = Object.fromEntries([[misspelled, "x"], ...others.map((one) => [one, values[one]])]);
      expect(() => factory(given)).toThrow(`Did you mean ${name}?`);
    }
  });

  it("refuses null for what it cannot clear, before any request", async () => {
    const descriptor = await loadVendor(id);
    const fetch = () => Promise.reject(new Error("sent"));
    const vendor = await descriptor.create(exampleValues(descriptor), { fetch });
    const { devices } = connect<Vendor>(vendor);
    for (const name of vendor.devices?.cannotClear ?? [])
      await expect(devices.update("1", { [name]: null })).rejects.toThrow(`cannot clear ${name}`);
  });

  it("is not a vendor before it is called", async () => {
    const factory = await functionIn(import(`./${id}/index.ts`), id);
    // @ts-expect-error the function instead of what it returns
    expect(() => connect(factory)).toThrow("pass what a vendor's function returns");
  });
});

it.each([undefined, null, {}, "jumpcloud"])("connect(%j) needs a vendor", (vendor) => {
  // @ts-expect-error as JavaScript may call it
  expect(() => connect(vendor)).toThrow("pass what a vendor's function returns");
});
