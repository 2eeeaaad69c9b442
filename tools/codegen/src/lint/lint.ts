import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  type BaseResolver,
  type Config,
  createConfig,
  type Document,
  getLineColLocation,
  lintDocument,
  loadConfig,
  type NormalizedProblem,
  Source,
} from "@redocly/openapi-core";
import type { JsonValue } from "../read/json.ts";
import { locationOf, readYaml, relativeTo, type SourceDocument } from "../read/read-document.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import type { Locate, Problem, ProblemList, SourceLocation } from "../workspace/problem.ts";
import { correctTypes } from "./redocly-types.ts";

/** Advice for findings whose message has none. */
const FIXES: Readonly<Record<string, string>> = {
  "no-unresolved-refs": "Correct the reference, or add what it names.",
};

/** Rules that this tool checks itself, with a better message. */
const REPORTED_ELSEWHERE = new Set(["operation-operationId-unique"]);

/** The rules that a received document must pass before files are generated; `pnpm spec lint` checks all rules. */
const RECEIVED_RULES = { struct: "error", "no-unresolved-refs": "error" } as const;

/** The lint rules that are checked before files are generated. */
export async function loadLintConfig(spec: Spec): Promise<Config> {
  if (spec.kind !== "received") return loadFullConfig(spec);
  return correctTypes(await createConfig({ rules: RECEIVED_RULES }));
}

/** All lint rules of a document, from `redocly.yaml`. */
export async function loadFullConfig(spec: Spec): Promise<Config> {
  const configPath = join(spec.root, "redocly.yaml");
  const config = existsSync(configPath)
    ? await loadConfig({ configPath })
    : await createConfig({ extends: ["recommended"] });
  return correctTypes(config.forAlias(spec.id));
}

export type LintOptions = {
  readonly spec: Spec;
  readonly config: Config;
  readonly resolver: BaseResolver;
  readonly locate: Locate;
  readonly problems: ProblemList;
};

/** A document for Redocly. */
export function sourced({ source, parsed }: SourceDocument): Document<JsonValue> {
  return { source: new Source(source.absoluteRef, source.body), parsed };
}

/** Checks a document and the files it refers to with Redocly. */
export async function lint(document: SourceDocument, options: LintOptions): Promise<void> {
  const { config, resolver } = options;
  const found = await lintDocument({ document: sourced(document), config, externalRefResolver: resolver });
  addFindings(found, document, options);
}

/** Checks the Arazzo documents of a spec, `workflows/*.arazzo.yaml`, with Redocly. */
export async function lintWorkflows(options: Omit<LintOptions, "locate">): Promise<void> {
  const { root } = options.spec;
  const folder = `${pathsOf(options.spec).folder}/workflows`;
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [];
  for (const name of names.filter((one) => one.endsWith(".arazzo.yaml"))) {
    const document = readYaml(root, `${folder}/${name}`);
    const locate = (pointer: string, onKey?: boolean) => locationOf(root, document.source, pointer, onKey);
    await lint(document, { ...options, locate });
  }
}

/** Adds Redocly's findings as problems, without absolute paths in their messages. */
export function addFindings(
  findings: readonly NormalizedProblem[],
  document: SourceDocument,
  { spec, locate, problems }: LintOptions,
): void {
  for (const finding of findings) {
    if (finding.ignored || REPORTED_ELSEWHERE.has(finding.ruleId)) continue;
    const [found] = finding.location;
    if (!found) continue;
    if (spec.kind === "received" && found.pointer?.includes("/x-")) continue; // Redocly does not know vendor extensions.
    const isRoot = found.source.absoluteRef === document.source.absoluteRef;
    const location =
      isRoot && found.pointer !== undefined
        ? locate(found.pointer, found.reportOnKey)
        : toSourceLocation(spec, found);
    problems.add({
      severity: finding.severity === "error" ? "error" : "warning",
      location,
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

function toSourceLocation(spec: Spec, location: NormalizedProblem["location"][number]): SourceLocation {
  const { source, start } = getLineColLocation(location);
  return { file: relativeTo(spec.root, source.absoluteRef), line: start.line, column: start.col };
}
