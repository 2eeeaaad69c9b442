import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SourceDocument } from "../read/read-document.ts";
import { replaceFile, sha256 } from "../workspace/files.ts";
import { hashTool } from "../workspace/inputs.ts";
import { type LintOptions, lint } from "./lint.ts";

/** Empty files, named by the hash of a document that Redocly found nothing in, and of this tool. */
const PASSED = ".cache/codegen/passed";

/**
 * Checks a document with Redocly, unless the same text has passed before: `pull` checks what `generate` checks again, and for a
 * large document that is a quarter of the work. A document with findings is checked each time, so that they are reported.
 */
export async function lintOnce(text: string, document: SourceDocument, options: LintOptions): Promise<void> {
  const { spec, problems } = options;
  // The rules of other documents are in redocly.yaml, and may be anywhere. Other projects may not ignore `.cache`.
  if (spec.kind !== "received" || spec.layout !== "monorepo") return lint(document, options);
  const passed = join(spec.root, PASSED, sha256(`${hashTool()}\n${text}`));
  if (existsSync(passed)) return;
  const before = problems.all.length;
  await lint(document, options);
  if (problems.all.length === before) replaceFile(passed, "");
}
