import type { RateLimit } from "@mdmkit/runtime";
import { describe, expect, test } from "vitest";
import { INITIAL, isIdle, type LimiterEvent, type LimiterState, wakeAt } from "./limiter-state.ts";
import { POLLS_MS, REPORT_AFTER_MS, REUSE_MS, transition } from "./limiter-transitions.ts";
import type { PermitResponse } from "./permits.ts";

const ONE: RateLimit = { concurrency: 1 };
const NOW = 1_000;

function play(events: readonly LimiterEvent[], { rateLimit = ONE, now = NOW, from = INITIAL } = {}) {
  let state: LimiterState = from;
  const effects = events.flatMap((event) => {
    const step = transition(state, event, { now, rateLimit });
    state = step.state;
    return step.effects;
  });
  return { state, effects };
}

const take = (id: number): LimiterEvent => ({ kind: "take", id });
const respond = (response: Partial<PermitResponse>): LimiterEvent => ({
  kind: "response",
  response: { granted: 0, refused: undefined, paused: 0, ...response },
});
const request = (held: number, wanted: number, pause = 0) => ({
  kind: "request",
  request: { held, wanted, pause },
});

describe("an open limiter", () => {
  test("requests a permit for the first caller and starts it with the response", () => {
    const asked = play([take(1)]);
    expect(asked.effects).toEqual([request(0, 1)]);
    const { state, effects } = play([respond({ granted: 1 })], { from: asked.state });
    expect(effects).toEqual([{ kind: "start", id: 1 }]);
    expect(state).toMatchObject({ held: 1, leased: 1, queue: [], inFlight: undefined });
  });

  test("has one request at a time, and sends the next one after it", () => {
    const { effects } = play([take(1), take(2), take(3), respond({ granted: 1 })], {
      rateLimit: { concurrency: 3 },
    });
    expect(effects).toEqual([request(0, 1), { kind: "start", id: 1 }, request(1, 2)]);
  });

  test("starts callers in order of arrival, without those that aborted", () => {
    const { effects } = play(
      [take(1), take(2), take(3), { kind: "abort", id: 2 }, respond({ granted: 1 }), respond({ granted: 1 })],
      { rateLimit: { concurrency: 3 } },
    );
    expect(effects.filter(({ kind }) => kind === "start")).toEqual([
      { kind: "start", id: 1 },
      { kind: "start", id: 3 },
    ]);
  });

  test("reuses a returned permit for a moment, and requests one afterwards", () => {
    const { state } = play([take(1), respond({ granted: 1 }), { kind: "release" }]);
    const soon = play([take(2)], { from: state, now: NOW + REUSE_MS - 1 });
    expect(soon.effects).toEqual([{ kind: "start", id: 2 }]);
    const late = play([take(2)], { from: state, now: NOW + REUSE_MS });
    expect(late.effects).toEqual([request(0, 1)]);
  });

  test("starts the first who waits with a permit that is returned in this moment", () => {
    const { effects } = play(
      [take(1), respond({ granted: 1 }), take(2), take(3), respond({ granted: 0 }), { kind: "release" }],
      { rateLimit: ONE },
    );
    expect(effects.filter(({ kind }) => kind === "start")).toEqual([
      { kind: "start", id: 1 },
      { kind: "start", id: 2 },
    ]);
  });

  test("requests as many permits as were in use at once, for callers that come and go", () => {
    const three = { rateLimit: { concurrency: 3 } };
    const busy = play([take(1), respond({ granted: 1 }), take(2), take(3), respond({ granted: 2 })], three);
    const left = play([{ kind: "release" }, { kind: "release" }, { kind: "release" }], {
      ...three,
      from: busy.state,
    });
    const { state, effects } = play([take(4)], { ...three, from: left.state, now: NOW + REUSE_MS });
    expect(effects).toEqual([request(0, 3)]);
    const short = play([respond({ granted: 1 }), { kind: "release" }], { ...three, from: state });
    const next = play([take(5)], { ...three, from: short.state, now: NOW + 2 * REUSE_MS });
    expect(next.effects).toEqual([request(0, 1)]); // others need them
    const after = play([respond({ granted: 3 }), take(5)], { ...three, from: state, now: NOW + REUSE_MS });
    expect(after.effects).toEqual([
      { kind: "start", id: 4 },
      { kind: "start", id: 5 },
    ]);
  });

  test("reuses what a running request keeps, and no more, also when its response is lost", () => {
    const two = { rateLimit: { concurrency: 2 } };
    const { state } = play(
      [take(1), take(2), respond({ granted: 1 }), respond({ granted: 1 }), { kind: "release" }],
      two,
    );
    const reporting = play([{ kind: "wake" }], { ...two, from: state, now: NOW + REPORT_AFTER_MS }).state;
    const from = { ...reporting, grantedAt: NOW + REPORT_AFTER_MS };
    const starts = (events: LimiterEvent[]) =>
      play(events, { ...two, from, now: NOW + REPORT_AFTER_MS }).effects.filter(
        ({ kind }) => kind === "start",
      );
    expect(starts([take(3)])).toEqual([]);
    expect(starts([{ kind: "failure" }, take(3)])).toEqual([]);
    expect(starts([{ kind: "release" }, take(3)])).toEqual([{ kind: "start", id: 3 }]);
  });

  test("starts no more than were granted when the rate is limited, too, also with permits that were returned meanwhile", () => {
    const both = { rateLimit: { concurrency: 2, requests: 10 } };
    const asked = play([take(1), respond({ granted: 1 }), take(2), take(3), { kind: "release" }], both);
    const { effects } = play([respond({ granted: 1 })], { ...both, from: asked.state });
    expect(effects).toEqual([{ kind: "start", id: 2 }, request(1, 1)]);
  });

  test("reports a returned permit after a moment when nothing else is requested", () => {
    const { state } = play([take(1), respond({ granted: 1 }), { kind: "release" }]);
    expect([wakeAt(state), isIdle(state, NOW)]).toEqual([NOW + REPORT_AFTER_MS, false]);
    const { state: reported, effects } = play([{ kind: "wake" }, respond({})], {
      from: state,
      now: NOW + REPORT_AFTER_MS,
    });
    expect(effects).toEqual([request(0, 0)]);
    expect([wakeAt(reported), isIdle(reported, NOW + REPORT_AFTER_MS)]).toEqual([undefined, true]);
  });

  test("ignores a wake that comes too early", () => {
    const { state } = play([take(1), respond({ granted: 1 }), { kind: "release" }]);
    const early = play([{ kind: "wake" }], { from: state, now: NOW + REPORT_AFTER_MS - 1 });
    expect([early.effects, early.state]).toEqual([[], state]);
  });
});

