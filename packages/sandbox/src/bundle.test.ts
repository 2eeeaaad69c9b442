import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";

it("bundles for browsers, and lists devices from there", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(import.meta.dirname, "index.ts")],
    bundle: true,
    platform: "browser",
    format: "esm",
    conditions: ["@mdmkit/source"],
    minify: true,
    metafile: true,
    write: false,
  });
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(imported.filter((path) => path.startsWith("node:"))).toEqual([]);
  const [{ text = "" } = {}] = outputFiles;
  const { createSandbox }: typeof import("./index.ts") = await import(
    /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`
  );
  const sandbox = createSandbox("jumpcloud", { devices: 3 });
  const headers = { "x-api-key": sandbox.credentials.apiKey };
  const response = await sandbox.fetch(`${sandbox.baseUrl}/systems`, { headers });
  expect(await response.json()).toMatchObject({ totalCount: 3 });
});
