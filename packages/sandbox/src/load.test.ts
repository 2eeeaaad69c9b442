import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { createSandbox } from "./create-sandbox.ts";
import { loadSandbox } from "./load.ts";

it("opens the same sandbox as createSandbox", async () => {
  const options = { devices: 3, users: 2, seed: 7 };
  const [loaded, created] = [await loadSandbox("jumpcloud", options), createSandbox("jumpcloud", options)];
  expect([loaded.credentials, loaded.state.systems.all()]).toEqual([
    created.credentials,
    created.state.systems.all(),
  ]);
});

it.each(["acme", "constructor"])("rejects the unknown vendor %s, and names the known ones", async (id) => {
  const message = `Unknown vendor "${id}". Vendors with a sandbox: applivery, `;
  await expect(Reflect.apply(loadSandbox, undefined, [id])).rejects.toThrow(message);
  expect(() => Reflect.apply(createSandbox, undefined, [id])).toThrow(message);
});

it("has no vendor in its own part of a split bundle", async () => {
  const { metafile } = await build({
    entryPoints: [join(import.meta.dirname, "load.ts")],
    bundle: true,
    splitting: true,
    outdir: "out",
    format: "esm",
    platform: "node",
    conditions: ["@mdmkit/source"],
    metafile: true,
    write: false,
  });
  const entry = metafile.outputs["out/load.js"];
  const eager = [entry, ...staticImports(metafile, "out/load.js").map((path) => metafile.outputs[path])];
  const inputs = eager.flatMap((output) => Object.keys(output?.inputs ?? {}));
  expect(inputs.some((path) => path.endsWith("create-vendor-sandbox.ts"))).toBe(true);
  expect(inputs.filter((path) => path.includes("/vendors/"))).toEqual([]);
});

/** The parts that load together with a part. */
function staticImports(metafile: Awaited<ReturnType<typeof build>>["metafile"], path: string): string[] {
  const direct = (metafile?.outputs[path]?.imports ?? []).filter(({ kind }) => kind === "import-statement");
  return direct.flatMap((part) => [part.path, ...staticImports(metafile, part.path)]);
}
