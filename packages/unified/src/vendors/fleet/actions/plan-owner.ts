import { invalidInput } from "../api/errors.ts";
import type { FleetPlan, FleetStep } from "../generated/api/client.ts";
import type { Server } from "../organizations/server.ts";
import { addressIn } from "../users/owner.ts";

type Assignment = {
  /** The id of a user, an address that no host is mapped to yet, or null to end the assignment. */
  readonly userId: string | null;
  readonly operation: string;
};

export async function planOwner(server: Server, id: number, assignment: Assignment): Promise<FleetPlan> {
  return { steps: [await ownerStep(server, id, assignment)] };
}

/** The account at the identity provider, which is Premium; on another server the address that an administrator enters. */
export async function ownerStep(
  server: Server,
  id: number,
  { userId, operation }: Assignment,
): Promise<FleetStep> {
  const isFree = await server.isFree();
  if (userId === null) {
    if (isFree) throw invalidInput(operation, "Only Fleet Premium can remove the user of a device.");
    return { operation: "removeHostIdpMapping", path: { id } };
  }
  const email = addressIn(userId);
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw invalidInput(operation, "The id of a user must be that of a list, or an email address.");
  return {
    operation: "setHostDeviceMapping",
    path: { id },
    body: { email, source: isFree ? "custom" : "idp" },
  };
}
