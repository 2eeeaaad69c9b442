import type { Call, VendorResponse } from "../../engine/request/call.ts";
import { createDraw } from "../../fleet/draw.ts";
import { failure } from "./errors.ts";
import type { Inventory } from "./inventory.ts";

export function createToken(seed: number): string {
  return `sandbox-${createDraw({ seed, kind: "applivery-credentials", index: 0 }).hex("token", 40)}`;
}

/** The error for a token that is missing, wrong, or of another workspace than the path. */
export function refused(
  { headers, path }: Pick<Call, "headers" | "path">,
  { token, inventory }: { token: string; inventory: Pick<Inventory, "organizationId" | "slug"> },
): VendorResponse | undefined {
  const header = headers.get("authorization");
  if (header === null) return failure(4002);
  if (header !== `Bearer ${token}`) return failure(4004);
  const known = [inventory.organizationId, inventory.slug].includes(path.organizationId ?? "");
  return known ? undefined : failure(4001);
}
