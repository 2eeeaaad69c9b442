import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  type BaseResolver,
  type Config,
  createConfig,
  getLineColLocation,
  lintDocument,
  loadConfig,
  type NormalizedProblem,
} from "@redocly/openapi-core";
import { placeOf, readYaml, relativeTo, type SourceDocument } from "../read/read-document.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import type { Locate, Place, Problem, ProblemList } from "../workspace/problem.ts";

/** What a person does about a finding, where its message does not say so. */
const FIXES: Readonly<Record<string, string>> = {
  "no-unresolved-refs": "Correct the reference, or add what it names.",
};

/** Rules whose findings this tool reports itself, with more to say. */
const REPORTED_ELSEWHERE = new Set(["operation-operationId-unique"]);

/** What must be right before anything can be generated; what else one may wish of a vendor, `pnpm spec lint` says. */
const RECEIVED_RULES = { struct: "error", "no-unresolved-refs": "error" } as const;

/** The lint rules for generating from one document. */
export function loadLintConfig(spec: Spec): Promise<Config> {
  return spec.kind === "received" ? createConfig({ rules: RECEIVED_RULES }) : loadFullConfig(spec);
}

/** All lint rules of one document, from the `redocly.yaml` of the root. */
export async function loadFullConfig(spec: Spec): Promise<Config> {
  const configPath = join(spec.root, "redocly.yaml");
  const config = existsSync(configPath)
    ? await loadConfig({ configPath })
    : await createConfig({ extends: ["recommended"] });
  return config.forAlias(spec.id);
}

export type LintOptions = {
  readonly spec: Spec;
  readonly config: Config;
  readonly resolver: BaseResolver;
  readonly locate: Locate;
  readonly problems: ProblemList;
};

/** Checks a document, with the files it refers to, by Redocly's rules. */
export async function lint(document: SourceDocument, options: LintOptions): Promise<void> {
  const { config, resolver } = options;
  const found = await lintDocument({ document, config, externalRefResolver: resolver });
  addFindings(found, document, options);
}

/** Checks the Arazzo documents of a spec, `workflows/*.arazzo.yaml` in its folder, by Redocly's rules for them. */
export async function lintWorkflows(options: Omit<LintOptions, "locate">): Promise<void> {
  const { root } = options.spec;
  const folder = `${pathsOf(options.spec).folder}/workflows`;
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [];
  for (const name of names.filter((one) => one.endsWith(".arazzo.yaml"))) {
    const document = readYaml(root, `${folder}/${name}`);
    const locate = (pointer: string, onKey?: boolean) => placeOf(root, document.source, pointer, onKey);
    await lint(document, { ...options, locate });
  }
}

/** Findings of Redocly as problems with positions; paths of this machine are taken out of their texts. */
export function addFindings(
  findings: readonly NormalizedProblem[],
  document: SourceDocument,
  { spec, locate, problems }: LintOptions,
): void {
  for (const finding of findings) {
    if (finding.ignored || REPORTED_ELSEWHERE.has(finding.ruleId)) continue;
    const [location] = finding.location;
    if (!location) continue;
    if (spec.kind === "received" && location.pointer?.includes("/x-")) continue; // Extensions are not checked by others.
    const isRoot = location.source.absoluteRef === document.source.absoluteRef;
    const place =
      isRoot && location.pointer !== undefined
        ? locate(location.pointer, location.reportOnKey)
        : placeOfLocation(spec, location);
    problems.add({
      severity: finding.severity === "error" ? "error" : "warning",
      place,
      ...textsOf(finding, spec),
    });
  }
}

function textsOf(
  { message, ruleId, suggest }: NormalizedProblem,
  { root }: Spec,
): Pick<Problem, "message" | "fix"> {
  const text = message.replaceAll(`${root}/`, "").replace(/\s+/g, " ").replace(/\.$/, "");
  const [, yaml] = /^Failed to parse: (.*?)(?: in ".*")? \(\d+:\d+\)$/.exec(text) ?? [];
  if (yaml) return { message: `YAML: ${yaml}`, fix: "Correct the YAML." };
  const suggestion = suggest.length > 0 ? `Did you mean ${suggest.join(" or ")}?` : undefined;
  return { message: `${text} (${ruleId})`, fix: FIXES[ruleId] ?? suggestion };
}

function placeOfLocation(spec: Spec, location: NormalizedProblem["location"][number]): Place {
  const { source, start } = getLineColLocation(location);
  return { file: relativeTo(spec.root, source.absoluteRef), line: start.line, column: start.col };
}
