import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { runAdapters } from "../adapters/generate-adapters.ts";
import { generateSpec } from "../generate/generate.ts";
import { findVendors } from "../registry/find-vendors.ts";
import { registryOutputs, runRegistry } from "../registry/generate-registry.ts";
import { replaceFile } from "../workspace/files.ts";
import type { Layout } from "../workspace/layout.ts";
import { problemAt } from "../workspace/problem.ts";
import { adapterFiles } from "./files/adapter-files.ts";
import { clientFiles } from "./files/client-files.ts";
import { projectFiles } from "./files/project-files.ts";
import { requestFiles } from "./files/request-files.ts";
import { sandboxFiles } from "./files/sandbox-files.ts";
import { specFiles } from "./files/spec-files.ts";
import { formatFiles } from "./format-files.ts";
import type { NewProject, NewVendor } from "./new-vendor-call.ts";
import { createStage, placeFiles, writeFiles } from "./place-files.ts";
import { namesOf } from "./plan/names.ts";
import type { Files, Plan } from "./plan/plan.ts";
import { planVendor } from "./plan/plan-vendor.ts";
import { type Begun, begunVendor } from "./resume.ts";
import { stageDocument } from "./stage-document.ts";

/** What was planned, and the files that were kept though the plan has others, since a person has edited them. */
export type Made = { readonly plan: Plan; readonly kept: readonly string[] };

/** Creates the project of one vendor in a folder of its own below `cwd`, or throws and creates nothing. */
export async function newProject(call: NewProject): Promise<Made> {
  const { id, cwd, terminal } = call;
  refuseId(id);
  const folder = join(cwd, id);
  if (existsSync(folder)) throw problemAt(id, "it already exists", "Use another id, or remove it first.");
  using stage = createStage(cwd);
  const plan = await planIn(stage.root, call, { layout: "standalone", begun: undefined });
  writeFiles(stage.root, filesOf(plan, stage.root, undefined));
  await generate(stage.root, plan);
  if (!(await runAdapters(stage.root, {}, terminal)))
    throw problemAt(id, "its generated files cannot be created", "Please report this error of the tool.");
  renameSync(stage.root, folder);
  chmodSync(folder, 0o755); // The stage was private.
  return { plan, kept: [] };
}

/**
 * Creates all files of a vendor, or those that are missing if an earlier run has begun it: what a person has edited stays. Throws on
 * any problem, and leaves the repository unchanged then.
 */
export async function newVendor(call: NewVendor): Promise<Made> {
  const { id, root, terminal } = call;
  refuseId(id);
  const begun = begunVendor(call);
  using stage = createStage(root);
  copyFileSync(join(root, RULES), join(stage.root, RULES));
  const plan = await planIn(stage.root, call, { layout: "monorepo", begun });
  writeFiles(stage.root, filesOf(plan, stage.root, begun));
  await generate(stage.root, plan);
  formatFiles(root, stage.root);
  using before = createStage(root);
  if (begun && plan.devices) {
    // What the command had written before it knew of devices may be replaced.
    const { devices: _, ...rest } = plan;
    writeFiles(before.root, sourcesOf({ ...rest, devices: undefined }));
    formatFiles(root, before.root);
  }
  const shared = [...registryOutputs(root, findVendors(root)).keys()];
  const kept = await placeFiles({ stage: stage.root, before: before.root, root, id, shared }, async () => {
    const ok = runRegistry(root, {}, terminal) && (await runAdapters(root, { only: id }, terminal));
    if (!ok)
      throw problemAt(
        `packages/unified/src/vendors/${id}`,
        "its generated files cannot be created",
        "Please report this error of the tool.",
      );
  });
  return { plan, kept };
}

/** What a transcription is checked by. */
const RULES = "redocly.yaml";

const RESERVED = ["unified", "sandbox", "runtime", "cli", "adapters", "registry", "generated"];

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

type Surroundings = { readonly layout: Layout; readonly begun: Begun | undefined };

/** Puts the document into the stage, and plans the vendor by it. */
async function planIn(stage: string, call: NewProject, { layout, begun }: Surroundings): Promise<Plan> {
  const spec = await stageDocument(stage, { ...call, layout, begun });
  return planVendor(namesOf(call.id, call.product ?? begun?.product), spec, call.devices);
}

function filesOf(plan: Plan, stage: string, begun: Begun | undefined): Files {
  const source = readFileSync(join(stage, `specs/${plan.names.id}/source.yaml`), "utf8");
  return { ...specFiles(plan, source, begun?.overlay), ...sourcesOf(plan) };
}

function sourcesOf(plan: Plan): Files {
  return {
    ...clientFiles(plan),
    ...adapterFiles(plan),
    ...sandboxFiles(plan),
    ...requestFiles(plan),
    ...(plan.layout === "standalone" && projectFiles(plan)),
  };
}

async function generate(stage: string, { names: { id }, isTranscription, layout }: Plan): Promise<void> {
  const kind = isTranscription ? "vendor" : "received";
  const { outputs } = await generateSpec({ id, root: stage, kind, layout });
  for (const [path, content] of outputs) replaceFile(join(stage, path), content);
}
