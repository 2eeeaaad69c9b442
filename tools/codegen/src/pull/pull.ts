import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { CheckContext } from "../lint/check-context.ts";
import { checkLinks } from "../lint/check-links.ts";
import { checkPaths } from "../lint/check-paths.ts";
import type { ReadSpec } from "../overlay/read-checked.ts";
import { isObject, type JsonObject } from "../read/json.ts";
import { nodesOf } from "../read/openapi-nodes.ts";
import { pathOperations } from "../read/path-operations.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { replaceFiles, sha256 } from "../workspace/files.ts";
import { layoutOf } from "../workspace/layout.ts";
import { type Problem, ProblemList, problemAt } from "../workspace/problem.ts";
import { checkGenerates } from "./check-generates.ts";
import { normalize } from "./convert/normalize.ts";
import { resolveIdentifiers } from "./convert/resolve-identifiers.ts";
import { recognize } from "./parse/recognize.ts";
import { originOf } from "./read-origin.ts";
import { readSource, type SourceFile } from "./read-source.ts";
import { readTree, type Tree } from "./read-tree.ts";
import { lockOf, writeSource } from "./source-file.ts";
import { checkStrayReferences } from "./stray-references.ts";

/** The options of `pnpm spec pull`. */
export type PullOptions = {
  /** URL or path of the document; the default is where it came from last time. */
  readonly from?: string | undefined;
  /** Prefixes of URLs, or folders, that references may lead to outside the document's own folder. */
  readonly allow?: readonly string[];
  /** Accepts a document with errors, for an overlay to correct. */
  readonly withErrors?: boolean;
  /** Keeps the examples, which are removed otherwise. */
  readonly examples?: boolean;
  /** Gives the document as it was read, for the generators. */
  readonly keepRead?: boolean;
  /** Replaces our own transcription. */
  readonly replace?: boolean;
};

/** The repository, the working directory and the current date, which tests set. */
export type Site = { readonly root: string; readonly cwd: string; readonly today: string };

/** The result of a pull. */
export type Pulled = {
  readonly changed: boolean;
  readonly format: string;
  readonly operations: number;
  readonly notes: readonly string[];
  readonly warnings: readonly Problem[];
  /** With `keepRead`, unless errors were accepted or an overlay corrects them. */
  readonly read?: ReadSpec | undefined;
};

/** Reads a vendor's document, converts it to OpenAPI 3.1 and locks it. Throws its problems, and writes nothing then. */
export async function pull(vendor: string, options: PullOptions, site: Site): Promise<Pulled> {
  const spec: Spec = { id: vendor, root: site.root, kind: "received", layout: layoutOf(site.root) };
  const paths = pathsOf(spec);
  const present = presentSource(vendor, options, site);
  const lock = await lockOf(present);
  const from = fromOf(vendor, options, lock.origin);
  const shown = withoutSecrets(from);
  const root = await readSource(originOf(from, site.cwd), shown);
  const { text, document, notes, problems, version, tree, read } = await convert(spec, root, {
    options,
    site,
  });
  const locked = sha256(text);
  const warnings = problems.all;
  const result = { format: version, operations: countOperations(document), notes, warnings, read };
  const facts = {
    vendor,
    origin: /^https?:/.test(from) ? shown : `file ${basename(from)}`,
    date: site.today,
    format: version,
    info: isObject(document.info) ? document.info : {},
    received: hashTree(tree),
    files: tree.files.length,
    locked,
  };
  const file = join(site.root, paths.entry);
  const same = lock.sha256 === locked && lock.received === facts.received && lock.origin === facts.origin;
  if (same && existsSync(file) && readFileSync(file).equals(text)) return { ...result, changed: false };
  const source = await writeSource(options.replace ? undefined : present, facts, paths.source);
  const outputs = new Map<string, string | Buffer>([
    [file, text],
    [join(site.root, paths.source), source],
  ]);
  replaceFiles(outputs, [join(site.root, paths.folder, "upstream.yaml")]);
  return { ...result, changed: true };
}

type Call = { readonly options: PullOptions; readonly site: Site };

/** Reads the other files of a document, checks it while positions are still valid, and converts it. */
async function convert(spec: Spec, root: SourceFile, { options, site }: Call) {
  recognize(root);
  const problems = new ProblemList();
  const throwIfErrors = () => options.withErrors || problems.throwIfErrors();
  const nodes = nodesOf(root.parsed);
  checkStrayReferences(root, nodes, problems);
  throwIfErrors();
  resolveIdentifiers(root.parsed, nodes);
  const tree = await readTree(root, nodes, { allow: options.allow ?? [], cwd: site.cwd });
  const { document: received, format } = recognize({ ...root, parsed: tree.document });
  const isOneFile = tree.document === root.parsed;
  checkTogether(received, { locate: root.locate, problems, nodes: isOneFile ? nodes : nodesOf(received) });
  throwIfErrors();
  const version = `${format === "2.0" ? "Swagger" : "OpenAPI"} ${String(received.openapi ?? "2.0")}`;
  const normalized = normalize(received, format, options.examples === true);
  const context = { locate: root.locate, problems, keepRead: options.keepRead === true };
  const read = options.withErrors ? undefined : await checkGenerates(spec, { ...normalized, ...context });
  return { ...normalized, problems, version, tree, read };
}

function presentSource(vendor: string, options: PullOptions, { root }: Site): string | undefined {
  const { folder, source } = pathsOf({ id: vendor, kind: "received" });
  for (const own of ["upstream.yaml", "openapi.yaml"]) {
    if (!existsSync(join(root, folder, own))) continue;
    if (own === "upstream.yaml" && options.replace) continue;
    const fix =
      own === "upstream.yaml" ? "Add --replace to replace it with the vendor's document." : "Use another id.";
    throw problemAt(`${folder}/${own}`, "this document is our own work and would be lost", fix);
  }
  const file = join(root, source);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function fromOf(vendor: string, { from }: PullOptions, origin: string | undefined): string {
  const known = from ?? (origin?.startsWith("http") ? origin : undefined);
  if (known !== undefined) return known;
  const { source } = pathsOf({ id: vendor, kind: "received" });
  throw problemAt(source, "it has no URL to pull from", "Add --from with a URL or the path of a file.");
}

/** A URL without secrets, for messages and source.yaml: parameters that look like keys are removed. */
function withoutSecrets(from: string): string {
  if (!/^https?:/.test(from) || !URL.canParse(from)) return from;
  const url = new URL(from);
  for (const name of [...url.searchParams.keys()]) {
    if (/key|token|secret|sig|auth|pass|cred/i.test(name)) url.searchParams.delete(name);
  }
  url.username = "";
  url.password = "";
  url.hash = "";
  return url.href;
}

/** Checks that generators can use the document. Runs before the conversion, while positions are still valid. */
function checkTogether(document: JsonObject, context: CheckContext): void {
  const { locate, problems } = context;
  if (!isObject(document.info))
    problems.error(locate("#/"), "the document has no `info`", "Add title and version.");
  checkLinks(document, context);
  checkPaths(document, context);
}

function hashTree({ files }: Tree): string {
  const [entry, ...others] = files;
  if (others.length === 0) return sha256(entry?.bytes ?? "");
  return sha256(files.map(({ bytes }) => sha256(bytes)).join("\n"));
}

function countOperations({ paths }: JsonObject): number {
  const items = isObject(paths) ? Object.values(paths) : [];
  return items.flatMap(pathOperations).length;
}
