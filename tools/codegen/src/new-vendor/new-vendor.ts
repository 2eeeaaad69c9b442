import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { runAdapters } from "../adapters/generate-adapters.ts";
import { generateSpec } from "../generate/generate.ts";
import { pull } from "../pull/pull.ts";
import { findVendors } from "../registry/find-vendors.ts";
import { registryOutputs, runRegistry } from "../registry/generate-registry.ts";
import type { Spec } from "../workspace/discover.ts";
import { findPackage } from "../workspace/find-package.ts";
import type { Layout } from "../workspace/layout.ts";
import { problemAt } from "../workspace/problem.ts";
import type { Terminal } from "../workspace/terminal.ts";
import { adapterFiles } from "./files/adapter-files.ts";
import { clientFiles } from "./files/client-files.ts";
import { projectFiles } from "./files/project-files.ts";
import { sandboxFiles } from "./files/sandbox-files.ts";
import { specFiles } from "./files/spec-files.ts";
import { createStage, ownPaths, placeAll, writeFiles } from "./place-files.ts";
import { namesOf } from "./plan/names.ts";
import type { Plan } from "./plan/plan.ts";
import { planVendor } from "./plan/plan-vendor.ts";

export type NewProject = {
  readonly id: string;
  /** URL or path of the document. */
  readonly from: string;
  readonly product: string | undefined;
  readonly cwd: string;
  /** `2026-11-22`. */
  readonly today: string;
  readonly terminal: Terminal;
};

export type NewVendor = NewProject & { readonly root: string };

/** Creates the project of one vendor in a folder of its own below `cwd`, or throws and creates nothing. */
export async function newProject(call: NewProject): Promise<Plan> {
  const { id, cwd, terminal } = call;
  refuseId(id);
  const folder = join(cwd, id);
  if (existsSync(folder)) throw problemAt(id, "it already exists", "Use another id, or remove it first.");
  using stage = createStage(cwd);
  const plan = await makeFiles(call, { stage: stage.root, layout: "standalone" });
  if (!(await runAdapters(stage.root, {}, terminal)))
    throw problemAt(id, "its generated files cannot be created", "Please report this error of the tool.");
  renameSync(stage.root, folder);
  chmodSync(folder, 0o755); // The stage was private.
  return plan;
}

/** Creates all files of a vendor. Throws on any problem, and leaves the repository unchanged then. */
export async function newVendor(call: NewVendor): Promise<Plan> {
  const { id, root, terminal } = call;
  refuseTaken(call);
  using stage = createStage(root);
  const plan = await makeFiles(call, { stage: stage.root, layout: "monorepo" });
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
  refuseId(id);
  const taken = ownPaths(id).find((path) => existsSync(join(root, path)));
  if (taken) throw problemAt(taken, "it already exists", "Use another id, or remove it first.");
}

function refuseId(id: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw problemAt(
      JSON.stringify(id.slice(0, 60)),
      "not a vendor id",
      "Use lower-case words joined by hyphens.",
    );
  }
  if (RESERVED.includes(id)) throw problemAt(id, "the name is reserved", "Use another id.");
}

async function makeFiles(
  { id, from, product, cwd, today }: NewProject,
  { stage, layout }: { stage: string; layout: Layout },
): Promise<Plan> {
  await pull(id, { from }, { root: stage, cwd, today });
  const spec: Spec = { id, root: stage, kind: "received", layout };
  const plan = await planVendor(namesOf(id, product), spec);
  const source = readFileSync(join(stage, `specs/${id}/source.yaml`), "utf8");
  writeFiles(stage, {
    ...specFiles(plan, source),
    ...clientFiles(plan),
    ...adapterFiles(plan),
    ...sandboxFiles(plan),
    ...(layout === "standalone" && projectFiles(plan)),
  });
  const { outputs } = await generateSpec(spec);
  writeFiles(stage, Object.fromEntries(outputs));
  return plan;
}

/** Formats the new files where Biome is installed, since line breaks depend on the length of names. */
function format(root: string, stage: string): void {
  const folder = findPackage("@biomejs/biome", root);
  if (!folder) return;
  const biome = join(folder, "bin/biome");
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
