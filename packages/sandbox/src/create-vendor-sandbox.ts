import { COMMON_OPTIONS, type CommonOptions } from "./common-options.ts";
import type { VendorFactory, VendorModel } from "./engine/vendor/vendor-model.ts";
import type { Fault } from "./faults/fault.ts";
import { createFleet } from "./fleet/fleet.ts";
import { createEngine, type Engine } from "./server/engine.ts";
import { inProcessFetch } from "./server/in-process.ts";
import { SERVING } from "./serving.ts";
import type { VendorSandbox } from "./vendor-sandbox.ts";

const defaultNow = Date.parse("2026-11-01T12:00:00Z");

export type AnyFactory = VendorFactory<CommonOptions, unknown, unknown, string, string>;

export const unknownVendor = (id: string, known: readonly string[]): TypeError =>
  new TypeError(`Unknown vendor "${id}". Vendors with a sandbox: ${known.toSorted().join(", ")}`);

/** Creates the fake of a vendor from its factory, for vendors outside of this package. */
export function createVendorSandbox<
  const Id extends string,
  Options,
  State,
  Credentials,
  OperationId extends string,
  Scheme extends string,
>(
  id: Id,
  factory: VendorFactory<Options, State, Credentials, OperationId, Scheme>,
  options?: CommonOptions & Options,
): VendorSandbox<Id, VendorFactory<Options, State, Credentials, OperationId, Scheme>>;
// The implementation does not know the vendor's own types; the signature above gives them to the caller.
export function createVendorSandbox(id: string, factory: AnyFactory, options: CommonOptions = {}): unknown {
  const time = createTime(options.now);
  const make = () => start({ factory, options, time });
  assertNumbers(options);
  let running = make();
  assertKnown(id, options, running.model);
  const fetch = inProcessFetch(() => running);
  return {
    vendor: id,
    fetch,
    get baseUrl() {
      return running.model.origin + running.model.basePath;
    },
    get options() {
      return {
        ...accountOptions(running.model, running.model.origin),
        fetch,
        now: time.now,
        wait: time.wait,
      };
    },
    get credentials() {
      return running.model.credentials(running.model.origin);
    },
    get state() {
      return running.model.state;
    },
    get requests() {
      return running.engine.requests;
    },
    get violations() {
      return running.engine.violations;
    },
    get operations() {
      return running.engine.operations.modelled;
    },
    path: (operationId: string, values?: Readonly<Record<string, string>>) =>
      running.engine.operations.pathOf(operationId, values),
    records: (operationId: string, path?: Readonly<Record<string, string>>) =>
      running.engine.operations.collectionOf(operationId, path),
    inject: (fault: Fault) => running.engine.faults.inject(fault),
    [SERVING]: {
      engine: () => running.engine,
      basePath: running.model.basePath,
      credentials: (origin: string) => running.model.credentials(origin),
      accountOptions: (origin: string) => accountOptions(running.model, origin),
      useRealClock: time.useRealClock,
    },
    reset() {
      time.reset();
      running = make();
    },
  };
}

/** A number that makes no sense would fail later, with another message. */
function assertNumbers(options: CommonOptions): void {
  for (const [name, range] of Object.entries(COMMON_OPTIONS)) {
    const value: unknown = Reflect.get(options, name);
    if (range === undefined || value === undefined) continue;
    const { least, most } = range;
    const isNumber = "isShare" in range ? typeof value === "number" : Number.isInteger(value);
    if (isNumber && Number(value) >= least && Number(value) <= most) continue;
    const wanted = "isShare" in range ? "a number" : "an integer";
    throw new TypeError(`\`${name}\` of a sandbox must be ${wanted} between ${least} and ${most}.`);
  }
}

/** An unknown option would have no effect, and a test would believe that it has. */
function assertKnown(id: string, options: CommonOptions, { options: own }: VendorModel): void {
  const known = Object.keys({ ...COMMON_OPTIONS, ...own });
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(
    `Unknown option "${unknown}" of the sandbox of ${id}. Known options: ${known.join(", ")}`,
  );
}

function start(parts: { factory: AnyFactory; options: CommonOptions; time: Time }): {
  model: VendorModel;
  engine: Engine;
  origins: ReadonlySet<string>;
} {
  const { factory, options, time } = parts;
  const { now, elapsed } = time;
  const { devices = 100, users = Math.ceil(devices / 2), seed = 1, firstDevice = 0 } = options;
  const fleet = createFleet({ seed, now: now(), people: users, fresh: options.fresh ?? 0 });
  const model = factory(options, { fleet, devices, firstDevice, now });
  const engine = createEngine(model, {
    now,
    elapsed,
    latencyMs: options.latencyMs ?? 0,
    rateLimit: options.rateLimit,
    checkResponses: options.checkResponses,
  });
  return { model, engine, origins: originsOf(model) };
}

function accountOptions(model: VendorModel, origin: string): object {
  const all = Object.entries(Object(model.credentials(origin)));
  const own = all.filter(([name]) => model.scheme.includes(name));
  return { ...Object.fromEntries(own), baseUrl: origin + model.basePath };
}

type Time = {
  now(): number;
  /** Milliseconds since some moment; goes on while `now` stands still. */
  elapsed(): number;
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Lets time pass as it does outside, unless a clock was given. */
  useRealClock(): void;
  reset(): void;
};

/** The time of the sandbox and its clients: what a client waits passes for both at once. */
function createTime(now: CommonOptions["now"]): Time {
  let waited = 0;
  const fixed = new Date(typeof now === "function" ? 0 : (now ?? defaultNow)).getTime();
  let clock = typeof now === "function" ? now : () => fixed;
  const timer = typeof now === "function" ? now : () => performance.now();
  return {
    now: () => clock() + waited,
    elapsed: () => timer() + waited,
    useRealClock() {
      if (now === undefined) clock = Date.now;
    },
    async wait(milliseconds, signal) {
      signal?.throwIfAborted();
      waited += milliseconds;
    },
    reset() {
      waited = 0; // the values of records depend on their time of creation
    },
  };
}

/** Servers whose host differs by customer are left out. */
function originsOf(model: VendorModel): ReadonlySet<string> {
  const servers = model.document.servers.flatMap((server) => URL.parse(server)?.origin ?? []);
  return new Set([model.origin, ...(model.origins ?? []), ...servers]);
}
