import { MergeClient } from "@mergeapi/merge-node-client";

export function connect(url) {
  const client = new MergeClient({ apiKey: "key", accountToken: "token", environment: url });
  return async (page) => (await client.hris.employees.list({ pageSize: 100, cursor: `${page}` })).data;
}
