import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { printTable } from "../table.ts";
import { installed } from "./installed-document.ts";
import { countLost } from "./lost-constructs.ts";
import { spec } from "./programs.ts";
import { createWorkspace, existing, GITHUB } from "./workspaces.ts";

type Result = {
  readonly document: string;
  readonly operations: number;
  readonly schemas: number;
  /** Why it was rejected. */
  readonly problem: string | undefined;
  /** Places that openapi-typescript's own types lose, by construct. */
  readonly before: ReadonlyMap<string, number>;
  /** Places that the generated types lose, by keyword: each is a warning. */
  readonly after: ReadonlyMap<string, number>;
};

/** Pulls and generates documents, GitHub's unless others are given, and counts what types lose of each. */
export function benchDocuments({ documents }: { readonly documents: readonly string[] | undefined }): void {
  const files = documents?.map(existing) ?? [installed("@octokit/openapi", "23.0.2", GITHUB)];
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-bench-"));
  try {
    const results = files.map((file, index) => read(file, createWorkspace(folder, `document-${index}`)));
    printTable("Documents: pulled and generated", results.map(rowOf));
    printTable("Lost by openapi-typescript's own types of schemas", placesOf(results, "before"));
    printTable("Lost by the generated types, each with a warning", placesOf(results, "after"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(file: string, workspace: string): Result {
  const args = spec("pull", "document", "--from", file, "--generate");
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: workspace, encoding: "utf8" });
  const [, operations = 0, schemas = 0] = /(\d+) operations, (\d+) schemas/.exec(stdout) ?? [];
  const isRead = status === 0;
  const upstream = join(workspace, "specs/document/upstream.json");
  return {
    document: basename(file),
    operations: Number(operations),
    schemas: Number(schemas),
    problem: isRead ? undefined : stderr.split("\n")[0]?.replace(/^\S+ {2}/, ""),
    before: isRead ? countLost(JSON.parse(readFileSync(upstream, "utf8"))) : new Map(),
    after: warningsIn(stderr),
  };
}

/** Fifty places are listed one by one; the last warning says how many more there are. */
function warningsIn(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string, places: number) => counts.set(name, (counts.get(name) ?? 0) + places);
  for (const [, keyword = ""] of text.matchAll(/types cannot express `(\S+)`/g)) add(keyword, 1);
  for (const [, more] of text.matchAll(/\(and at (\d+) more places\)/g))
    add("not listed one by one", Number(more));
  return counts;
}

function rowOf({ document, operations, schemas, problem, before, after }: Result): Record<string, string> {
  return {
    document,
    operations: String(operations),
    schemas: String(schemas),
    "lost before": String(sumOf(before)),
    "lost now": String(sumOf(after)),
    "rejected because": problem?.slice(0, 80) ?? "",
  };
}

function placesOf(results: readonly Result[], side: "before" | "after"): Record<string, string>[] {
  const names = new Set(results.flatMap((result) => [...result[side].keys()]));
  return [...names].map((name) => {
    const counts = results.map((result) => result[side].get(name) ?? 0);
    const found = counts.filter((count) => count > 0).length;
    return { construct: name, places: String(sum(counts)), documents: String(found) };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const sumOf = (counts: ReadonlyMap<string, number>): number => sum([...counts.values()]);
