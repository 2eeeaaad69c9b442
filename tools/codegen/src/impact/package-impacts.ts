import { type Bump, highest, type SpecDiff } from "../diff/documents/change.ts";
import type { FieldImpact, PackageImpact, WriteImpact } from "./impact.ts";
import { isNamedIn, type VendorSources } from "./places.ts";

type Evidence = {
  readonly diff: SpecDiff;
  readonly vendor: string;
  readonly used: ReadonlySet<string>;
  readonly fields: readonly FieldImpact[];
  readonly writes: readonly WriteImpact[];
  readonly sources: VendorSources;
};

/** The version bump of every affected package, with its reason. */
export function packageImpacts(evidence: Evidence): PackageImpact[] {
  const { diff, vendor } = evidence;
  if (!diff.bump) return [];
  const client: PackageImpact = {
    name: `@mdmkit/${vendor}`,
    bump: diff.bump,
    reason: "its types and operations come from the document",
  };
  return [client, ...unifiedImpact(evidence), ...sandboxImpact(evidence)];
}

/** The vendor's types are public as `remote_data`, so their changes change public types. */
function unifiedImpact({ diff, used, fields, writes }: Evidence): PackageImpact[] {
  const reached = diff.changes.filter(({ uses }) => uses.some(({ operation }) => used.has(operation)));
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
  return [{ name: "@mdmkit/unified", bump, reason: reasons.join("; ") }];
}

/** A field that is no longer filled changes behavior, but not the types of the model. */
const FIELD_BUMPS: Readonly<Record<FieldImpact["effect"], Bump>> = {
  lost: "minor",
  fewer: "patch",
  values: "minor",
  changed: "minor",
  review: "patch",
};

function sandboxImpact({ diff, sources }: Evidence): PackageImpact[] {
  const concerned = diff.changes.filter(({ uses }) =>
    uses.some(({ operation }) => isNamedIn("@mdmkit/sandbox", operation, sources)),
  );
  if (concerned.length === 0) return [];
  return [{ name: "@mdmkit/sandbox", bump: "patch", reason: "its fake follows the document" }];
}
