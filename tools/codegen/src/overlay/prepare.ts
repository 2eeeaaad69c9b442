import { join, sep } from "node:path";
import {
  BaseResolver,
  bundle,
  type Config,
  isAbsoluteUrl,
  ResolveError,
  type Source,
} from "@redocly/openapi-core";
import {
  addFindings,
  type LintOptions,
  lint,
  lintWorkflows,
  loadFullConfig,
  loadLintConfig,
} from "../lint/lint.ts";
import { lintOnce } from "../lint/lint-once.ts";
import type { JsonValue } from "../read/json.ts";
import { relativeTo, remember, type SourceDocument } from "../read/read-document.ts";
import { referencesOf } from "../read/references.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";
import { type Corrected, readCorrected } from "./read-corrected.ts";

/** A document ready for the generators: corrected, linted and bundled, as text and parsed. */
export type Prepared = {
  readonly openapi: string;
  readonly parsed: JsonValue;
  readonly locate: Locate;
  readonly problems: ProblemList;
};

/** Reads a document, applies the overlay, lints and bundles it. Throws its problems. */
export function prepare(spec: Spec): Promise<Prepared> {
  return prepareCorrected(spec, readCorrected(spec));
}

/** The same for a document that is corrected already. */
export async function prepareCorrected(
  spec: Spec,
  { document, locate, problems }: Corrected,
): Promise<Prepared> {
  const options = lintOptions(spec, await loadLintConfig(spec), { document, locate, problems });
  if (isOnePiece(document)) {
    const openapi = printed(document.parsed);
    await lintOnce(openapi, document, options);
    await lintWorkflows(options);
    problems.throwIfErrors();
    return { openapi, parsed: document.parsed, locate, problems };
  }
  await lint(document, options);
  await lintWorkflows(options);
  problems.throwIfErrors();
  const openapi = printed(await bundled(document, options));
  return { openapi, parsed: JSON.parse(openapi), locate, problems };
}

function printed(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Checks all rules of `redocly.yaml`. For received documents these are more than generating requires. */
export async function lintFully(spec: Spec): Promise<Corrected> {
  const corrected = readCorrected(spec);
  const options = lintOptions(spec, await loadFullConfig(spec), corrected);
  await lint(corrected.document, options);
  await lintWorkflows(options);
  return corrected;
}

function lintOptions(spec: Spec, config: Config, corrected: Corrected): LintOptions {
  const { document, locate, problems } = corrected;
  const resolver = new FolderResolver(config.resolve);
  remember(resolver, document);
  return { spec, config, resolver, locate, problems };
}

/** Fetches nothing: `pnpm spec pull` has put everything into the document. */
class FolderResolver extends BaseResolver {
  override async loadExternalRef(address: string): Promise<Source> {
    if (isAbsoluteUrl(address))
      throw new ResolveError(new Error("references to other hosts are not followed"));
    return super.loadExternalRef(address);
  }
}

function isOnePiece({ parsed }: SourceDocument): boolean {
  return referencesOf(parsed).every(({ target }) => target.startsWith("#"));
}

async function bundled(document: SourceDocument, options: LintOptions): Promise<unknown> {
  const { spec, config, resolver, problems } = options;
  const result = await bundle({
    doc: document,
    config,
    externalRefResolver: resolver,
    componentRenamingConflicts: "error",
  });
  addFindings(result.problems, document, options);
  const folder = join(spec.root, pathsOf(spec).folder) + sep;
  for (const file of result.fileDependencies) {
    if (file.startsWith(folder)) continue;
    const location = { file: relativeTo(spec.root, document.source.absoluteRef) };
    const message = `the document refers to ${relativeTo(spec.root, file)}, outside its folder`;
    problems.error(location, message, "Move the file into the folder.");
  }
  problems.throwIfErrors();
  return result.bundle.parsed;
}
