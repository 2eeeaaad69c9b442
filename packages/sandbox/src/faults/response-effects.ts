import type { VendorResponse } from "../engine/request/call.ts";
import type { Effect } from "./effect.ts";
import type { FaultKind } from "./fault.ts";

type FaultOf<T extends FaultKind["type"]> = Extract<FaultKind, { type: T }>;

/** Marks a response as deliberately wrong, so that it is not checked against the document. */
export function spoiled(response: VendorResponse): VendorResponse {
  return { ...response, quirk: "fault" };
}

function refuse(status: number, message: string): Effect {
  return { instead: ({ error }) => spoiled(error(status, message)) };
}

const loginPage = '<!doctype html><html><head><title>Log in</title></head><body><form action="/login">';

export const serverError = (fault: FaultOf<"server-error">) =>
  refuse(fault.status ?? 503, "injected server error");
export const unauthorized = () => refuse(401, "Unauthorized");
export const forbidden = () => refuse(403, "Forbidden");
export const conflict = () => refuse(409, "Conflict");
export const absent = () => refuse(404, "Not Found");

export function rateLimit(fault: FaultOf<"rate-limit">): Effect {
  return {
    instead({ error, now }) {
      const response = spoiled(error(429, "Too Many Requests"));
      if (fault.retryAfter === undefined) return response;
      const date = new Date(now + (fault.seconds ?? 1) * 1000).toUTCString();
      const value = fault.retryAfter === "date" ? date : String(fault.retryAfter);
      return { ...response, headers: { ...response.headers, "retry-after": value } };
    },
  };
}

export function html(): Effect {
  const text = `${loginPage}</form></body></html>`;
  return {
    instead: () => spoiled({ status: 200, text, contentType: "text/html; charset=utf-8" }),
  };
}

export function redirect(fault: FaultOf<"redirect">): Effect {
  const location = fault.to ?? "https://elsewhere.example/login";
  return { instead: () => spoiled({ status: 302, headers: { location } }) };
}

export function malformedJson(): Effect {
  return {
    after(response) {
      const text = JSON.stringify(response.body ?? {});
      // Not after a bracket, where the JSON would be valid.
      const cut =
        text.length < 4 ? "{" : text.slice(0, Math.floor((text.length * 2) / 3)).replace(/[\]}]+$/, "");
      const { body: _body, ...rest } = response;
      return spoiled({ ...rest, text: cut, contentType: "application/json" });
    },
  };
}

export function emptyBody(): Effect {
  return { after: ({ status, headers = {} }) => spoiled({ status, headers }) };
}

export function clockSkew(fault: FaultOf<"clock-skew">): Effect {
  return {
    after: (response, { now }) => ({
      ...response,
      headers: { ...response.headers, date: new Date(now + fault.seconds * 1000).toUTCString() },
    }),
  };
}

export function slowBody(fault: FaultOf<"slow-body">): Effect {
  const wait = () => new Promise<void>((resolve) => setTimeout(resolve, fault.ms ?? 50));
  return { body: { until: () => fault.until ?? wait() } };
}
