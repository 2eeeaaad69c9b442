import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Bump, highest, type SpecDiff } from "../diff/documents/change.ts";
import { layoutOf, packagesOf, type VendorPart } from "../workspace/layout.ts";
import type { CodeImpact, FieldImpact, PackageImpact, WriteImpact } from "./impact.ts";
import type { VendorSources } from "./places.ts";

type Evidence = {
  readonly diff: SpecDiff;
  readonly used: ReadonlySet<string>;
  readonly fields: readonly FieldImpact[];
  readonly writes: readonly WriteImpact[];
  readonly code: readonly CodeImpact[];
  readonly sources: VendorSources;
};

/** The next version of every package that a diff reaches, and why. A package may hold several parts of a vendor. */
export function packageImpacts(
  evidence: Evidence,
  { root, vendor }: { root: string; vendor: string },
): PackageImpact[] {
  const folders = packagesOf(layoutOf(root), vendor);
  const packages = new Map<string, PartImpact[]>();
  for (const impact of partImpacts(evidence)) {
    const name = readName(join(root, folders[impact.part]));
    if (name !== undefined) packages.set(name, [...(packages.get(name) ?? []), impact]);
  }
  return [...packages].flatMap(([name, impacts]) => {
    const bump = highest(impacts.map((impact) => impact.bump));
    return bump ? [{ name, bump, reason: impacts.map(({ reason }) => reason).join("; ") }] : [];
  });
}

function readName(folder: string): string | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  const { name }: { name?: string } = JSON.parse(readFileSync(file, "utf8"));
  return name;
}

type PartImpact = { readonly part: VendorPart; readonly bump: Bump; readonly reason: string };

function partImpacts(evidence: Evidence): PartImpact[] {
  const { bump } = evidence.diff;
  if (!bump) return [];
  const reason = "its types and operations come from the document";
  return [{ part: "client", bump, reason }, ...adapterImpact(evidence), ...sandboxImpact(evidence)];
}

/** The vendor's types are public as `remote_data`, so their changes change public types. */
function adapterImpact({ diff, used, fields, writes, code }: Evidence): PartImpact[] {
  const read = new Set(code.flatMap(({ changes }) => changes));
  const reached = diff.changes.filter(
    ({ uses }, index) => read.has(index) || uses.some(({ operation }) => used.has(operation)),
  );
  const bump = highest([
    ...reached.map((change) => change.bump),
    ...fields.map(({ effect }) => FIELD_BUMPS[effect]),
  ]);
  if (!bump) return [];
  const broken = writes.filter(({ isBroken }) => isBroken).map(({ member }) => member);
  const lost = fields
    .filter(({ effect }) => effect === "lost")
    .map(({ resource, field }) => `${resource}.${field}`);
  const reasons = [
    ...(broken.length > 0 ? [`${broken.join(", ")} cannot be sent any more`] : []),
    ...(lost.length > 0 ? [`${lost.join(", ")} ${lost.length > 1 ? "have" : "has"} no source left`] : []),
    ...(broken.length + lost.length === 0 ? ["the types of vendor records or requests changed"] : []),
  ];
  return [{ part: "adapter", bump, reason: reasons.join("; ") }];
}

/** A field that is no longer filled changes behavior, but not the types of the model. */
const FIELD_BUMPS: Readonly<Record<FieldImpact["effect"], Bump>> = {
  lost: "minor",
  fewer: "patch",
  values: "minor",
  changed: "minor",
  review: "patch",
};

/** The fake implements every operation of the document, also those that its code does not name. */
function sandboxImpact({ diff, sources }: Evidence): PartImpact[] {
  const hasFake = sources.some(({ part }) => part === "sandbox");
  if (!hasFake || diff.changes.every(({ uses }) => uses.length === 0)) return [];
  return [{ part: "sandbox", bump: "patch", reason: "its fake follows the document" }];
}
