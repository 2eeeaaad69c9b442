import { execSync } from "node:child_process";
import { join } from "node:path";

/** What the published packages depend on must have a licence of this list: each lets a commercial product use and ship it. */
const ALLOWED: ReadonlySet<string> = new Set([
  "MIT",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Unlicense",
  "PSF-2.0",
  "Python-2.0",
]);

type Installed = Readonly<Record<string, readonly { readonly name: string }[]>>;

const printed = execSync("pnpm licenses list --prod --json", {
  cwd: join(import.meta.dirname, "../../.."),
  encoding: "utf8",
  maxBuffer: 2 ** 26,
});
const installed: Installed = JSON.parse(printed);
for (const [license, packages] of Object.entries(installed)) {
  if (isAllowed(license)) continue;
  const names = packages.map(({ name }) => name).join(", ");
  process.stderr.write(`${license} is not a licence that dependencies may have: ${names}.\n`);
  process.exitCode = 1;
}

/** Of alternatives one is enough; of several that apply together, all must be allowed. */
function isAllowed(license: string): boolean {
  const plain = license.replace(/[()]/g, "");
  return plain.split(" OR ").some((one) => one.split(" AND ").every((part) => ALLOWED.has(part.trim())));
}
