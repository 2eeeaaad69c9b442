import type { FleetSchemas, HostDetail } from "@mdmkit/fleet";
import {
  count,
  type Device,
  type Drift,
  fieldsOf,
  first,
  idText,
  isRecord,
  lookup,
  maybeList,
  refTo,
  text,
} from "@mdmkit/unified/vendor";
import type { FleetDeviceRecord } from "../api/record.ts";

type Enrollment = FleetSchemas["EnrollmentStatus"];

type EnrollmentFacts = {
  /** By any MDM product, of which Fleet is one. */
  readonly isEnabled?: boolean;
  readonly isCorporate?: boolean;
  readonly type?: Device["enrollment_type"];
};

const ENROLLMENTS: Record<Enrollment, EnrollmentFacts> = {
  "On (automatic)": { isEnabled: true, isCorporate: true, type: "automated" },
  "On (company-owned)": { isEnabled: true, isCorporate: true, type: "unknown" },
  "On (manual)": { isEnabled: true, type: "device" },
  "On (manual - personal)": { isEnabled: true, isCorporate: false, type: "user" },
  "On (personal)": { isEnabled: true, isCorporate: false, type: "user" },
  Pending: { isEnabled: false },
  Off: { isEnabled: false },
  "": {},
};

export function enrollmentOf({ mdm }: FleetDeviceRecord, drift?: Drift): EnrollmentFacts {
  return lookup(ENROLLMENTS, mdm?.enrollment_status, { type: "unknown" }, drift) ?? {};
}

/** A host whose agent runs is enrolled in Fleet, with or without MDM. */
export function enrollmentStatus(device: FleetDeviceRecord, drift?: Drift): Device["enrollment_status"] {
  if (enrollmentOf(device, drift).isEnabled || text(device.osquery_version, drift)) return "enrolled";
  return device.mdm?.enrollment_status === "Pending" ? "pending" : "unknown";
}

/** A team carries the settings of its hosts. It has two names, of which a server may know one. */
export function policyOf(device: FleetDeviceRecord, drift?: Drift): Device["policy"] {
  const id = first(idText(device.team_id, drift), idText(device.fleet_id, drift));
  return refTo(id, text(device.team_name, drift) ?? text(device.fleet_name, drift) ?? undefined);
}

/** Labels that people made; the others repeat the platform. */
export function tagsOf(device: FleetDeviceRecord, drift?: Drift): Device["tags"] {
  const labels = maybeList(device.labels, drift);
  return labels
    ?.filter((label) => lookup(IS_OWN_LABEL, label.label_type, true, drift) ?? true)
    .map((label) => ({ id: idText(label.id, drift), name: text(label.name, drift) }));
}

const IS_OWN_LABEL = { builtin: false, regular: true } as const;

/** Results of queries that the customer defined. */
export function customFieldsOf({ additional }: FleetDeviceRecord): Device["custom_fields"] {
  return isRecord(additional) ? fieldsOf(Object.entries(additional)) : undefined;
}

type PolicyResponse = NonNullable<NonNullable<HostDetail["policies"]>[number]["response"]>;

const PASSES: Record<PolicyResponse, boolean | undefined> = { pass: true, fail: false, "": undefined };

/** A host that fails a policy does not comply. Lists do not say whether it is subject to any, so that they say no more. */
export function complianceStatus(device: FleetDeviceRecord, drift?: Drift): Device["compliance_status"] {
  if (count(device.issues?.failing_policies_count, drift)) return "non_compliant";
  const policies = maybeList(device.policies, drift);
  if (!policies) return undefined;
  const results = policies.map((policy) => lookup(PASSES, policy.response, undefined, drift));
  if (results.includes(false)) return "non_compliant";
  return results.every((result) => result === true) ? "compliant" : "unknown";
}

/** An iPhone or iPad that is locked is in lost mode. */
const LOST_MODE = { locked: "enabled", unlocked: "disabled", wiped: undefined } as const;

export function lostMode({ mdm }: FleetDeviceRecord, drift?: Drift): Device["lost_mode"] {
  return lookup(LOST_MODE, mdm?.device_status, "unknown", drift);
}
