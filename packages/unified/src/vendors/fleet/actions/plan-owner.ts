import { fromUrlSafeId } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { FleetStep } from "../generated/api/client.ts";
import type { Server } from "../organizations/server.ts";

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
