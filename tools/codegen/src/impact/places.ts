import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../diff/change.ts";
import { pointerSteps } from "../diff/pointer.ts";
import type { Place } from "./impact.ts";

/** Handwritten sources of a vendor, by package. */
export type VendorSources = {
  readonly file: string;
  readonly lines: readonly string[];
  readonly owner: string;
}[];

/** The folders a vendor's handwritten code lives in, below the root. */
export function foldersOf(vendor: string): { readonly owner: string; readonly folder: string }[] {
  return [
    { owner: `@mdmkit/${vendor}`, folder: `packages/${vendor}/src` },
    { owner: "@mdmkit/unified", folder: `packages/unified/src/vendors/${vendor}` },
    { owner: "@mdmkit/sandbox", folder: `packages/sandbox/src/vendors/${vendor}` },
    { owner: "@mdmkit/gateway", folder: `packages/gateway/src/vendors/${vendor}` },
  ];
}

export function readSources(root: string, vendor: string): VendorSources {
  return foldersOf(vendor).flatMap(({ owner, folder }) => {
    const path = join(root, folder);
    const files = existsSync(path) ? readdirSync(path, { recursive: true, encoding: "utf8" }) : [];
    return files
      .map((file) => file.replaceAll("\\", "/"))
      .filter(
        (file) =>
          file.endsWith(".ts") && !/(^|\/)(generated|fixtures)\//.test(file) && !file.endsWith(".test.ts"),
      )
      .sort()
      .map((file) => ({
        owner,
        file: `${folder}/${file}`,
        lines: readFileSync(join(path, file), "utf8").split("\n"),
      }));
  });
}

/** Lines of a change that a person must look at; more of one name would be noise. */
const MOST = 10;

/** Where the names that came, went or changed are written. Additions that nobody must send break nothing. */
export function placesOf(change: Change, sources: VendorSources): Place[] {
  if (change.kind === "added" && change.bump !== "major") return [];
  const names = namesOf(change);
  const found = sources.flatMap(({ file, lines }) =>
    lines.flatMap((line, index) => {
      const name = isComment(line) ? undefined : names.find((one) => mentions(line, one));
      return name === undefined ? [] : [{ file, line: index + 1, about: name }];
    }),
  );
  return found.slice(0, MOST);
}

/** The property a change is about, or else its operations. */
function namesOf({ before, after, uses, property }: Change): string[] {
  const names = [before, after].flatMap((spot) => nameAt(spot?.pointer ?? ""));
  const required = property === "required" ? changedNames(before?.value, after?.value) : [];
  const all = required.length > 0 ? required : names;
  return [...new Set(all.length > 0 ? all : uses.map(({ operation }) => operation))];
}

function nameAt(pointer: string): string[] {
  const steps = pointerSteps(pointer);
  const index = steps.lastIndexOf("properties");
  return index > 0 && steps[index + 1] !== undefined ? [steps[index + 1] ?? ""] : [];
}

function changedNames(before: unknown, after: unknown): string[] {
  const [one, other] = [before, after].map((names) => (Array.isArray(names) ? names.map(String) : []));
  return [...(one ?? []), ...(other ?? [])].filter((name) => one?.includes(name) !== other?.includes(name));
}

function isComment(line: string): boolean {
  return /^\s*(\/\/|\/\*|\*)/.test(line);
}

/** As a whole word, and not only in a comment behind the code. */
function mentions(line: string, name: string): boolean {
  const code = line.replace(/\s\/\/ .*$/, "");
  for (let at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1)) {
    const [before = "", after = ""] = [code[at - 1], code[at + name.length]];
    if (!/[\w$]/.test(before) && !/[\w$]/.test(after)) return true;
  }
  return false;
}

/** Whether any of a package's sources names an operation. */
export function isNamedIn(owner: string, operation: string, sources: VendorSources): boolean {
  return sources.some(
    (source) => source.owner === owner && source.lines.some((line) => mentions(line, operation)),
  );
}
