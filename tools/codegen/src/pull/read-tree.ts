import { realpathSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { child, isObject, type JsonValue } from "../read/json.ts";
import type { DocumentNode } from "../read/openapi-nodes.ts";
import { referencesIn } from "../read/references.ts";
import { problemAt } from "../workspace/problem.ts";
import { MAX_BYTES, originOf } from "./read-origin.ts";
import { readSource, type SourceFile } from "./read-source.ts";

/** A document and the files it refers to. */
export type Tree = { readonly files: readonly SourceFile[]; readonly document: JsonValue };

const MAX_FILES = 10_000;

/** Reads the files that a document refers to, within its folder or allowed locations, and bundles them. */
export async function readTree(
  root: SourceFile,
  nodes: readonly DocumentNode[],
  { allow, cwd }: { readonly allow: readonly string[]; readonly cwd: string },
): Promise<Tree> {
  const files = new Map([[root.address, root]]);
  const policy = createPolicy(root.address, allow, cwd);
  const waiting = outerOf(root, nodes);
  if (waiting.length === 0) return { files: [root], document: root.parsed };
  let bytes = root.bytes.length;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const address = policy(next);
    if (files.has(address)) continue;
    const file = await readSource(originOf(address, cwd), shownAs(address, root));
    bytes += file.bytes.length;
    if (bytes > MAX_BYTES || files.size >= MAX_FILES) {
      throw problemAt(
        root.shown,
        `it has more than ${MAX_FILES} files or ${MAX_BYTES / 1024 / 1024} MB`,
        "Bundle it first.",
      );
    }
    files.set(address, file);
    waiting.push(...outerWithin(file));
  }
  return {
    files: [...files.values()],
    document: await (await import("./bundle-files.ts")).bundleFiles(root, files),
  };
}

type Outer = { readonly file: SourceFile; readonly target: string; readonly pointer: string };

/** References of the entry file to others, in valid positions. */
function outerOf(file: SourceFile, nodes: readonly DocumentNode[]): Outer[] {
  const outer = referencesIn(nodes).filter(({ target }) => !target.startsWith("#"));
  return outer.map(({ found, target }) => ({ file, target, pointer: `${found.pointer()}/$ref` }));
}

/** The same of another file, the kinds of whose nodes are unknown. */
function outerWithin(file: SourceFile): Outer[] {
  const outer = deepReferences(file.parsed, "#").filter(({ target }) => !target.startsWith("#"));
  return outer.map((reference) => ({ file, ...reference }));
}

function deepReferences(node: JsonValue, pointer: string): { target: string; pointer: string }[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => deepReferences(item, child(pointer, index)));
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string"
      ? [{ target: value, pointer: child(pointer, key) }]
      : deepReferences(value, child(pointer, key)),
  );
}

/** Resolves a reference to an address, or rejects it. */
function createPolicy(
  rootAddress: string,
  allow: readonly string[],
  cwd: string,
): (reference: Outer) => string {
  const isUrl = /^https?:/.test(rootAddress);
  const home = isUrl ? new URL(".", rootAddress).href : dirname(realpathSync(rootAddress)) + sep;
  const allowed = allow.map((prefix) => (/^https?:/.test(prefix) ? prefix : resolve(cwd, prefix) + sep));
  return ({ file, target, pointer }) => {
    const [path = ""] = target.split("#");
    const complain = (why: string, isFinal = false) => {
      const allowIt = "Add --allow with that folder or URL if you trust it.";
      const fix = isFinal ? "Remove it from the document." : allowIt;
      return problemAt(file.locate(pointer), `$ref ${target.slice(0, 120)} ${why}`, fix);
    };
    if (/%2f|%5c|%00|\\|\0/i.test(path))
      throw complain("has a backslash or an encoded separator in its path", true);
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(path)?.[1]?.toLowerCase();
    if (scheme && !/^https?$/.test(scheme)) throw complain(`is ${scheme}:, which is never read`, true);
    if (scheme || /^https?:/.test(file.address) || path.startsWith("//")) {
      const base = /^https?:/.test(file.address) ? file.address : "https://";
      const url = URL.canParse(path, base) ? new URL(path, base).href : undefined;
      if (url && (allowed.some((prefix) => url.startsWith(prefix)) || (isUrl && url.startsWith(home))))
        return url;
      throw complain("refers to another address");
    }
    const wanted = resolve(dirname(file.address), path);
    const real = realPathOf(wanted);
    const isInside = (place: string) => [home, ...allowed].some((folder) => place.startsWith(folder));
    if (isInside(real ?? wanted)) {
      if (real !== undefined) return wanted;
      throw problemAt(
        file.locate(pointer),
        `$ref ${target.slice(0, 120)} refers to a missing file`,
        "Add the file.",
      );
    }
    throw complain("refers to a file outside of the document's folder");
  };
}

/** The path without symbolic links; undefined if it does not exist. */
function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function shownAs(address: string, root: SourceFile): string {
  if (/^https?:/.test(address)) return address;
  return resolve(dirname(root.shown), relative(dirname(root.address), address)).replace(
    `${resolve("")}${sep}`,
    "",
  );
}
