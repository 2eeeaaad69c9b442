import { isObject } from "../read/json.ts";
import { locationOf, readYaml, type SourceDocument } from "../read/read-document.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { sha256 } from "../workspace/files.ts";
import { COMMAND } from "../workspace/find-package.ts";
import type { ProblemList } from "../workspace/problem.ts";

/** Reports a received document that was edited. Corrections belong in the overlay. Gives the hash of its text. */
export function checkLock(spec: Spec, document: SourceDocument, problems: ProblemList): string {
  const { entry, source } = pathsOf(spec);
  const { parsed, source: text } = readYaml(spec.root, source);
  const lock = isObject(parsed) ? parsed.lock : undefined;
  const locked = isObject(lock) ? lock.sha256 : undefined;
  const hash = sha256(document.source.body);
  if (locked === hash) return hash;
  if (typeof locked !== "string") {
    problems.error(
      locationOf(spec.root, text, "#/lock"),
      "lock.sha256 is missing",
      `Run: ${COMMAND} spec pull ${spec.id}.`,
    );
    return hash;
  }
  const message = `the document was edited: its SHA-256 differs from lock.sha256 in ${source}`;
  const fix = `Put corrections into overlay.yaml, and run: ${COMMAND} spec pull ${spec.id}.`;
  problems.error({ file: entry }, message, fix);
  return hash;
}
