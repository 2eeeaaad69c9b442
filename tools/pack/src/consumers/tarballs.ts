import { readdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../../..");
const FOLDER = join(ROOT, ".cache/packages");

/** The packed packages by name, as `file:` ranges. `turbo run package` leaves them. */
export function readTarballs(): Readonly<Record<string, string>> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".tgz"));
  return Object.fromEntries(files.map((file) => [nameOf(file), `file:${join(FOLDER, file)}`]));
}

/** `mdmkit-jamf-pro-0.0.0.tgz` is of `@mdmkit/jamf-pro`; the command line has no scope. */
function nameOf(file: string): string {
  const name = file.replace(/-\d+\.\d+\.\d+.*\.tgz$/, "");
  return name === "mdmkit" ? name : name.replace("mdmkit-", "@mdmkit/");
}
