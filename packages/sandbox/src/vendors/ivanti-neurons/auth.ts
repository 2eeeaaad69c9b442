import type { Call } from "../../engine/request/call.ts";
import { createDraw } from "../../fleet/draw.ts";
import type { IvantiNeuronsCredentials } from "./options.ts";

export function createCredentials(seed: number): IvantiNeuronsCredentials {
  const draw = createDraw({ seed, kind: "ivanti-neurons-credentials", index: 0 });
  return {
    username: "api.admin@example.com",
    password: `sandbox-${draw.hex("password", 20)}`,
    token: `sandbox.${draw.hex("token", 40)}`,
  };
}

/** Whether a request carries the administrator's name and password, or the token. */
export function isAuthentic(
  { headers }: Pick<Call, "headers">,
  { username, password, token }: IvantiNeuronsCredentials,
): boolean {
  const sent = headers.get("authorization");
  return sent === `Bearer ${token}` || sent === `Basic ${btoa(`${username}:${password}`)}`;
}
