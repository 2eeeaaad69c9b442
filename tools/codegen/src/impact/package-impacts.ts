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

/** The next version of every package that a diff reaches, and why. */
export function packageImpacts(evidence: Evidence): PackageImpact[] {
  const { diff, vendor } = evidence;
  if (!diff.bump) return [];
  const client: PackageImpact = {
    name: `@mdmkit/${vendor}`,
    bump: diff.bump,
    reason: "its types and operations are the document's",
  };
  return [client, ...unifiedImpact(evidence), ...sandboxImpact(evidence)];
}

/** Records are handed out with the vendor's types as `remote_data`, so what changes them changes public types. */
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
    ...(broken.length > 0 ? [`${broken.join(", ")} cannot be sent as before`] : []),
    ...(lost.length > 0 ? [`nothing feeds ${lost.join(", ")} any more`] : []),
    ...(broken.length + lost.length === 0
      ? ["the vendor's records that it reads, or what it sends, have other types"]
      : []),
  ];
  return [{ name: "@mdmkit/unified", bump, reason: reasons.join("; ") }];
}

/** A field that is no longer told is a change of behavior, not of the model's types. */
const FIELD_BUMPS: Readonly<Record<FieldImpact["effect"], Bump>> = {
  lost: "minor",
  fewer: "patch",
  values: "minor",
  changed: "minor",
  "read again": "patch",
};

function sandboxImpact({ diff, sources }: Evidence): PackageImpact[] {
  const concerned = diff.changes.filter(({ uses }) =>
    uses.some(({ operation }) => isNamedIn("@mdmkit/sandbox", operation, sources)),
  );
  if (concerned.length === 0) return [];
  return [{ name: "@mdmkit/sandbox", bump: "patch", reason: "its fake answers and checks by the document" }];
}
