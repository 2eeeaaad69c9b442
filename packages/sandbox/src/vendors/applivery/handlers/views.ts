import { isRow, present, type Row } from "../../../engine/records/values.ts";
import type { AppliveryPlatform } from "../inventory.ts";
import type { AppliveryState } from "../state/state.ts";

/** How the platforms spell what they share: the prefix of their properties. */
const PREFIXES: Record<AppliveryPlatform, { id: string | undefined; enterprise: string; policy: string }> = {
  apple: { id: "admDevice", enterprise: "admEnterprise", policy: "Adm" },
  android: { id: "emmDevice", enterprise: "emmEnterprise", policy: "Emm" },
  windows: { id: "winDevice", enterprise: "winEnterpriseId", policy: "Win" },
  aosp: { id: undefined, enterprise: "aosEnterprise", policy: "Aos" },
};

export function kindOf(device: Row): AppliveryPlatform {
  const { type } = device;
  return type === "android" || type === "windows" || type === "aosp" ? type : "apple";
}

/** A device as the list over all platforms shows it. */
export function rowView(device: Row, state: AppliveryState): Row {
  const { inventory, options } = state;
  const { details: _details, agent: _agent, mdmUserId: _user, policyId: _policy, ...own } = device;
  const { id } = PREFIXES[kindOf(device)];
  const named = id !== undefined && options.platformIds !== false;
  return {
    ...own,
    organization: inventory.organizationId,
    organizationInfo: { id: inventory.organizationId, name: "Sandbox Works" },
    ...(named ? { [id]: state.recordId(String(device.id)) } : {}),
    ...ofDevice(device, state),
  };
}

/** A device as its platform's list and its own page show it. */
export function recordView(device: Row, state: AppliveryState): Row {
  const { inventory } = state;
  const kind = kindOf(device);
  const id = state.recordId(String(device.id));
  const { enterprise } = PREFIXES[kind];
  const { type, subType, displayName, tags, summary, lastStatusReportTime, smartAttributes } = device;
  const { managementMode, winId, segmentId } = device;
  return present({
    id,
    type,
    subType,
    displayName,
    tags,
    summary,
    lastStatusReportTime,
    smartAttributes,
    state: device.state,
    [kind === "windows" ? "organizationId" : "organization"]: inventory.organizationId,
    ...(kind === "apple" ? { admDevice: id } : {}),
    ...(kind === "aosp"
      ? { segmentId }
      : { [enterprise]: inventory.otherId(enterprise, 0), managementMode, winId }),
    ...(isRow(device.details) ? device.details : {}),
    ...ofDevice(device, state),
  });
}

/** The user and the policy behind their ids, and the enrollment link, which is a secret. */
function ofDevice(device: Row, { users, policies }: AppliveryState): Row {
  const kind = kindOf(device);
  const { policy: prefix } = PREFIXES[kind];
  const policy = policies[kind].get(String(device.policyId));
  const lower = prefix.toLowerCase();
  const assigned = policy && {
    [`device${prefix}Policy`]: policy,
    [`${lower}PolicyAssignments`]: [
      { [`${lower}PolicyId`]: policy.id, priority: 0, [`${lower}Policy`]: policy },
    ],
  };
  const enrollment = {
    enrollmentLink: `https://enroll.example/${String(device.id)}`,
    enrollCode: "sandbox-code",
  };
  return present({
    mdmUser: userView(users.get(String(device.mdmUserId))),
    ...assigned,
    ...(kind === "apple" ? enrollment : {}),
  });
}

function userView(user: Row | undefined): Row | undefined {
  return user && present({ id: user.id, email: user.email, name: user.name });
}

/** A pending enrollment as a row of the list over all platforms. */
export function tokenView(token: Row, { inventory, users }: AppliveryState): Row {
  const { mdmUserId, ...own } = token;
  return present({
    ...own,
    subType: "enrollment",
    state: "PENDING",
    organization: inventory.organizationId,
    organizationInfo: { id: inventory.organizationId, name: "Sandbox Works" },
    mdmUser: userView(users.get(String(mdmUserId))),
    enrollmentLink: `https://enroll.example/${String(token.id)}`,
    enrollCode: "sandbox-code",
  });
}
