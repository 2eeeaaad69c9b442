import { InvalidInputError } from "@mdmkit/runtime";
import type { NoteDrift } from "../contract/drift.ts";
import { isDevice } from "../contract/engine-fields.ts";
import type { Listing } from "../contract/listing.ts";
import type { ListGap } from "../contract/model.ts";
import type { HydrateOptions, ListOptions, ReadOptions } from "../contract/read-options.ts";
import type { ResourceContract } from "../contract/resource-contract.ts";
import type { ReadOrigin } from "../contract/vendor.ts";
import { assertOptions, READ_OPTIONS, typeOptions } from "../input/options.ts";
import { choiceOf } from "../lists/chosen-fields.ts";
import { createList, filtersIn } from "../lists/list.ts";
import { type TypeOptions, typeCheck } from "../lists/record-type.ts";
import { observing } from "../records/observe.ts";
import { createRecordReader, type UnifiedRecord } from "../records/record.ts";

/** `get` and `list` of one resource. */
export type Reads<Item, Filters> = {
  get(id: string, options?: ReadOptions & TypeOptions): Promise<Partial<Item>>;
  list(options?: ListOptions & HydrateOptions<string> & Partial<Filters>): Listing<Partial<Item>>;
};

export function createReadMethods<Item extends UnifiedRecord, Filters extends object>(
  origin: ReadOrigin,
  name: string,
  contract: ResourceContract<object, Item, Filters, never, never>,
  onDrift?: NoteDrift,
): Reads<Item, Filters> {
  return {
    async get(id, options = {}) {
      const call = { vendor: origin.id, operation: `${name}.get` };
      if (typeof id !== "string" || id.trim() === "")
        throw new InvalidInputError("`id` must be a non-empty string.", call);
      assertOptions(call, options, [...READ_OPTIONS, ...typeOptions(name)]);
      const { signal, remoteQuery, type } = options;
      const choice = choiceOf<Item>(contract, options.fields);
      const check = await typeCheck({ origin: call, contract }, options);
      const observer = observing(origin, contract.secrets, options.onExchange);
      const gaps: ListGap[] = [];
      const raw = await contract.get(contract.qualifyId?.(id, type) ?? id, {
        detail: "full",
        fields: choice?.reads(check && ["type", "platform"]),
        signal,
        gaps,
        primary: { signal, query: remoteQuery, ...observer },
      });
      const remoteData = options.remoteData ?? choice?.has("remote_data");
      const read = createRecordReader(contract, { from: "get", remoteData });
      const record = read(raw, onDrift);
      check?.(record);
      if (gaps.length > 0) {
        record.gaps = gaps;
        if (contract.getOnly && isDevice(record)) record.is_partial = true;
      }
      return choice ? choice.of(record) : record;
    },
    list(options = {}) {
      const call = { vendor: origin.id, operation: `${name}.list` };
      const filters = filtersIn<Filters>(call, name, contract.filters, options);
      const choice = choiceOf<Item>(contract, options.fields);
      const listing = createList(origin, name, contract, options, { filters, onDrift, choice });
      return choice ? listing.map(choice.of) : listing;
    },
  };
}
