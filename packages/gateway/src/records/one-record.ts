import type { WriteOptions } from "@mdmkit/unified";
import { type ExchangeLog, recordExchanges } from "./exchanges.ts";
import {
  assertCallsVendor,
  assertNoPassthrough,
  type RecordCall,
  type RecordServices,
  wantsRemoteData,
} from "./record-call.ts";
import type {
  AnyRecord,
  Creates,
  Deletes,
  Freshness,
  Gets,
  Resource,
  TypeOptions,
  Updates,
} from "./resource.ts";
import { fieldsToRead, type RecordReply, recordReply } from "./shape-record.ts";

type OneCall = RecordCall & { readonly path: { readonly id: string } };

export async function getRecord<Item extends AnyRecord>(
  { useAccount }: RecordServices,
  call: OneCall,
  { resource, typeOptions = {} }: { resource: Resource<Gets<Item>>; typeOptions?: TypeOptions },
): Promise<RecordReply<Item>> {
  const { query, path, signal } = call;
  assertCallsVendor(query);
  const log = recordExchanges(query.truto_response_format, call.details);
  const record = await useAccount(call, `${resource.name}.get`, (mdm) =>
    resource.of(mdm).get(path.id, {
      ...readOptions(call, log),
      ...fieldsToRead(query, resource.schema),
      ...typeOptions,
      signal,
    }),
  );
  return recordReply(query, record, log);
}

export async function createRecord<Item extends AnyRecord, Input>(
  { useAccount }: RecordServices,
  call: RecordCall & { readonly body: Input },
  { resource }: { resource: Resource<Creates<Item, Input>> },
): Promise<RecordReply<Item>> {
  const { query, body } = call;
  assertNoPassthrough(query);
  assertCallsVendor(query);
  const log = recordExchanges(query.truto_response_format, call.details);
  const record = await useAccount(call, `${resource.name}.create`, (mdm) =>
    resource.of(mdm).create(body, writeOptions(call, log)),
  );
  return recordReply(query, record, log);
}

export async function updateRecord<Item extends AnyRecord, Input>(
  { useAccount }: RecordServices,
  call: OneCall & { readonly body: Input },
  { resource, typeOptions = {} }: { resource: Resource<Updates<Item, Input>>; typeOptions?: TypeOptions },
): Promise<RecordReply<Item>> {
  const { query, path, body } = call;
  assertNoPassthrough(query);
  assertCallsVendor(query);
  const log = recordExchanges(query.truto_response_format, call.details);
  const record = await useAccount(call, `${resource.name}.update`, (mdm) =>
    resource.of(mdm).update(path.id, body, { ...writeOptions(call, log), ...typeOptions }),
  );
  return recordReply(query, record, log);
}

type DeleteWish<Item> = {
  readonly resource: Resource<Gets<Item> & Deletes>;
  readonly typeOptions?: TypeOptions;
  readonly freshness?: Freshness;
};

/** Deletes a record and replies with it as it was before: vendors seldom return what they deleted. */
export async function deleteRecord<Item extends AnyRecord>(
  { useAccount }: RecordServices,
  call: OneCall,
  { resource, typeOptions = {}, freshness = {} }: DeleteWish<Item>,
): Promise<RecordReply<Item>> {
  const { query, path } = call;
  assertCallsVendor(query);
  const log = recordExchanges(query.truto_response_format, call.details);
  const record = await useAccount(call, `${resource.name}.delete`, async (mdm) => {
    const records = resource.of(mdm);
    const read = await records.get(path.id, {
      ...typeOptions,
      remoteData: !query.truto_ignore_remote_data,
      signal: call.signal,
    });
    await records.delete(read.id, { ...writeOptions(call, log), ...freshness, confirm: read.id });
    return read;
  });
  return recordReply(query, record, log);
}

function readOptions({ query }: RecordCall, { onExchange }: ExchangeLog) {
  return {
    ...(query.remote_query && { remoteQuery: query.remote_query }),
    ...(onExchange && { onExchange }),
    remoteData: wantsRemoteData(query),
  };
}

function writeOptions({ query, signal }: RecordCall, { onExchange }: ExchangeLog): WriteOptions {
  return {
    signal,
    ...(query.remote_query && { remoteQuery: query.remote_query }),
    ...(onExchange && { onExchange }),
  };
}