describe("a blocked limiter", () => {
  test("notifies each caller once why it waits, and requests again when the time is over", () => {
    const refused = respond({ refused: { reason: "rate", milliseconds: 300 } });
    const { state, effects } = play([take(1), refused, take(2)], { rateLimit: { requests: 1, seconds: 1 } });
    const wait = { reason: "rate", milliseconds: 300 };
    expect(effects).toEqual([
      request(0, 1),
      { kind: "notify", id: 1, wait },
      { kind: "notify", id: 2, wait },
    ]);
    expect(wakeAt(state)).toBe(NOW + 300);
    const woken = play([{ kind: "wake" }], { from: state, now: NOW + 300, rateLimit: { requests: 1 } });
    expect(woken.effects).toEqual([request(0, 2)]);
  });

  test("polls for permits that other replicas return, soon at first", () => {
    const refused = respond({ refused: { reason: "concurrency" } });
    const { state, effects } = play([take(1), refused]);
    expect(effects.at(-1)).toEqual({ kind: "notify", id: 1, wait: { reason: "concurrency" } });
    let [from, now] = [state, NOW];
    for (const milliseconds of [...POLLS_MS, Math.max(...POLLS_MS)]) {
      now += milliseconds;
      expect(wakeAt(from)).toBe(now);
      const woken = play([{ kind: "wake" }, refused], { from, now });
      expect(woken.effects).toEqual([request(0, 1)]);
      from = woken.state;
    }
  });

  test("polls for the rest when it got fewer permits than it wanted, and not for each that is returned here", () => {
    const four = { rateLimit: { concurrency: 4 } };
    const short = play([take(1), take(2), take(3), respond({ granted: 1 }), respond({ granted: 1 })], four);
    expect(short.effects.filter(({ kind }) => kind === "request")).toEqual([request(0, 1), request(1, 2)]);
    expect(wakeAt(short.state)).toBe(NOW + POLLS_MS[0]);
    const { effects } = play([{ kind: "release" }, take(4), { kind: "release" }], {
      ...four,
      from: short.state,
    });
    expect(effects.filter(({ kind }) => kind !== "notify")).toEqual([
      { kind: "start", id: 3 },
      { kind: "start", id: 4 },
    ]);
  });

  test("requests again at once when a permit was returned here meanwhile", () => {
    const full = play([take(1), respond({ granted: 1 }), { kind: "release" }], { now: 0 }).state;
    const { effects } = play(
      [take(2), { kind: "release" }, respond({ refused: { reason: "concurrency" } })],
      {
        from: { ...full, held: 1 },
      },
    );
    expect(effects.filter(({ kind }) => kind === "request")).toEqual([request(0, 1)]);
  });

  test("starts no caller with permits that were granted while a pause began, and returns them", () => {
    const { state, effects } = play([
      take(1),
      { kind: "pause", milliseconds: 500 },
      respond({ granted: 1, paused: 0 }),
    ]);
    expect(effects).toEqual([
      request(0, 1),
      { kind: "notify", id: 1, wait: { reason: "paused", milliseconds: 500 } },
      request(0, 0, 500),
    ]);
    expect(state).toMatchObject({ held: 0, reportAt: NOW + REPORT_AFTER_MS });
  });

  test("keeps the longer of two pauses", () => {
    const { state, effects } = play([
      { kind: "pause", milliseconds: 500 },
      { kind: "pause", milliseconds: 100 },
    ]);
    expect([state.pausedUntil, effects]).toEqual([NOW + 500, [request(0, 0, 500)]]);
  });
});

