import type { WriteOutcome } from "../errors/compose-message.ts";
import { MdmError, withFacts } from "../errors/mdm-error.ts";
import { neverSent } from "../errors/network-failure.ts";
import { outcomeOf, withOutcome } from "../errors/outcome.ts";
import { safetyOf } from "../operation/operation.ts";
import type { PreparedRequest } from "../requests/prepare-request.ts";
import { startDeadline } from "../timing/deadline.ts";
import { type Attempt, sendOnce } from "./attempt.ts";
import { delayBefore, mayRetry } from "./retry-policy.ts";
import type { Call, Consume, Send } from "./send.ts";
import { type Settings, settingsOf } from "./settings.ts";

/** Credentials, retries, limits and deadlines around a `fetch`. */
export function createTransport(options: Parameters<typeof settingsOf>[0]): Send {
  const settings = settingsOf(options);
  const absent = createAbsentOperations(settings.now);
  const plain: Send = (prepared, call, consume) =>
    safetyOf(call.operation) === "read"
      ? absent.guard(call.id, () => send(settings, prepared, call, consume))
      : send(settings, prepared, call, consume);
  return options.instrument?.(plain, options.vendor) ?? plain;
}

/** How long a server counts as lacking an operation. Not longer: one that restarts may return 404 for everything for a while. */
const ABSENT_MS = 60_000;

/** Reads that the server does not have are not requested again, for instance for each page of a list that they complete. */
function createAbsentOperations(now: () => number) {
  const errors = new Map<string, { error: MdmError; until: number }>();
  return {
    async guard<Result>(id: string, read: () => Promise<Result>): Promise<Result> {
      const known = errors.get(id);
      if (known && now() < known.until) throw withFacts(known.error, {});
      try {
        return await read();
      } catch (error) {
        // Of the operation itself: a missing token endpoint does not show that.
        if (MdmError.is(error) && error.code === "unsupported-operation" && error.operation === id)
          errors.set(id, { error, until: now() + ABSENT_MS });
        throw error;
      }
    },
  };
}

/** What the failed attempts of a call have in common. */
type Progress = {
  outcome: WriteOutcome;
  /** The credential was renewed after a 401, which does not count as an attempt. */
  renewed: boolean;
};

async function send<Result>(
  settings: Settings,
  prepared: PreparedRequest,
  call: Call,
  consume: Consume<Result>,
): Promise<Result> {
  const { vendor, random, now } = settings;
  const { signal, timeoutMs = settings.timeoutMs } = call.options;
  const { method, url } = prepared;
  const facts = { vendor, operation: call.id };
  const safety = safetyOf(call.operation);
  const deadline = startDeadline({ timeoutMs, signal, facts, now });
  const progress: Progress = { outcome: "not-sent", renewed: false };
  const { stream } = call;
  let isOpen = false;
  const end = () => {
    isOpen = false;
    deadline.end();
  };
  const open: Consume<Result> = async (response) => {
    isOpen = stream !== undefined;
    return consume(stream?.watch(response, end) ?? response);
  };
  try {
    for (let number = 1; ; number++) {
      const event = () => ({ ...facts, safety, method, url: url.replace(/\?.*/, ""), attempt: number });
      const headers = new Headers(prepared.headers);
      const own = { number, headers, jitter: random(), event, sent: false };
      const attempt: Attempt = { prepared, call, facts, deadline, ...own };
      try {
        return await sendOnce(settings, attempt, open);
      } catch (error) {
        isOpen = false;
        await untilNext(settings, attempt, progress, error);
      }
    }
  } catch (error) {
    throw safety === "read" ? error : withOutcome(error, { outcome: progress.outcome }, call.operation);
  } finally {
    if (!isOpen) deadline.end();
    else if (stream?.endless) deadline.end(true);
  }
}

/** Waits until the next attempt may start. Throws when there is none. */
async function untilNext(
  settings: Settings,
  attempt: Attempt,
  progress: Progress,
  error: unknown,
): Promise<void> {
  const { auth, hooks, policy, maxRetryWaitMs = () => Number.POSITIVE_INFINITY } = settings;
  const { number, headers, call, deadline, event, sent } = attempt;
  const { attempts = policy.attempts } = call.options;
  const { aborted, reason } = deadline.signal;
  // A call that ran out of time keeps an earlier failure as its cause, which is not about this attempt.
  const isUnseen = !aborted && neverSent(error);
  if (sent && isUnseen) hooks?.onNoConnection?.(event());
  const failure = aborted ? reason : error;
  // An attempt that may have been carried out is not undone by a later one that was rejected.
  if (progress.outcome !== "indeterminate") progress.outcome = outcomeOf(failure, sent && !isUnseen);
  if (aborted) throw failure;
  deadline.failure = error;
  if (!progress.renewed && sent && isUnauthorized(error) && auth.refresh?.(headers)) {
    progress.renewed = true;
    return;
  }
  if (!mayRetry(error, call.operation, sent)) throw error;
  const milliseconds = delayBefore(number + 1, error, policy, attempt.jitter);
  const isInTime = deadline.allows(milliseconds) && milliseconds <= maxRetryWaitMs();
  if (number >= attempts + Number(progress.renewed) || !isInTime) throw error;
  hooks?.onRetry?.({ ...event(), milliseconds, error });
  await settings.wait(milliseconds, deadline.signal);
}

function isUnauthorized(error: unknown): boolean {
  return MdmError.is(error) && error.code === "authentication";
}
