import { CORE_SCHEMA, dump } from "js-yaml";
import type { Document } from "yaml";
import { isObject, type JsonObject } from "../read/json.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { problemAt } from "../workspace/problem.ts";

/** The facts about a pulled document in `source.yaml`. */
export type SourceFacts = {
  readonly vendor: string;
  readonly origin: string;
  /** Date of the pull, `2026-11-22`. */
  readonly date: string;
  /** The received format, such as `OpenAPI 3.0.3`. */
  readonly format: string;
  readonly info: JsonObject;
  readonly received: string;
  readonly files: number;
  readonly locked: string;
};

const HEAD = `# Where upstream.json comes from. \`${COMMAND} spec pull\` writes vendor, origin, date, format, version, license and lock;
# the rest is for people: how far each operation can be trusted, and what is not in any source.`;

/** The new text of `source.yaml`. Handwritten keys and comments stay. */
export async function writeSource(
  present: string | undefined,
  facts: SourceFacts,
  shown: string,
): Promise<string> {
  const { vendor, origin, date, format, info, received, files, locked } = facts;
  const values = {
    ...{ vendor, origin, date, format, version: text(info.version), license: licenseOf(info) },
    lock: { sha256: locked, received, ...(files > 1 && { files }) },
  };
  if (present === undefined) return newSource(values);
  const document = await parsed(present);
  const [problem] = document.errors;
  if (problem) {
    const line = problem.linePos?.[0].line;
    throw problemAt(
      { file: shown, ...(line && { line }) },
      `YAML: ${problem.message.split("\n")[0]}`,
      "Correct the YAML.",
    );
  }
  if (!isObject(document.toJSON())) return newSource(values);
  for (const [key, value] of Object.entries(values)) document.set(key, value);
  if (!document.has("confidence")) document.set("confidence", CONFIDENCE);
  return document.toString({ lineWidth: LINE_WIDTH });
}

const CONFIDENCE = { default: "documented" };
const LINE_WIDTH = 120;

function newSource(values: object): string {
  const options = { schema: CORE_SCHEMA, lineWidth: LINE_WIDTH, quoteStyle: "double" } as const;
  return `${HEAD}\n\n${dump({ ...values, confidence: CONFIDENCE }, options)}`;
}

/** A file of ours with its comments, for which another library is loaded. */
async function parsed(present: string): Promise<Document> {
  const { parseDocument } = await import("yaml");
  return parseDocument(present);
}

/** The lock of the last pull. If a new pull has the same lock, the date stays. */
export async function lockOf(
  present: string | undefined,
): Promise<{ origin?: string; sha256?: string; received?: string }> {
  if (present === undefined) return {};
  const document = await parsed(present);
  const read = (path: readonly string[]) => {
    const value: unknown = document.getIn(path);
    return typeof value === "string" ? value : undefined;
  };
  const [origin, sha256, received] = [read(["origin"]), read(["lock", "sha256"]), read(["lock", "received"])];
  return { ...(origin && { origin }), ...(sha256 && { sha256 }), ...(received && { received }) };
}

/** The license in the document, or unknown. */
function licenseOf({ license }: JsonObject): string {
  if (!isObject(license)) return "unknown, the document names none";
  const parts = [license.name, license.identifier, license.url].filter(
    (part) => typeof part === "string" && part !== "",
  );
  return parts.length > 0 ? [...new Set(parts)].join(", ") : "unknown, the document names none";
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "unknown";
}
