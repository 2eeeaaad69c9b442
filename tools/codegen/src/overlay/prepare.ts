import { existsSync } from "node:fs";
import { join } from "node:path";
import { isSound } from "../lint/structure.ts";
import type { JsonValue } from "../read/json.ts";
import { referencesOf } from "../read/references.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";
import { type Corrected, readCorrected } from "./read-corrected.ts";

/** A document ready for the generators: corrected, linted and bundled, as text and parsed. */
export type Prepared = {
  readonly parsed: JsonValue;
  readonly locate: Locate;
  readonly problems: ProblemList;
};

/** Reads a document, applies the overlay, lints and bundles it. Throws its problems. */
export function prepare(spec: Spec): Promise<Prepared> {
  return prepareCorrected(spec, readCorrected(spec));
}

/** The same for a document that is corrected already. */
export async function prepareCorrected(spec: Spec, corrected: Corrected): Promise<Prepared> {
  const { document, locate, problems } = corrected;
  const isOnePiece = referencesOf(document.parsed).every(({ target }) => target.startsWith("#"));
  if (isOnePiece && (await needsNoRedocly(spec, document.parsed))) {
    return { parsed: document.parsed, locate, problems };
  }
  const { bundled, lintPrepared } = await import("./lint-document.ts");
  const options = await lintPrepared(spec, corrected);
  return { parsed: isOnePiece ? document.parsed : await bundled(document, options), locate, problems };
}

/** The rules of other documents are in `redocly.yaml`. */
async function needsNoRedocly(spec: Spec, document: JsonValue): Promise<boolean> {
  if (spec.kind !== "received" || existsSync(join(spec.root, pathsOf(spec).folder, "workflows")))
    return false;
  return isSound(document);
}

/** The text of `openapi.json`. Has to be made before the document is changed for the generators. */
export function openapiText({ parsed }: Prepared): string {
  return `${JSON.stringify(parsed, null, 2)}\n`;
}
