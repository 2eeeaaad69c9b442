import {
  type ActionInputs,
  type ActionName,
  type Device,
  fromWireAction,
  type Listing,
  type UnifiedComponents,
} from "@mdmkit/unified";
import { assertAllowed } from "../accounts/use-account.ts";
import { makePlan, type Targets } from "../bulk/make-plan.ts";
import { runPlan } from "../bulk/run-plan.ts";
import { showDevice, showPlan } from "../bulk/show-plan.ts";
import { assertScope } from "../calls/scopes.ts";
import { type Failure, GatewayError, REQUIRED } from "../errors/gateway-error.ts";
import type { CallDetails } from "../operations/call-details.ts";
import type { Call, Handlers, RequestBodyOf } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import { devices } from "../records/resource.ts";
import { chosenAccounts } from "../several-accounts/chosen-accounts.ts";
import type { StoredBulk } from "../store/bulk/bulk-store.ts";
import { deviceBefore, inputsOf, isGuarded } from "./device-actions.ts";
import type { Services } from "./services.ts";

type Bulk = Pick<
  Handlers,
  "listBulkPlans" | "createBulkPlan" | "getBulkPlan" | "listBulkDevices" | "runBulkPlan" | "cancelBulkPlan"
>;

const PAGE = 100;
const MOST_DEVICES = 10_000;

/** Device actions for many devices: plans, runs and outcomes. */
export function createBulk(services: Services): Bulk {
  const { store, jobs } = services;
  return {
    async listBulkPlans({ query, details }) {
      const { limit = PAGE, next_cursor: before } = query;
      assertCursor(before);
      const accounts = await chosenAccounts(store, details, query.integrated_account_ids);
      const ids = accounts.map(({ id }) => id);
      const found = await store.bulk.list({ accounts: ids, before, limit: limit + 1 });
      const result = found.slice(0, limit);
      const next = found.length > limit ? (result.at(-1)?.position ?? null) : null;
      return json({ result: result.map(showPlan), result_count: result.length, next_cursor: next });
    },
    createBulkPlan: async (call) => json(await createPlan(services, call)),
    async getBulkPlan({ path, details }) {
      return json(showPlan(await findPlan(services, details, path.id)));
    },
    async listBulkDevices({ path, query, details }) {
      const { outcome, limit = PAGE, next_cursor: after } = query;
      assertCursor(after);
      await findPlan(services, details, path.id);
      const page = { outcome, limit: limit + 1, ...(after !== undefined && { after: Number(after) }) };
      const found = await store.bulk.devices(path.id, page);
      const result = found.slice(0, limit);
      const next = found.length > limit ? String(result.at(-1)?.position) : null;
      return json({ result: result.map(showDevice), result_count: result.length, next_cursor: next });
    },
    runBulkPlan: async (call) => json(await startRun(services, call)),
    async cancelBulkPlan({ path, details }) {
      const { status } = await findPlanToChange(services, details, path.id);
      const isCancelled = await store.bulk.cancel(path.id);
      jobs.abort(path.id);
      if (!isCancelled) throw new GatewayError(409, `The bulk action cannot be cancelled: it is ${status}.`);
      return json(showPlan(await findPlan(services, details, path.id)));
    },
  };
}

/** Cursors of lists in the database are numbers. */
function assertCursor(cursor: string | undefined): void {
  if (cursor === undefined || /^\d{1,9}$/.test(cursor)) return;
  throw invalid("query.next_cursor", "is invalid. Pass `next_cursor` of the previous page unchanged");
}

function invalid(path: string, message: string): GatewayError {
  const what = path.startsWith("body") ? "request body" : "parameters";
  return new GatewayError(400, `Invalid ${what}.`, { failures: [{ path, message }] });
}

async function findPlan({ store }: Services, details: CallDetails, id: string): Promise<StoredBulk> {
  const stored = await store.bulk.get(id);
  if (!stored) throw new GatewayError(404, "No bulk action has this id.");
  details.requestedAccountId = stored.account;
  assertAllowed(details, stored.account);
  return stored;
}

/** Only a token that may perform the action may run or cancel it. */
async function findPlanToChange(services: Services, details: CallDetails, id: string): Promise<StoredBulk> {
  const stored = await findPlan(services, details, id);
  details.action = stored.action;
  assertScope(details, isGuarded(stored.action) ? "destructive" : "write");
  return stored;
}

type CreateCall = Call<"createBulkPlan">;

