import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { internalsOf } from "../client/internals.ts";
import type { ClientOptions } from "../client/vendor-client.ts";
import {
  client,
  failure,
  fastClock,
  hanging,
  json,
  SECRET,
  type Seen,
  scripted,
  settled,
} from "../fixtures/vendor.ts";
import type { CallOptions } from "../operation/call.ts";
import { wait } from "../timing/wait.ts";
import { createLimiter } from "./limiter.ts";
import { type Tracer, tracing } from "./tracing.ts";
import { watchBody } from "./watch-body.ts";

const byId = { path: { id: "1" } };
const ok = json({ id: 1 });
const status = (code: number, headers: Record<string, string> = {}) =>
  new Response("", { status: code, headers });

/** A body that never ends, but fails as `fetch`'s do when the signal aborts. */
const endless = ({ signal }: Seen): Response =>
  new Response(
    new ReadableStream({
      start: (body) => signal.addEventListener("abort", () => body.error(signal.reason)),
    }),
  );

describe("an operation that the server lacks", () => {
  const missing = status(404);

  it("is requested again after a minute only", async () => {
    const clock = fastClock();
    const { fetch, seen } = scripted(missing, missing, json({ results: [] }));
    const acme = client({ ...clock, fetch });
    const first = await failure(acme.list());
    const second = await failure(acme.list());
    expect(second).toMatchObject({ code: "unsupported-operation", message: first.message });
    expect(second).not.toBe(first);
    expect(seen).toHaveLength(1);
    clock.at += 60_000;
    await failure(acme.list());
    expect(seen).toHaveLength(2);
    clock.at += 60_000;
    expect(await acme.list()).toEqual({ results: [] });
  });

  it("stands in the way of no other operation, record or write", async () => {
    const { fetch, seen } = scripted(missing, missing, missing, missing, ok);
    const acme = client({ fetch });
    await failure(acme.list());
    expect((await failure(acme.get(byId))).code).toBe("not-found");
    expect((await failure(acme.create())).code).toBe("unsupported-operation");
    expect((await failure(acme.create())).outcome).toBe("rejected");
    expect(await acme.get(byId)).toEqual({ id: 1 });
    expect(seen).toHaveLength(5);
  });
});

