import { createHash } from "node:crypto";
import { GatewayError } from "../errors/gateway-error.ts";
import { errorLocation } from "../observe/log.ts";
import type { CallDetails } from "../operations/call-details.ts";
import type { CallResponse } from "../responses/response.ts";
import type { IdempotencyStart, StoredResponse } from "../store/store.ts";
import type { PerformOptions, Received } from "./route.ts";
import { mayHaveChanged } from "./write-result.ts";

type Write = Pick<PerformOptions, "store" | "log"> & {
  readonly key: string;
  /** The body as it was received. */
  readonly text: string;
  readonly run: () => Promise<CallResponse>;
  /** The response to an error. */
  readonly toFailure: (error: unknown) => StoredResponse;
};

/** A response, and whether the write changed something or may have: only then is it stored for repetitions. */
type Outcome = { readonly response: StoredResponse; readonly isFinal: boolean };

/** Runs a write with an idempotency key once; a repetition of the request gets the response of the first. */
export async function performOnce(
  { method, url }: Received,
  details: CallDetails,
  write: Write,
): Promise<CallResponse> {
  if (!details.token) return write.run();
  const { idempotency } = write.store;
  const key = { tokenId: details.token.id, key: write.key };
  const fingerprint = createHash("sha256").update(`${method} ${url}\n${write.text}`).digest("hex");
  const start = await idempotency.begin({ ...key, fingerprint, requestId: details.requestId });
  details.isReplayed = start.kind === "replay";
  if (start.kind === "replay") return asReplay(start.response);
  if (start.kind !== "new") throw refusal(start.kind);
  // When the response cannot be stored, the key stays taken, which is better than a write that is done twice.
  const logLoss = (error: unknown) =>
    write.log("error", "response-lost", { request_id: details.requestId, ...errorLocation(error) });
  const { response, isFinal } = await run(write, details).catch(async (error: unknown) => {
    await idempotency.abandon(key).catch(logLoss);
    throw error;
  });
  await (isFinal ? idempotency.finish({ ...key, response }) : idempotency.abandon(key)).catch(logLoss);
  return response;
}

async function run(write: Write, { sent }: CallDetails): Promise<Outcome> {
  let response: CallResponse;
  try {
    response = await write.run();
  } catch (failure) {
    if (!mayHaveChanged({ sent, failure })) throw failure;
    return { response: write.toFailure(failure), isFinal: true };
  }
  const { body } = response;
  if (typeof body === "string") return { response: { ...response, body }, isFinal: true };
  throw new GatewayError(400, "Idempotency-Key is not supported for streamed responses.");
}

function asReplay({ headers, ...response }: StoredResponse): StoredResponse {
  return { ...response, headers: { ...headers, "idempotency-replayed": "true" } };
}

type Refused = Exclude<IdempotencyStart["kind"], "new" | "replay">;

const REFUSALS: Readonly<Record<Refused, [status: number, message: string]>> = {
  mismatch: [422, "This Idempotency-Key was used for another request."],
  "in-progress": [409, "The first request with this Idempotency-Key is still running."],
  interrupted: [
    409,
    "The first request with this Idempotency-Key was interrupted and may have been carried out. Check the record, then use another key.",
  ],
};

function refusal(kind: Refused): GatewayError {
  const [status, message] = REFUSALS[kind];
  return new GatewayError(status, message);
}