async function createPlan(services: Services, { body, details, query }: CreateCall) {
  const { action: wireAction } = body.request;
  details.action = wireAction;
  assertScope(details, isGuarded(wireAction) ? "destructive" : "write");
  const action = fromWireAction(wireAction);
  const inputs = inputsFor(body.request);
  assertOneOf(body);
  const read = body.devices?.map(toTarget);
  const id = await services.useAccount({ details, query }, `devices.${action}`, async (mdm, account) => {
    const list = (signal: AbortSignal) => devices.of(mdm).list({ ...body.filter, remoteData: false, signal });
    const findTargets = async (signal: AbortSignal): Promise<Targets> => {
      const targets = body.ids ?? read;
      return targets ? { targets, report: null } : readList(list(signal));
    };
    return makePlan(services, { account, details }, { action, wireAction, inputs, findTargets });
  });
  return showPlan(await findPlan(services, details, id));
}

function assertOneOf({ ids, devices: read, filter }: CreateCall["body"]): void {
  if ([ids, read, filter].filter((one) => one !== undefined).length === 1) return;
  throw invalid("body", "needs exactly one of ids, devices, filter");
}

/** What single actions take besides their inputs. The run is confirmed, and each device compared, as a whole. */
const OF_ONE_DEVICE = ["confirm", "dry_run", "if_unchanged"];

function inputsFor(request: CreateCall["body"]["request"]): ActionInputs[ActionName] {
  const [given] = Object.entries(request).filter(
    ([name, value]) => OF_ONE_DEVICE.includes(name) && value !== null,
  );
  if (given) throw invalid(`body.request.${given[0]}`, "is for one device; leave it out");
  return inputsOf(request);
}

/** A device with owner and enrollment as they were read. Without them it is read for the plan. */
function toTarget(before: UnifiedComponents["schemas"]["DeviceBefore"], index: number) {
  const { id } = before;
  if (id === undefined) throw invalid(`body.devices.${index}.id`, REQUIRED);
  return { ...before, ...deviceBefore(before), id };
}

async function readList(listing: Listing<Device>): Promise<Targets> {
  const targets: Device[] = [];
  for await (const device of listing) {
    if (targets.length === MOST_DEVICES)
      throw new GatewayError(422, `The filter selects more than ${MOST_DEVICES} devices. Narrow it.`);
    targets.push(device);
  }
  return { targets, report: listing.report };
}

async function startRun(services: Services, { path, body, details }: Call<"runBulkPlan">) {
  const { store, jobs, useAccount } = services;
  const stored = await findPlanToChange(services, details, path.id);
  const secrets = secretsFor(stored, body);
  jobs.assertOpen();
  const query = { integrated_account_id: stored.account };
  await useAccount({ details, query }, `devices.${fromWireAction(stored.action)}`, async (_mdm, account) => {
    if (account.account.version !== stored.accountVersion)
      throw new GatewayError(409, "The account has new credentials since. Make a new plan.");
    assertConfirmed(stored, body.confirm);
    const claim = await store.bulk.claim(stored.id);
    if (!claim) throw await notRunnable(services, stored.id);
    const release = account.permit.keep();
    const run = { account, details, claim, options: { ...body, secrets } };
    void jobs.start(claim, (signal) => runPlan(services, run, signal).finally(release));
  });
  return showPlan(await findPlan(services, details, stored.id));
}

/** The secrets of a run: those that the plan was made with, and no others. */
function secretsFor({ summary }: StoredBulk, { secrets = {} }: RequestBodyOf<"runBulkPlan">) {
  const given = Object.entries(secrets).filter(([, value]) => value !== null && value !== undefined);
  const missing = summary.secrets.filter((name) => !given.some(([one]) => one === name));
  const unknown = given.filter(([name]) => !summary.secrets.includes(name));
  const failures: Failure[] = [
    ...missing.map((name) => ({ path: `body.secrets.${name}`, message: REQUIRED })),
    ...unknown.map(([name]) => ({ path: `body.secrets.${name}`, message: "is not an input of the plan" })),
  ];
  if (failures.length > 0) throw new GatewayError(400, "Invalid request body.", { failures });
  return Object.fromEntries(given);
}

function assertConfirmed({ summary }: StoredBulk, confirm: string): void {
  if (summary.confirm === null || confirm === summary.confirm) return;
  const message =
    "The confirmation is not that of this plan. Nothing was sent. Look at the plan, and pass its `confirm`.";
  throw new GatewayError(422, message, { code: "confirmation" });
}

const NOT_RUNNABLE: Partial<Record<StoredBulk["status"], string>> = {
  planning: "The plan is still being made.",
  running: "The plan is running.",
  cancelled: "The plan was cancelled. Make a new one.",
  failed: "The plan could not be made. Make a new one.",
};

async function notRunnable({ store }: Services, id: string): Promise<GatewayError> {
  const stored = await store.bulk.get(id);
  return new GatewayError(409, (stored && NOT_RUNNABLE[stored.status]) ?? "The plan cannot be run now.");
}
