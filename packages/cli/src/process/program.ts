import { readFile } from "node:fs/promises";

/** How the user runs this program: as an installed command, or from this repository. */
export const COMMAND = import.meta.url.endsWith(".ts") ? "pnpm mdmkit" : "mdmkit";

export async function readVersion(): Promise<string> {
  const url = new URL("../../package.json", import.meta.url);
  const manifest: unknown = JSON.parse(await readFile(url, "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "";
}
