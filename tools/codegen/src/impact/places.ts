import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../diff/documents/change.ts";
import { pointerSteps } from "../diff/documents/pointer.ts";
import { foldersOf, layoutOf, VENDOR_PARTS, type VendorPart } from "../workspace/layout.ts";
import type { ReviewLocation } from "./impact.ts";

/** Handwritten sources of a vendor. */
export type VendorSources = {
  readonly file: string;
  readonly lines: readonly string[];
  readonly part: VendorPart;
}[];

export function readSources(root: string, vendor: string): VendorSources {
  const folders = foldersOf(layoutOf(root), vendor);
  return VENDOR_PARTS.flatMap((part) => {
    const folder = folders[part];
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
        part,
        file: `${folder}/${file}`,
        lines: readFileSync(join(path, file), "utf8").split("\n"),
      }));
  });
}

/** Lines of a part that a person must look at for one change; more would be noise. */
const MOST = 10;

/** Lines that name what was removed or changed. Optional additions break nothing. */
export function locationsOf(change: Change, sources: VendorSources): ReviewLocation[] {
  if (change.kind === "added" && change.bump !== "major") return [];
  const names = namesOf(change);
  return VENDOR_PARTS.flatMap((part) =>
    sources
      .filter((source) => source.part === part)
      .flatMap(({ file, lines }) => linesNaming(names, lines).map((place) => ({ file, ...place })))
      .slice(0, MOST),
  );
}

function linesNaming(names: readonly Name[], lines: readonly string[]): { line: number; about: string }[] {
  return lines.flatMap((line, index) => {
    const name = isOtherThanCode(line) ? undefined : names.find((one) => mentions(line, one));
    return name === undefined ? [] : [{ line: index + 1, about: name.text }];
  });
}

type Name = { readonly text: string; readonly isProperty: boolean };

/** The name of the changed property, or of the operations. */
function namesOf({ before, after, uses, property, node }: Change): Name[] {
  const required = property === "required" ? changedNames(before?.value, after?.value) : [];
  const properties = required.length > 0 ? required : nameAt((before ?? after)?.pointer ?? "");
  if (properties.length > 0) return properties.map((text) => ({ text, isProperty: true }));
  const isOwn = node === "Operation" || (before ?? after)?.pointer.startsWith("#/paths/");
  return isOwn
    ? [...new Set(uses.map(({ operation }) => operation))].map((text) => ({ text, isProperty: false }))
    : [];
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

function isOtherThanCode(line: string): boolean {
  return /^\s*(\/\/|\/\*|\*|import\b)/.test(line);
}

/** Matches a whole word outside of comments; a property only where code reads or writes it. */
function mentions(line: string, { text, isProperty }: Name): boolean {
  const code = line.replace(/\s\/\/ .*$/, "");
  for (let at = code.indexOf(text); at >= 0; at = code.indexOf(text, at + 1)) {
    const [before, after] = [code.slice(0, at), code.slice(at + text.length)];
    const isWord = !/[\w$]$/.test(before) && !/^[\w$]/.test(after);
    if (isWord && (!isProperty || isMember(before, after))) return true;
  }
  return false;
}

/** `x.name`, `"name"`, `name: …`, `{ name, … } =`. */
function isMember(before: string, after: string): boolean {
  if (/\.$/.test(before) || (/["']$/.test(before) && /^["']/.test(after)) || /^\??:/.test(after)) return true;
  return /[{,]\s*$/.test(before) && /^[^(]*\}\s*(=|\)|:)/.test(after);
}

/** Whether any source of a part names an operation. */
export function isNamedIn(part: VendorPart, operation: string, sources: VendorSources): boolean {
  const name = { text: operation, isProperty: false };
  return sources.some((source) => source.part === part && source.lines.some((line) => mentions(line, name)));
}
