import { existsSync } from "node:fs";
import { join } from "node:path";
import { keepProven } from "../lint/proven.ts";
import { type Prepared, prepareCorrected } from "../overlay/prepare.ts";
import { type ReadSpec, readChecked, readSpec } from "../overlay/read-checked.ts";
import { correct } from "../overlay/read-corrected.ts";
import type { JsonObject } from "../read/json.ts";
import { locationOf, readYaml } from "../read/read-document.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { sha256 } from "../workspace/files.ts";
import { type Locate, type Problem, type ProblemList, problemsFrom } from "../workspace/problem.ts";

/** A document that was converted; it is changed as generating changes it. */
type Received = { readonly text: Buffer; readonly document: JsonObject };
type Context = {
  readonly locate: Locate;
  readonly problems: ProblemList;
  /** Gives what was read, for the generators. */
  readonly keepRead: boolean;
};

/**
 * Checks all that generating from a document needs, with positions in the received file. Where an overlay corrects the document,
 * it may have to follow it first, so errors are warnings then, and nothing is given.
 */
export async function checkGenerates(
  spec: Spec,
  { problems, ...received }: Context & Received,
): Promise<ReadSpec | undefined> {
  const { entry, overlay } = pathsOf(spec);
  const { found, read } = await readReceived(spec, { ...received, file: join(spec.root, entry) });
  const errors = found.filter(({ severity }) => severity === "error");
  const isCorrected = existsSync(join(spec.root, overlay));
  for (const error of errors) problems.add(isCorrected ? { ...error, severity: "warning" } : error);
  problems.throwIfErrors();
  if (found.length === 0) keepProven(spec, sha256(received.text));
  return read && { ...read, prepared: forGenerators(spec, read.prepared) };
}

/** Without the text of the received file and the bytes of `upstream.json`, which take the most memory. */
function forGenerators(spec: Spec, prepared: Prepared): Prepared {
  const { entry } = pathsOf(spec);
  const locate: Locate = (pointer, onKey) =>
    locationOf(spec.root, readYaml(spec.root, entry).source, pointer, onKey);
  const located = prepared.received ? { received: undefined, locate } : {};
  return { ...prepared, ...located };
}

async function readReceived(
  spec: Spec,
  {
    text,
    document: parsed,
    locate,
    keepRead,
    file,
  }: Received & Omit<Context, "problems"> & { readonly file: string },
): Promise<{ readonly found: readonly Problem[]; readonly read?: ReadSpec | undefined }> {
  try {
    const source = {
      absoluteRef: file,
      bytes: text,
      // Only Redocly needs the text.
      get body() {
        return text.toString();
      },
    };
    const areLinksChecked = !existsSync(join(spec.root, pathsOf(spec).overlay));
    const corrected = correct(spec, { source, parsed }, { locateReceived: locate, areLinksChecked });
    const prepared = await prepareCorrected(spec, corrected);
    const read = keepRead ? readSpec(spec, prepared) : undefined;
    if (!read) readChecked(spec, prepared);
    const found = prepared.problems.all;
    return found.some(({ severity }) => severity === "error") ? { found } : { found, read };
  } catch (error) {
    return { found: problemsFrom(error, locate("#/")) };
  }
}
