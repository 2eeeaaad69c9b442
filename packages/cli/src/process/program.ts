/** How the user runs this program: as an installed command, or from this repository. */
export const COMMAND = import.meta.url.endsWith(".ts") ? "pnpm mdmkit" : "mdmkit";

export async function readVersion(): Promise<string> {
  const { default: manifest } = await import("../../package.json", { with: { type: "json" } });
  return manifest.version;
}
