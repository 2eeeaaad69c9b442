import type { Fetch } from "@mdmkit/runtime";

/** A response, without its body. */
export type Observed = {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  /** Milliseconds since 1970, when it was sent and when the response arrived. */
  readonly sentAt: number;
  readonly receivedAt: number;
};

/** A `fetch` that notes each response in `observed`. */
export function observedFetch(fetch: Fetch, observed: Observed[]): Fetch {
  return async (url, init) => {
    const sentAt = Date.now();
    const response = await fetch(url, init);
    const { status, headers } = response;
    observed.push({ url: new URL(url), status, headers, sentAt, receivedAt: Date.now() });
    return response;
  };
}
