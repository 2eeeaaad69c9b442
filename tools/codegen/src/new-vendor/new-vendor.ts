import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runAdapters } from "../adapters/generate-adapters.ts";
import { generateSpec } from "../generate/generate.ts";
import { pull } from "../pull/pull.ts";
import { findVendors } from "../registry/find-vendors.ts";
import { registryOutputs, runRegistry } from "../registry/generate-registry.ts";
import type { Spec } from "../workspace/discover.ts";
import { problemAt } from "../workspace/problem.ts";
import type { Terminal } from "../workspace/terminal.ts";
import { adapterFiles } from "./files/adapter-files.ts";
import { clientFiles } from "./files/client-files.ts";
import { sandboxFiles } from "./files/sandbox-files.ts";
import { specFiles } from "./files/spec-files.ts";
import { createStage, ownPaths, placeAll, writeFiles } from "./place-files.ts";
import { namesOf } from "./plan/names.ts";
import type { Plan } from "./plan/plan.ts";
import { planVendor } from "./plan/plan-vendor.ts";

export type NewVendor = {
  readonly id: string;
  /** URL or path of the document. */
  readonly from: string;
  readonly product: string | undefined;
  readonly root: string;
  readonly cwd: string;
  /** `2026-11-22`. */
  readonly today: string;
  readonly terminal: Terminal;
};

/** Creates all files of a vendor. Throws on any problem, and leaves the repository unchanged then. */
export async function newVendor(call: NewVendor): Promise<Plan> {
  const { id, root, terminal } = call;
  refuseTaken(call);
  using stage = createStage(root);
  const plan = await makeFiles(call, stage.root);
  format(root, stage.root);
  const shared = [...registryOutputs(root, findVendors(root)).keys()];
  await placeAll({ stage: stage.root, root, id, shared }, async () => {
    const ok = runRegistry(root, {}, terminal) && (await runAdapters(root, { only: id }, terminal));
    if (!ok)
      throw problemAt(
        `packages/unified/src/vendors/${id}`,
        "its generated files cannot be created",
        "Please report this error of the tool.",
      );
  });
  return plan;
}

const RESERVED = ["unified", "sandbox", "runtime", "cli", "adapters", "registry", "generated"];

function refuseTaken({ id, root }: NewVendor): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw problemAt(
      JSON.stringify(id.slice(0, 60)),
      "not a vendor id",
      "Use lower-case words joined by hyphens.",
    );
  }
  if (RESERVED.includes(id)) throw problemAt(id, "the name is reserved", "Give another id.");
  const taken = ownPaths(id).find((path) => existsSync(join(root, path)));
  if (taken) throw problemAt(taken, "it already exists", "Give another id, or remove it first.");
}

async function makeFiles({ id, from, product, root, cwd, today }: NewVendor, stage: string): Promise<Plan> {
  await pull(id, { from }, { root: stage, cwd, today });
  const spec: Spec = { id, root: stage, kind: "received", layout: "monorepo" };
  const plan = await planVendor(namesOf(id, product), spec, root);
  const source = readFileSync(join(stage, `specs/${id}/source.yaml`), "utf8");
  writeFiles(stage, {
    ...specFiles(plan, source),
    ...clientFiles(plan),
    ...adapterFiles(plan),
    ...sandboxFiles(plan),
  });
  const { outputs } = await generateSpec(spec);
  writeFiles(stage, Object.fromEntries(outputs));
  return plan;
}

/** Formats the new files, since line breaks depend on the length of names. */
function format(root: string, stage: string): void {
  const biome = join(import.meta.dirname, "../../../../node_modules/@biomejs/biome/bin/biome");
  const options = [
    "check",
    "--write",
    "--vcs-enabled=false",
    `--config-path=${root}`,
    join(stage, "packages"),
  ];
  try {
    execFileSync(process.execPath, [biome, ...options], { cwd: root, stdio: "pipe", encoding: "utf8" });
  } catch (error) {
    const output = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw problemAt(
      "biome",
      `the new files cannot be formatted: ${output.trim().split("\n")[0]}`,
      "Please report this error of the tool.",
    );
  }
}
