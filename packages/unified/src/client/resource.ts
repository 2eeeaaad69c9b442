import { InvalidResponseError } from "@mdmkit/runtime";
import type { NoteDrift } from "../contract/drift.ts";
import { unsupported } from "../contract/errors.ts";
import type { Freshness } from "../contract/methods.ts";
import type { Plan } from "../contract/plan.ts";
import type { HydrateOptions, ListOptions, ReadOptions } from "../contract/read-options.ts";
import type { ResourceContract } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { WriteOptions } from "../contract/write-options.ts";
import { assertChanges, assertCreate } from "../input/changes.ts";
import { assertOptions, typeOptions, WRITE_OPTIONS } from "../input/options.ts";
import { type TypeOptions, typeCheck } from "../lists/record-type.ts";
import { observing } from "../records/observe.ts";
import { isRecord, type UnifiedRecord } from "../records/record.ts";
import { mapRecord } from "../records/unset.ts";
import { assertResponse, readCommandId } from "../writes/confirmation.ts";
import { executePlan, partialWrite, withRemote } from "../writes/execute.ts";
import { previewPlan } from "../writes/preview.ts";
import { createReadMethods, type Reads } from "./read-methods.ts";

type Guarded = WriteOptions & Freshness & TypeOptions & { confirm?: string };
type Changes = object & { remote_data?: object | null };

/** Throws unless `confirm` names the record to be changed. */
export type Confirm = (
  id: string,
  confirm: string | undefined,
  options: WriteOptions & Freshness,
) => Promise<void>;

/** Creates the five methods of a resource. A method that the vendor lacks throws before any request. */
export function createResource<
  Item extends UnifiedRecord,
  Filters extends object,
  Create extends Changes,
  Update extends Changes,
>(
  vendor: Vendor,
  name: string,
  contract: ResourceContract<object, Item, Filters, Create, Update> | undefined,
  confirm: Confirm,
  onDrift?: NoteDrift,
) {
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

  const idOf = ({ response, plan }: { response: unknown; plan: Plan }): string => {
    const id = plan.recordId
      ? plan.recordId(response)
      : contract && isRecord(response) && mapRecord(contract, response).id;
    if (id) return id;
    const message = "The record was created, but the response contains no id.";
    throw new InvalidResponseError(message, { ...originOf("create"), reason: "shape" });
  };

  const originOf = (method: string) => ({ vendor: vendor.id, operation: `${name}.${method}` });
  const types = typeOptions(name);

  const reads = (method: string): Reads<Item, Filters> =>
    createReadMethods(vendor, name, need(method, contract), onDrift);
  const get = async (id: string, options: ReadOptions & TypeOptions = {}) => reads("get").get(id, options);

  /** The id of the record to be written, which is read only if that is needed to know its kind. */
  const qualified = async (
    method: string,
    bareId: string,
    { signal, type, device_type }: WriteOptions & TypeOptions,
  ) => {
    const id = contract?.qualifyId?.(bareId, type) ?? bareId;
    const check = typeCheck({ origin: originOf(method), contract }, { type, device_type });
    check?.(await get(id, { remoteData: false, signal }));
    return id;
  };

  /** Reads the record that was written. When that fails, the write was applied nevertheless. */
  const readBack = async (plan: Plan, id: () => string, options: WriteOptions) => {
    try {
      return await get(id(), { signal: options.signal });
    } catch (error) {
      throw partialWrite(error, plan.steps, "applied");
    }
  };

  return {
    get,
    list: (options: ListOptions & HydrateOptions<string> & Partial<Filters> = {}) =>
      reads("list").list(options),
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
      assertChanges(vendor, `${name}.update`, contract?.writable, changes);
      const id = await qualified("update", bareId, options);
      const result = await send(plan(id, changes), changes, options);
      return "requests" in result ? result : readBack(result.plan, () => id, options);
    },
    async delete(bareId: string, options: Guarded = {}) {
      const plan = need("delete", contract?.delete);
      assertOptions(originOf("delete"), options, [...WRITE_OPTIONS.delete, ...types]);
      const id = await qualified("delete", bareId, options);
      await confirm(id, options.confirm === bareId ? id : options.confirm, options);
      const result = await send(plan(id), {}, options);
      if ("requests" in result) return result;
      readCommandId(vendor, result.plan, result.response);
      return { id };
    },
  };
}
