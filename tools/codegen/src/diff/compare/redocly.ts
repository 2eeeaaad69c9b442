import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { JsonObject, JsonValue } from "../../read/json.ts";
import { COMMAND } from "../../workspace/find-package.ts";
import { problemAt } from "../../workspace/problem.ts";
import type { Bump } from "../documents/change.ts";
import { printed } from "../documents/read-side.ts";

const run = promisify(execFile);

/** A change in Redocly's report, with Redocly's rating. */
export type Finding = {
  /** The first pointer through which an operation reaches the node; a `$ref` on the way may have changed. */
  readonly path: string;
  readonly kind: "added" | "removed" | "modified";
  /** The kind of node, such as `Schema` or `Operation`. */
  readonly typeName: string;
  /** The changed property of the node; `key` if its name changed. */
  readonly property?: string;
  readonly impact: Bump;
  readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[];
  readonly base?: Location;
  readonly revision?: Location;
};

type Location = { readonly pointer: string; readonly line?: number; readonly value?: JsonValue };

/** Whether the name of a node changed, as opposed to a property named `key`. */
export function isRename({ property, base, revision }: Finding): boolean {
  return property === "key" && typeof base?.value === "string" && typeof revision?.value === "string";
}

/** Redocly's report of all changes between two documents. */
export async function compareByRedocly(base: JsonObject, revision: JsonObject): Promise<readonly Finding[]> {
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
