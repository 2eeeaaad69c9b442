import type { UnifiedComponents, WriteOptions } from "@mdmkit/unified";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Services } from "../handlers/services.ts";
import { assertNoPassthrough, type RecordCall } from "./common-query.ts";
import { type Watch, watchFor } from "./exchanges.ts";
import type { AnyRecord, Creates, Deletes, Gets, Resource, Updates } from "./resource.ts";
import { answerRecord, type RecordReply } from "./shape-record.ts";

type Kind = { type?: UnifiedComponents["schemas"]["DeviceType"] };
type OneCall = RecordCall & { readonly path: { readonly id: string } };

export async function getRecord<Item extends AnyRecord>(
  { useAccount }: Services,
  call: OneCall,
  { resource, kind = {} }: { resource: Resource<Gets<Item>>; kind?: Kind },
): Promise<RecordReply<Item>> {
  const { query, path, signal } = call;
  assertAnswerable(query, resource);
  const watch = watchFor(query.truto_response_format, call.facts);
  const record = await useAccount(call, `${resource.name}.get`, (mdm) =>
    resource.of(mdm).get(path.id, { ...readOptions(call, watch), ...kind, signal }),
  );
  return answerRecord(query, record, watch);
}

export async function createRecord<Item extends AnyRecord, Input>(
  { useAccount }: Services,
  call: RecordCall & { readonly body: Input },
  { resource }: { resource: Resource<Creates<Item, Input>> },
): Promise<RecordReply<Item>> {
  const { query, body } = call;
  assertNoPassthrough(query);
  assertAnswerable(query, resource);
  const watch = watchFor(query.truto_response_format, call.facts);
  const record = await useAccount(call, `${resource.name}.create`, (mdm) =>
    resource.of(mdm).create(body, writeOptions(call, watch)),
  );
  return answerRecord(query, record, watch);
}

export async function updateRecord<Item extends AnyRecord, Input>(
  { useAccount }: Services,
  call: OneCall & { readonly body: Input },
  { resource, kind = {} }: { resource: Resource<Updates<Item, Input>>; kind?: Kind },
): Promise<RecordReply<Item>> {
  const { query, path, body } = call;
  assertNoPassthrough(query);
  assertAnswerable(query, resource);
  const watch = watchFor(query.truto_response_format, call.facts);
  const record = await useAccount(call, `${resource.name}.update`, (mdm) =>
    resource.of(mdm).update(path.id, body, { ...writeOptions(call, watch), ...kind }),
  );
  return answerRecord(query, record, watch);
}

/** Deletes a record and answers with it as it was: vendors seldom give back what they deleted. */
export async function deleteRecord<Item extends AnyRecord>(
  { useAccount }: Services,
  call: OneCall,
  { resource, kind = {} }: { resource: Resource<Gets<Item> & Deletes>; kind?: Kind },
): Promise<RecordReply<Item>> {
  const { query, path } = call;
  assertAnswerable(query, resource);
  const watch = watchFor(query.truto_response_format, call.facts);
  const record = await useAccount(call, `${resource.name}.delete`, async (mdm) => {
    const records = resource.of(mdm);
    const read = await records.get(path.id, {
      ...kind,
      remoteData: !query.truto_ignore_remote_data,
      signal: call.signal,
    });
    await records.delete(read.id, { ...writeOptions(call, watch), ...kind, confirm: read.id });
    return read;
  });
  return answerRecord(query, record, watch);
}

function readOptions({ query }: RecordCall, { onExchange }: Watch) {
  return {
    ...(query.remote_query && { remoteQuery: query.remote_query }),
    ...(onExchange && { onExchange }),
    remoteData: query.truto_response_format !== "normalized" && !query.truto_ignore_remote_data,
  };
}

function writeOptions({ query, signal }: RecordCall, { onExchange }: Watch): WriteOptions {
  return {
    signal,
    ...(query.remote_query && { remoteQuery: query.remote_query }),
    ...(onExchange && { onExchange }),
  };
}

function assertAnswerable({ truto_skip_api_call }: RecordCall["query"], { name }: { name: string }): void {
  if (!truto_skip_api_call) return;
  throw new GatewayError(
    422,
    `Nothing can be said of ${name} without calling the vendor, apart from an empty list.`,
  );
}
