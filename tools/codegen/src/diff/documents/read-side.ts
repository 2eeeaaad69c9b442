import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { decodeText } from "../../pull/parse/decode-text.ts";
import { parseJson } from "../../pull/parse/parse-json.ts";
import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { COMMAND } from "../../workspace/find-package.ts";
import { problemAt } from "../../workspace/problem.ts";
import { readAtRevision } from "./git.ts";

/** A document that is compared. */
export type Side = {
  /** Its name: a commit, a file, or the working tree. */
  readonly label: string;
  readonly file: string;
  /** The commit, branch or tag that it was read from. */
  readonly revision?: string;
  readonly document: JsonObject;
  /** Whether the file is formatted like `openapi.json`, so that line numbers match. */
  readonly hasLines: boolean;
};

type From = { readonly root: string; readonly cwd: string; readonly path: string };

/** Reads a document from a file if it exists, or from a commit, branch or tag. */
export async function readSide(from: string, { root, cwd, path }: From): Promise<Side> {
  const file = resolve(cwd, from);
  if (existsSync(file) && statSync(file).isFile()) return readFileSide(from, file);
  if (isAbsolute(from) || /\.(json|ya?ml)$/.test(from))
    throw problemAt(from, "the file does not exist", "Check its path.");
  const text = await readAtRevision(root, from, path);
  return { ...(await sideOf({ label: from, file: path, text })), revision: from };
}

/** Reads the document in the working tree. */
export async function readWorkingTree({ root, path }: Pick<From, "root" | "path">): Promise<Side> {
  const file = join(root, path);
  if (!existsSync(file)) throw problemAt(path, "the file is missing", `Run ${COMMAND} generate first.`);
  return sideOf({ label: "working tree", file: path, text: readFileSync(file, "utf8") });
}

export async function readFileSide(label: string, file: string): Promise<Side> {
  return sideOf({ label, file: label, text: decodeText(readFileSync(file), label) });
}

async function sideOf({ label, file, text }: { label: string; file: string; text: string }): Promise<Side> {
  const document = file.endsWith(".json") ? parseJson(text, file) : await parseAny(text, file);
  if (!isObject(document)) throw problemAt(file, "the file is not an OpenAPI document", "Check its content.");
  if (!/^3\.[0-2](\.|$)/.test(String(document.openapi ?? ""))) {
    const version = document.openapi ?? document.swagger;
    const found = typeof version === "string" ? `version ${version.slice(0, 20)}` : "without a version";
    throw problemAt(
      file,
      `the document must be OpenAPI 3.0 to 3.2, but is ${found}`,
      `Compare the result of ${COMMAND} spec pull.`,
    );
  }
  const outside = referenceOut(document);
  if (outside !== undefined) {
    const message = `the document refers to ${JSON.stringify(outside.slice(0, 80))}, outside of the file`;
    throw problemAt(file, message, `Compare the result of ${COMMAND} spec pull.`);
  }
  return { label, file, document, hasLines: printed(document) === text };
}

/** The parser of YAML needs much more memory than documents do, and is loaded only for them. */
async function parseAny(text: string, file: string): Promise<JsonValue> {
  const { parseText } = await import("../../pull/parse/parse-text.ts");
  return parseText(text, file, false);
}

/** The first reference to another file or host. These are not followed. */
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

/** Prints a document in the format of `openapi.json`. */
export function printed(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
