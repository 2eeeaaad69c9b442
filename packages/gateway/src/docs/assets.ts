import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** True when run from source: the files then lie where they come from, else where the build copied them to. */
const isSource = import.meta.url.endsWith(".ts");

function assetUrl(name: string): URL {
  if (!isSource) return new URL(`../assets/${name}`, import.meta.url);
  if (name === "openapi.json") return new URL("../../../../specs/unified/openapi.json", import.meta.url);
  return new URL(import.meta.resolve(`swagger-ui-dist/${name}`));
}

const kept = new Map<string, Promise<Buffer>>();

/** One of the files this package serves; read once. */
export function readAsset(name: string): Promise<Buffer> {
  const known = kept.get(name);
  if (known) return known;
  const reading = readFile(fileURLToPath(assetUrl(name)));
  kept.set(name, reading);
  reading.catch(() => kept.delete(name));
  return reading;
}

/** The unified document. */
export async function readOpenApi(): Promise<Record<string, unknown>> {
  return JSON.parse((await readAsset("openapi.json")).toString("utf8"));
}
