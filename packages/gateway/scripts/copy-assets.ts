import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The files that the gateway serves are part of the package: the unified document, and swagger-ui with its license.
const assets = new URL("../dist/assets/", import.meta.url);
const sources: Readonly<Record<string, string>> = {
  "openapi.json": new URL("../../../specs/unified/openapi.json", import.meta.url).href,
  ...Object.fromEntries(
    [
      ...["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"],
      ...["swagger-ui-bundle.js.LICENSE.txt", "LICENSE", "NOTICE"],
    ].map((name) => [name, import.meta.resolve(`swagger-ui-dist/${name}`)]),
  ),
};

mkdirSync(assets, { recursive: true });
for (const [name, source] of Object.entries(sources))
  copyFileSync(fileURLToPath(source), new URL(name, assets));
