import { existsSync, readFileSync } from "node:fs";
import { basename, join, posix } from "node:path";
import type { Api } from "../read/api.ts";
import { isObject, type JsonObject } from "../read/json.ts";
import { parseOpenApi } from "../read/openapi.ts";
import { readApi } from "../read/read-api.ts";
import { readSource } from "../registry/find-vendors.ts";
import { listFiles } from "../workspace/files.ts";
import {
  CONFORMANCE_PARTS,
  conformanceTest,
  foldersOf,
  type Layout,
  layoutOf,
  packagesOf,
  vendorTestFile,
} from "../workspace/layout.ts";
import { ProblemList } from "../workspace/problem.ts";
import { documentPoints, type OpenPoint } from "./document-points.ts";
import { unsetPoints } from "./unset-points.ts";

/** The open points of a vendor, computed from its files. */
export function openPoints(root: string, id: string): OpenPoint[] {
  const vendor = vendorAt(root, id);
  const api = readPrepared(root, id);
  const used = usedOperations(vendor);
  return [
    ...guessPoints(vendor.source),
    ...mapperPoints(vendor),
    ...capabilityPoints(vendor),
    ...(api ? documentPoints(api, { used, source: vendor.source }) : []),
    ...(api ? secretPoints(api, vendor) : []),
    ...unsetPoints(vendor),
    ...readmePoints(vendor),
    ...sandboxPoints(vendor),
    ...(vendor.layout === "monorepo" ? releasePoints(vendor) : []),
  ];
}

/** A vendor's files; folders and paths are relative to the root. */
type Vendor = {
  readonly root: string;
  readonly id: string;
  readonly layout: Layout;
  readonly source: JsonObject;
  readonly adapter: string;
  readonly sandbox: string;
  /** The folder of the client's package. */
  readonly package: string;
};

function vendorAt(root: string, id: string): Vendor {
  const layout = layoutOf(root);
  return {
    ...foldersOf(layout, id),
    root,
    id,
    layout,
    source: readSource(root, id),
    package: packagesOf(layout, id).client,
  };
}

/** Only a draft is private; `pnpm generate registry` sets this. */
function releasePoints({ root, source, package: folder }: Vendor): OpenPoint[] {
  const isDraft = source.status === "draft";
  const isPrivate = JSON.parse(read(root, `${folder}/package.json`) ?? "{}").private === true;
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

/** The operations in the generated file, one per line. */
function usedOperations({ root, adapter }: Vendor): ReadonlySet<string> {
  const text = read(root, `${adapter}/generated/api/operations.ts`) ?? "";
  return new Set([...text.matchAll(/^ {2}(\S+),$/gm)].map(([, name = ""]) => name));
}

function guessPoints({ guesses }: JsonObject): OpenPoint[] {
  const entries = Object.entries(isObject(guesses) ? guesses : {});
  return entries.map(([about, guess]) => ({ about: `guess ${about}`, text: String(guess) }));
}

function mapperPoints({ root, adapter }: Vendor): OpenPoint[] {
  const mappers = filesIn(root, adapter).filter((name) => /(^|\/)map-[^/]*\.ts$/.test(name));
  return mappers.flatMap((name) => {
    const text = read(root, `${adapter}/${name}`) ?? "";
    const fields = [...text.matchAll(/^\s*(\w+): undecided\b/gm)].map(([, field]) => field);
    if (fields.length === 0) return [];
    const shown = fields.length > 6 ? `${fields.slice(0, 6).join(", ")} …` : fields.join(", ");
    return [{ about: "mapper", text: `${fields.length} fields undecided in ${name}: ${shown}` }];
  });
}

/** The engine removes secrets from records only if the adapter passes their paths. */
function secretPoints({ document }: Api, { root, adapter }: Vendor): OpenPoint[] {
  const isMarked = JSON.stringify(document.components ?? {}).includes('"x-mdmkit-sensitive":"secret"');
  const isHandedOn = filesIn(root, adapter).some((name) =>
    /\bsecrets:/.test(read(root, `${adapter}/${name}`) ?? ""),
  );
  if (!isMarked || isHandedOn) return [];
  return [{ about: "sensitive", text: "no resource of the adapter passes the `secrets` of its records" }];
}

/** A complete vendor must at least list devices and check credentials. */
function capabilityPoints({ root, id, layout, adapter }: Vendor): OpenPoint[] {
  const index = read(root, `${adapter}/index.ts`) ?? "";
  const path = vendorTestFile(layout, id);
  const untested = CONFORMANCE_PARTS.map((part) => conformanceTest(layout, id, part)).filter(
    (test) => !/\btestVendor/.test(read(root, test) ?? ""),
  );
  return [
    ...(/^ {4}devices\b/m.test(index)
      ? []
      : [{ about: "conformance", text: "no resource yet: index.ts has no `devices`" }]),
    ...(/^\s+(async )?check\b/m.test(index)
      ? []
      : [{ about: "conformance", text: "credentials cannot be checked: index.ts has no `check`" }]),
    ...untested.map((test) => ({
      about: "conformance",
      text: `${test} does not run its part of the suite`,
    })),
    ...(/drift: \{\s*\}/.test(read(root, path) ?? "")
      ? [{ about: "conformance", text: `${basename(path)} has no properties in \`drift\`` }]
      : []),
  ];
}

const SECTIONS = ["Credentials", "Limits and quirks", "Where the document comes from"];

function readmePoints({ root, package: folder }: Vendor): OpenPoint[] {
  const path = posix.join(folder, "README.md");
  const page = read(root, path) ?? "";
  const missing = SECTIONS.filter((title) => !page.includes(`\n## ${title}\n`));
  return missing.map((title) => ({ about: "README", text: `${path} has no section "${title}"` }));
}

function sandboxPoints({ root, sandbox }: Vendor): OpenPoint[] {
  const text = read(root, `${sandbox}/index.ts`) ?? "";
  if (text !== "" && !text.includes("createDraftVendor")) return [];
  return [{ about: "sandbox", text: "uses schema samples instead of the vendor's behavior" }];
}

function filesIn(root: string, folder: string): string[] {
  return listFiles(join(root, folder)).filter((name) =>
    /^(?!(.*\/)?fixtures\/).*(?<!\.test)\.ts$/.test(name),
  );
}

function read(root: string, path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
