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
  /** Nothing is left to check. */
  readonly isProven: boolean;
  readonly received: Corrected["received"];
};

/** Reads a document, applies the overlay, lints and bundles it. Throws its problems. */
export function prepare(spec: Spec): Promise<Prepared> {
  return prepareCorrected(spec, readCorrected(spec));
}

/** The same for a document that is corrected already. */
export async function prepareCorrected(spec: Spec, corrected: Corrected): Promise<Prepared> {
  const { document, ...rest } = corrected;
  const given = { ...rest, parsed: document.parsed };
  if (!hasWorkflows(spec) && (await isSoundReceived(spec, given))) return given;
  const isOnePiece =
    given.isProven || referencesOf(document.parsed).every(({ target }) => target.startsWith("#"));
  const { bundled, lintPrepared } = await import("./lint-document.ts");
  const options = await lintPrepared(spec, corrected);
  return isOnePiece ? given : { ...given, parsed: await bundled(document, options), received: undefined };
}

function hasWorkflows(spec: Spec): boolean {
  return existsSync(join(spec.root, pathsOf(spec).folder, "workflows"));
}

/** The rules of other documents are in `redocly.yaml`. */
async function isSoundReceived({ kind }: Spec, { isProven, parsed }: Prepared): Promise<boolean> {
  return isProven || (kind === "received" && (await isSound(parsed)));
}
