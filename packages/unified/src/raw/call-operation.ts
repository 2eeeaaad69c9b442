import {
  InvalidInputError,
  type Operation,
  type OperationInput,
  type OperationResponse,
  type PaginateOptions,
  safetyOf,
} from "@mdmkit/runtime";
import { unsupported } from "../contract/errors.ts";
import type { RawConfirmation, RawOptions } from "../contract/raw.ts";
import type { RawAccess, Vendor } from "../contract/vendor.ts";
import { assertOptions } from "../input/options.ts";
import { observing } from "../records/observe.ts";
import { assertConfirmed } from "../writes/confirm.ts";
import { assertResponse } from "../writes/confirmation.ts";
import { previewPlan } from "../writes/preview.ts";
import { confirmationOf } from "./confirmation-of.ts";
import { prepareInput } from "./prepare-input.ts";

type Options = RawOptions & Partial<RawConfirmation>;

/** Calls an operation of the vendor's own API, or shows the request with `dryRun`. */
export async function callOperation(
  vendor: Vendor,
  name: string,
  given: OperationInput = {},
  options: Options = {},
): Promise<OperationResponse<unknown> | { dry_run: true; requests: ReturnType<typeof previewPlan> }> {
  const { client, operations } = await openRaw(vendor);
  const operation = findOperation(vendor, operations, name);
  const origin = { vendor: vendor.id, operation: name };
  assertOptions(origin, options, ["signal", "onExchange", "dryRun", "confirm"]);
  const input = prepareInput(vendor, { name, operation }, given);
  const { signal, onExchange, dryRun, confirm } = options;
  if (safetyOf(operation) === "destructive") {
    const parameter = confirmationOf(operation);
    const what = parameter ? `the value of the path parameter \`${parameter}\`` : "the operation's name";
    const id = parameter ? String(input.path?.[parameter] ?? "") : name;
    assertConfirmed(origin, { id }, { confirm, dryRun, what });
  }
  const plan = { steps: [{ operation: name, ...input }] };
  if (dryRun) return { dry_run: true, requests: previewPlan({ ...vendor, client }, plan) };
  const result = await client.request(name, input, { signal, ...observing(vendor, undefined, onExchange) });
  assertResponse({ ...vendor, operations }, plan, result.data);
  return result;
}

/** Reads all records of an operation that returns a list. */
export async function paginateOperation(
  vendor: Vendor,
  name: string,
  given: OperationInput = {},
  options: PaginateOptions = {},
) {
  const { client, operations } = await openRaw(vendor);
  const input = prepareInput(vendor, { name, operation: findOperation(vendor, operations, name) }, given);
  return client.paginate(name, input, options);
}

const opened = new WeakMap<Vendor, Promise<RawAccess>>();

/** The client with all operations, made once. */
async function openRaw(vendor: Vendor): Promise<RawAccess> {
  if (!vendor.openRaw) throw unsupported(vendor, "raw");
  const known = opened.get(vendor);
  if (known) return known;
  const opening = vendor.openRaw();
  opened.set(vendor, opening);
  opening.catch(() => opened.delete(vendor)); // the next call loads it again
  return opening;
}

function findOperation({ id }: Vendor, operations: RawAccess["operations"], name: string): Operation {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation) return operation;
  throw new InvalidInputError("unknown operation.", {
    vendor: id,
    operation: name,
    outcome: "not-sent",
    advice: "Check its name.",
  });
}
