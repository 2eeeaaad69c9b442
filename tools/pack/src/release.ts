import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTarballs } from "./consumers/tarballs.ts";
import { type Manifest, publishingProblems } from "./release/publishing-problems.ts";

const HELP = `Usage: pnpm release-plan

Packs all packages as they would be published, and shows for each the version that the changesets give it, its size and its files, as
npm publish --dry-run reports them. Publishes nothing and needs no account. Fails for a package that could not be published or installed.`;

type Release = { readonly name: string; readonly type: string; readonly newVersion: string };
type Packed = { readonly unpackedSize: number; readonly entryCount: number };

const ROOT = join(import.meta.dirname, "../../..");
const SHELL = process.platform === "win32";

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  console.log(HELP);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "mdmkit-release-"));
try {
  showPlan();
} finally {
  rmSync(folder, { recursive: true });
}

function showPlan(): void {
  const tarballs = Object.entries(readTarballs()).map(([name, url]) => ({ name, path: url.slice(5) }));
  const names = tarballs.map(({ name }) => name);
  const releases = new Map(readReleases().map((release) => [release.name, release]));
  const problems = [...releases.keys()].flatMap((name) =>
    names.includes(name) ? [] : [`${name} has a changeset, and is not published.`],
  );
  console.log("| package | change | version | unpacked kB | files |");
  console.log("| --- | --- | --- | ---: | ---: |");
  for (const { name, path } of tarballs) {
    const manifest: Manifest & { version: string } = JSON.parse(
      run("tar", ["-xzOf", path, "package/package.json"]),
    );
    const { unpackedSize, entryCount } = dryRun(name, path);
    const { type = "none", newVersion = manifest.version } = releases.get(name) ?? {};
    console.log(`| ${[name, type, newVersion, Math.round(unpackedSize / 1000), entryCount].join(" | ")} |`);
    problems.push(...publishingProblems(manifest, names));
  }
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

/** What the changesets on this branch release; packages whose version stays are left out. */
function readReleases(): Release[] {
  const output = join(folder, "releases.json");
  const changeset = join(ROOT, "node_modules/@changesets/cli/bin.js");
  run(process.execPath, [changeset, "status", `--output=${output}`]);
  const { releases }: { releases: Release[] } = JSON.parse(readFileSync(output, "utf8"));
  return releases.filter(({ type }) => type !== "none");
}

function dryRun(name: string, path: string): Packed {
  const args = ["publish", path, "--dry-run", "--json", "--ignore-scripts", "--provenance=false"];
  const reported: Record<string, Packed> = JSON.parse(run("npm", args));
  const packed = reported[name];
  if (!packed) throw new Error(`npm publish --dry-run reported nothing of ${name}.`);
  return packed;
}

function run(command: string, args: readonly string[]): string {
  const shell = SHELL && command === "npm";
  return execFileSync(command, args, {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell,
  });
}
