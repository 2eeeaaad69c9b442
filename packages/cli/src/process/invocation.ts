import { readFile } from "node:fs/promises";

/** How this program is called: installed, or from this repository. */
export const COMMAND = import.meta.url.endsWith(".ts") ? "pnpm mdmkit" : "mdmkit";

export async function readVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(new URL("../../package.json", import.meta.url), "utf8"),
  );
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "";
}
