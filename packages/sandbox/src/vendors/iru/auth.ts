import { missingPermission } from "../../engine/document/operation-schemas.ts";
import type { Call, VendorResponse } from "../../engine/request/call.ts";
import { createDraw } from "../../fleet/draw.ts";
import { failure } from "./errors.ts";
import type { IruCredentials, IruOptions } from "./options.ts";

export function createCredentials(seed: number): IruCredentials {
  return { token: `sandbox-${createDraw({ seed, kind: "iru-credentials", index: 0 }).hex("token", 36)}` };
}

/** The error for a token that is wrong, or is not allowed an endpoint. */
export function refusal(
  { headers, operation }: Call,
  { token }: IruCredentials,
  { permissions, refusesWith = 403, prism = true }: IruOptions,
): VendorResponse | undefined {
  if (headers.get("authorization") !== `Bearer ${token}`)
    return failure(operation, { status: 401, message: "" });
  if (!prism && operation.path.startsWith("/api/v1/prism/"))
    return failure(undefined, { status: 404, message: "" });
  if (missingPermission(operation, permissions) === undefined) return undefined;
  return failure(operation, { status: refusesWith, message: "" });
}
