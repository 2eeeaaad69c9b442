import { existsSync } from "node:fs";
import { join } from "node:path";
import { keepProven } from "../lint/proven.ts";
import { prepareCorrected } from "../overlay/prepare.ts";
import { readChecked } from "../overlay/read-checked.ts";
import { correct } from "../overlay/read-corrected.ts";
import type { JsonObject } from "../read/json.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { sha256 } from "../workspace/files.ts";
import { type Locate, type Problem, type ProblemList, problemsFrom } from "../workspace/problem.ts";

/** A document that was converted; it is changed as generating changes it. */
type Received = { readonly text: string; readonly document: JsonObject };
type Context = { readonly locate: Locate; readonly problems: ProblemList };

/**
 * Checks all that generating from a document needs, with positions in the received file. Where an overlay corrects the document,
 * it may have to follow it first, so errors are warnings then.
 */
export async function checkGenerates(
  spec: Spec,
  { locate, problems, ...normalized }: Context & Received,
): Promise<void> {
  const { entry, overlay } = pathsOf(spec);
  const found = await problemsOf(spec, { ...normalized, locate, file: join(spec.root, entry) });
  const errors = found.filter(({ severity }) => severity === "error");
  const isCorrected = existsSync(join(spec.root, overlay));
  for (const error of errors) problems.add(isCorrected ? { ...error, severity: "warning" } : error);
  problems.throwIfErrors();
  if (found.length === 0) keepProven(spec, sha256(normalized.text));
}

async function problemsOf(
  spec: Spec,
  { text, document: parsed, locate, file }: Received & { readonly locate: Locate; readonly file: string },
): Promise<readonly Problem[]> {
  try {
    const document = { source: { absoluteRef: file, body: text }, parsed };
    const corrected = correct(spec, document, { locateReceived: locate });
    const prepared = await prepareCorrected(spec, corrected);
    readChecked(spec, prepared);
    return prepared.problems.all;
  } catch (error) {
    return problemsFrom(error, locate("#/"));
  }
}
