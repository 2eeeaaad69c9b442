import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type OpenApi, simplifyDocument } from "./simplify-document.ts";

/** Whether this runs from source: the files are then at their origin, otherwise in the folder that the build copies them to. */
const isSource = import.meta.url.endsWith(".ts");

function assetUrl(name: string): URL {
  if (!isSource) return new URL(`../assets/${name}`, import.meta.url);
  if (name === "openapi.json") return new URL("../../../../specs/unified/openapi.json", import.meta.url);
  return new URL(import.meta.resolve(`swagger-ui-dist/${name}`));
}

const cache = new Map<string, Promise<Buffer>>();

/** One of the files this package serves, read once. */
export function readAsset(name: string): Promise<Buffer> {
  const known = cache.get(name);
  if (known) return known;
  const content = readFile(fileURLToPath(assetUrl(name)));
  cache.set(name, content);
  content.catch(() => cache.delete(name));
  return content;
}

/** The served documents are about this gateway, at whatever host it is reached. */
export const THIS_SERVER = { url: "/", description: "This gateway." };

let document: Promise<OpenApi> | undefined;

/** The unified document, in the form that is served. */
export function readOpenApi(): Promise<OpenApi> {
  document ??= readAsset("openapi.json").then((text) => simplifyDocument(JSON.parse(text.toString("utf8"))));
  document.catch(() => {
    document = undefined;
  });
  return document;
}
