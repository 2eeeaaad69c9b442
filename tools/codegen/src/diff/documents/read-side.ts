import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { decodeText } from "../../pull/parse/decode-text.ts";
import { parseText } from "../../pull/parse/parse-text.ts";
import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { problemAt } from "../../workspace/problem.ts";
import { readAtRevision } from "./git.ts";

/** One of the two documents that are compared. */
export type Side = {
  /** What to call it: a commit, a file, or the working tree. */
  readonly label: string;
  readonly file: string;
  /** The commit, branch or tag it was read from, where it was. */
  readonly revision?: string;
  readonly document: JsonObject;
  /** Whether lines of the document, printed as `openapi.json` is, are the file's own. */
  readonly hasLines: boolean;
};

type From = { readonly root: string; readonly cwd: string; readonly path: string };

/** Reads a document from a file if there is one of that name, or else from a commit, branch or tag. */
export async function readSide(from: string, { root, cwd, path }: From): Promise<Side> {
  const file = resolve(cwd, from);
  if (existsSync(file) && statSync(file).isFile()) return readFileSide(from, file);
  if (isAbsolute(from) || /\.(json|ya?ml)$/.test(from))
    throw problemAt(from, "there is no such file", "Check its name.");
  const text = await readAtRevision(root, from, path);
  return { ...sideOf({ label: from, file: path, text }), revision: from };
}

/** The document as it lies in the working tree. */
export function readWorkingTree({ root, path }: Pick<From, "root" | "path">): Side {
  const file = join(root, path);
  if (!existsSync(file)) throw problemAt(path, "the file is missing", "Run pnpm generate first.");
  return sideOf({ label: "working tree", file: path, text: readFileSync(file, "utf8") });
}

export function readFileSide(label: string, file: string): Side {
  return sideOf({ label, file: label, text: decodeText(readFileSync(file), label) });
}

function sideOf({ label, file, text }: { label: string; file: string; text: string }): Side {
  const document = parseText(text, file, file.endsWith(".json")).parsed;
  if (!isObject(document)) throw problemAt(file, "the file holds no OpenAPI document", "Check what it is.");
  if (!/^3\.[0-2](\.|$)/.test(String(document.openapi ?? ""))) {
    const version = document.openapi ?? document.swagger;
    const found = typeof version === "string" ? `version ${version.slice(0, 20)}` : "without a version";
    throw problemAt(
      file,
      `the document is not OpenAPI 3.0 to 3.2 but ${found}`,
      "Compare what pnpm spec pull makes of it.",
    );
  }
  const outside = referenceOut(document);
  if (outside !== undefined) {
    const message = `the document refers to ${JSON.stringify(outside.slice(0, 80))}, outside of itself`;
    throw problemAt(file, message, "Compare what pnpm spec pull makes of it.");
  }
  return { label, file, document, hasLines: printed(document) === text };
}

/** A reference that leads to another file or host; none is followed. */
function referenceOut(document: JsonValue): string | undefined {
  const waiting = [document];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (Array.isArray(node)) for (const item of node) waiting.push(item);
    else if (isObject(node)) {
      if (typeof node.$ref === "string" && !node.$ref.startsWith("#")) return node.$ref;
      waiting.push(...Object.values(node));
    }
  }
  return undefined;
}

/** A document as `openapi.json` is written. */
export function printed(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