describe("deadline", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0); // no call leaves a timer behind
    vi.useRealTimers();
  });
  const timed = (options: Partial<ClientOptions> & Pick<ClientOptions, "fetch">) =>
    client({ ...options, fetch: options.fetch ?? fetch, now: Date.now, wait });

  it("ends a request that gets no response", async () => {
    const { fetch, seen } = scripted(hanging);
    const call = failure(timed({ fetch }).get(byId, { timeoutMs: 5000 }));
    await vi.advanceTimersByTimeAsync(5000);
    const error = await call;
    expect([error.code, error.name, error.retryable]).toEqual(["timeout", "TimeoutError", true]);
    expect(error.message).toBe("[acme] get: no success within 5 s. Try again, or allow more time.");
    expect(seen[0]?.signal.aborted).toBe(true);
  });

  it("is a minute when nothing is said", async () => {
    const call = failure(timed({ fetch: scripted(hanging).fetch }).get(byId));
    await vi.advanceTimersByTimeAsync(59_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await call).code).toBe("timeout");
  });

  it("ends a body that does not", async () => {
    const call = failure(timed({ fetch: scripted(endless).fetch }).get(byId, { timeoutMs: 5000 }));
    await vi.advanceTimersByTimeAsync(5000);
    expect((await call).code).toBe("timeout");
  });

  it("covers all attempts together and names the last failure as its cause", async () => {
    const { fetch, seen } = scripted(status(503), hanging);
    const call = failure(timed({ fetch }).get(byId, { timeoutMs: 5000 }));
    await vi.advanceTimersByTimeAsync(5000);
    expect((await call).cause).toMatchObject({ status: 503 });
    expect(seen).toHaveLength(2);
  });

  it("is a timeout, and sends nothing more, when a busy machine has not run its timer yet", async () => {
    let at = 0;
    const late = async () => {
      at += 6000;
    };
    const { fetch, seen } = scripted(status(503), ok);
    const error = await failure(client({ fetch, now: () => at, wait: late }).get(byId, { timeoutMs: 5000 }));
    expect(error).toMatchObject({ code: "timeout", cause: { status: 503 } });
    expect(seen).toHaveLength(1);
  });

  it("asks for the limiter of the tenant before each request", async () => {
    const asked: unknown[] = [];
    const limiter = (...question: unknown[]) => {
      asked.push(question);
      return createLimiter();
    };
    const rateLimit = { concurrency: 3 };
    const acme = client({ fetch: scripted(ok, ok).fetch, rateLimit, limiter, tenant: "hq" });
    await acme.get(byId);
    await acme.get(byId);
    expect(asked).toEqual([
      ["acme hq", rateLimit],
      ["acme hq", rateLimit],
    ]);
  });

  it("ends a call that stands in the limiter's queue", async () => {
    const limiter = createLimiter({ concurrency: 1 });
    limiter.take({});
    const { fetch, seen } = scripted(ok);
    const call = failure(timed({ fetch, limiter }).get(byId, { timeoutMs: 5000 }));
    await vi.advanceTimersByTimeAsync(5000);
    expect((await call).code).toBe("timeout");
    expect(seen).toHaveLength(0);
  });

  it("can be switched off", async () => {
    const controller = new AbortController();
    const { fetch } = scripted(hanging);
    const call = failure(
      timed({ fetch }).get(byId, { timeoutMs: Number.POSITIVE_INFINITY, signal: controller.signal }),
    );
    await settled();
    expect(vi.getTimerCount()).toBe(0);
    controller.abort();
    expect((await call).code).toBe("aborted");
  });

  it("rejects a timeout that is not a number", async () => {
    const error = await failure(timed({ fetch: scripted(ok).fetch }).get(byId, { timeoutMs: Number.NaN }));
    expect(error.code).toBe("invalid-input");
  });
});

describe("the caller's signal", () => {
  const aborted = async (start: (signal: AbortSignal) => Promise<unknown>) => {
    const controller = new AbortController();
    const call = failure(start(controller.signal));
    await settled();
    controller.abort(new Error("enough"));
    const error = await call;
    expect([error.code, error.name, error.cause]).toEqual(["aborted", "AbortedError", new Error("enough")]);
    return error;
  };

  it("ends a call before it is sent", async () => {
    const { fetch, seen } = scripted(ok);
    const error = await failure(client({ fetch }).get(byId, { signal: AbortSignal.abort("early") }));
    expect([error.code, error.cause, seen.length]).toEqual(["aborted", "early", 0]);
  });

  it("ends a call in the queue, and its place goes to the next", async () => {
    const limiter = createLimiter({ concurrency: 1 });
    limiter.take({});
    const acme = client({ fetch: scripted(ok).fetch, limiter });
    await aborted((signal) => acme.get(byId, { signal }));
    const next = acme.get(byId);
    limiter.release();
    expect(await next).toEqual({ id: 1 });
  });

  it("ends a wait between attempts", async () => {
    const { fetch, seen } = scripted(status(503, { "retry-after": "30" }), ok);
    await aborted((signal) => client({ fetch, wait, now: Date.now }).get(byId, { signal }));
    expect(seen).toHaveLength(1);
  });

  it("ends a request in flight and a body on its way, and the place is free again", async () => {
    const limiter = createLimiter({ concurrency: 1 });
    const acme = client({ fetch: scripted(hanging, endless, ok).fetch, limiter });
    await aborted((signal) => acme.get(byId, { signal }));
    await aborted((signal) => acme.get(byId, { signal }));
    expect(await acme.get(byId)).toEqual({ id: 1 });
  });

  it("keeps no listener after the call", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await client({ fetch: scripted(ok).fetch }).get(byId, { signal });
    expect(removed.mock.calls).toEqual(added.mock.calls);
    expect(added).toHaveBeenCalledTimes(1);
  });

  const open = (response: Response | ((seen: Seen) => Response), options: CallOptions) => {
    const { send } = internalsOf(client({ fetch: scripted(response).fetch }));
    const call = {
      id: "get",
      operation: { method: "GET", path: "/" },
      options,
      stream: { watch: watchBody },
    } as const;
    const request = {
      url: "https://api.example.com/",
      method: "GET",
      headers: new Headers(),
      body: undefined,
    };
    return send(request, call, (opened: Response) => opened);
  };

  it("keeps no listener after a body that the caller reads", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const response = await open(json({ id: 1 }), { signal });
    expect(removed).not.toHaveBeenCalled(); // it still ends the body
    expect(await response.json()).toEqual({ id: 1 });
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });

  it("times a body that the caller reads", async () => {
    vi.useFakeTimers();
    const response = await open(endless, { timeoutMs: 1000 });
    const text = failure(response.text());
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect((await text).code).toBe("timeout");
  });
});

