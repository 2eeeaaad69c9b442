import { type Page, type PageRequest, type PrimaryCall, readAfter } from "@mdmkit/unified/vendor";
import { errors } from "./errors.ts";

type Part = { starting_after: number | undefined; limit: number };
type Response<Raw> = { data: readonly Raw[]; has_more?: boolean } | undefined;

/** Reads the page that a request of the engine stands for: every list goes on behind the last id. */
export function readPage<Raw extends { id: number }>(
  operation: string,
  request: PageRequest<unknown>,
  load: (part: Part, call: PrimaryCall) => Promise<Response<Raw>>,
): Promise<Page<Raw>> {
  const list = { operation, parameter: "starting_after", errors };
  return readAfter<Raw>(list, request, async ({ after, limit }, call) => {
    const response = await load({ starting_after: after, limit }, call);
    return { rows: response?.data, more: response?.has_more };
  });
}
