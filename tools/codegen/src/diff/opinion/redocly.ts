import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { JsonObject } from "../../read/json.ts";
import { COMMAND } from "../../workspace/find-package.ts";
import { problemAt } from "../../workspace/problem.ts";
import { type Bump, type Change, highest, type SpecDiff } from "../documents/change.ts";
import type { Documents } from "../documents/documents.ts";
import { printed } from "../documents/read-side.ts";

const run = promisify(execFile);

/** A change in Redocly's report, with Redocly's rating. */
type Finding = {
  readonly impact: Bump;
  readonly base?: { readonly pointer: string };
  readonly revision?: { readonly pointer: string };
};

/** Adds Redocly's ratings: to each change whose rating differs, and to the whole. */
export async function withRedocly(diff: SpecDiff, { base, revision }: Documents): Promise<SpecDiff> {
  const findings = await compareByRedocly(base, revision);
  const byPointer = new Map<string, Bump[]>();
  for (const { impact, ...sides } of findings) {
    for (const pointer of [sides.base?.pointer, sides.revision?.pointer]) {
      if (pointer !== undefined) byPointer.set(pointer, [...(byPointer.get(pointer) ?? []), impact]);
    }
  }
  const changes = diff.changes.map((change): Change => {
    const pointers = [change.before?.pointer, change.after?.pointer];
    const rating = highest(pointers.flatMap((pointer) => byPointer.get(pointer ?? "") ?? []));
    return rating === undefined || rating === change.bump ? change : { ...change, redocly: rating };
  });
  return { ...diff, changes, redocly: highest(findings.map(({ impact }) => impact)) ?? "none" };
}

/** Redocly's report of all changes between two documents. */
async function compareByRedocly(base: JsonObject, revision: JsonObject): Promise<readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-diff-"));
  try {
    writeFileSync(join(folder, "base.json"), printed(base));
    writeFileSync(join(folder, "revision.json"), printed(revision));
    await runRedocly(folder);
    const report: { changes: readonly Finding[] } = JSON.parse(
      readFileSync(join(folder, "report.json"), "utf8"),
    );
    return report.changes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs Redocly's command, since its modules have no stable names. `REDOCLY_*` turns off telemetry. */
async function runRedocly(folder: string): Promise<void> {
  const entry = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  const args = [
    "diff",
    "base.json",
    "revision.json",
    "--format",
    "json",
    "--fail-on",
    "none",
    "-o",
    "report.json",
  ];
  const env = {
    ...process.env,
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    NO_COLOR: "1",
  };
  try {
    await run(process.execPath, [join(dirname(entry), "bin/cli.js"), ...args], { cwd: folder, env });
  } catch (error) {
    const message = `Redocly cannot compare them: ${reasonOf(error)}`;
    const fix = `Check both with ${COMMAND} spec lint.`;
    throw problemAt("the documents", message, fix);
  }
}

/** The error of a failed command, without local paths. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  const found = /^\w*Error: (.+)$/m.exec(text)?.[1] ?? /\S.*/.exec(text)?.[0];
  return found ?? "it gave no reason";
}