describe("what others get to see", () => {
  it("notifies hooks of attempts, waits and retries without query or secret", async () => {
    const events: unknown[] = [];
    const note = (kind: string) => (event: unknown) => void events.push([kind, event]);
    const clock = fastClock();
    const { fetch } = scripted(status(503), ok);
    const limiter = createLimiter({ requests: 1, seconds: 1 }, clock);
    const hooks = {
      onRequest: note("request"),
      onResponse: note("response"),
      onRetry: note("retry"),
      onWait: note("wait"),
    };
    await client({ ...clock, fetch, hooks, limiter }).get({ ...byId, query: { search: "Ada" } });
    const event = {
      vendor: "acme",
      operation: "get",
      safety: "read",
      method: "GET",
      url: "https://api.example.com/systems/1",
    };
    expect(events).toEqual([
      ["request", { ...event, attempt: 1 }],
      ["response", { ...event, attempt: 1, status: 503, milliseconds: 0 }],
      ["retry", { ...event, attempt: 1, milliseconds: 500, error: expect.objectContaining({ status: 503 }) }],
      ["wait", { ...event, attempt: 2, reason: "rate", milliseconds: 500 }],
      ["request", { ...event, attempt: 2 }],
      ["response", { ...event, attempt: 2, status: 200, milliseconds: 0 }],
    ]);
    expect(JSON.stringify(events)).not.toContain(SECRET);
  });

  it("makes one span per call, with the outcome", async () => {
    const spans: Record<string, unknown>[] = [];
    const tracer: Tracer = {
      startActiveSpan(name, { kind, attributes }, body) {
        const span: Record<string, unknown> = { name, kind, ...attributes };
        spans.push(span);
        return body({
          setAttribute: (key, value) => Object.assign(span, { [key]: value }),
          setStatus: ({ code }) => Object.assign(span, { code }),
          end: () => Object.assign(span, { ended: true }),
        });
      },
    };
    const acme = client({ instrument: tracing(tracer), fetch: scripted(status(503), ok, status(404)).fetch });
    await acme.get(byId);
    await failure(acme.get(byId));
    const common = {
      name: "acme get",
      kind: 2,
      "http.request.method": "GET",
      "server.address": "api.example.com",
      "mdmkit.vendor": "acme",
      "mdmkit.operation": "get",
      ended: true,
    };
    expect(spans).toEqual([
      { ...common, "http.response.status_code": 200 },
      { ...common, "http.response.status_code": 404, "error.type": "not-found", code: 2 },
    ]);
  });

  it("does not follow a redirect, which would take the credential along", async () => {
    const to = "https://elsewhere.example.net/login?token=abc";
    const { fetch, seen } = scripted(status(302, { location: to }));
    const error = await failure(client({ fetch }).get(byId));
    expect(error).toMatchObject({ code: "invalid-response", reason: "redirect", status: 302 });
    expect(error.message).toContain("redirect to https://elsewhere.example.net,");
    expect(error.message).not.toContain("login");
    expect(seen).toHaveLength(1);
  });
});
