import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import { BaseResolver, bundle, isAbsoluteUrl, ResolveError, type Source } from "@redocly/openapi-core";
import { applyOverlay, type Provenance } from "./apply-overlay.ts";
import { checkLock } from "./check-lock.ts";
import { completeDocument } from "./complete-document.ts";
import { pathsOf, type Spec } from "./discover.ts";
import { isObject } from "./json.ts";
import { addFindings, type LintOptions, type Locate, lint, loadLintConfig } from "./lint.ts";
import { ProblemList } from "./problem.ts";
import { placeOf, readYaml, relativeTo, remember, type SourceDocument } from "./read-document.ts";

/** A document ready for the generators: corrected, checked, in one piece. */
export type Prepared = {
  readonly openapi: string;
  readonly locate: Locate;
  readonly problems: ProblemList;
};

/** Reads, overlays, lints and bundles one document. Throws what is wrong with it. */
export async function prepare(spec: Spec): Promise<Prepared> {
  const { entry, overlay } = pathsOf(spec);
  const problems = new ProblemList();
  const document = readYaml(spec.root, entry);
  if (spec.kind === "received") checkLock(spec, document, problems);
  problems.throwIfErrors();
  const hasOverlay = spec.kind === "vendor" || existsSync(join(spec.root, overlay));
  const locate =
    spec.kind !== "owned" && hasOverlay
      ? overlaid(spec, { document, overlay: readYaml(spec.root, overlay), problems })
      : (pointer: string, onKey?: boolean) => placeOf(spec.root, document.source, pointer, onKey);
  problems.throwIfErrors();
  requireOpenApi31(document, { locate, problems });
  if (spec.kind !== "owned") completeDocument(spec, document.parsed, { locate, problems });
  problems.throwIfErrors();
  const config = await loadLintConfig(spec);
  const resolver = new FolderResolver(config.resolve);
  remember(resolver, document);
  const options = { spec, config, resolver, locate, problems };
  await lint(document, options);
  problems.throwIfErrors();
  return { openapi: await bundled(document, options), locate, problems };
}

/** Nothing is fetched while generating: what a document needs from elsewhere, `pnpm spec pull` has put into it. */
class FolderResolver extends BaseResolver {
  override async loadExternalRef(address: string): Promise<Source> {
    if (isAbsoluteUrl(address))
      throw new ResolveError(new Error("references to other hosts are not followed"));
    return super.loadExternalRef(address);
  }
}

type Layers = { document: SourceDocument; overlay: SourceDocument; problems: ProblemList };

/** Applies the overlay; what it added is then located in the overlay, everything else in the vendor's document. */
function overlaid({ root }: Spec, { document, overlay, problems }: Layers): Locate {
  const provenance: Provenance = applyOverlay(overlay, {
    document: document.parsed,
    problems,
    placeOf: (pointer) => placeOf(root, overlay.source, pointer),
  });
  return (pointer, onKey) => {
    for (let length = pointer.length; length > 0; length = pointer.lastIndexOf("/", length - 1)) {
      const origin = provenance.get(pointer.slice(0, length));
      if (origin) return placeOf(root, overlay.source, origin + pointer.slice(length), onKey);
    }
    return placeOf(root, document.source, pointer, onKey);
  };
}

function requireOpenApi31(
  document: SourceDocument,
  { locate, problems }: Pick<Prepared, "locate" | "problems">,
) {
  const version = isObject(document.parsed) ? document.parsed.openapi : undefined;
  if (typeof version === "string" && /^3\.1\.\d+$/.test(version)) return;
  const message = `the document is not OpenAPI 3.1 but ${version === undefined ? "unmarked" : String(version)}`;
  problems.error(locate("#/openapi"), message, "Convert it to OpenAPI 3.1 first.");
  problems.throwIfErrors();
}

async function bundled(document: SourceDocument, options: LintOptions): Promise<string> {
  const { spec, config, resolver, problems } = options;
  if (spec.kind === "received") return `${JSON.stringify(document.parsed, null, 2)}\n`; // One piece since it was pulled.
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
    const place = { file: relativeTo(spec.root, document.source.absoluteRef) };
    const message = `the document refers to ${relativeTo(spec.root, file)}, outside its folder`;
    problems.error(place, message, "Move what it needs into the folder.");
  }
  problems.throwIfErrors();
  return `${JSON.stringify(result.bundle.parsed, null, 2)}\n`;
}
