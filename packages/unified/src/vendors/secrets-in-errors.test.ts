import { MdmError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, it } from "vitest";
import { isVendorId, loadVendor, vendors } from "./index.ts";

const SECRET = "made-up-secret-4711";

/** An input with the secret at a path of its body, and something for each parameter of the path. */
function inputWith(path: string, template: string) {
  const names = template.match(/[^{}]+(?=\})/g) ?? [];
  const at = path.split(/\.|(?=\[\])/);
  const body = at.reduceRight<unknown>(
    (inner, step) => (step === "[]" ? [inner] : { [step]: inner }),
    SECRET,
  );
  return { path: Object.fromEntries(names.map((name) => [name, "1"])), body };
}

/** Repeats in an error what it was sent, as vendors do; tokens are requested from the sandbox. */
const repeating =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (url, init) => {
    const sent = await new Response(init?.body).text();
    if (!sent.includes(SECRET)) return fetch(url, init);
    return Response.json({ message: `Invalid value: ${sent}` }, { status: 400 });
  };

describe.each(Object.keys(vendors).filter(isVendorId))("an error of %s", async (id) => {
  const { baseUrl, credentials, fetch } = createSandbox(id, { devices: 1, users: 1 });
  const vendor = await (await loadVendor(id)).create(
    { ...credentials, baseUrl },
    { fetch: repeating(fetch) },
  );
  const operations = Object.entries(vendor.secretBodies).flatMap(([name, [path]]) =>
    path !== undefined && vendor.operations[name] ? [[name, path] as const] : [],
  );

  it.each(operations)("does not repeat the secret that %s was sent as %s", async (name, path) => {
    const input = inputWith(path, vendor.operations[name]?.path ?? "");
    const error = await vendor.client.request(name, input).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!MdmError.is(error)) throw error;
    expect(error.vendorMessage).toContain("***");
    expect(`${error.vendorMessage} ${JSON.stringify(error)} ${error.stack}`).not.toContain(SECRET);
  });

  it("is about operations that have secrets, if the adapter sends any", () => {
    const sends = Object.keys(vendor.secretBodies).filter((name) => vendor.operations[name]);
    expect(operations).toHaveLength(sends.length);
  });
});
