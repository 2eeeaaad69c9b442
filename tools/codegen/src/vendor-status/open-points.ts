import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Api } from "../read/api.ts";
import { isObject, type JsonObject } from "../read/json.ts";
import { parseOpenApi } from "../read/openapi.ts";
import { readApi } from "../read/read-api.ts";
import { ADAPTERS, FAKES, readSource } from "../registry/find-vendors.ts";
import { listFiles } from "../workspace/files.ts";
import { ProblemList } from "../workspace/problem.ts";
import { documentPoints, type OpenPoint } from "./document-points.ts";
import { unsetPoints } from "./unset-points.ts";

/** What is open for a vendor, computed from its files: there is no list to keep. */
export async function openPoints(root: string, id: string): Promise<OpenPoint[]> {
  const api = readPrepared(root, id);
  const used = usedOperations(root, id);
  return [
    ...guessPoints(readSource(root, id)),
    ...mapperPoints(root, id),
    ...capabilityPoints(root, id),
    ...(api ? documentPoints(api, { used, source: readSource(root, id) }) : []),
    ...(api ? secretPoints(api, root, id) : []),
    ...(await unsetPoints(root, id)),
    ...readmePoints(root, id),
    ...sandboxPoints(root, id),
    ...releasePoints(root, id),
  ];
}

/** A draft is private; `pnpm generate registry` sets that after `status`, and `--check` notices when it was not run. */
function releasePoints(root: string, id: string): OpenPoint[] {
  const isDraft = readSource(root, id).status === "draft";
  const isPrivate = JSON.parse(read(root, `packages/${id}/package.json`) ?? "{}").private === true;
  if (isDraft === isPrivate) return [];
  const text = isDraft ? "a draft must be private" : "the package is still private, so it is not released";
  return [{ about: "release", text: `${text}: run pnpm generate registry` }];
}

function readPrepared(root: string, id: string): Api | undefined {
  const file = join(root, `specs/${id}/openapi.json`);
  if (!existsSync(file)) return undefined;
  const document = parseOpenApi(readFileSync(file, "utf8"));
  return readApi({ document, locate: () => ({ file }), problems: new ProblemList() });
}

/** The operations of the generated file, one a line. */
function usedOperations(root: string, id: string): ReadonlySet<string> {
  const text = read(root, `${ADAPTERS}/${id}/generated/api/operations.ts`) ?? "";
  return new Set([...text.matchAll(/^ {2}(\S+),$/gm)].map(([, name = ""]) => name));
}

function guessPoints({ guesses }: JsonObject): OpenPoint[] {
  const entries = Object.entries(isObject(guesses) ? guesses : {});
  return entries.map(([about, guess]) => ({ about: `guess ${about}`, text: String(guess) }));
}

function mapperPoints(root: string, id: string): OpenPoint[] {
  const folder = `${ADAPTERS}/${id}`;
  const mappers = filesIn(root, folder).filter((name) => /(^|\/)map-[^/]*\.ts$/.test(name));
  return mappers.flatMap((name) => {
    const text = read(root, `${folder}/${name}`) ?? "";
    const fields = [...text.matchAll(/^\s*(\w+): undecided\b/gm)].map(([, field]) => field);
    if (fields.length === 0) return [];
    const shown = fields.length > 6 ? `${fields.slice(0, 6).join(", ")} …` : fields.join(", ");
    return [{ about: "mapper", text: `${fields.length} fields undecided in ${name}: ${shown}` }];
  });
}

/** Secrets that records hold are taken out by the engine only where the adapter hands on where they are. */
function secretPoints({ document }: Api, root: string, id: string): OpenPoint[] {
  const folder = `${ADAPTERS}/${id}`;
  const isMarked = JSON.stringify(document.components ?? {}).includes('"x-mdmkit-sensitive":"secret"');
  const isHandedOn = filesIn(root, folder).some((name) =>
    /\bsecrets:/.test(read(root, `${folder}/${name}`) ?? ""),
  );
  if (!isMarked || isHandedOn) return [];
  return [{ about: "sensitive", text: "no resource of the adapter hands on the `secrets` of its records" }];
}

/** The least a vendor must do to be offered: its devices can be listed, and its credentials tried. */
function capabilityPoints(root: string, id: string): OpenPoint[] {
  const index = read(root, `${ADAPTERS}/${id}/index.ts`) ?? "";
  const test = read(root, `${ADAPTERS}/${id}/${id}.test.ts`) ?? "";
  return [
    ...(/^ {4}devices\b/m.test(index)
      ? []
      : [{ about: "conformance", text: "supports nothing yet: no devices in index.ts" }]),
    ...(/^\s+(async )?check\b/m.test(index)
      ? []
      : [{ about: "conformance", text: "nothing tries the credentials: no check in index.ts" }]),
    ...(/\btestVendor\(/.test(test)
      ? []
      : [{ about: "conformance", text: `${id}.test.ts does not run the suite` }]),
    ...(/drift: \{\s*\}/.test(test)
      ? [{ about: "conformance", text: `${id}.test.ts names no property to spoil in \`drift\`` }]
      : []),
  ];
}

const SECTIONS = ["Credentials", "Limits and quirks", "Where the document comes from"];

function readmePoints(root: string, id: string): OpenPoint[] {
  const page = read(root, `packages/${id}/README.md`) ?? "";
  const missing = SECTIONS.filter((title) => !page.includes(`\n## ${title}\n`));
  const named = (read(root, "README.md") ?? "").includes(`packages/${id})`);
  return [
    ...missing.map((title) => ({
      about: "README",
      text: `packages/${id}/README.md has no section "${title}"`,
    })),
    ...(named ? [] : [{ about: "README", text: "the README of the repository does not name the package" }]),
  ];
}

function sandboxPoints(root: string, id: string): OpenPoint[] {
  const text = read(root, `${FAKES}/${id}/index.ts`) ?? "";
  if (text !== "" && !text.includes("createDraftVendor")) return [];
  return [{ about: "sandbox", text: "has made-up records, and knows nothing of how the vendor behaves" }];
}

function filesIn(root: string, folder: string): string[] {
  return listFiles(join(root, folder)).filter((name) => /(?<!\.test)\.ts$/.test(name));
}

function read(root: string, path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
