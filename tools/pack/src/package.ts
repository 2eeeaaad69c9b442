import { execSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { problemKindInfo } from "@arethetypeswrong/core/problems";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** Packs every package as it would be published, and checks the tarballs: one process does it for all of them. */
const ROOT = join(import.meta.dirname, "../../..");
const FOLDER = join(ROOT, ".cache/packages");

/** How a package is found that is neither ESM nor newer than `exports`; ours are both. */
const IGNORED: readonly string[] = ["node10", "node16-cjs"];

rmSync(FOLDER, { recursive: true, force: true });
// Only tests read them: the least compression takes the least processor time.
const options = `--pack-gzip-level 1 --pack-destination "${FOLDER}"`;
execSync(`pnpm -r --filter "./packages/*" --filter @mdmkit/codegen pack ${options}`, {
  cwd: ROOT,
  stdio: ["ignore", "ignore", "inherit"],
});

for (const file of readdirSync(FOLDER)) {
  const tarball = new Uint8Array(readFileSync(join(FOLDER, file)));
  for (const problem of [...(await problemsOfManifest(tarball)), ...(await problemsOfTypes(tarball))]) {
    process.stderr.write(`${file}  ${problem}\n`);
    process.exitCode = 1;
  }
}

/** What publint says of a package's manifest and files. */
async function problemsOfManifest(tarball: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  return messages
    .filter(({ type }) => type === "error")
    .map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/** What attw says of its types, as consumers that use ESM find them. */
async function problemsOfTypes(tarball: Uint8Array): Promise<string[]> {
  const result = await checkPackage(withFolders(createPackageFromTarballData(tarball)));
  if (!result.types) return [];
  return result.problems
    .filter((problem) => !("resolutionKind" in problem && IGNORED.includes(problem.resolutionKind)))
    .map((problem) => `${problemKindInfo[problem.kind].title} ${JSON.stringify(problem)}`);
}

/** The library goes through all files for each folder it is asked about, which took a quarter of the processor time. */
function withFolders(contents: Package): Package {
  const folders = new Set<string>();
  for (const file of contents.listFiles()) {
    for (let end = file.lastIndexOf("/"); end >= 0; end = file.lastIndexOf("/", end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  contents.directoryExists = (path) => folders.has(path.replace(/\/$/, ""));
  return contents;
}
