#!/usr/bin/env bash
# openapi-client-axios 7.9.1 with axios 1.21.1: lists in a query
#
# Expected: a client made from a document writes parameters as it declares them: ids=1&ids=2 by default, ids=1,2 where
#           `explode` is false.
# Seen:     both go out as ids[]=1&ids[]=2, axios' own form: style and explode are not read. A server that knows no
#           ids[] ignores it and returns every device.
# So:       give axios a paramsSerializer per operation, or a client that reads `style`.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try openapi-client-axios@7.9.1 axios@1.21.1 <<'E2'
import axios from "openapi-client-axios";
import { seen } from "./seen.mjs";

const schema = { type: "array", items: { type: "string" } };
const list = (name, rest) => ({ in: "query", name, schema, ...rest });
const parameters = [list("ids"), list("fields", { style: "form", explode: false })];
const get = { operationId: "list", parameters, responses: { 200: { description: "All" } } };
const definition = {
  openapi: "3.0.3",
  info: { title: "MDM", version: "1" },
  servers: [{ url: "http://127.0.0.1" }],
  paths: { "/devices": { get } },
};

const Client = axios.default;
const client = await new Client({ definition }).init();
const query = async (values) => {
  let url;
  const adapter = async (config) => {
    url = client.getUri(config);
    return { data: "", status: 200, statusText: "OK", headers: {}, config };
  };
  await client.list(values, null, { adapter });
  return decodeURIComponent(new URL(url).search);
};
seen("exploded", await query({ ids: ["1", "2"] }), "?ids[]=1&ids[]=2");
seen("not exploded", await query({ fields: ["name", "os"] }), "?fields[]=name&fields[]=os");
E2
