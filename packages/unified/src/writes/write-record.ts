import { InvalidResponseError } from "@mdmkit/runtime";
import { unsupported } from "../contract/errors.ts";
import type { Freshness } from "../contract/methods.ts";
import type { Plan, PlanInSteps } from "../contract/plan.ts";
import type { ReadOptions } from "../contract/read-options.ts";
import type { ResourceContract } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { WriteOptions } from "../contract/write-options.ts";
import { assertChanges, assertCreate } from "../input/changes.ts";
import { assertOptions, typeOptions, WRITE_OPTIONS } from "../input/options.ts";
import { type TypeOptions, typeCheck } from "../lists/record-type.ts";
import { observing } from "../records/observe.ts";
import { isRecord, type UnifiedRecord } from "../records/record.ts";
import { mapRecord } from "../records/unset.ts";
import { assertConfirmed } from "./confirm.ts";
import { assertResponse, readCommandId } from "./confirmation.ts";
import { executePlan, partialWrite, withRemote } from "./execute.ts";
import { assertUnchanged, readFresh } from "./freshness.ts";
import { previewPlan } from "./preview.ts";

type DeleteOptions = WriteOptions & Freshness & TypeOptions & { confirm?: string };
/** What `create` and `update` take. */
export type Changes = object & { remote_data?: object | null };

/** What of a resource has to do with writing. */
type WriteContract<Item, Create, Update> = Pick<
  ResourceContract<object, Item, never, Create, Update>,
  | "create"
  | "creatable"
  | "update"
  | "writable"
  | "cannotClear"
  | "delete"
  | "qualifyId"
  | "secrets"
  | "unset"
  | "map"
>;

/** A resource of a vendor, with its method that reads a record. */
type WrittenResource<Item, Create, Update> = {
  readonly vendor: Vendor;
  readonly name: string;
  readonly contract: WriteContract<Item, Create, Update> | undefined;
  get(id: string, options: ReadOptions): Promise<Partial<Item>>;
};

/** Creates `create`, `update` and `delete` of a resource. One that the vendor lacks throws before any request. */
export function createRecordWrites<
  Item extends UnifiedRecord,
  Create extends Changes,
  Update extends Changes,
>({ vendor, name, contract, get }: WrittenResource<Item, Create, Update>) {
  const originOf = (method: string) => ({ vendor: vendor.id, operation: `${name}.${method}` });
  const types = typeOptions(name);

  const need = <Member>(method: string, member: Member | undefined): Member => {
    if (member === undefined) throw unsupported(vendor, `${name}.${method}`);
    return member;
  };
  const send = async (planned: Plan | Promise<Plan>, input: Changes, options: WriteOptions) => {
    const plan = withRemote(await planned, { data: input.remote_data, query: options.remoteQuery });
    if (options.dryRun) return { dry_run: true, requests: previewPlan(vendor, plan) };
    const { signal, onExchange } = options;
    const call = { signal, ...observing(vendor, contract?.secrets, onExchange) };
    return { response: await executePlan(vendor, plan, call), plan };
  };

  const idOf = ({ response, plan }: { response: unknown; plan: PlanInSteps }): string => {
    const id = plan.recordId
      ? plan.recordId(response)
      : contract && isRecord(response) && mapRecord(contract, response).id;
    if (id) return id;
    const message = "The record was created, but the response contains no id.";
    throw new InvalidResponseError(message, { ...originOf("create"), reason: "shape" });
  };

  /** The id of the record to be written, which is read only if that is needed to know its kind. */
  const qualified = async (
    method: string,
    bareId: string,
    { signal, type, device_type }: WriteOptions & TypeOptions,
  ) => {
    const id = contract?.qualifyId?.(bareId, type) ?? bareId;
    const check = await typeCheck({ origin: originOf(method), contract }, { type, device_type });
    check?.(await get(id, { remoteData: false, signal }));
    return id;
  };

  /** Reads the record that was written. When that fails, the write was applied nevertheless. */
  const readBack = async (plan: PlanInSteps, id: () => string, options: WriteOptions) => {
    try {
      return await get(id(), { signal: options.signal });
    } catch (error) {
      throw partialWrite(error, plan.steps, "applied");
    }
  };

  /** Throws unless `confirm` names the record to be deleted; a device is read for its serial number. */
  const assertDeletion = async (id: string, { signal, confirm, ifUnchanged, dryRun }: DeleteOptions) => {
    const origin = originOf("delete");
    const devices = name === "devices" ? vendor.devices : undefined;
    if (!devices) return assertConfirmed(origin, { id }, { confirm, dryRun });
    const detail = ifUnchanged ? "full" : "identity";
    const raw = await devices.get(id, { detail, signal, primary: { signal } });
    if (ifUnchanged) assertUnchanged(origin, readFresh(devices, raw), ifUnchanged);
    assertConfirmed(origin, mapRecord(devices, raw), { confirm, dryRun });
  };

  return {
    async create(input: Create, options: WriteOptions = {}) {
      const plan = need("create", contract?.create);
      assertOptions(originOf("create"), options, WRITE_OPTIONS.create);
      assertCreate(vendor, `${name}.create`, contract?.creatable, input);
      const result = await send(plan(input), input, options);
      if ("requests" in result) return result;
      assertResponse(vendor, result.plan, result.response);
      return readBack(result.plan, () => idOf(result), options);
    },
    async update(bareId: string, changes: Update, options: WriteOptions & TypeOptions = {}) {
      const plan = need("update", contract?.update);
      assertOptions(originOf("update"), options, [...WRITE_OPTIONS.update, ...types]);
      assertChanges(vendor, `${name}.update`, contract ?? {}, changes);
      const id = await qualified("update", bareId, options);
      const result = await send(plan(id, changes), changes, options);
      return "requests" in result ? result : readBack(result.plan, () => id, options);
    },
    async delete(bareId: string, options: DeleteOptions = {}) {
      const plan = need("delete", contract?.delete);
      const known = name === "devices" ? WRITE_OPTIONS.guarded : WRITE_OPTIONS.delete;
      assertOptions(originOf("delete"), options, [...known, ...types]);
      const id = await qualified("delete", bareId, options);
      await assertDeletion(id, {
        ...options,
        ...(options.confirm === bareId && { confirm: id }),
      });
      const result = await send(plan(id), {}, options);
      if ("requests" in result) return result;
      readCommandId(vendor, result.plan, result.response);
      return { id };
    },
  };
}