describe("a database that fails", () => {
  test("refuses all callers that wait, sends no request at once, and reports the pause later", () => {
    const { state, effects } = play([
      { kind: "pause", milliseconds: 5_000 },
      take(1),
      take(2),
      { kind: "failure" },
    ]);
    expect(effects.slice(-2)).toEqual([
      { kind: "refuse", id: 1 },
      { kind: "refuse", id: 2 },
    ]);
    const later = play([{ kind: "wake" }], { from: state, now: wakeAt(state) ?? 0 });
    expect(later.effects).toEqual([request(0, 0, 4_000)]);
  });
});

describe("closing", () => {
  const using = play([take(1), respond({ granted: 1 })]).state;

  test("refuses waiting and new callers, returns all permits, and is closed after the response", () => {
    const closing = play([take(2), { kind: "close" }, take(3)], { from: using });
    expect(closing.effects.slice(-3)).toEqual([
      { kind: "refuse", id: 2 },
      request(0, 0),
      { kind: "refuse", id: 3 },
    ]);
    expect([closing.state.phase, wakeAt(closing.state)]).toEqual(["returning", undefined]);
    for (const end of [respond({}), { kind: "failure" } as const])
      expect(play([end], { from: closing.state }).state.phase).toBe("closed");
  });

  test("waits for the running request, and returns what it granted", () => {
    const { state, effects } = play([take(1), { kind: "close" }, respond({ granted: 1 })]);
    expect(effects).toEqual([request(0, 1), { kind: "refuse", id: 1 }, request(0, 0)]);
    expect(state).toMatchObject({ phase: "returning", held: 0 });
  });

  test("is closed at once when there is nothing to return", () => {
    expect(play([{ kind: "close" }])).toMatchObject({ state: { phase: "closed" }, effects: [] });
  });
});
