import { GatewayError } from "../errors/gateway-error.ts";
import type { FeedPosition } from "../store/fleet/change.ts";

/** Why a reader of the feed cannot continue after a position; undefined if it can. */
export function whyNoPosition(after: number, { last, prunedThrough }: FeedPosition): string | undefined {
  if (after < prunedThrough) return "Changes after this position are no longer kept.";
  // Its readers would miss what comes until then.
  return after > last ? "The feed is not there yet: it is that of a restored backup." : undefined;
}

/** Throws 410 where a reader of the feed cannot continue after a position. */
export function assertPosition(after: number, feed: FeedPosition): void {
  const problem = whyNoPosition(after, feed);
  if (problem) throw new GatewayError(410, `${problem} Read all records, and continue without \`after\`.`);
}
