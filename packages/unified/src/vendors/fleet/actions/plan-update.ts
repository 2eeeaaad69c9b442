import { type DeviceUpdate, fromUrlSafeId, list, maybeList, text } from "@mdmkit/unified/vendor";
import { ids, invalidInput, invalidResponse } from "../api/errors.ts";
import { readHost } from "../api/hosts.ts";
import type { FleetApi, FleetPlan, FleetStep } from "../generated/api/client.ts";
import type { Server } from "../organizations/organizations.ts";

export type FleetUpdate = Pick<DeviceUpdate, "tags" | "owner" | "policy" | "remote_data">;

const UPDATE = "devices.update";

/** Requests for tags, owner and team: a host has nothing of its own that can be changed. */
export function createUpdatePlanner(client: FleetApi, server: Server) {
  return async (deviceId: string, { tags, owner, policy }: FleetUpdate): Promise<FleetPlan> => {
    const id = ids.recordNumber("transferHosts", deviceId);
    const steps: FleetStep[] = [];
    if (tags !== undefined) steps.push(...(await tagSteps(client, id, list(tags))));
    if (owner !== undefined) {
      const userId = owner && (text(owner.id) ?? "");
      steps.push(await ownerStep(server, id, { userId, operation: UPDATE }));
    }
    if (policy !== undefined) {
      const body = { team_id: policy && ids.inputNumber(UPDATE, "policy", policy.id), hosts: [id] };
      steps.push({ operation: "transferHosts", body });
    }
    if (steps.length > 0) return { steps };
    throw invalidInput(UPDATE, "Set `tags`, `owner` or `policy`. Nothing else of a device can be changed.");
  };
}

type Tags = readonly { readonly id?: string | null; readonly name?: string | null }[];

/** Labels are added and removed by name. Hosts belong to the others by a query, which no request changes. */
async function tagSteps(client: FleetApi, id: number, tags: Tags): Promise<FleetStep[]> {
  const labels = maybeList((await readHost(client, String(id), undefined)).labels);
  if (!labels) throw invalidResponse("getHost", "The host has no `labels`.");
  const own = labels.filter(({ label_type }) => label_type !== "builtin");
  const wanted = tags.map(({ id: tagId, name }) => {
    const label = own.find((candidate) => String(candidate.id) === text(tagId));
    const given = text(name) ?? label?.name;
    if (given && (text(tagId) == null || label?.name === given)) return given;
    throw invalidInput(
      UPDATE,
      "Each of `tags` must have a `name`. If it has an `id`, it must be a tag of the device with this name.",
    );
  });
  const added = wanted.filter((name) => !own.some((label) => label.name === name));
  const removed = own.filter(({ name }) => !wanted.includes(name));
  if (removed.some(({ label_membership_type }) => label_membership_type !== "manual"))
    throw invalidInput(
      UPDATE,
      "`tags` must contain all labels that are no manual ones; their queries decide.",
    );
  const path = { id };
  const steps: FleetStep[] = [];
  if (removed.length > 0)
    steps.push({ operation: "removeHostLabels", path, body: { labels: removed.map(({ name }) => name) } });
  if (added.length > 0 || steps.length === 0)
    steps.push({ operation: "addHostLabels", path, body: { labels: added } });
  return steps;
}

/**
 * Gives a host to a person: by the id of a user, an address that no host is mapped to yet, or null to end it. That is the account at the
 * identity provider, which is Premium; on another server the address that an administrator enters.
 */
export async function ownerStep(
  server: Server,
  id: number,
  { userId, operation }: { userId: string | null; operation: string },
): Promise<FleetStep> {
  const isFree = await server.isFree();
  if (userId === null) {
    if (isFree) throw invalidInput(operation, "Only Fleet Premium can remove the user of a device.");
    return { operation: "removeHostIdpMapping", path: { id } };
  }
  const email = fromUrlSafeId(userId);
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw invalidInput(operation, "The id of a user must be that of a list, or an email address.");
  const body = { email, source: isFree ? "custom" : "idp" } as const;
  return { operation: "setHostDeviceMapping", path: { id }, body };
}
