// Runs on the Node that is installed, whatever that is, before anything else: plain JavaScript without dependencies.
import { readFileSync } from "node:fs";

/** The oldest Node that installs the repository. Its scripts run on a newer one, which is installed into the folder. */
const OLDEST = 20;
/** The oldest Node that runs the scripts, where no package has one for this machine. */
const OLDEST_FOR_SCRIPTS = 24;

const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
const problem = problemOf({
  version: process.versions.node,
  platform: process.platform,
  arch: process.arch,
  packages: Object.keys(manifest.optionalDependencies),
});
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

/** What to install first; undefined if the machine will do. */
export function problemOf({ version, platform, arch, packages }) {
  const major = Number(version.split(".")[0]);
  if (major < OLDEST)
    return `Node ${version} is too old. Install Node ${OLDEST} or newer: https://nodejs.org`;
  const system = platform === "win32" ? "win" : platform;
  const hasPackage = packages.some((name) => name.endsWith(`-${system}-${arch}`));
  if (hasPackage || major >= OLDEST_FOR_SCRIPTS) return undefined;
  return `There is no package with Node for ${platform} on ${arch}, and Node ${version} is too old for the scripts. Install Node ${OLDEST_FOR_SCRIPTS} or newer: https://nodejs.org`;
}
