import type { Bump } from "../documents/change.ts";

/** Where data goes: what is stricter breaks a request, what is looser a response. No operation uses a `type`. */
export type Role = "request" | "response" | "type";

export type Rating = { readonly bump: Bump; readonly reason?: string };

/** The same for requests and responses. */
export function always(bump: Bump, reason?: string): Rating {
  return { bump, ...(reason === undefined ? {} : { reason }) };
}

/** The rating for a role. A type that no operation uses is one that callers read. */
export function byRole(role: Role, ratings: Readonly<Record<"request" | "response", Rating>>): Rating {
  return role === "request" ? ratings.request : ratings.response;
}

/** Fewer values than before. */
export function narrowed(role: Role, response: Bump = "patch"): Rating {
  return byRole(role, {
    request: always("major", "values that were allowed are rejected"),
    response: always(response),
  });
}

/** More values than before. */
export function widened(role: Role, request: Bump = "minor"): Rating {
  return byRole(role, {
    request: always(request),
    response: always("major", "callers may get what they did not expect"),
  });
}
